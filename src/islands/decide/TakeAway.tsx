import { useState } from 'preact/hooks';
import { Segments } from '../experiment/Segments.tsx';
import { saveFile } from '../export/saveFile.ts';
import { Code } from './Code.tsx';
import type { DecideStore } from './decide-store.ts';
import type { Recommendation } from './decision-schema.ts';
import { laboratoryLink } from './laboratory-link.ts';
import { fillProgram } from './take-away.ts';

interface TakeAwayProps {
  readonly store: DecideStore;
}

/** The program for the recommendation, with the calculator's values in it. */
export function TakeAway({ store }: TakeAwayProps) {
  const { ranked } = store.decision.value;
  const language = store.language.value;
  const available = ranked.map(({ recommendation }) => recommendation).filter(({ programs }) => programs[language]);
  const [chosen, setChosen] = useState<string | null>(null);
  const recommendation = available.find(({ id }) => id === chosen) ?? available[0];
  const [status, setStatus] = useState('');
  if (recommendation === undefined) return null;
  const fileName = recommendation.programs[language] ?? '';
  const program = fillProgram(store.content.programs[fileName] ?? '', language, store.values.value);
  const open = async (): Promise<void> => {
    location.assign(await laboratoryLink(store, program, fileName, recommendation.mode));
  };
  return (
    <section class="wz-card" aria-labelledby="mitnehmen">
      <h2 id="mitnehmen">Programm zum Mitnehmen</h2>
      <div class="wz-dials needs-js" data-pagefind-ignore="">
        <Variant available={available} value={recommendation.id} onChoose={setChosen} />
        <Segments
          legend="Sprache"
          name="dc-language"
          options={[
            { value: 'python', label: 'Python' },
            { value: 'typescript', label: 'TypeScript' },
          ]}
          value={language}
          onChoose={(sprache) => store.answer('sprache', sprache)}
        />
      </div>
      <Code program={program} fileName={fileName} colours={store.content.colours} />
      <p class="dc-buttons needs-js" data-pagefind-ignore="">
        <button type="button" class="wz-button main" onClick={() => void copy(program).then(setStatus)}>
          Kopieren
        </button>
        <button type="button" class="wz-button" onClick={() => saveFile(fileName, program, 'text/plain')}>
          Herunterladen
        </button>
        <button type="button" class="wz-button" onClick={() => void open()}>
          Im Labor öffnen
        </button>
        <span role="status" class="wz-note">
          {status}
        </span>
      </p>
      <p class="wz-note">
        Läuft unverändert gegen die echte API (OPENAI_API_KEY setzen) und gegen den Mock-Dienst (OPENAI_BASE_URL). Die
        Werte zwischen den Marken kommen aus dem Rechner.
      </p>
    </section>
  );
}

/** Puts a text into the clipboard and says how it went. */
export async function copy(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return 'Kopiert.';
  } catch {
    return 'Der Browser erlaubt das Kopieren nicht. Lade die Datei stattdessen herunter.';
  }
}

interface VariantProps {
  readonly available: readonly Recommendation[];
  readonly value: string;
  readonly onChoose: (id: string) => void;
}

function Variant({ available, value, onChoose }: VariantProps) {
  return (
    <label class="wz-select">
      <span>Vorgehen</span>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {available.map(({ id, title }, index) => (
          <option key={id} value={id}>
            {title}
            {index === 0 ? ' (empfohlen)' : ''}
          </option>
        ))}
      </select>
    </label>
  );
}
