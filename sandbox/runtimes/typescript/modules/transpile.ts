import { ProgramSyntaxError } from './program-syntax-error.ts';
import type { SyntaxNode } from './syntax.ts';
import type { Tools } from './tools.ts';
import { findUnerasable } from './unerasable.ts';

export interface Transpiled {
  /** JavaScript, each statement on the line where the reader wrote it. */
  readonly code: string;
  readonly tree: SyntaxNode;
}

/**
 * Strips the types and keeps the lines. Imports stay as they are written, as in Node: what is a type only has to be imported
 * as such. Throws ProgramSyntaxError.
 */
export function transpile(source: string, tools: Tools): Transpiled {
  const code = strip(source, tools);
  const tree = parse(code, tools);
  const refused = findUnerasable(source, { code, tree });
  if (refused) {
    throw new ProgramSyntaxError(`TypeScript ${refused.what} is not supported in strip-only mode`, refused.line);
  }
  return { code, tree };
}

function parse(code: string, tools: Tools): SyntaxNode {
  try {
    return tools.acorn.parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch (error) {
    throw asSyntaxError(error);
  }
}

function strip(source: string, tools: Tools): string {
  try {
    return tools.sucrase.transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: true,
    }).code;
  } catch (error) {
    throw asSyntaxError(error);
  }
}

/** Both parsers tell the position in `loc` and in the message. */
interface ParserError extends Error {
  readonly loc?: { readonly line?: number };
}

function asSyntaxError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { message, loc }: ParserError = error;
  if (loc?.line === undefined) return error;
  const plain = message.replace(/^Error transforming [^:]*: /, '').replace(/ \(\d+:\d+\)$/, '');
  return new ProgramSyntaxError(plain, loc.line);
}
