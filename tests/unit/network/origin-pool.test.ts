import { describe, expect, it } from 'vitest';
import { OriginPool } from '../../../sandbox/network/origin-pool.ts';
import type { Phase, Pooled } from '../../../sandbox/network/pooled-connection.ts';

describe('the connections of one origin', () => {
  const connection = (pool: OriginPool, id: number, phase: Phase): Pooled => {
    const url = new URL('https://api.openai.com/v1');
    const pooled: Pooled = { id, pool, url, phase, job: null, reader: null, deadline: null, deadlineKnown: null };
    pool.note(pooled);
    return pooled;
  };

  it('give the oldest that is idle, in whatever order they became so', () => {
    const pool = new OriginPool();
    const [third, first, second] = [3, 1, 2].map((id) => connection(pool, id, 'idle'));
    for (const expected of [first, second, third, undefined]) {
      const oldest = pool.oldest(false);
      expect(oldest).toBe(expected);
      if (oldest) oldest.phase = 'busy';
    }
    if (second === undefined) throw new Error('There are three.');
    second.phase = 'idle';
    pool.note(second);
    expect(pool.oldest(false)).toBe(second);
  });

  it('give one that is used to a blocking request alone', () => {
    const pool = new OriginPool();
    const used = connection(pool, 1, 'used');
    const idle = connection(pool, 2, 'idle');
    expect(pool.oldest(false)).toBe(idle);
    expect(pool.oldest(true)).toBe(used);
  });

  it('forget what was closed', () => {
    const pool = new OriginPool();
    connection(pool, 1, 'idle').phase = 'closed';
    expect(pool.oldest(true)).toBeUndefined();
  });
});
