#!/usr/bin/env node
// The package's command: wartezeit mock [options] | wartezeit run PROGRAM.(py|ts) [options]
// Each command is loaded when it is called: what runs programs needs a newer Node than the mock.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LAB_FOLDER } from '../lab/folder.node.ts';
import { type LabManifest, runtimeFolders } from '../lab/manifest.ts';
import type { RunOrder } from '../lab/protocol.ts';
import { PythonAssetsError } from '../runtimes/python/build/error.ts';
import { OptionError, runCommand } from './options.ts';

/** The first Node with module.registerHooks (for TypeScript) and Zstandard in node:zlib (for Python). */
const NODE_FOR_RUNS = [22, 15] as const;

const HELP = `wartezeit mock [Optionen]              der Mock des OpenAI-Dienstes über HTTP; Optionen: wartezeit mock --help
wartezeit run PROGRAMM [Optionen]      führt ein Programm (.py oder .ts) auf der Laboruhr gegen den Mock aus
`;

const FIRST_START =
  'Python wird für diesen und alle weiteren Läufe vorbereitet: Pakete laden (pip), übersetzen, Speicherabbild machen. Das dauert etwa eine halbe bis eine ganze Minute.\n';

await runCommand(async () => {
  const [command, ...args] = process.argv.slice(2);
  switch (command) {
    case 'mock':
      return (await import('./mock.ts')).mock(args);
    case 'run':
      requireNodeForRuns();
      return (await import('./run-program.ts')).runProgram(args, makePackagedAssets);
    case '--help':
    case '-h':
    case 'help':
      process.stdout.write(HELP);
      return 0;
    default:
      throw new OptionError(
        `Der Befehl „${command ?? ''}“ fehlt oder ist unbekannt. Erlaubt: wartezeit mock, wartezeit run PROGRAMM.`,
      );
  }
});

/** The package carries what TypeScript needs; Python is made at its first run (one download through pip). */
async function makePackagedAssets(runtime: RunOrder['runtime'], log: (line: string) => void): Promise<void> {
  if (runtime !== 'python') return;
  const file = join(LAB_FOLDER, 'manifest.json');
  // The wire to the package's own file, written when it was built.
  const manifest = JSON.parse(await readFile(file, 'utf8')) as LabManifest;
  await mkdir(LAB_FOLDER, { recursive: true });
  const { makePythonAssets } = await import('../runtimes/python/build/make.ts');
  let announced = false;
  const announcing = (line: string): void => {
    if (!announced) process.stderr.write(FIRST_START);
    announced = true;
    log(line);
  };
  try {
    const python = await makePythonAssets(join(LAB_FOLDER, runtimeFolders.python), announcing, 'quick');
    const made: LabManifest = { ...manifest, python, pythonMissing: null };
    await writeFile(file, JSON.stringify(made));
  } catch (error) {
    if (!(error instanceof PythonAssetsError)) throw error;
    throw new OptionError(`Python ließ sich nicht vorbereiten: ${error.message}`);
  }
}

function requireNodeForRuns(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needed, least] = NODE_FOR_RUNS;
  if (major > needed || (major === needed && minor >= least)) return;
  throw new OptionError(
    `„wartezeit run“ braucht Node ${needed}.${least} oder neuer, hier läuft Node ${process.versions.node}. „wartezeit mock“ läuft auch damit.`,
  );
}
