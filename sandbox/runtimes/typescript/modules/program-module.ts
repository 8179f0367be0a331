import type { Builtins } from './builtins.ts';
import { Edits } from './edits.ts';
import { findModuleReferences } from './imports.ts';
import { MARKS_PROLOGUE, markLines } from './mark-lines.ts';
import { HANDLE } from './program-handle.ts';
import { ProgramSyntaxError } from './program-syntax-error.ts';
import type { Resolution } from './resolve.ts';
import { createLineFinder } from './syntax.ts';
import type { Transpiled } from './transpile.ts';

const BUFFER = '__wartezeitBuffer';

export interface ModuleSeams {
  readonly resolve: (specifier: string) => Resolution;
  /** Where a resolved module can be imported from. */
  readonly urlOf: (resolution: Resolution) => string;
}

/** The program as a module. */
export interface ProgramModule {
  readonly text: string;
  /** The column in the stripped text of what stands in the module at a 1-based line and a 0-based column; 0-based. */
  columnBefore(line: number, column: number): number;
}

/**
 * Turns the program into the text of a module that the platform can run: imports lead to the laboratory's modules, and the
 * runtime hears of the first statement and of the line that runs. Lines stay where they are. Throws ProgramSyntaxError for an import that fails.
 */
export function buildProgramModule(program: Transpiled, fileName: string, seams: ModuleSeams): ProgramModule {
  const { code, tree } = program;
  const edits = new Edits();
  const lineOf = createLineFinder(code);
  for (const reference of findModuleReferences(tree, code)) {
    if (reference.kind === 'dynamic') edits.replace(reference.start, reference.end, `${HANDLE}.import`);
    else if (reference.kind === 'meta') edits.replace(reference.start, reference.end, `${HANDLE}.meta`);
    else {
      const resolution = seams.resolve(reference.specifier);
      if (resolution.kind === 'refused') throw importError(resolution, lineOf(reference.start));
      edits.replace(reference.start, reference.end, JSON.stringify(seams.urlOf(resolution)));
    }
  }
  markLines(tree, code, edits);
  const prologue = `${bufferPrologue(code, seams)}${HANDLE}.started();${MARKS_PROLOGUE}`;
  const text = `${prologue}${edits.applyTo(code)}\n//# sourceURL=${fileName}`;
  return {
    text,
    columnBefore(line, column) {
      const position = edits.positionBefore(lineStart(text, line) + column - prologue.length);
      return Math.max(0, position - lineStart(code, line));
    },
  };
}

function lineStart(text: string, line: number): number {
  let start = 0;
  for (let passed = 1; passed < line; passed++) start = text.indexOf('\n', start) + 1;
  return start;
}

/** Node's global `Buffer`, for a program that speaks of it: others need not load it. */
function bufferPrologue(code: string, seams: ModuleSeams): string {
  const resolution = /\bBuffer\b/.test(code) ? seams.resolve('buffer') : null;
  if (resolution?.kind !== 'package') return '';
  const url = JSON.stringify(seams.urlOf(resolution));
  return `import{Buffer as ${BUFFER}}from${url};${HANDLE}.define('Buffer',${BUFFER});`;
}

function importError(refused: Extract<Resolution, { kind: 'refused' }>, line: number): ProgramSyntaxError {
  return new ProgramSyntaxError(refused.message, line, `Error [${refused.code}]`);
}

/** The import that asks a module for a name which it does not export, from the engine's message. */
export function findMissingExport(program: Transpiled, message: string, builtins: Builtins): ProgramSyntaxError | null {
  const name =
    /export named:? ['‘]?([\w$]+)/.exec(message)?.[1] ??
    /import:? ['‘]?([\w$]+)['’]? (?:not found|is not found)/.exec(message)?.[1];
  const missing = name ?? (/\bdefault\b/.test(message) ? 'default' : undefined);
  if (missing === undefined) return null;
  for (const reference of findModuleReferences(program.tree, program.code)) {
    if (reference.kind !== 'static' || !reference.names.includes(missing)) continue;
    const name = reference.specifier.replace(/^node:/, '');
    const module = builtins.get(name);
    const text = module
      ? partOfNode(name, missing, module)
      : `The requested module '${reference.specifier}' does not provide an export named '${missing}'`;
    return new ProgramSyntaxError(text, createLineFinder(program.code)(reference.start));
  }
  return null;
}

function partOfNode(name: string, missing: string, module: object): string {
  const names = Object.keys(module).filter((key) => key !== 'default');
  return `Das Modul „node:${name}“ bildet das Labor zum Teil nach, ohne „${missing}“. Vorhanden: ${names.join(', ')}.`;
}
