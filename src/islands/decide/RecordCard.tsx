import { useState } from 'preact/hooks';
import { saveFile } from '../export/saveFile.ts';
import type { DecideStore } from './decide-store.ts';
import { decisionRecord } from './record.ts';
import { copy } from './TakeAway.tsx';

/** The decision as a record for the team, to copy, keep or print. */
export function RecordCard({ store }: { readonly store: DecideStore }) {
  const [status, setStatus] = useState('');
  const record = (): string => decisionRecord(store, new Date(), location.href);
  return (
    <section class="wz-card dc-record" aria-labelledby="festhalten">
      <h2 id="festhalten">Für das Team festhalten</h2>
      <p>
        Frage, Zahlen, Wahl, Gründe und Datum als Markdown. Die Adresse dieser Seite enthält alle Antworten und Zahlen:
        wer sie öffnet, sieht dasselbe.
      </p>
      <p class="dc-buttons needs-js" data-pagefind-ignore="">
        <button type="button" class="wz-button main" onClick={() => void copy(record()).then(setStatus)}>
          Kopieren
        </button>
        <button type="button" class="wz-button" onClick={() => saveFile('entscheidung.md', record(), 'text/markdown')}>
          Herunterladen
        </button>
        <button type="button" class="wz-button" onClick={() => print()}>
          Drucken
        </button>
        <span role="status" class="wz-note">
          {status}
        </span>
      </p>
    </section>
  );
}
