import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { readExample } from '../../../sandbox/lab/example.node.ts';
import { parseRecording, type Recording, recordingName } from '../../../sandbox/lab/recording.ts';

/** Parameter values by name, as in example.yaml's `recordings`; what is left out may have any value. */
export type Parameters = Readonly<Record<string, number | string>>;

/** Where the examples lie while the site is built (bundled code no longer knows its own place). */
const examplesFolder = pathToFileURL(`${process.cwd()}/content/examples/`);

async function read(slug: string, file: string, wanted: Parameters): Promise<Recording> {
  const missing = (what: string, remedy: string) =>
    new Error(`Failed to read the recording of ${slug}/${file} with ${JSON.stringify(wanted)}: ${what}. ${remedy}`);
  const example = await readExample(slug, examplesFolder);
  const setting = example.recordings.find(
    ({ parameters, programs }) =>
      programs.includes(file) && Object.entries(wanted).every(([name, value]) => parameters[name] === String(value)),
  );
  if (setting === undefined) throw missing('example.yaml names no such setting', 'Add it below recordings.');
  const name = recordingName(file, setting.parameters, setting.conditions, example.conditions);
  const text = await readFile(new URL(`${slug}/recordings/${encodeURIComponent(name)}`, examplesFolder), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw missing(`${name} does not exist`, `Run npm run record -- --example ${slug}.`);
      throw error;
    },
  );
  return parseRecording(text);
}

const known = new Map<string, Promise<Recording>>();

/**
 * The recording of a program at a setting. Read once per build.
 * @throws when there is none
 */
export function recorded(slug: string, file: string, parameters: Parameters = {}): Promise<Recording> {
  const key = JSON.stringify([slug, file, parameters]);
  const found = known.get(key) ?? read(slug, file, parameters);
  known.set(key, found);
  return found;
}
