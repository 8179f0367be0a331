// biome-ignore-all lint: it is here for its odd shapes.
// @ts-nocheck: it runs in the lab and in Node.
console.table(
  new Map([
    ['a', 1],
    ['b', { c: 2, d: [3] }],
  ]),
);
console.table(new Set([1, 'x', { a: 1 }]));
console.table(new Map());
console.table([new Map([[1, 2]])]);
console.log('%s|%s|%s', new Date(0), new Date(NaN), { a: 1 });
console.log(
  '%s',
  new (class extends Date {
    toString() {
      return 'eigen';
    }
  })(0),
);
console.log(Object(3n), Object(Symbol('z')), [Object(1), Object('a'), Object(true)]);
(function () {
  console.log(arguments, [arguments]);
})(1, { a: 2 });
(function () {
  console.log(arguments);
})();
console.log(new DataView(new ArrayBuffer(4), 1, 2), { view: new DataView(new ArrayBuffer(0)) });
console.log('%o', [1, 2, [3]]);
console.log('%o %o', { a: [1], f() {}, g: () => 1 }, Object.create({}, { x: { value: 1 } }));
console.log('%o', new Map([[1, [2]]]), class {}.prototype);
console.log(process.stdout.isTTY, process.stdout.columns, process.stderr.isTTY, process.stdin.isTTY);
class Eigen {
  readonly inner = { text: 'eigen' };
  [Symbol.for('nodejs.util.inspect.custom')]() {
    return this.inner.text;
  }
}
console.log(new Eigen(), Eigen.prototype);
