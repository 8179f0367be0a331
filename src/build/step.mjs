import { spawn } from 'node:child_process';
import { endWithNpm } from './end-with-npm.mjs';
import { root } from './paths.mjs';

/** A prerequisite is missing or a step failed; the message says what to do. Shown without a stack. */
export class StepFailed extends Error {}

/** Says in one line what is being done. */
export function say(text) {
  console.log(`▸ ${text}`);
}

/**
 * Runs a program and waits for its end; what it prints goes to our own output.
 * Throws StepFailed with `remedy` when it cannot be started or does not end with 0.
 */
export function run(command, args, { env = process.env, remedy = '', cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => reject(new StepFailed(`Failed to run ${command}: ${error.message}. ${remedy}`)));
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(new StepFailed(`Failed to run ${command} ${args[0] ?? ''}: it ended with ${signal ?? code}. ${remedy}`));
    });
  });
}

/**
 * Runs `main` and turns what it throws into one sentence and an exit code: 2 for wrong options, 1 otherwise. Under npm it ends
 * with npm.
 */
export async function command(main) {
  endWithNpm();
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    console.error(error.message.trim());
    process.exitCode = error.exitCode ?? 1;
  }
}

/** A wrong option of a command: one sentence, exit code 2. */
export class WrongOption extends StepFailed {
  exitCode = 2;
}
