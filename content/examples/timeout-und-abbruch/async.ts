import OpenAI from 'openai';

const FRIST = Number(process.env.FRIST ?? '2');

const client = new OpenAI({ maxRetries: 0 });
const start = performance.now();
const abbruch = new AbortController();
// Die Frist gilt für alles, auch für den halben Stream
const uhr = setTimeout(() => abbruch.abort(), FRIST * 1000);
let teile = 0;
try {
  const strom = await client.chat.completions.create(
    {
      model: 'gpt-6-luna',
      messages: [{ role: 'user', content: 'Schreibe eine lange Zusammenfassung.' }],
      max_tokens: 300,
      stream: true,
    },
    { signal: abbruch.signal },
  );
  for await (const ereignis of strom) {
    if (ereignis.choices[0]?.delta.content) teile++;
  }
} catch (fehler) {
  if (!(fehler instanceof OpenAI.APIUserAbortError)) throw fehler;
} finally {
  clearTimeout(uhr);
}
// Wer einen Stream abbricht, bekommt keinen Fehler: Die Schleife endet
console.log(abbruch.signal.aborted ? `abgebrochen, ${teile} Teile waren schon da` : `fertig, ${teile} Teile`);
console.log(`nach ${((performance.now() - start) / 1000).toFixed(2)} s`);
