/** Ketten: innerhalb einer Kette der Reihe nach, die Ketten nebeneinander, nie mehr als PARALLEL. */
import OpenAI, { APIError } from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import pLimit from 'p-limit';

// Werte aus dem Rechner
const MODELL = 'gpt-6-luna';
const ANZAHL = 100;
const SCHRITTE = 4;
const MAX_TOKENS = 300;
const PARALLEL = 10;
const WIEDERHOLUNGEN = 2;
const ZEITLIMIT_MS = 60_000;
// Ende der Werte

const KETTEN = Math.max(1, Math.floor(ANZAHL / SCHRITTE));
const auftraege = ['Nenne ein Beispiel.', 'Wo irrt es?', 'Fasse alles zusammen.'];

const client = new OpenAI({ maxRetries: WIEDERHOLUNGEN, timeout: ZEITLIMIT_MS });
const begrenzt = pLimit(PARALLEL);

async function kette(thema: string): Promise<string | null> {
  const verlauf: ChatCompletionMessageParam[] = [{ role: 'user', content: thema }];
  let inhalt: string | null = null;
  for (let schritt = 0; schritt < SCHRITTE; schritt++) {
    const antwort = await client.chat.completions.create({
      model: MODELL,
      messages: verlauf,
      max_completion_tokens: MAX_TOKENS,
    });
    inhalt = antwort.choices[0]?.message.content ?? null;
    // Der nächste Schritt braucht diese Antwort: darum wird hier gewartet.
    const auftrag = auftraege[schritt % auftraege.length] ?? '';
    verlauf.push({ role: 'assistant', content: inhalt }, { role: 'user', content: auftrag });
  }
  return inhalt;
}

async function versuche(thema: string): Promise<string | null> {
  try {
    return await kette(thema);
  } catch (fehler) {
    if (!(fehler instanceof APIError)) throw fehler;
    console.error(`${thema} ${fehler.message}`);
    return null;
  }
}

const start = performance.now();
const themen = Array.from({ length: KETTEN }, (_, i) => `Thema ${i + 1}: Was heißt synchron?`);
const enden = await Promise.all(themen.map((thema) => begrenzt(() => versuche(thema))));
const gelungen = enden.filter((ende) => ende !== null).length;
console.log(`${gelungen} von ${KETTEN} Ketten in ${((performance.now() - start) / 1000).toFixed(1)} s`);
