import { setTimeout as warte } from 'node:timers/promises';
import OpenAI from 'openai';

const ANZAHL = Number(process.env.ANZAHL ?? '40');
const SCHUTZ = (process.env.SCHUTZ ?? 'an') === 'an';
const SCHWELLE = 3; // so viele Fehler hintereinander öffnen ihn
const PAUSE = 2000; // Millisekunden, so lange bleibt er offen

class Offen extends Error {}

class CircuitBreaker {
  fehler = 0;
  offenBis = 0;

  pruefe(): void {
    if (SCHUTZ && performance.now() < this.offenBis) throw new Offen();
  }

  melde(gelungen: boolean): void {
    this.fehler = gelungen ? 0 : this.fehler + 1;
    if (this.fehler >= SCHWELLE) this.offenBis = performance.now() + PAUSE;
  }
}

const client = new OpenAI({ maxRetries: 0 });
const schutz = new CircuitBreaker();
const zahl = { gelungen: 0, gescheitert: 0, abgelehnt: 0 };

async function frage(nummer: number): Promise<void> {
  try {
    schutz.pruefe();
    await client.chat.completions.create({
      model: 'gpt-6-luna',
      messages: [{ role: 'user', content: `Frage ${nummer}` }],
    });
    schutz.melde(true);
    zahl.gelungen++;
  } catch (fehler) {
    if (fehler instanceof Offen) {
      zahl.abgelehnt++;
    } else if (fehler instanceof OpenAI.APIError) {
      schutz.melde(false);
      zahl.gescheitert++;
    } else {
      throw fehler;
    }
  }
}

const start = performance.now();
const alle: Promise<void>[] = [];
for (let nummer = 1; nummer <= ANZAHL; nummer++) {
  alle.push(frage(nummer));
  await warte(100); // die Fragen kommen nach und nach, wie Nutzer
}
await Promise.all(alle);
console.log(JSON.stringify(zahl), `in ${((performance.now() - start) / 1000).toFixed(1)} s`);
