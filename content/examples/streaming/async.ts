import OpenAI from 'openai';

const MODELL = 'gpt-6-luna';

const client = new OpenAI();
const start = performance.now();
const sekunden = () => (performance.now() - start) / 1000;

async function lies(): Promise<void> {
  let erstes = 0;
  const strom = await client.chat.completions.create({
    model: MODELL,
    messages: [{ role: 'user', content: 'Erkläre in drei Sätzen, was asynchron heißt.' }],
    max_tokens: 80,
    stream: true,
  });
  for await (const ereignis of strom) {
    const text = ereignis.choices[0]?.delta.content;
    if (text) {
      erstes ||= sekunden();
      process.stdout.write(text);
    }
  }
  console.log(`\nerstes Wort nach ${erstes.toFixed(2)} s, fertig nach ${sekunden().toFixed(2)} s`);
}

// Was nebenher geschehen kann: alle 0,1 s ein Schritt
let schritte = 0;
const nebenher = setInterval(() => schritte++, 100);
await lies();
clearInterval(nebenher);
console.log(`nebenher ${schritte} Schritte anderer Arbeit`);
