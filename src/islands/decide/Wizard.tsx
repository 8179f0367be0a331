import { useEffect, useRef } from 'preact/hooks';
import type { AskedQuestion } from './answers.ts';
import { bringTo } from './bring-to.ts';
import { type DecideStore, RESULT } from './decide-store.ts';

type Needed = Exclude<AskedQuestion, { readonly kind: 'not-needed' }>;

function neededOf(asked: readonly AskedQuestion[]): readonly Needed[] {
  return asked.filter((one) => one.kind !== 'not-needed');
}

/** The questions, one at a time. Answers are kept whatever the reader does; going back loses nothing. */
export function Wizard({ store }: { readonly store: DecideStore }) {
  const needed = neededOf(store.decision.value.asked);
  const found = needed.findIndex(({ question }) => question.id === store.step.value);
  const isDone = store.step.value === RESULT;
  const at = isDone ? needed.length - 1 : Math.max(0, found);
  const current = needed[at];
  const dropped = store.decision.value.asked.length - needed.length;
  const heading = useRef<HTMLHeadingElement>(null);
  const isMoving = useRef(false);

  useEffect(() => {
    if (!isMoving.current) return;
    isMoving.current = false;
    if (store.step.value === RESULT) bringTo('empfehlung');
    else heading.current?.focus();
  }, [store.step.value]);

  if (current === undefined) return null;
  const goTo = (index: number): void => {
    isMoving.current = true;
    // An answer may have made later questions needless: look at them as they are now.
    const next = neededOf(store.decision.value.asked)[index];
    store.step.value = next?.question.id ?? RESULT;
  };
  const skip = (): void => {
    const { [current.question.id]: _, ...rest } = store.answers.value;
    store.answers.value = rest;
    goTo(at + 1);
  };
  const isLast = at === needed.length - 1;
  return (
    <form
      class="wz-card dc-wizard needs-js"
      onSubmit={(event) => {
        event.preventDefault();
        if (current.kind === 'assumed') store.answer(current.question.id, current.answer);
        goTo(at + 1);
      }}
    >
      <p class="dc-progress">
        Frage {at + 1} von {needed.length}
        {dropped > 0 && (dropped === 1 ? ' (eine entfällt)' : ` (${dropped} entfallen)`)}
        <progress max={needed.length} value={at + 1} aria-label="Fortschritt" />
      </p>
      <h3 ref={heading} tabIndex={-1} id="dc-question">
        {current.question.question}
      </h3>
      <p class="wz-note" id="dc-help">
        {current.question.help}
      </p>
      <Choices store={store} asked={current} />
      <p class="dc-buttons" data-pagefind-ignore="">
        <button type="button" class="wz-button" disabled={at === 0} onClick={() => goTo(at - 1)}>
          Zurück
        </button>
        <button type="submit" class="wz-button main">
          {isLast ? 'Zur Empfehlung' : 'Weiter'}
        </button>
        <button type="button" class="wz-tool" onClick={skip}>
          Überspringen
        </button>
      </p>
      <NotNeeded asked={store.decision.value.asked} />
    </form>
  );
}

function Choices({ store, asked }: { readonly store: DecideStore; readonly asked: Needed }) {
  const { question, answer } = asked;
  const origin = asked.kind === 'answered' ? null : asked.from === 'default' ? 'Vorgabe' : 'aus dem Rechner';
  return (
    <div role="radiogroup" aria-labelledby="dc-question" aria-describedby="dc-help" class="dc-choices">
      {question.answers.map(({ id, text }) => (
        <label key={`${question.id}-${id}`} class="dc-choice">
          <input
            type="radio"
            name={question.id}
            value={id}
            checked={id === answer}
            onChange={() => store.answer(question.id, id)}
          />
          <span>
            {text}
            {origin !== null && id === answer && <small> ({origin})</small>}
          </span>
        </label>
      ))}
    </div>
  );
}

function NotNeeded({ asked }: { readonly asked: readonly AskedQuestion[] }) {
  const dropped = asked.flatMap((one) => (one.kind === 'not-needed' ? [one] : []));
  if (dropped.length === 0) return null;
  return (
    <p class="wz-note">
      Entfällt:{' '}
      {dropped.map(({ question, because }, index) => (
        <span key={question.id}>
          {index > 0 && ' '}
          <b>{question.label}.</b> {because}
        </span>
      ))}
    </p>
  );
}
