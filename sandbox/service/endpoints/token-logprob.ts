import { encodeText } from '../bytes.ts';

/** Words that could have come instead: the mock has no probabilities, only a shape for them. */
const ALTERNATIVES = [' und', ' der', ' die', ' ist', ' das', ' nicht', ' mit', ' auf', ' eine', ' zu'] as const;
const MAX_TOP = 20;

/** A token with a made-up but steady log probability and `top` most likely ones, itself first. */
export function tokenLogprob(token: string, top: number): object {
  const logprob = -((token.length * 37) % 100) / 100;
  const others = ALTERNATIVES.filter((other) => other !== token).map((other, i) => entry(other, logprob - 1 - i));
  const list = [entry(token, logprob), ...others].slice(0, Math.min(top, MAX_TOP));
  return { ...entry(token, logprob), top_logprobs: list };
}

function entry(token: string, logprob: number): object {
  return { token, logprob, bytes: [...encodeText(token)] };
}
