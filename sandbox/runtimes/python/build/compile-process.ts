// Run as a process of its own by make.ts: compiles a zip of Python modules to a zip of byte code, with the very Python that
// will run it. `python compile-process.ts {"from": …, "sources": zip, "target": zip, "prefix": path}`
import { readFile, writeFile } from 'node:fs/promises';
import { argv, exit, stderr } from 'node:process';
import { unzipSync } from 'fflate';
import { bootPlain, type PlainPyodide } from './boot-plain.ts';
import { zipOf } from './zip.ts';

export interface CompileOrder {
  readonly from: PlainPyodide;
  readonly sources: string;
  readonly target: string;
  /** Where the modules will lie in Python's file system, without a slash at the end. */
  readonly prefix: string;
}

const COMPILER = `
from importlib._bootstrap_external import _code_to_hash_pyc
from _imp import source_hash
def compile_module(source, path):
    source = bytes(source.to_py())
    code = compile(source, path, 'exec', dont_inherit=True, optimize=0)
    return _code_to_hash_pyc(code, source_hash(3495, source), False)
compile_module
`;

try {
  const order = JSON.parse(argv[2] ?? '{}') as CompileOrder;
  const pyodide = await bootPlain(order.from);
  // The wire: the function defined above.
  const compile = pyodide.runPython(COMPILER) as (
    source: Uint8Array,
    path: string,
  ) => { toJs(): Uint8Array; destroy(): void };
  const compiled: Record<string, Uint8Array> = {};
  for (const [path, bytes] of Object.entries(unzipSync(await readFile(order.sources)))) {
    if (!path.endsWith('.py')) {
      compiled[path] = bytes;
      continue;
    }
    const code = compile(bytes, `${order.prefix}/${path}`);
    compiled[`${path}c`] = code.toJs();
    code.destroy();
  }
  await writeFile(order.target, zipOf(compiled));
  exit(0);
} catch (error) {
  stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  exit(1);
}
