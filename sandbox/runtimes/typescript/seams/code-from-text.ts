import { define } from '../define.ts';

/** What Node says when it is started with `--disallow-code-generation-from-strings`. */
const MESSAGE = 'Code generation from strings disallowed for this context';

/**
 * `eval` and `new Function`: the page's policy forbids both, and each browser says so in words of its own that quote the
 * whole policy. Here they say it as Node does. `instanceof Function` stays as it is.
 */
export function refuseCodeFromText(scope: object): void {
  const refuse = (): never => {
    throw new EvalError(MESSAGE);
  };
  define(scope, 'eval', { eval: refuse }.eval);
  define(scope, 'Function', new Proxy(Function, { apply: refuse, construct: refuse }));
}
