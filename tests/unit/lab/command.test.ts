import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const command = fileURLToPath(new URL('../../../sandbox/commands/lab.ts', import.meta.url));
const program = fileURLToPath(new URL('../../../content/examples/viele-aufrufe/async.ts', import.meta.url));

function lab(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('npm run lab', () => {
  test.each([
    [[], /Es fehlt das Programm/],
    [['fehlt.py'], /Das Programm „.*fehlt\.py“ lässt sich nicht lesen/],
    [['bild.png'], /Das Programm heißt „bild\.png“\. Erlaubt: eine Datei \.py oder \.ts/],
    [[program, '--conditions', 'morgens'], /Die Option --conditions hat den Wert „morgens“\. Erlaubt: artikel, /],
    [[program, '--clock', 'rückwärts'], /Die Option --clock hat den Wert „rückwärts“\. Erlaubt: sofort, wiederholbar/],
    [[program, '--seed', 'x', '--json'], /Die Option --seed hat den Wert „x“\. Erlaubt: eine ganze Zahl/],
    [[program, '--param', 'anzahl=3'], /Die Option --param hat den Wert „anzahl=3“\. Erlaubt: NAME=WERT/],
    [[program, '--farbe', 'rot'], /Die Option --farbe gibt es nicht/],
  ])('refuses %j with one sentence, exit code 2 and no JSON', (args, sentence) => {
    const { status, stdout, stderr } = lab(...args);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  test('prints one JSON object in its last line, the same each time in Wiederholbar', () => {
    const args = [program, '--clock', 'wiederholbar', '--seed', '7', '--param', 'ANZAHL=3', '--json'];
    const { status, stdout } = lab(...args);
    const result: unknown = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
    expect(result).toMatchObject({
      outcome: { kind: 'completed', exitCode: 0 },
      output: [{ stream: 'stdout', text: expect.stringMatching(/^3 Antworten in /) }],
      measurement: { requests: 3, connections: 3, handshakes: 3 },
    });
    expect(status).toBe(0);
    expect(lab(...args).stdout).toBe(stdout);
  }, 120_000);
});
