// biome-ignore-all lint: it is here for its odd shapes.
// @ts-nocheck: it runs in the lab and in Node.

import { setTimeout as sleep } from 'node:timers/promises';

const o = {
  a: {
    b() {
      return this === o.a;
    },
    c: null as any,
  },
  f: () => [1, 2, 3],
};
console.log(o?.a?.b(), o.a.c?.d().e.f, (o?.a.b)(), delete (o as any)?.x);
const t = [1, 2];
[3].forEach((x) => t.push(x));
console.log(t.length);
let u = 5;
u++;
console.log(u);
class P {
  #x = 1;
  static s = Math.max(1, 2);
  get x() {
    return this.#x;
  }
  static {
    console.log('static', P.s);
  }
  async *gen() {
    for (let i = 0; i < 3; i++) {
      await sleep(10);
      yield i;
    }
  }
}
class Q extends P {
  constructor() {
    super();
  }
  y = super.x;
}
console.log(
  new Q().y,
  new (class {
    z = String(1);
  })().z,
);
for await (const v of new P().gen()) console.log('gen', v);
for await (const v of new P().gen()) {
  if (v === 1) continue;
  console.log('gen2', v);
}
const tag = (s: TemplateStringsArray, ...v: unknown[]) => s.join('|') + v.length;
console.log(
  tag`a${1}b${o
    .f()
    .map((x) => x * 2)
    .join()}`,
);
label: for (let i = 0; i < 3; i++) {
  for (;;) {
    if (i === 1) break label;
    continue label;
  }
}
const g = async () => (await sleep(5, 'v')) + '!';
console.log(await g(), await Promise.all([g(), g()]));
if (t.length) console.log('if');
else console.log('else');
do console.log('do');
while (false);
switch (1) {
  case 1:
    console.log('case');
    break;
  default:
    console.log('d');
}
async function h(x = o.f()) {
  try {
    await Promise.reject(new Error('r'));
  } catch (e: any) {
    console.log('caught', e.message);
  } finally {
    console.log('fin');
  }
  return x;
}
console.log(await h());
const arrow = async (x: number) => {
  function inner() {
    return x;
  }
  return await inner();
};
console.log(await arrow(4), typeof arrow, arrow.length, h.name);
console.log([...o.f()].at(-1), { ...o.f() });
export const exported = o.f();
export default o.f().length;
var hoisted = early();
function early() {
  return 'hoisted';
}
console.log(hoisted);
const { default: lim } = await import('p-limit');
console.log(typeof lim);
using res = {
  [Symbol.dispose]() {
    console.log('disposed');
  },
};
console.log(`${`${o.f()}`}`);
