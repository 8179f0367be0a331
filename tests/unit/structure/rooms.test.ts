import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type ProjectImport, projectImports } from './imports.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Which rooms a room may import from (the design's "Imports go one way"); `type:` allows types alone. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'sandbox/conditions': [],
  'sandbox/clock': [],
  'sandbox/trace': [],
  'sandbox/service': ['sandbox/conditions', 'type:sandbox/trace'],
  'sandbox/network': ['sandbox/conditions', 'type:sandbox/trace', 'sandbox/clock', 'sandbox/service'],
  'sandbox/runtimes': ['sandbox/network', 'sandbox/clock', 'type:sandbox/trace'],
  'sandbox/lab': [
    'sandbox/conditions',
    'sandbox/clock',
    'sandbox/trace',
    'sandbox/service',
    'sandbox/network',
    'sandbox/runtimes',
  ],
  'sandbox/forecast': ['sandbox/service', 'sandbox/conditions', 'sandbox/clock'],
  'sandbox/doors': ['sandbox/service', 'sandbox/conditions', 'type:sandbox/trace'],
  'sandbox/commands': ['sandbox/'],
  content: ['src/lesson.ts'],
  src: ['content', 'sandbox/lab', 'sandbox/trace', 'sandbox/conditions', 'sandbox/forecast', 'type:sandbox/clock'],
};

/** Of the lab, the site sees what runs in a page and what describes an example: not the worker's inside. */
const LAB_FOR_THE_SITE = /^sandbox\/lab\/(client|example|protocol|recording|conditions)[\w.-]*\.ts$/;

/** The one field of the site that is answered through MSW's service worker. */
const DOOR_FOR_THE_FIELD = ['sandbox/doors/msw.ts', 'sandbox/service/service.ts'];

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'sandbox' ? `${first}/${second}` : first;
}

function isAllowed({ from, to, typeOnly }: ProjectImport): boolean {
  const room = roomOf(from);
  if (room === roomOf(to)) return true;
  if (from.startsWith('src/islands/typing/') && DOOR_FOR_THE_FIELD.includes(to)) return true;
  if (room === 'src' && to.startsWith('sandbox/lab/') && !typeOnly && !from.startsWith('src/build/'))
    return LAB_FOR_THE_SITE.test(to);
  return (ALLOWED[room] ?? []).some((rule) =>
    rule.startsWith('type:') ? typeOnly && to.startsWith(rule.slice(5)) : to.startsWith(rule),
  );
}

describe('imports go one way', () => {
  const imports = projectImports(root, ['sandbox', 'src', 'content']);

  it('finds the imports at all', () => {
    expect(imports.length).toBeGreaterThan(5);
  });

  it('and no other way', () => {
    expect(imports.filter((found) => !isAllowed(found)).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('refuses a direction that is not in the table', () => {
    expect(isAllowed({ from: 'sandbox/clock/a.ts', to: 'sandbox/service/b.ts', typeOnly: true })).toBe(false);
    expect(isAllowed({ from: 'sandbox/service/a.ts', to: 'sandbox/trace/b.ts', typeOnly: false })).toBe(false);
    expect(isAllowed({ from: 'src/islands/a.ts', to: 'sandbox/lab/worker.ts', typeOnly: false })).toBe(false);
  });
});
