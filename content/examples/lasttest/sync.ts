import OpenAI from 'openai';

const MODELL = 'gpt-6-luna';
const AUFRUFE = 10;

// Mit await der Reihe nach ist immer genau eine Anfrage unterwegs: Mehr Last entsteht so nicht
const client = new OpenAI({ maxRetries: 0 });
const dauern: number[] = [];
let fehler = 0;
for (let nummer = 0; nummer < AUFRUFE; nummer++) {
  const beginn = performance.now();
  try {
    await client.chat.completions.create({
      model: MODELL,
      messages: [{ role: 'user', content: `Last ${nummer}` }],
      max_tokens: 30,
    });
    dauern.push((performance.now() - beginn) / 1000);
  } catch (grund) {
    if (!(grund instanceof OpenAI.APIError)) throw grund;
    fehler++;
  }
}
dauern.sort((a, b) => a - b);
const median = dauern[Math.floor(dauern.length / 2)] ?? 0;
console.log(
  `  1 zugleich: Median ${median.toFixed(2)} s, längste ${dauern.at(-1)?.toFixed(2)} s, Fehler ${fehler} von ${AUFRUFE}`,
);
