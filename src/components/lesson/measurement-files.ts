import { z } from 'zod';

const remedy = (command: string) => `Run npm run ${command} again.`;

const waitingSchema = z.object(
  {
    date: z.iso.date(),
    machine: z.string(),
    python: z.string(),
    rows: z.array(
      z.object({
        kind: z.enum(['threads', 'tasks']),
        count: z.int(),
        startMs: z.number(),
        residentKiB: z.number(),
        virtualKiB: z.number(),
      }),
    ),
  },
  { error: `Failed to read content/measurements/native-waiting.json: not as expected. ${remedy('record:native')}` },
);

const versionSchema = z.object({ name: z.string(), version: z.string() });

const paritySchema = z.object(
  {
    date: z.iso.date(),
    machine: z.string(),
    lab: z.array(versionSchema),
    native: z.array(versionSchema),
    pythonLibraries: z.array(versionSchema),
    npmPackages: z.array(versionSchema),
    rounds: z.int(),
    rows: z.array(
      z.object({
        program: z.string(),
        labMs: z.number(),
        natives: z.array(z.object({ on: z.string(), nativeMs: z.number(), differences: z.array(z.string()) })),
      }),
    ),
  },
  { error: `Failed to read content/measurements/parity.json: not as expected. ${remedy('parity')}` },
);

const files = import.meta.glob<unknown>('/content/measurements/*.json', { import: 'default', eager: true });

function read<Table>(name: string, schema: z.ZodType<Table>): Table | undefined {
  const file = files[`/content/measurements/${name}.json`];
  return file === undefined ? undefined : schema.parse(file);
}

/** What waiting threads and tasks cost natively; undefined while it has not been measured. */
export const nativeWaiting = read('native-waiting', waitingSchema);

/** Laboratory and native runs side by side; undefined while they have not been compared. */
export const parity = read('parity', paritySchema);
