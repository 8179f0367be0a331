import OpenAI from 'openai';

const MODELLE = [process.env.ERSTES ?? 'gpt-4', 'gpt-6-luna'];
const ANZAHL = Number(process.env.ANZAHL ?? '5');

const client = new OpenAI();

/** Fragt das erste Modell, das antwortet, und gibt seinen Namen zurück. */
async function frage(nummer: number): Promise<string> {
  for (const modell of MODELLE) {
    try {
      await client.chat.completions.create({ model: modell, messages: [{ role: 'user', content: `Frage ${nummer}` }] });
      return modell;
    } catch (fehler) {
      const ausweichen =
        fehler instanceof OpenAI.NotFoundError ||
        fehler instanceof OpenAI.InternalServerError ||
        fehler instanceof OpenAI.APIConnectionError;
      if (!ausweichen) throw fehler;
      console.log(`${modell} antwortet nicht: ${fehler.constructor.name}`);
    }
  }
  throw new Error('kein Modell antwortet');
}

const start = performance.now();
const modelle: string[] = [];
for (let nummer = 1; nummer <= ANZAHL; nummer++) modelle.push(await frage(nummer));
const dauer = ((performance.now() - start) / 1000).toFixed(1);
console.log(`${modelle.length} Antworten von ${[...new Set(modelle)].join(', ')} in ${dauer} s`);
