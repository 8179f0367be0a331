import type { ClockMode } from '../../sandbox/clock/clock.ts';
import { type PresetName, presets } from '../../sandbox/conditions/conditions.ts';
import type { RunOrder } from '../../sandbox/lab/protocol.ts';

/** An order for a small program; the file name tells the language. */
export function orderFor(
  fileName: string,
  source: string,
  more: {
    readonly parameters?: Record<string, string>;
    readonly preset?: PresetName;
    readonly clock?: ClockMode;
  } = {},
): RunOrder {
  return {
    runtime: fileName.endsWith('.py') ? 'python' : 'typescript',
    source,
    fileName,
    parameters: more.parameters ?? {},
    conditions: presets[more.preset ?? 'artikel'],
    clockMode: more.clock ?? { kind: 'wiederholbar' },
  };
}

/** Three waits of 0.4 s inside `asyncio.gather`: blocking ones add up, the event loop's own do not. */
export const threeWaits = {
  blocking: `import asyncio, time
async def warte():
    time.sleep(0.4)
async def main():
    start = time.perf_counter()
    await asyncio.gather(warte(), warte(), warte())
    print(f"{time.perf_counter() - start:.2f}")
asyncio.run(main())
`,
  free: `import asyncio, time
async def warte():
    await asyncio.sleep(0.4)
async def main():
    start = time.perf_counter()
    await asyncio.gather(warte(), warte(), warte())
    print(f"{time.perf_counter() - start:.2f}")
asyncio.run(main())
`,
} as const;

/** Programs that draw chance, make ids and read the date: the same in each engine in mode Wiederholbar. */
export const chance = {
  python: `import datetime, random, secrets, uuid, os, time
print(random.random(), random.randint(1, 10**9), secrets.token_hex(8), os.urandom(4).hex())
print(uuid.uuid4(), datetime.datetime.now(), time.time(), hash("Labor"))
print(sorted({"a", "b", "c", "d"}, key=hash))
`,
  typescript: `const bytes = crypto.getRandomValues(new Uint8Array(8));
console.log(Math.random(), crypto.randomUUID(), bytes.join(' '));
console.log(new Date().toISOString(), Date.now(), performance.now(), new Date(2026, 0, 1).toString());
await new Promise((resolve) => setTimeout(resolve, 250));
console.log(Date.now(), Math.random());
`,
} as const;

/** Programs that end badly, with the line that is to blame. */
export const failures = {
  'exception.py': { source: 'x = 1\nraise ValueError("kaputt")\n', kind: 'threw', type: /ValueError/, line: 2 },
  'syntax.py': { source: 'x = 1\nprint("offen"\n', kind: 'threw', type: /SyntaxError/, line: 2 },
  'deadlock.py': {
    source: 'import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n',
    kind: 'deadlock',
    type: /./,
    line: 3,
  },
  'exception.ts': {
    source: "const x = 1;\nthrow new TypeError('kaputt');\n",
    kind: 'threw',
    type: /TypeError/,
    line: 2,
  },
  'syntax.ts': { source: 'const x = 1;\nconst = 2;\n', kind: 'threw', type: /SyntaxError/, line: 2 },
  'rejection.ts': {
    source: "const x = 1;\nPromise.reject(new RangeError('abgelehnt'));\nawait new Promise((r) => setTimeout(r, 5));\n",
    kind: 'threw',
    type: /RangeError/,
    line: 2,
  },
  'deadlock.ts': { source: 'const x = 1;\nawait new Promise(() => {});\n', kind: 'deadlock', type: /./, line: 2 },
} as const;

/** Ten million characters. */
export const flood = {
  'flut.py': 'for _ in range(10_000):\n    print("x" * 999)\n',
  'flut.ts': "for (let i = 0; i < 10_000; i++) console.log('x'.repeat(999));\n",
} as const;

/** Programs that print once and then never end by themselves, each in another way. */
export const endless = {
  'rechnet.py': 'print("los")\nwhile True:\n    pass\n',
  'blockiert.py': 'import time\nprint("los")\ntime.sleep(3600)\n',
  'wartet.py': 'import asyncio\nprint("los")\nasyncio.run(asyncio.sleep(3600))\n',
  'flutet.py': 'while True:\n    print("x" * 100)\n',
  'rechnet.ts': "console.log('los');\nfor (;;) {}\n",
  'wartet.ts': "console.log('los');\nawait new Promise((resolve) => setTimeout(resolve, 3_600_000));\n",
  'flutet.ts': "for (;;) console.log('x'.repeat(100));\n",
} as const;
