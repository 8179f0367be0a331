declare module 'nspell' {
  import type { Dictionary } from 'dictionary-de';

  /** A Hunspell-compatible spell checker. */
  interface Nspell {
    correct(word: string): boolean;
    suggest(word: string): string[];
    add(word: string, model?: string): Nspell;
  }

  export default function nspell(dictionary: Dictionary): Nspell;
}
