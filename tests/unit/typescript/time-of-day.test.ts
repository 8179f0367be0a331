import vm from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installTimeOfDay, type TimeRealm } from '../../../sandbox/runtimes/typescript/seams/time-of-day.ts';

const EPOCH = Date.UTC(2026, 10, 2, 9, 0, 0, 250);

describe('the time of day on a machine in New York', () => {
  const zone = process.env['TZ'];
  let evaluate: (code: string) => unknown;
  let local: string;

  beforeAll(() => {
    process.env['TZ'] = 'America/New_York';
    const context = vm.createContext();
    const realm: TimeRealm = vm.runInContext('({ Date, Intl })', context);
    local = vm.runInContext('String(new Date(0))', context);
    context['Date'] = installTimeOfDay(realm, () => EPOCH);
    evaluate = (code) => vm.runInContext(code, context);
  });

  afterAll(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  test('would be that of New York without the laboratory', () => {
    expect(local).toContain('GMT-0500');
  });

  test.each<readonly [string, unknown]>([
    ['Date.now()', EPOCH],
    ['new Date().getTime()', EPOCH],
    ['new Date().toISOString()', '2026-11-02T09:00:00.250Z'],
    ['new Date().toString()', 'Mon Nov 02 2026 09:00:00 GMT+0000 (Coordinated Universal Time)'],
    ['Date()', 'Mon Nov 02 2026 09:00:00 GMT+0000 (Coordinated Universal Time)'],
    ['new Date().getHours()', 9],
    ['new Date().getTimezoneOffset()', 0],
    ['new Date(2026, 0, 1).toISOString()', '2026-01-01T00:00:00.000Z'],
    ["new Date('2026-06-01T10:00').toISOString()", '2026-06-01T10:00:00.000Z'],
    ["new Date('2026-06-01T10:00:00+02:00').toISOString()", '2026-06-01T08:00:00.000Z'],
    ["new Date('2026-06-01').toISOString()", '2026-06-01T00:00:00.000Z'],
    ["new Date('June 1, 2026 10:00').toISOString()", '2026-06-01T10:00:00.000Z'],
    ["new Date('Mon, 01 Jun 2026 10:00:00 GMT').toISOString()", '2026-06-01T10:00:00.000Z'],
    ['new Date(new Date(5)).getTime()', 5],
    ["Number.isNaN(new Date('unsinn').getTime())", true],
    ['const d = new Date(0); d.setHours(5); d.toISOString()', '1970-01-01T05:00:00.000Z'],
    ["new Intl.DateTimeFormat('de', { timeStyle: 'short' }).format()", '09:00'],
    ["new Intl.DateTimeFormat('de', { timeStyle: 'short', timeZone: 'Europe/Berlin' }).format()", '10:00'],
    ['Intl.DateTimeFormat().resolvedOptions().timeZone', 'UTC'],
    ["new Date(0).toLocaleTimeString('de')", '00:00:00'],
    ['new Date() instanceof Date && new Date().constructor === Date', true],
    ['class Later extends Date {}; new Later(7) instanceof Later && new Later(7).getTime()', 7],
  ])('%s is %j', (code, expected) => {
    expect(evaluate(`{ ${code} }`)).toEqual(expected);
  });
});
