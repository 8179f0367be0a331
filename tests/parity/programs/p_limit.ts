// Nine calls, three at a time.
import OpenAI from 'openai';
import pLimit from 'p-limit';

const client = new OpenAI();
const seats = pLimit(3);
const order: number[] = [];
await Promise.all(
  Array.from({ length: 9 }, (_, i) =>
    seats(async () => {
      order.push(i);
      await client.chat.completions.create({ model: 'gpt-6-luna', messages: [{ role: 'user', content: `l${i}` }] });
    }),
  ),
);
console.log(order.join(' '));
