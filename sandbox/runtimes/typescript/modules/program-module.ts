import { findModuleReferences, lineAt, type ModuleReference } from './imports.ts';
import { ProgramSyntaxError } from './program-syntax-error.ts';
import type { Resolution } from './resolve.ts';
import type { Transpiled } from './transpile.ts';

/** Name of the object through which a program's module speaks to the runtime. */
export const HANDLE = '__wartezeit';

/** What the program's modules call. */
export interface ProgramHandle {
  /** The program's first statement is about to run. */
  started(): void;
  /** Stands for `import(…)`. */
  import(specifier: unknown): Promise<unknown>;
  /** A module of Node's own, as it is here. */
  builtin(name: string): unknown;
  /** Stands for `import.meta`. */
  readonly meta: object;
}

/**
 * Turns the program into the text of a module that the platform can run: imports lead to the laboratory's modules, and the
 * runtime hears of the first statement. Lines stay where they are. Throws ProgramSyntaxError for an import that fails.
 *
 * @param urlOf where a resolved module can be imported from
 */
export function buildProgramModule(
  program: Transpiled,
  fileName: string,
  seams: { resolve: (specifier: string) => Resolution; urlOf: (resolution: Resolution) => string },
): string {
  const { code, tree } = program;
  let text = `${HANDLE}.started();`;
  let position = 0;
  const replace = (reference: ModuleReference, replacement: string): void => {
    text += code.slice(position, reference.start) + replacement;
    position = reference.end;
  };
  for (const reference of findModuleReferences(tree, code)) {
    if (reference.kind === 'dynamic') replace(reference, `${HANDLE}.import`);
    else if (reference.kind === 'meta') replace(reference, `${HANDLE}.meta`);
    else {
      const resolution = seams.resolve(reference.specifier);
      if (resolution.kind === 'refused') throw importError(resolution, lineAt(code, reference.start));
      replace(reference, JSON.stringify(seams.urlOf(resolution)));
    }
  }
  return `${text}${code.slice(position)}\n//# sourceURL=${fileName}`;
}

function importError(refused: Extract<Resolution, { kind: 'refused' }>, line: number): ProgramSyntaxError {
  return new ProgramSyntaxError(refused.message, line, `Error [${refused.code}]`);
}

/** The import that asks a module for a name which it does not export, from the engine's message. */
export function findMissingExport(program: Transpiled, message: string): ProgramSyntaxError | null {
  const name =
    /export named:? ['‘]?([\w$]+)/.exec(message)?.[1] ??
    /import:? ['‘]?([\w$]+)['’]? (?:not found|is not found)/.exec(message)?.[1];
  const missing = name ?? (/\bdefault\b/.test(message) ? 'default' : undefined);
  if (missing === undefined) return null;
  for (const reference of findModuleReferences(program.tree, program.code)) {
    if (reference.kind !== 'static' || !reference.names.includes(missing)) continue;
    const text = `The requested module '${reference.specifier}' does not provide an export named '${missing}'`;
    return new ProgramSyntaxError(text, lineAt(program.code, reference.start));
  }
  return null;
}
