import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedStore } from '../../../sandbox/service/bounded-store.ts';
import { FileStore } from '../../../sandbox/service/file-store.ts';
import { Heap } from '../../../sandbox/service/heap.ts';
import { createEventLog } from '../../../sandbox/service/log.ts';
import { Occurrences } from '../../../sandbox/service/occurrences.ts';
import { CHAT, chatBody, Drive } from './drive.ts';

describe('what the service remembers is bounded', () => {
  it('stored objects: the oldest fall out', () => {
    const store = new BoundedStore<number>(3);
    for (let i = 0; i < 10; i++) store.set(`n${i}`, i);
    expect(store.newest()).toEqual([9, 8, 7]);
  });

  it('files: bounded in bytes too', () => {
    const store = new FileStore();
    const size = 100 * 1024 * 1024;
    for (const id of ['a', 'b', 'c']) {
      store.set({
        id,
        filename: id,
        purpose: 'batch',
        createdAt: 0,
        expiresAt: null,
        size,
        content: () => new Uint8Array(),
      });
    }
    expect(store.newest().map(({ id }) => id)).toEqual(['c', 'b']);
  });

  it('the log: the last events, oldest first', () => {
    const log = createEventLog(3);
    for (let at = 0; at < 7; at++) log.emit({ kind: 'first-token', at, request: at });
    expect(log.entries().map(({ at }) => at)).toEqual([4, 5, 6]);
  });

  it('requests seen: the newest 32,000 at least keep their count', () => {
    const occurrences = new Occurrences();
    const count = (body: string): number => occurrences.identify('POST', '/', body, 0).occurrence;
    for (let i = 0; i < 200_000; i++) count(`n${i}`);
    expect(count('n199999')).toBe(1);
    expect(count('n170000')).toBe(1);
    expect(count('n0')).toBe(0);
  });

  it('stored completions: the thousandth before is forgotten', () => {
    const drive = new Drive();
    const first = drive.ask(CHAT, { body: chatBody('erste', { store: true }) }).json().id;
    for (let i = 0; i < 1_000; i++) drive.ask(CHAT, { body: chatBody(`${i}`, { store: true }) });
    expect(drive.ask(`${CHAT}/${first}`).status).toBe(404);
  });
});

describe('the heap', () => {
  it('gives everything back in order of time, and equal times in order of arrival', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (times) => {
        const heap = new Heap<number>();
        for (const [i, at] of times.entries()) heap.push(at, i);
        const expected = times.map((at, i) => ({ at, i })).sort((a, b) => a.at - b.at || a.i - b.i);
        const popped = times.map(() => heap.popDue(100));
        expect(popped).toEqual(expected.map(({ i }) => i));
        expect(heap.popDue(100)).toBeUndefined();
      }),
    );
  });

  it('keeps what is not due yet', () => {
    const heap = new Heap<string>();
    heap.push(10, 'spät');
    expect(heap.popDue(9)).toBeUndefined();
    expect(heap.nextAt()).toBe(10);
    expect(heap.size).toBe(1);
  });
});
