// The faster of a timer and an answer.
import { setTimeout as wait } from 'node:timers/promises';
import OpenAI from 'openai';

const client = new OpenAI();
const controller = new AbortController();
const answer = client.chat.completions
  .create({ model: 'gpt-6-luna', messages: [{ role: 'user', content: 'race' }] }, { signal: controller.signal })
  .then(
    () => 'answer',
    (error: Error) => error.constructor.name,
  );
console.log(await Promise.race([answer, wait(100, 'timer')]));
controller.abort();
console.log(await answer);
