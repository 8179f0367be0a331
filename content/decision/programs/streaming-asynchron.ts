/** Streaming: der Text erscheint, während er entsteht, und lässt sich abbrechen. */
import OpenAI, { APIError } from 'openai';

// Werte aus dem Rechner
const MODELL = 'gpt-6-luna';
const ANZAHL = 1;
const MAX_TOKENS = 300;
const WIEDERHOLUNGEN = 2;
const ZEITLIMIT_MS = 60_000;
// Ende der Werte

const fragen = Array.from({ length: ANZAHL }, (_, i) => `Frage ${i + 1}: Was heißt asynchron?`);

const client = new OpenAI({ maxRetries: WIEDERHOLUNGEN, timeout: ZEITLIMIT_MS });

/** Liefert die Stücke der Antwort. Wer abbricht (`abbruch.abort()`), dem rechnet der Dienst nicht weiter. */
async function* lies(frage: string, abbruch: AbortSignal): AsyncGenerator<string> {
  const strom = await client.chat.completions.create(
    {
      model: MODELL,
      messages: [{ role: 'user', content: frage }],
      max_completion_tokens: MAX_TOKENS,
      stream: true,
    },
    { signal: abbruch },
  );
  for await (const teil of strom) yield teil.choices[0]?.delta.content ?? '';
}

const start = performance.now();
let gelungen = 0;
for (const frage of fragen) {
  const abbruch = new AbortController();
  let text = '';
  try {
    for await (const stueck of lies(frage, abbruch.signal)) text += stueck;
    gelungen += 1;
  } catch (fehler) {
    // Mitten im Text wiederholt der Client nichts: was schon gelesen ist, bleibt stehen.
    if (!(fehler instanceof APIError)) throw fehler;
    console.error(`${frage} ${fehler.message}`);
  }
  console.log(text);
}
console.log(`${gelungen} von ${ANZAHL} Antworten in ${((performance.now() - start) / 1000).toFixed(1)} s`);
