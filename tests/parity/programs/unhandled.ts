// A floating promise is rejected.
import OpenAI from 'openai';

const client = new OpenAI({ maxRetries: 0 });
client.chat.completions.create({ model: 'gibt-es-nicht', messages: [{ role: 'user', content: 'f' }] });
console.log('sent');
