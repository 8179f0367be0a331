// A stream is left after ten parts.
import OpenAI from 'openai';

const client = new OpenAI();
const stream = await client.chat.completions.create({
  model: 'gpt-6-luna',
  messages: [{ role: 'user', content: 'leave' }],
  stream: true,
  max_tokens: 60,
});
let parts = 0;
for await (const event of stream) {
  if (event.choices[0]?.delta.content && ++parts === 10) break;
}
console.log(parts, stream.controller.signal.aborted);
