// A whole stream, with usage.
import OpenAI from 'openai';

const client = new OpenAI();
const stream = await client.chat.completions.create({
  model: 'gpt-6-luna',
  messages: [{ role: 'user', content: 'whole' }],
  stream: true,
  stream_options: { include_usage: true },
  max_tokens: 30,
});
let text = '';
let tokens = 0;
for await (const event of stream) {
  text += event.choices[0]?.delta.content ?? '';
  tokens = event.usage?.completion_tokens ?? tokens;
}
console.log(text.length > 0, tokens);
