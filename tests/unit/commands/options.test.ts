import { describe, expect, it } from 'vitest';
import {
  assignments,
  flag,
  integer,
  numberAbove,
  oneOf,
  readOptions,
  text,
} from '../../../sandbox/commands/options.ts';

const spec = {
  port: integer(0, 65_535, 8787),
  seed: integer(0, 100, null),
  speed: numberAbove(0, 1_000, 1),
  clock: oneOf(['sofort', 'echtzeit'] as const, 'sofort'),
  webhook: text('eine Adresse', null, (value) => value.startsWith('http')),
  param: assignments,
  json: flag,
};

const read = (...args: string[]) => readOptions(args, spec);

describe('options of the commands', () => {
  it('have values of their own', () => {
    expect(read()).toEqual({
      values: { port: 8787, seed: null, speed: 1, clock: 'sofort', webhook: null, param: [], json: false },
      positionals: [],
    });
  });

  it('are read in both spellings, between arguments', () => {
    const { values, positionals } = read(
      'a.py',
      '--port',
      '1',
      '--speed=2.5',
      '--json',
      '--param',
      'ANZAHL=100',
      '--param=X=a=b',
      'b.ts',
    );
    expect(values).toMatchObject({
      port: 1,
      speed: 2.5,
      json: true,
      param: [
        ['ANZAHL', '100'],
        ['X', 'a=b'],
      ],
    });
    expect(positionals).toEqual(['a.py', 'b.ts']);
  });

  it.each([
    [['--port', 'abc'], 'Die Option --port hat den Wert „abc“. Erlaubt: eine ganze Zahl von 0 bis 65535.'],
    [['--port=70000'], 'Die Option --port hat den Wert „70000“. Erlaubt: eine ganze Zahl von 0 bis 65535.'],
    [['--port', '1.5'], 'Die Option --port hat den Wert „1.5“. Erlaubt: eine ganze Zahl von 0 bis 65535.'],
    [['--port'], 'Der Option --port fehlt ihr Wert. Erlaubt: eine ganze Zahl von 0 bis 65535.'],
    [['--port='], 'Die Option --port hat den Wert „“. Erlaubt: eine ganze Zahl von 0 bis 65535.'],
    [['--speed', '0'], 'Die Option --speed hat den Wert „0“. Erlaubt: eine Zahl über 0 bis 1000.'],
    [['--clock', 'schnell'], 'Die Option --clock hat den Wert „schnell“. Erlaubt: sofort, echtzeit.'],
    [
      ['--param', 'anzahl'],
      'Die Option --param hat den Wert „anzahl“. Erlaubt: NAME=WERT, der Name in Großbuchstaben (ANZAHL=100).',
    ],
    [['--json=ja'], 'Die Option --json hat den Wert „ja“. Erlaubt: kein Wert.'],
    [
      ['--prot', '1'],
      'Die Option --prot gibt es nicht. Erlaubt: --port, --seed, --speed, --clock, --webhook, --param, --json.',
    ],
    [
      ['--constructor', '1'],
      'Die Option --constructor gibt es nicht. Erlaubt: --port, --seed, --speed, --clock, --webhook, --param, --json.',
    ],
  ])('%j: one sentence with option, value and what is allowed', (args, sentence) => {
    expect(() => read(...args)).toThrow(sentence);
  });
});
