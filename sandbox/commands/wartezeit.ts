#!/usr/bin/env node
// The package's command: wartezeit mock [options] | wartezeit run PROGRAM.(py|ts) [options]
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LAB_FOLDER } from '../lab/folder.node.ts';
import { type LabManifest, runtimeFolders } from '../lab/manifest.ts';
import type { RunOrder } from '../lab/protocol.ts';
import { makePythonAssets, PythonAssetsError } from '../runtimes/python/build/make.ts';
import { mock } from './mock.ts';
import { OptionError, runCommand } from './options.ts';
import { runProgram } from './run-program.ts';

/** The oldest Node that runs programs; the mock service is content with 20. */
const NODE_FOR_RUNS = 22;

const HELP = `wartezeit mock [Optionen]              der Mock des OpenAI-Dienstes über HTTP; Optionen: wartezeit mock --help
wartezeit run PROGRAMM [Optionen]      führt ein Programm (.py oder .ts) auf der Laboruhr gegen den Mock aus
`;

await runCommand(() => {
  const [command, ...args] = process.argv.slice(2);
  switch (command) {
    case 'mock':
      return mock(args);
    case 'run':
      return run(args);
    case '--help':
    case 'help':
      process.stdout.write(HELP);
      return 0;
    default:
      throw new OptionError(
        `Der Befehl „${command ?? ''}“ fehlt oder ist unbekannt. Erlaubt: wartezeit mock, wartezeit run PROGRAMM.`,
      );
  }
});

function run(args: readonly string[]): Promise<number> {
  const version = Number(process.versions.node.split('.')[0]);
  if (version < NODE_FOR_RUNS) {
    throw new OptionError(
      `„wartezeit run“ läuft hier mit Node ${process.versions.node}. Erlaubt: Node ${NODE_FOR_RUNS} oder neuer.`,
    );
  }
  return runProgram(args, makePackagedAssets);
}

/** The package carries what TypeScript needs; Python is made at its first run (one download through pip). */
async function makePackagedAssets(runtime: RunOrder['runtime'], log: (line: string) => void): Promise<void> {
  if (runtime !== 'python') return;
  const file = join(LAB_FOLDER, 'manifest.json');
  // The wire to the package's own file, written when it was built.
  const manifest = JSON.parse(await readFile(file, 'utf8')) as LabManifest;
  await mkdir(LAB_FOLDER, { recursive: true });
  try {
    const python = await makePythonAssets(join(LAB_FOLDER, runtimeFolders.python), log);
    const made: LabManifest = { ...manifest, python, pythonMissing: null };
    await writeFile(file, JSON.stringify(made));
  } catch (error) {
    if (!(error instanceof PythonAssetsError)) throw error;
    throw new OptionError(`Python ließ sich nicht vorbereiten: ${error.message}`);
  }
}
