// setInterval goes on while an answer is awaited.
import OpenAI from 'openai';

const client = new OpenAI();
let ticks = 0;
const ticking = setInterval(() => ticks++, 50);
await client.chat.completions.create({ model: 'gpt-6-luna', messages: [{ role: 'user', content: 'tick' }] });
clearInterval(ticking);
console.log(ticks > 2);
