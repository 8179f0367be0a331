// npm run lab -- PROGRAM.(py|ts) [--conditions artikel] [--clock sofort|wiederholbar] [--seed 1] [--param NAME=WERT …] [--json] [--help]
import { makeLabAssets } from '../lab/build.node.ts';
import { runCommand } from './options.ts';
import { runProgram } from './run-program.ts';

await runCommand(() => runProgram(process.argv.slice(2), (_runtime, log) => makeLabAssets(undefined, log)));
