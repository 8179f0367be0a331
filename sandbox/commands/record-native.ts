// npm run record:native [-- --python python3]: what waiting threads and tasks cost in the CPython of this machine.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { OptionError, readOptions, runCommand, text } from './options.ts';

/** Each figure is the median of so many processes. */
const REPEATS = 9;
const COUNTS = [1, 10, 100, 1_000];
const KINDS = ['threads', 'tasks'] as const;

const script = fileURLToPath(new URL('./native_waiting.py', import.meta.url));
const target = new URL('../../content/measurements/native-waiting.json', import.meta.url);
const run = promisify(execFile);

interface Sample {
  readonly python: string;
  readonly startMs: number;
  readonly residentKiB: number;
  readonly virtualKiB: number;
}

await runCommand(async () => {
  const { values } = readOptions(process.argv.slice(2), { python: text('der Name eines Python-Programms', 'python3') });
  const rows = [];
  let python = '';
  for (const kind of KINDS) {
    for (const count of COUNTS) {
      const samples = await samplesOf(values.python, kind, count);
      python = samples[0]?.python ?? python;
      const row = { kind, count, ...mediansOf(samples) };
      rows.push(row);
      console.log(
        `${kind} ${count}: ${row.startMs} ms, ${row.residentKiB} KiB resident, ${row.virtualKiB} KiB reserved`,
      );
    }
  }
  const date = new Date().toISOString().slice(0, 10);
  await mkdir(new URL('.', target), { recursive: true });
  await writeFile(target, `${JSON.stringify({ date, machine: machine(), python, repeats: REPEATS, rows }, null, 2)}\n`);
  return 0;
});

async function samplesOf(python: string, kind: string, count: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const { stdout } = await run(python, [script, kind, String(count)]).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      throw new OptionError(
        `Die Option --python hat den Wert „${python}“. Erlaubt: ein vorhandenes Python 3.11 oder neuer.`,
      );
    });
    // The wire: the script prints one line of JSON.
    samples.push(JSON.parse(stdout) as Sample);
  }
  return samples;
}

function mediansOf(samples: readonly Sample[]) {
  const median = (pick: (sample: Sample) => number): number => {
    const sorted = samples.map(pick).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  return {
    startMs: Math.round(median((sample) => sample.startMs) * 1_000) / 1_000,
    residentKiB: median((sample) => sample.residentKiB),
    virtualKiB: median((sample) => sample.virtualKiB),
  };
}

function machine(): string {
  const [first, ...others] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${type()} ${release().split('-')[0]}, ${1 + others.length} × ${first?.model.trim() ?? 'CPU'}, ${memory} GiB`;
}
