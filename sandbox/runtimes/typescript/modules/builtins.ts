import { HANDLE } from './program-handle.ts';

/** The modules of Node that exist in the laboratory, by name without `node:`. */
export type Builtins = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

const RESERVED: ReadonlySet<string> = new Set(['default', 'delete', 'function', 'import', 'class', 'new', 'in']);

/** The text of a module that exports a builtin under its names and as default. */
export function builtinModuleSource(name: string, module: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(module).filter((key) => /^[A-Za-z_$][\w$]*$/.test(key) && !RESERVED.has(key));
  const lines = names.map((key) => `export const ${key} = module.${key};`);
  return `const module = ${HANDLE}.builtin(${JSON.stringify(name)});\nexport default module.default ?? module;\n${lines.join('\n')}\n`;
}
