// The first that succeeds.
import OpenAI from 'openai';

const client = new OpenAI();
const ask = async (model: string, text: string) => {
  await client.chat.completions.create({ model, messages: [{ role: 'user', content: text }] });
  return text;
};
const first = await Promise.any([ask('gibt-es-nicht', 'none'), ask('gpt-6-luna', 'x1'), ask('gpt-6-luna', 'x2')]);
console.log(first.startsWith('x'));
