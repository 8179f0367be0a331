import OpenAI from 'openai';

const client = new OpenAI();
const antwort = await client.chat.completions.create({
  model: 'gpt-6-luna',
  messages: [{ role: 'user', content: 'Nenne einen Vorteil von Typen.' }],
});
console.log(antwort.choices[0]?.message.content);
