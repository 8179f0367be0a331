import OpenAI from 'openai';

const MODELL = 'gpt-6-luna';
const STUFE = Number(process.env.STUFE ?? '80');

const client = new OpenAI({ maxRetries: 0 });

/** Antwortzeit in Sekunden, oder null bei einem Fehler. */
async function frage(nummer: number): Promise<number | null> {
  const beginn = performance.now();
  try {
    await client.chat.completions.create({
      model: MODELL,
      messages: [{ role: 'user', content: `Last ${nummer}` }],
      max_tokens: 30,
    });
    return (performance.now() - beginn) / 1000;
  } catch (grund) {
    if (grund instanceof OpenAI.APIError) return null;
    throw grund;
  }
}

for (let zugleich = 5; zugleich <= STUFE; zugleich *= 2) {
  const ergebnisse = await Promise.all(Array.from({ length: zugleich }, (_, i) => frage(i)));
  const dauern = ergebnisse.filter((dauer) => dauer !== null).sort((a, b) => a - b);
  const median = dauern[Math.floor(dauern.length / 2)] ?? 0;
  const zahl = String(zugleich).padStart(3);
  console.log(
    `${zahl} zugleich: Median ${median.toFixed(2)} s, längste ${dauern.at(-1)?.toFixed(2)} s, ` +
      `Fehler ${zugleich - dauern.length} von ${zugleich}`,
  );
}
