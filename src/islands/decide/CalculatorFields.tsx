import { useState } from 'preact/hooks';
import { Segments } from '../experiment/Segments.tsx';
import type { DecideStore } from './decide-store.ts';
import { readLimitHeaders } from './limit-headers.ts';
import { NumberControl } from './NumberControl.tsx';
import {
  concurrencySpec,
  fields,
  type LatencyChoice,
  type NumberField,
  type Numbers,
  problemTogether,
} from './numbers.ts';

interface FieldsProps {
  readonly store: DecideStore;
}

const latencyOptions: readonly { readonly value: LatencyChoice; readonly label: string; readonly title: string }[] = [
  { value: 'bereich', label: 'von – bis', title: 'Die ganze Antwort, gleichverteilt zwischen zwei Zeiten' },
  { value: 'schnell', label: 'schnell', title: '0,4 s bis zum ersten Token, dann 80 Tokens je Sekunde' },
  { value: 'mittel', label: 'mittel', title: '0,9 s bis zum ersten Token, dann 50 Tokens je Sekunde' },
  { value: 'langsam', label: 'langsam', title: '5 s bis zum ersten Token, dann 60 Tokens je Sekunde' },
];

/** All numbers of the calculator. */
export function CalculatorFields({ store }: FieldsProps) {
  const numbers = store.numbers.value;
  const set = (change: Partial<Numbers>): void => store.setNumbers({ ...store.numbers.peek(), ...change });
  const field = (name: NumberField) => <Field store={store} name={name} />;
  return (
    <div class="dc-fields needs-js" data-pagefind-ignore="">
      <fieldset>
        <legend>Arbeit</legend>
        <div class="dc-grid">
          {field('calls')}
          {field('promptTokens')}
          {field('outputTokens')}
        </div>
      </fieldset>
      <fieldset>
        <legend>Antwortzeit</legend>
        <Segments
          legend="Antwortzeit"
          isLegendHidden
          name="dc-latency"
          options={latencyOptions}
          value={numbers.latency}
          onChoose={(latency) => set({ latency })}
        />
        {numbers.latency === 'bereich' ? (
          <div class="dc-grid">
            {field('minSeconds')}
            {field('maxSeconds')}
          </div>
        ) : (
          <p class="wz-note">{latencyOptions.find(({ value }) => value === numbers.latency)?.title}.</p>
        )}
      </fieldset>
      <fieldset>
        <legend>Limits</legend>
        <label class="wz-check">
          <input
            type="checkbox"
            checked={numbers.hasLimits}
            onChange={(event) => set({ hasLimits: event.currentTarget.checked })}
          />
          Mein Konto hat Limits
        </label>
        {numbers.hasLimits && (
          <>
            <div class="dc-grid">
              {field('requestsPerMinute')}
              {field('tokensPerMinute')}
            </div>
            <PasteHeaders set={set} />
          </>
        )}
      </fieldset>
      <Concurrency store={store} set={set} />
      <details class="wz-more">
        <summary>Fehler, Netz und Preise</summary>
        <div class="dc-grid">
          {field('failurePercent')}
          {field('retries')}
          {field('roundTripMs')}
          {field('inputPrice')}
          {field('outputPrice')}
        </div>
      </details>
    </div>
  );
}

function Field({ store, name }: FieldsProps & { readonly name: NumberField }) {
  const problem = problemTogether(store.numbers.value);
  return (
    <NumberControl
      id={`dc-${name}`}
      spec={fields[name]}
      value={store.numbers.value[name]}
      problem={problem?.field === name ? problem.sentence : null}
      onChange={(value) => store.setNumbers({ ...store.numbers.peek(), [name]: value })}
      onReadable={(isReadable) => store.setReadable(name, isReadable)}
    />
  );
}

interface SetProps {
  readonly set: (change: Partial<Numbers>) => void;
}

function Concurrency({ store, set }: FieldsProps & SetProps) {
  const { concurrency } = store.numbers.value;
  const best = store.forecasts.value.curve.knee.concurrency;
  return (
    <fieldset>
      <legend>Gleichzeitigkeit</legend>
      <label class="wz-check">
        <input
          type="checkbox"
          checked={concurrency === null}
          onChange={(event) => set({ concurrency: event.currentTarget.checked ? null : best })}
        />
        Die beste suchen (zurzeit {best})
      </label>
      {concurrency !== null && (
        <div class="dc-grid">
          <NumberControl
            id="dc-concurrency"
            spec={concurrencySpec}
            value={concurrency}
            onChange={(value) => set({ concurrency: value })}
            onReadable={(isReadable) => store.setReadable('concurrency', isReadable)}
          />
        </div>
      )}
    </fieldset>
  );
}

function PasteHeaders({ set }: SetProps) {
  const [sentence, setSentence] = useState('');
  const read = (text: string): void => {
    if (text.trim() === '') {
      setSentence('');
      return;
    }
    const reading = readLimitHeaders(text);
    if (reading.kind === 'problem') {
      setSentence(reading.sentence);
      return;
    }
    const { kind: _, ...limits } = reading;
    set(limits);
    setSentence('Übernommen.');
  };
  return (
    <details class="wz-more">
      <summary>Aus Antwort-Headern einfügen</summary>
      <label class="dc-paste">
        <span>x-ratelimit-*-Header eines Aufrufs</span>
        <textarea
          rows={4}
          spellcheck={false}
          placeholder={'x-ratelimit-limit-requests: 500\nx-ratelimit-limit-tokens: 200000'}
          aria-describedby="dc-paste-note"
          onInput={(event) => read(event.currentTarget.value)}
        />
      </label>
      <small id="dc-paste-note" class="dc-problem" role="status">
        {sentence}
      </small>
    </details>
  );
}
