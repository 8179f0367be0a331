import OpenAI from 'openai';

const client = new OpenAI();
const start = performance.now();
await client.chat.completions.create({ model: 'gpt-6-luna', messages: [{ role: 'user', content: 'Hallo' }] });
const sekunden = (performance.now() - start) / 1000;
console.log(sekunden >= 2 && sekunden <= 5.5 ? 'im Rahmen' : `nicht im Rahmen: ${sekunden} s`);
