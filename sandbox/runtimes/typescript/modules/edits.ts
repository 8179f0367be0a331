interface Insertion {
  readonly before: string[];
  readonly after: string[];
}

/** What stands from `start` to `end` becomes `text`. */
interface Step {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Changes to a text that leave everything else, also all line breaks, where it is. */
export class Edits {
  readonly #insertions = new Map<number, Insertion>();
  readonly #replacements: Step[] = [];
  /** All of them in the order of the text; null since the last change. */
  #sorted: readonly Step[] | null = null;

  /** Puts an opening text before what starts at `position`; what was put there earlier stays outside. */
  open(position: number, text: string): void {
    this.#at(position).before.push(text);
  }

  /** Puts a closing text after what ends at `position`; what was put there earlier stays outside. */
  close(position: number, text: string): void {
    this.#at(position).after.unshift(text);
  }

  replace(start: number, end: number, text: string): void {
    this.#sorted = null;
    this.#replacements.push({ start, end, text });
  }

  applyTo(code: string): string {
    let text = '';
    let position = 0;
    for (const step of this.#steps()) {
      text += code.slice(position, step.start) + step.text;
      position = step.end;
    }
    return text + code.slice(position);
  }

  /** Where in the text before the changes stands what is at `changed` behind them. */
  positionBefore(changed: number): number {
    let gained = 0;
    for (const { start, end, text } of this.#steps()) {
      if (changed < start + gained) break;
      if (changed < start + gained + text.length) return start;
      gained += text.length - (end - start);
    }
    return changed - gained;
  }

  #steps(): readonly Step[] {
    if (this.#sorted !== null) return this.#sorted;
    const insertions = [...this.#insertions].map(([position, { before, after }]) => ({
      start: position,
      end: position,
      text: after.join('') + before.join(''),
    }));
    this.#sorted = [...insertions, ...this.#replacements].sort((a, b) => a.start - b.start || a.end - b.end);
    return this.#sorted;
  }

  #at(position: number): Insertion {
    this.#sorted = null;
    const known = this.#insertions.get(position);
    if (known) return known;
    const made: Insertion = { before: [], after: [] };
    this.#insertions.set(position, made);
    return made;
  }
}
