import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { gatherTurn } from '../../../sandbox/doors/http-server-turn.ts';

describe('what comes in during one turn of the event loop', () => {
  it('is handled together, in its order, and what comes later apart', async () => {
    let now = 0;
    const groups: { readonly group: readonly number[]; readonly since: number }[] = [];
    const arrived = gatherTurn<number>(
      () => ++now,
      (group, since) => groups.push({ group, since }),
    );
    for (const item of [1, 2, 3]) arrived(item);
    expect(groups).toEqual([]);
    await nextTurn();
    arrived(4);
    await nextTurn();
    expect(groups).toEqual([
      { group: [1, 2, 3], since: 1 },
      { group: [4], since: 2 },
    ]);
  });

  it('is handled in several groups where it is much, and loses nothing', async () => {
    const groups: (readonly number[])[] = [];
    const arrived = gatherTurn<number>(
      () => 0,
      (group) => groups.push(group),
    );
    const items = Array.from({ length: 1_000 }, (_, i) => i);
    for (const item of items) arrived(item);
    await nextTurn();
    expect(groups.length).toBeGreaterThan(1);
    expect(groups.flat()).toEqual(items);
  });
});
