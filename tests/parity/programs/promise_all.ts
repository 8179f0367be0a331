// Six calls at once.
import OpenAI from 'openai';

const client = new OpenAI();
const answers = await Promise.all(
  Array.from({ length: 6 }, (_, i) =>
    client.chat.completions.create({ model: 'gpt-6-luna', messages: [{ role: 'user', content: `a${i}` }] }),
  ),
);
console.log(answers.map((answer) => answer.object).join(' '));
