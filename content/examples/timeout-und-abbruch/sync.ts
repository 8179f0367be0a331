import OpenAI from 'openai';

const FRIST = Number(process.env.FRIST ?? '2');

// Ohne maxRetries: 0 wiederholte der Client nach jedem Timeout, mit neuer Frist
const client = new OpenAI({ timeout: FRIST * 1000, maxRetries: 0 });
const start = performance.now();
try {
  const antwort = await client.chat.completions.create({
    model: 'gpt-6-luna',
    messages: [{ role: 'user', content: 'Schreibe eine lange Zusammenfassung.' }],
    max_tokens: 300,
  });
  console.log(`fertig, ${antwort.usage?.completion_tokens} Tokens`);
} catch (fehler) {
  if (!(fehler instanceof OpenAI.APIConnectionTimeoutError)) throw fehler;
  console.log('aufgegeben: Timeout');
}
console.log(`nach ${((performance.now() - start) / 1000).toFixed(2)} s`);
