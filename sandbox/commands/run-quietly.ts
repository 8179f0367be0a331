import { spawn } from 'node:child_process';

/** Runs a command and returns what it prints. Throws with the end of its complaint when it fails. */
export function runQuietly(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    let output = '';
    let complaint = '';
    child.stdout.on('data', (text: Buffer) => {
      output += String(text);
    });
    child.stderr.on('data', (text: Buffer) => {
      complaint += String(text);
    });
    const fail = (reason: string) => reject(new Error(`${command} ${args.slice(0, 3).join(' ')}: ${reason}`));
    child.on('error', (error) => fail(error.message));
    child.on('close', (code) =>
      code === 0 ? resolve(output) : fail(complaint.trim().slice(-400) || `exit code ${code}`),
    );
  });
}
