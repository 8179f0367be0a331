import { useEffect, useMemo, useState } from 'preact/hooks';
import { clientRules } from '../../../sandbox/forecast/order.ts';
import { number } from '../../strings/numbers.ts';
import { keepInAddress } from './address.ts';
import { CalculatorFields } from './CalculatorFields.tsx';
import { CallsConflictNote } from './CallsConflictNote.tsx';
import { CurveFigure } from './CurveFigure.tsx';
import { answerTo, createDecideStore, type DecideContent, type DecideStore } from './decide-store.ts';
import { keepForecasting } from './keep-forecasting.ts';
import { ModeBars, ModeTable } from './ModeBars.tsx';
import { fields, numberText, unitOf } from './numbers.ts';
import { RecordCard } from './RecordCard.tsx';
import { Result } from './Result.tsx';
import { answerLines, numberLines } from './record.ts';
import { TakeAway } from './TakeAway.tsx';
import { Wizard } from './Wizard.tsx';

/** Wizard, recommendation, calculator, program and record: one state, kept in the address. */
export function DecideApp({ content }: { readonly content: DecideContent }) {
  const store = useMemo(() => createDecideStore(content), [content]);
  useEffect(() => {
    const stops = [keepInAddress(store), keepForecasting(store)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [store]);
  return (
    <div class="dc-app">
      <PrintedHead store={store} />
      <section aria-labelledby="wegweiser" class="dc-questions needs-js">
        <h2 id="wegweiser">Wegweiser</h2>
        <Wizard store={store} />
      </section>
      <Result store={store} />
      <Calculator store={store} />
      <TakeAway store={store} />
      <RecordCard store={store} />
    </div>
  );
}

/** What paper needs and the screen shows elsewhere: the day, the answers, the numbers. */
function PrintedHead({ store }: { readonly store: DecideStore }) {
  const [day, setDay] = useState('');
  useEffect(() => setDay(new Intl.DateTimeFormat('de', { dateStyle: 'long' }).format(new Date())), []);
  const lines = [...answerLines(store.decision.value.asked), ...numberLines(store.sound.value)];
  return (
    <section class="dc-print-only">
      <p>{day}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function Calculator({ store }: { readonly store: DecideStore }) {
  const { points, curve } = store.forecasts.value;
  const { calls, concurrency } = store.sound.value;
  const chosen = concurrency ?? curve.knee.concurrency;
  return (
    <section class="wz-card dc-calculator" aria-labelledby="rechner">
      <h2 id="rechner">Rechner</h2>
      <p class="wz-question">
        Deine Zahlen, für jeden Modus durchgespielt: mit den Zeiten, Limits und Fehlern des Mock-Dienstes und den
        Wiederholungen des offiziellen Clients. Kein Programm läuft dabei; darum heißt das Ergebnis Vorhersage.
      </p>
      <CalculatorFields store={store} />
      {store.failure.value !== null && (
        <p role="alert" class="dc-problem">
          Die Vorhersage hat nicht geklappt, zu sehen ist die letzte gültige. Lade die Seite neu. ({store.failure.value}
          )
        </p>
      )}
      {answerTo('abhaengig', store.decision.value.asked) === 'kette' && (
        <p class="dc-chain">
          Deine Aufrufe bilden eine Kette: gleichzeitig können sie nicht laufen. Für dich gilt in jedem Modus der Balken
          „Synchron“.
        </p>
      )}
      <div role="status">
        <CallsConflictNote store={store} />
      </div>
      <p role="status" class="dc-stale-note">
        {store.isStale.value &&
          `Die Vorhersage gilt noch für die letzten gültigen Zahlen: für ${numberText(calls, fields.calls)} ${unitOf(calls, fields.calls)}.`}
      </p>
      <div class={store.isStale.value ? 'dc-forecast dc-stale' : 'dc-forecast'}>
        <ModeBars forecasts={points} recommended={store.decision.value.ranked[0].recommendation.mode} />
        <details class="wz-more">
          <summary>Alle Zahlen als Tabelle</summary>
          <ModeTable forecasts={points} />
        </details>
        <p class="wz-note">
          Mitgerechnet ist, was der Client selbst für eine Anfrage rechnet, auf einem Kern nacheinander: etwa{' '}
          {number(clientRules[store.language.value].computeMs, 1)} ms.
        </p>
        <h3>Wie viele gleichzeitig?</h3>
        <CurveFigure curve={curve} chosen={chosen} />
      </div>
    </section>
  );
}
