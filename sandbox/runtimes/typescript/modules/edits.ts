interface Insertion {
  readonly before: string[];
  readonly after: string[];
}

/** Changes to a text that leave everything else, also all line breaks, where it is. */
export class Edits {
  readonly #insertions = new Map<number, Insertion>();
  readonly #replacements: { readonly start: number; readonly end: number; readonly text: string }[] = [];

  /** Puts an opening text before what starts at `position`; what was put there earlier stays outside. */
  open(position: number, text: string): void {
    this.#at(position).before.push(text);
  }

  /** Puts a closing text after what ends at `position`; what was put there earlier stays outside. */
  close(position: number, text: string): void {
    this.#at(position).after.unshift(text);
  }

  replace(start: number, end: number, text: string): void {
    this.#replacements.push({ start, end, text });
  }

  applyTo(code: string): string {
    const steps = [
      ...[...this.#insertions].map(([position, { before, after }]) => ({
        start: position,
        end: position,
        text: after.join('') + before.join(''),
      })),
      ...this.#replacements,
    ].sort((a, b) => a.start - b.start || a.end - b.end);
    let text = '';
    let position = 0;
    for (const step of steps) {
      text += code.slice(position, step.start) + step.text;
      position = step.end;
    }
    return text + code.slice(position);
  }

  #at(position: number): Insertion {
    const known = this.#insertions.get(position);
    if (known) return known;
    const made: Insertion = { before: [], after: [] };
    this.#insertions.set(position, made);
    return made;
  }
}
