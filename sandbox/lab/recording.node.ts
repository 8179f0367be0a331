import { readFile } from 'node:fs/promises';
import { EXAMPLES_FOLDER } from './example.node.ts';
import type { Example, ExampleSetting } from './example.ts';
import { parseRecording, type Recording, recordingName } from './recording.ts';

/** Where the recording of a program at a setting lies. */
export function recordingUrl(example: Example, program: string, setting: ExampleSetting): URL {
  const name = recordingName(program, setting.parameters, setting.conditions, example.conditions);
  return new URL(`${example.slug}/recordings/${encodeURIComponent(name)}`, EXAMPLES_FOLDER);
}

/** Reads the recording of a program at a setting; null where it has not been made. Throws where it cannot be read. */
export async function readRecording(
  example: Example,
  program: string,
  setting: ExampleSetting,
): Promise<Recording | null> {
  const text = await readFile(recordingUrl(example, program, setting), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : parseRecording(text);
}
