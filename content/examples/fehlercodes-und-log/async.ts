import OpenAI from 'openai';

const VERSUCHE = Number(process.env.VERSUCHE ?? '2');
const STATUS = [200, 400, 401, 403, 404, 409, 429, 500, 503];

const client = new OpenAI({ maxRetries: VERSUCHE });

async function rufeAuf(status: number): Promise<void> {
  const start = performance.now();
  let ergebnis = 'gelungen';
  let kennung: string | null | undefined;
  try {
    const { request_id } = await client.chat.completions
      .create(
        { model: 'gpt-6-luna', messages: [{ role: 'user', content: `Antworte mit Status ${status}` }] },
        // Den Fehler liefert das Labor auf Wunsch; die echte API übergeht diese Zeile
        status === 200 ? {} : { headers: { 'x-lab-fault': `status ${status}` } },
      )
      .withResponse();
    kennung = request_id;
  } catch (fehler) {
    if (!(fehler instanceof OpenAI.APIError)) throw fehler;
    ergebnis = fehler.constructor.name;
    kennung = fehler.requestID;
  }
  const dauer = ((performance.now() - start) / 1000).toFixed(2);
  // Eine Zeile je Aufruf: Status, Ausnahme, Dauer und die Kennung für Rückfragen
  console.log(`${status} ${ergebnis.padEnd(22)} ${dauer.padStart(5)} s  ${kennung}`);
}

await Promise.all(STATUS.map(rufeAuf));
