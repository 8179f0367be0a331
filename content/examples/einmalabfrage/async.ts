import OpenAI from 'openai';

const client = new OpenAI();
client.chat.completions
  .create({
    model: 'gpt-6-luna',
    messages: [{ role: 'user', content: 'Nenne einen Vorteil von Typen.' }],
  })
  .then((antwort) => console.log(antwort.choices[0]?.message.content))
  .catch((fehler: unknown) => {
    console.error(fehler);
    process.exitCode = 1;
  });
console.log('Diese Zeile erscheint vor der Antwort.');
