import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestTable } from '../../../sandbox/service/request-table.ts';

const step = fc.record({ kind: fc.constantFrom('set', 'set', 'delete', 'get'), request: fc.nat(400) });

describe('what is under way, by number', () => {
  it('is found like in a Map, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 1_000 }), (steps) => {
        const table = new RequestTable<{ readonly nth: number }>();
        const map = new Map<number, { readonly nth: number }>();
        for (const [nth, { kind, request }] of steps.entries()) {
          if (kind === 'set') {
            table.set(request, { nth });
            map.set(request, { nth });
          } else if (kind === 'delete') expect(table.delete(request)).toBe(map.delete(request));
          expect(table.get(request)).toEqual(map.get(request));
          expect(table.size).toBe(map.size);
        }
        for (let request = 0; request <= 400; request++) expect(table.get(request)).toEqual(map.get(request));
      }),
    );
  });

  it('is forgotten all at once', () => {
    const table = new RequestTable<object>();
    for (let request = 1; request <= 1_000; request++) table.set(request, {});
    table.clear();
    expect(table.size).toBe(0);
    expect(table.get(7)).toBeUndefined();
  });
});
