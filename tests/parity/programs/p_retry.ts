// p-retry repeats a refused call.
import OpenAI from 'openai';
import pRetry from 'p-retry';

const client = new OpenAI({ maxRetries: 0 });
let attempts = 0;
await pRetry(
  () => {
    attempts++;
    return client.chat.completions.create({ model: 'gpt-6-luna', messages: [{ role: 'user', content: 'pr' }] });
  },
  { retries: 4, minTimeout: 100, factor: 1 },
);
console.log(attempts);
