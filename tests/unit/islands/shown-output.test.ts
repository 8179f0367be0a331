import { describe, expect, it } from 'vitest';
import { shownOutput } from '../../../src/islands/experiment/shownOutput.ts';

const part = (text: string, stream: 'stdout' | 'stderr' = 'stdout') => ({ stream, text, at: 0 });
const lines = (count: number) => Array.from({ length: count }, (_, line) => part(`${String(line).padStart(9, '0')}\n`));

describe('the output that is shown', () => {
  it('is all of it where it is short, in as few parts as it has streams', () => {
    expect(shownOutput([part('a\n'), part('b\n'), part('!', 'stderr')], 5)).toEqual({
      parts: [
        { stream: 'stdout', text: 'a\nb\n' },
        { stream: 'stderr', text: '!' },
      ],
      hidden: 0,
      end: '',
    });
  });

  it('is the beginning and the end where it is long, and nothing twice', () => {
    const { parts, hidden, end } = shownOutput(lines(2_000), 20_000);
    expect(parts[0]?.text).toHaveLength(8_000);
    expect(end).toHaveLength(1_000);
    expect(end.endsWith('000001999\n')).toBe(true);
    expect(hidden).toBe(11_000);
    const short = shownOutput(lines(820), 8_200);
    expect(short.hidden).toBe(0);
    expect(short.end).toHaveLength(200);
  });

  it('has no end where the lab did not keep it', () => {
    const { hidden, end } = shownOutput(lines(2_000), 5_000_000);
    expect(end).toBe('');
    expect(hidden).toBe(4_992_000);
  });
});
