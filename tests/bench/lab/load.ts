// COUNT answers by CLIENT, at once or IN_TURN; prints the milliseconds that they took.
import OpenAI from 'openai';

const { COUNT = '1', CLIENT = 'fetch', IN_TURN = 'false', OPENAI_BASE_URL = '' } = process.env;
const client = new OpenAI();
const body = (number: number) => ({
  model: 'gpt-6-luna',
  messages: [{ role: 'user' as const, content: `Frage ${number}` }],
});
const headers = { authorization: 'Bearer sk-x', 'content-type': 'application/json' };

async function viaFetch(number: number): Promise<unknown> {
  const options = { method: 'POST', headers, body: JSON.stringify(body(number)) };
  return (await fetch(`${OPENAI_BASE_URL}/chat/completions`, options)).json();
}

const ask = CLIENT === 'openai' ? (number: number) => client.chat.completions.create(body(number)) : viaFetch;

await ask(-1); // what a first call costs is another question
const start = performance.now();
if (IN_TURN === 'true') for (let number = 0; number < Number(COUNT); number++) await ask(number);
else await Promise.all(Array.from({ length: Number(COUNT) }, (_, number) => ask(number)));
console.log(performance.now() - start);
