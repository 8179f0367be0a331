import OpenAI from 'openai';

const SCHLUESSEL = new TextEncoder().encode('nur-fuer-das-labor-0000000000000');
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const GEHEIMNIS = `whsec_${base64(SCHLUESSEL)}`;

const client = new OpenAI({ webhookSecret: GEHEIMNIS });

/** So sieht der Empfänger in deinem Webserver aus: erst prüfen, dann glauben. */
async function empfange(rumpf: string, kopf: Record<string, string>): Promise<string> {
  const ereignis = await client.webhooks.unwrap(rumpf, kopf);
  if (ereignis.type === 'batch.completed') return `Batch ${ereignis.data.id} ist fertig`;
  return `unbeachtet: ${ereignis.type}`;
}

// Von hier an stellt das Programm nach, was OpenAI schickt (Standard Webhooks: HMAC über Kennung, Zeit und Rumpf)
const zeit = Math.floor(Date.now() / 1000);
const rumpf = JSON.stringify({
  id: 'evt_labor_1',
  object: 'event',
  created_at: zeit,
  type: 'batch.completed',
  data: { id: 'batch_labor_1' },
});
const hmac = await crypto.subtle.importKey('raw', SCHLUESSEL, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
const summe = await crypto.subtle.sign('HMAC', hmac, new TextEncoder().encode(`wh_labor_1.${zeit}.${rumpf}`));
const kopf = {
  'webhook-id': 'wh_labor_1',
  'webhook-timestamp': String(zeit),
  'webhook-signature': `v1,${base64(new Uint8Array(summe))}`,
};

console.log(await empfange(rumpf, kopf));
try {
  await empfange(rumpf.replace('labor_1', 'fremd_1'), kopf);
} catch (fehler) {
  if (!(fehler instanceof OpenAI.InvalidWebhookSignatureError)) throw fehler;
  console.log(`verfälscht, also abgelehnt: ${fehler.constructor.name}`);
}
