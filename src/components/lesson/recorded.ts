import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { readExample } from '../../../sandbox/lab/example.node.ts';
import { parseRecording, type Recording, recordingName } from '../../../sandbox/lab/recording.ts';

/** Parameter values by name, as in example.yaml's `recordings`; what is left out may have any value. */
export type Parameters = Readonly<Record<string, number | string>>;

/** Where the examples lie while the site is built (bundled code no longer knows its own place). */
const examplesFolder = pathToFileURL(`${process.cwd()}/content/examples/`);

async function read(slug: string, file: string, wanted: Parameters): Promise<Recording | undefined> {
  const example = await readExample(slug, examplesFolder);
  const setting = example.recordings.find(
    ({ parameters, programs }) =>
      programs.includes(file) && Object.entries(wanted).every(([name, value]) => parameters[name] === String(value)),
  );
  if (setting === undefined) return undefined;
  const name = recordingName(file, setting.parameters, setting.conditions, example.conditions);
  const text = await readFile(new URL(`${slug}/recordings/${encodeURIComponent(name)}`, examplesFolder), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
  return text === undefined ? undefined : parseRecording(text);
}

const known = new Map<string, Promise<Recording | undefined>>();

/** The recording of a program at a setting; undefined where there is none. Read once per build. */
export function recorded(slug: string, file: string, parameters: Parameters = {}): Promise<Recording | undefined> {
  const key = JSON.stringify([slug, file, parameters]);
  const found = known.get(key) ?? read(slug, file, parameters);
  known.set(key, found);
  return found;
}
