/** Hintergrundmodus: OpenAI rechnet weiter und meldet sich mit einem signierten Webhook. */
import { setTimeout as warte } from 'node:timers/promises';
import OpenAI, { APIError } from 'openai';
import pLimit from 'p-limit';

// Werte aus dem Rechner
const MODELL = 'gpt-6-luna';
const ANZAHL = 10;
const MAX_TOKENS = 300;
const AUFGABEN_ZUGLEICH = 1;
const ABFRAGEN_ZUGLEICH = 10;
const ABFRAGE_ALLE_MS = 30_000;
const WIEDERHOLUNGEN = 5;
const ZEITLIMIT_MS = 60_000;
// Ende der Werte

const fragen = Array.from({ length: ANZAHL }, (_, i) => `Frage ${i + 1}: Was heißt asynchron?`);

const client = new OpenAI({ maxRetries: WIEDERHOLUNGEN, timeout: ZEITLIMIT_MS });
// Aufgeben dauert Millisekunden: hinter einem Limit genügt eine Aufgabe zur Zeit, Retry-After gibt den Takt vor.
const aufgaben = pLimit(AUFGABEN_ZUGLEICH);
const abfragen = pLimit(ABFRAGEN_ZUGLEICH);

/**
 * Für die Route deines Servers, an die OpenAI den Webhook schickt. Prüft die Signatur mit OPENAI_WEBHOOK_SECRET und
 * wirft InvalidWebhookSignatureError, wenn sie nicht stimmt. Derselbe Webhook kann zweimal kommen: merke dir die
 * Kennung, bevor du etwas auslöst.
 */
export async function nimmWebhookAn(koerper: string, kopfzeilen: Headers): Promise<string | null> {
  const ereignis = await client.webhooks.unwrap(koerper, kopfzeilen);
  if (ereignis.type !== 'response.completed' && ereignis.type !== 'response.incomplete') return null;
  const antwort = await client.responses.retrieve(ereignis.data.id);
  return antwort.output_text;
}

async function gibAuf(frage: string): Promise<string | null> {
  try {
    const antwort = await client.responses.create({
      model: MODELL,
      input: frage,
      max_output_tokens: MAX_TOKENS,
      background: true,
    });
    return antwort.id;
  } catch (fehler) {
    if (!(fehler instanceof APIError)) throw fehler;
    console.error(`${frage} ${fehler.message}`);
    return null;
  }
}

/** Das Netz unter dem Webhook: fragt selten nach, falls er ausbleibt. */
async function frageNach(kennung: string): Promise<boolean> {
  for (;;) {
    const { status } = await abfragen(() => client.responses.retrieve(kennung));
    // „incomplete“ heißt meist: die Antwort hat MAX_TOKENS erreicht und ist dort abgeschnitten.
    if (status === 'completed' || status === 'incomplete') return true;
    if (status !== 'queued' && status !== 'in_progress') return false;
    await warte(ABFRAGE_ALLE_MS);
  }
}

const start = performance.now();
const seitStart = (): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;
const kennungen = await Promise.all(fragen.map((frage) => aufgaben(() => gibAuf(frage))));
const offen = kennungen.filter((kennung) => kennung !== null);
console.log(`${offen.length} von ${ANZAHL} aufgegeben nach ${seitStart()}`);
const enden = await Promise.all(offen.map((kennung) => frageNach(kennung)));
console.log(`${enden.filter((gelungen) => gelungen).length} von ${ANZAHL} Antworten in ${seitStart()}`);
