import { setTimeout as warte } from 'node:timers/promises';
import OpenAI from 'openai';
import pRetry from 'p-retry';

const MODELL = 'gpt-6-luna';
const ANZAHL = Number(process.env.ANZAHL ?? '30');
const STRATEGIE = process.env.STRATEGIE ?? 'schleife';
const JITTER = process.env.JITTER === 'mit';

// Wiederholt das Programm selbst, so darf der Client es nicht auch tun: 3 x 3 wären 9 Anfragen
const client = new OpenAI({ maxRetries: STRATEGIE === 'client' ? 6 : 0 });

async function frage(nummer: number): Promise<string> {
  const antwort = await client.chat.completions.create({
    model: MODELL,
    messages: [{ role: 'user', content: `Frage ${nummer}` }],
    max_tokens: 40,
  });
  return antwort.choices[0]?.message.content ?? '';
}

/** Die Schleife des Artikels: Sie beachtet weder Retry-After noch die Art des Fehlers. */
async function mitSchleife(nummer: number, maxRetries = 3, delay = 1000): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await frage(nummer);
    } catch (fehler) {
      if (attempt === maxRetries - 1) throw fehler;
      await warte(delay * 2 ** attempt);
    }
  }
}

function mitBibliothek(nummer: number): Promise<string> {
  // Ohne Zufall wiederholen alle im selben Augenblick: ein Ansturm (retry storm)
  return pRetry(() => frage(nummer), { retries: 6, minTimeout: 1000, maxTimeout: 20_000, randomize: JITTER });
}

const aufruf = STRATEGIE === 'schleife' ? mitSchleife : STRATEGIE === 'bibliothek' ? mitBibliothek : frage;
let gelungen = 0;

async function versuche(nummer: number): Promise<void> {
  try {
    await aufruf(nummer);
    gelungen++;
  } catch (fehler) {
    if (!(fehler instanceof OpenAI.APIError)) throw fehler;
    console.log(`Frage ${nummer}: ${fehler.constructor.name}`);
  }
}

const start = performance.now();
await Promise.all(Array.from({ length: ANZAHL }, (_, i) => versuche(i + 1)));
console.log(`${STRATEGIE}: ${gelungen} von ${ANZAHL} gelungen in ${((performance.now() - start) / 1000).toFixed(1)} s`);
