// The client's own timeout, then fetch with AbortSignal.timeout.
import OpenAI from 'openai';

const client = new OpenAI({ timeout: 100, maxRetries: 0 });
try {
  await client.chat.completions.create({ model: 'gpt-6-luna', messages: [{ role: 'user', content: 'to' }] });
} catch (error) {
  console.log((error as Error).constructor.name);
}
try {
  await fetch(`${process.env.OPENAI_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-6-luna', messages: [{ role: 'user', content: 'äöü' }] }),
    signal: AbortSignal.timeout(100),
  });
} catch (error) {
  console.log((error as Error).name);
}
