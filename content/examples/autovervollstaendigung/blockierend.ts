// Läuft in einem Worker des Browsers: Node kennt keinen XMLHttpRequest
import { setTimeout as warte } from 'node:timers/promises';

const BASIS = process.env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1';
const TAKT = Number(process.env.TAKT ?? '180');
const TEXT = 'Sehr gee';

const start = performance.now();
for (let ende = 1; ende <= TEXT.length; ende++) {
  await warte(TAKT); // die nächste Taste
  const anfrage = new XMLHttpRequest();
  anfrage.open('POST', `${BASIS}/chat/completions`, false); // false: Das Feld ist bis zur Antwort eingefroren
  anfrage.setRequestHeader('Authorization', `Bearer ${process.env.OPENAI_API_KEY}`);
  anfrage.setRequestHeader('Content-Type', 'application/json');
  const frage = { role: 'user', content: `Ergänze: ${TEXT.slice(0, ende)}` };
  anfrage.send(JSON.stringify({ model: 'gpt-6-luna', messages: [frage], max_tokens: 8 }));
  const antwort = JSON.parse(anfrage.responseText) as { choices: { message: { content: string } }[] };
  const vorschlag = antwort.choices[0]?.message.content.slice(0, 24);
  console.log(`${((performance.now() - start) / 1000).toFixed(2)} s  ${TEXT.slice(0, ende)}|  ${vorschlag}`);
}
