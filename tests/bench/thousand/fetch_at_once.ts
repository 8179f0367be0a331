const anzahl = Number(process.env['ANZAHL']);
const headers = { authorization: 'Bearer sk-labor', 'content-type': 'application/json' };

async function frage(nummer: number): Promise<string> {
  const messages = [{ role: 'user', content: `Frage ${nummer}` }];
  const body = JSON.stringify({ model: 'gpt-6-luna', messages });
  const antwort = await fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', headers, body });
  if (!antwort.ok) throw new Error(String(antwort.status));
  return (await antwort.json()).choices[0].message.content;
}

console.log((await Promise.all(Array.from({ length: anzahl }, (_, i) => frage(i)))).length);
