// biome-ignore-all lint: it is here for its odd shapes.
// @ts-nocheck: it runs in the lab and in Node.
// Prints what a lab and Node must print alike.
console.log('%s hat %d Jahre, %i, %f, %j', 'Ada', 36.5, 36.9, '1.5x', { a: [1] });
console.log({ a: 1, b: { c: { d: { e: 1 } } } }, [undefined, null, true], new Map([[1, { x: 2 }]]), new Set('ab'));
console.log(
  Array.from({ length: 30 }, (_, i) => i * i),
  Array.from({ length: 9 }, (_, i) => `Wort ${i}`),
);
console.log(class A {}, () => 1, Symbol('s'), 10n, -0, new Date(0), /x/g, new Uint8Array(3), new ArrayBuffer(2));
console.group('Gruppe');
console.info('innen\nzweite Zeile');
console.group();
console.debug('tiefer');
console.groupEnd();
console.groupEnd();
console.table([
  { name: 'sync', sekunden: 30.5 },
  { name: 'async', sekunden: 5 },
]);
console.table(['a', 'b']);
console.table({ x: { a: 1 }, y: { b: [1, 2] } });
console.table([[1, 2], [3]], ['0']);
console.count();
console.count('mal');
console.count();
console.countReset();
console.count();
console.assert(1 === 1, 'nie');
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.log('%o und %O', 'text', { a: { b: { c: {} } } });
console.log('%c bunt', 'color: red', 'Rest');
console.log(new Intl.NumberFormat('de').format(1234.5), (1234.5).toLocaleString('de-DE'));
console.log(new Date(2026, 0, 31, 12, 30).toString(), new Date('2026-06-01T10:00').toISOString());
console.log(new Date(2026, 0, 31).toLocaleDateString('de-DE'), new Date(0).toLocaleString());
console.log(
  new Date(2026, 1, 30).getMonth(),
  new Date(0).getTimezoneOffset(),
  Date.UTC(2026, 0),
  new Date(NaN).toString(),
);
console.log(new Date('Jan 5, 2026 10:00').toISOString(), new Date('2026-01-05').toISOString(), new Date('x').getTime());
console.log(
  typeof Date(),
  Date.length,
  Date.name,
  new Date(0) instanceof Date,
  Object.prototype.toString.call(new Date()),
);
console.log(
  Object.prototype.toString.call(process),
  process.versions.node.split('.')[0],
  process.argv.length,
  process.platform,
);
console.log(structuredClone(new Map([['a', new Date(5)]])), btoa('ä'), atob('5A=='));
process.stdout.write('ohne Zeilenende');
process.stdout.write('\n');
