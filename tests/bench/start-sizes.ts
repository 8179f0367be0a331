import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LAB_FOLDER } from '../../sandbox/lab/folder.node.ts';
import { type LabManifest, runtimeFolders } from '../../sandbox/lab/manifest.ts';

/** Megabytes that all of Python may need at most, and should need. */
const BUDGET = 26;
const GOAL = 20;

const viaGzip = promisify(gzip);
const viaBrotli = promisify(brotliCompress);

/**
 * Prints what a page is sent before Python can start: as the files are, and as a host sends them that compresses by gzip or
 * brotli what it is sent. Throws where Python was not made.
 */
export async function printSizes(lab: LabManifest): Promise<void> {
  if (lab.python === null) throw new Error(`Failed to bench the start: ${lab.pythonMissing}`);
  const { packages: _packages, stdlib: _stdlib, ...needed } = lab.python.parts;
  const { part, sideModules } = lab.python.snapshot;
  const all = [...Object.values(needed), part, ...sideModules.map((module) => module.part)];
  const sums = { sent: 0, gzip: 0, brotli: 0 };
  for (const { file, sent } of all) {
    const bytes = await readFile(`${LAB_FOLDER}${runtimeFolders.python}${file}`);
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
    sums.sent += sent;
    sums.gzip += Math.min(sent, (await viaGzip(bytes, { level: 9 })).length);
    sums.brotli += Math.min(sent, (await viaBrotli(bytes, options)).length);
    console.log(`${megabytes(sent)}  ${file}`);
  }
  console.log(`${megabytes(sums.sent)}  in all, as it is (budget ${BUDGET} MB, goal ${GOAL} MB)`);
  console.log(`${megabytes(sums.gzip)}  from a host that compresses by gzip, ${megabytes(sums.brotli)} by brotli`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2).padStart(6)} MB`;
}
