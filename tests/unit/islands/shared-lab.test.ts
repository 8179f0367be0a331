import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { decodeShared, encodeShared, holdsShared, type SharedLab } from '../../../src/islands/laboratory/sharedLab.ts';

const lab: SharedLab = {
  version: 1,
  clock: 'zeitraffer',
  sides: [
    {
      example: 'viele-aufrufe',
      file: 'async.py',
      language: 'python',
      mode: 'asynchron',
      source: 'print("Größe: ✓")\n'.repeat(40),
      parameters: { ANZAHL: '10' },
      conditions: presets['rate-limit'],
    },
  ],
};

function hashOf(value: unknown): string {
  return `lab=${Buffer.from(deflateSync(strToU8(JSON.stringify(value)))).toString('base64url')}`;
}

describe('a link to the laboratory', () => {
  it('brings back program, conditions and clock exactly', () => {
    expect(decodeShared(`#${encodeShared(lab)}`)).toEqual(lab);
  });

  it('fits into an address', () => {
    expect(encodeShared(lab)).toMatch(/^lab=[\w-]+$/);
    expect(encodeShared(lab).length).toBeLessThan(1_000);
  });

  it.each([
    ['cut off', encodeShared(lab).slice(0, -20)],
    ['of another kind', 'lab=!!!'],
    ['of another version', hashOf({ ...lab, version: 2 })],
    ['with impossible conditions', hashOf({ ...lab, sides: [{ ...lab.sides[0], conditions: { name: 'x' } }] })],
    ['with a file name that leaves the folder', hashOf({ ...lab, sides: [{ ...lab.sides[0], file: '../a.py' }] })],
    ['with a source without end', hashOf({ ...lab, sides: [{ ...lab.sides[0], source: 'x'.repeat(3_000_000) }] })],
  ])('that is %s opens nothing', (_, hash) => {
    expect(decodeShared(hash)).toBeNull();
  });

  it('is told from other addresses', () => {
    expect(holdsShared('#lab=abc')).toBe(true);
    expect(holdsShared('#ueberschrift')).toBe(false);
  });
});
