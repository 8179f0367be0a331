/** Streaming mit Begrenzung: viele Ströme nebeneinander, nie mehr als PARALLEL. */
import OpenAI, { APIError } from 'openai';
import pLimit from 'p-limit';

// Werte aus dem Rechner
const MODELL = 'gpt-6-luna';
const ANZAHL = 100;
const MAX_TOKENS = 300;
const PARALLEL = 10;
const WIEDERHOLUNGEN = 2;
const ZEITLIMIT_MS = 60_000;
// Ende der Werte

const fragen = Array.from({ length: ANZAHL }, (_, i) => `Frage ${i + 1}: Was heißt asynchron?`);

const client = new OpenAI({ maxRetries: WIEDERHOLUNGEN, timeout: ZEITLIMIT_MS });
const begrenzt = pLimit(PARALLEL);

async function lies(frage: string): Promise<string | null> {
  let text = '';
  try {
    const strom = await client.chat.completions.create({
      model: MODELL,
      messages: [{ role: 'user', content: frage }],
      max_completion_tokens: MAX_TOKENS,
      stream: true,
    });
    // Hier ginge jedes Stück weiter an den Nutzer, der mitliest.
    for await (const teil of strom) text += teil.choices[0]?.delta.content ?? '';
  } catch (fehler) {
    if (!(fehler instanceof APIError)) throw fehler;
    console.error(`${frage} ${fehler.message}`);
    return null;
  }
  return text;
}

const start = performance.now();
const texte = await Promise.all(fragen.map((frage) => begrenzt(() => lies(frage))));
const gelungen = texte.filter((text) => text !== null).length;
console.log(`${gelungen} von ${ANZAHL} Antworten in ${((performance.now() - start) / 1000).toFixed(1)} s`);
