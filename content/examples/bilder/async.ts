import OpenAI from 'openai';

const MODELL = 'gpt-image-2.6-flare';
const ANZAHL = Number(process.env.ANZAHL ?? '4');

const client = new OpenAI();
const start = performance.now();

async function zeichne(nummer: number): Promise<void> {
  const antwort = await client.images.generate({
    model: MODELL,
    prompt: `Eine Sanduhr, Fassung ${nummer}`,
    size: '1024x1024',
  });
  const bild = atob(antwort.data?.[0]?.b64_json ?? '');
  console.log(`Bild ${nummer}: ${bild.length} Bytes nach ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

await Promise.all(Array.from({ length: ANZAHL }, (_, i) => zeichne(i + 1)));
