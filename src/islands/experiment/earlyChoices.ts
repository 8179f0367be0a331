/** A form control a reader can set before its card is live. */
type Control = HTMLInputElement | HTMLSelectElement;

/** What a reader chose on a card that was not live yet. */
export interface EarlyChoices {
  /** Keeps what this control says now; other elements are ignored. */
  note(target: EventTarget | null): void;
  /** Says every choice again, now that the card listens. */
  replay(): void;
}

function isControl(target: EventTarget | null): target is Control {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}

function isTicked(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox');
}

/** Whether a control says something else than the page that was sent. */
function isChanged(control: Control): boolean {
  if (isTicked(control)) return control.checked !== control.defaultChecked;
  if (control instanceof HTMLInputElement) return control.value !== control.defaultValue;
  const sent = [...control.options].find((option) => option.defaultSelected);
  return sent !== undefined && !sent.selected;
}

/** One choice of a radio group replaces the one before it. */
function keyOf(control: Control): Control | string {
  return control instanceof HTMLInputElement && control.type === 'radio' ? control.name : control;
}

/** Sets a control and tells the card as the browser would have. */
function say(control: Control, value: string | boolean): void {
  if (typeof value === 'string') control.value = value;
  else if (isTicked(control)) control.checked = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

/**
 * Choices made before a card is live: native controls show them at once, but nobody listens yet. A repeated click would
 * not do, because a radio button that is already chosen reports no change.
 */
export function createEarlyChoices(): EarlyChoices {
  const choices = new Map<Control | string, { readonly control: Control; readonly value: string | boolean }>();
  return {
    note(target) {
      if (!isControl(target) || (target instanceof HTMLInputElement && target.type === 'radio' && !target.checked))
        return;
      const key = keyOf(target);
      // The order of the choices is the reader's: the last one stands last.
      choices.delete(key);
      choices.set(key, { control: target, value: isTicked(target) ? target.checked : target.value });
    },
    replay() {
      for (const { control, value } of choices.values()) {
        if (control.isConnected) say(control, value);
      }
      choices.clear();
    },
  };
}

/** The controls of a card that say something else than the page that was sent: set before anybody listened. */
export function changedControls(card: HTMLElement): readonly Control[] {
  return [...card.querySelectorAll<Control>('input, select')].filter(isChanged);
}
