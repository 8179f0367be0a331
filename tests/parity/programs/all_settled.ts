// One of three fails.
import OpenAI from 'openai';

const client = new OpenAI();
const ask = (model: string) => client.chat.completions.create({ model, messages: [{ role: 'user', content: model }] });
const results = await Promise.allSettled([ask('gpt-6-luna'), ask('gibt-es-nicht'), ask('gpt-6-luna')]);
for (const result of results) {
  console.log(result.status, result.status === 'rejected' ? result.reason.constructor.name : '');
}
