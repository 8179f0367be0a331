import OpenAI from 'openai';

const WEG = process.env.WEG ?? 'await';
const ANZAHL = 3;

const client = new OpenAI();
const start = performance.now();
const sekunden = () => ((performance.now() - start) / 1000).toFixed(1);

async function aufgabe(nummer: number): Promise<void> {
  if (WEG === 'rechnen') {
    // falsch: Rechnen gibt nie ab
    let summe = 0;
    for (let zahl = 0; zahl < 50_000_000; zahl++) summe += zahl % 7;
    if (summe < 0) console.log(summe);
    return;
  }
  await client.chat.completions.create({
    model: 'gpt-6-luna',
    messages: [{ role: 'user', content: `Frage ${nummer}` }],
  });
}

const puls = setInterval(() => console.log(`${sekunden()} s  Herzschlag`), 200);
await Promise.all(Array.from({ length: ANZAHL }, (_, i) => aufgabe(i + 1)));
clearInterval(puls);
console.log(`${WEG}: ${ANZAHL} Aufgaben in ${sekunden()} s`);
