/** Asynchron: alle Aufrufe warten gleichzeitig. */
import OpenAI, { APIError } from 'openai';

// Werte aus dem Rechner
const MODELL = 'gpt-6-luna';
const ANZAHL = 100;
const MAX_TOKENS = 300;
const WIEDERHOLUNGEN = 2;
const ZEITLIMIT_MS = 60_000;
// Ende der Werte

const fragen = Array.from({ length: ANZAHL }, (_, i) => `Frage ${i + 1}: Was heißt synchron?`);

// Der Client wiederholt 429, 5xx und Verbindungsfehler selbst und hält sich an Retry-After.
const client = new OpenAI({ maxRetries: WIEDERHOLUNGEN, timeout: ZEITLIMIT_MS });

async function stelle(frage: string): Promise<string | null> {
  try {
    const antwort = await client.chat.completions.create({
      model: MODELL,
      messages: [{ role: 'user', content: frage }],
      max_completion_tokens: MAX_TOKENS,
    });
    return antwort.choices[0]?.message.content ?? null;
  } catch (fehler) {
    // Hier abgefangen, sonst gäbe Promise.all beim ersten Fehler alle anderen Antworten verloren.
    if (!(fehler instanceof APIError)) throw fehler;
    console.error(`${frage} ${fehler.message}`);
    return null;
  }
}

const start = performance.now();
const antworten = await Promise.all(fragen.map((frage) => stelle(frage)));
const gelungen = antworten.filter((antwort) => antwort !== null).length;
console.log(`${gelungen} von ${ANZAHL} Antworten in ${((performance.now() - start) / 1000).toFixed(1)} s`);
