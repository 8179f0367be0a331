// The client itself heeds retry-after-ms.
import OpenAI from 'openai';

const client = new OpenAI({ maxRetries: 5 });
for (let number = 0; number < 6; number++) {
  await client.chat.completions.create({
    model: 'gpt-6-luna',
    messages: [{ role: 'user', content: `rl${number}` }],
    max_tokens: 10,
  });
  console.log(number);
}
