import { expect, it } from 'vitest';
import { isMetered } from '../../../src/islands/experiment/meteredConnection.ts';

it.each([
  [undefined, false],
  [{}, false],
  [{ type: 'wifi' }, false],
  [{ type: 'cellular' }, true],
  [{ saveData: true }, true],
])('a connection that says %j may cost: %s', (info, expected) => {
  expect(isMetered(info)).toBe(expected);
});
