import OpenAI, { AzureOpenAI } from 'openai';

const MODELL = 'gpt-6-luna';
const ANBIETER = process.env.ANBIETER ?? 'openai';

function neuerClient(): OpenAI {
  if (ANBIETER === 'azure') {
    // Bei Azure heißt das Modell wie dein Deployment
    return new AzureOpenAI({
      endpoint: process.env.AZURE_OPENAI_ENDPOINT ?? 'https://beispiel.openai.azure.com',
      apiKey: process.env.AZURE_OPENAI_API_KEY ?? process.env.OPENAI_API_KEY ?? '',
      apiVersion: '2024-10-21',
    });
  }
  return new OpenAI();
}

const client = neuerClient();
const start = performance.now();
const versprechen = client.chat.completions.create({
  model: MODELL,
  messages: [{ role: 'user', content: 'Was heißt synchron?' }],
});
console.log('Anfrage ist unterwegs, das Programm läuft weiter');
const antwort = await versprechen;
console.log(`${ANBIETER}: Antwort nach ${((performance.now() - start) / 1000).toFixed(1)} s`);
console.log(antwort.choices[0]?.message.content);
