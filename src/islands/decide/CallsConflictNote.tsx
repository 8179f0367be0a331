import type { DecideStore } from './decide-store.ts';
import { fields, numberText, unitOf } from './numbers.ts';

/** Says that wizard and calculator count different calls, and offers to take the calculator's number over. */
export function CallsConflictNote({ store }: { readonly store: DecideStore }) {
  const conflict = store.callsConflict.value;
  const { calls } = store.sound.value;
  if (conflict === null) return null;
  return (
    <p class="dc-conflict">
      Empfohlen wird für deine Antwort „{conflict.given.text}“ (Aufrufe), der Rechner rechnet mit{' '}
      {`${numberText(calls, fields.calls)}\u00a0${unitOf(calls, fields.calls)}`}.{' '}
      <button
        type="button"
        class="wz-button needs-js"
        onClick={() => store.answer(conflict.question, conflict.fitting.id)}
      >
        Antwort auf „{conflict.fitting.text}“ ändern
      </button>
    </p>
  );
}
