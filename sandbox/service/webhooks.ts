import type { Micros } from '../trace/event.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { encodeText } from './bytes.ts';
import { hmacSha256 } from './hmac-sha256.ts';

/** A webhook that is due: a door sends it, the lab shows it. */
export interface WebhookDelivery {
  /** When the service sends it. */
  readonly at: Micros;
  /** Same for every attempt to deliver it. */
  readonly id: string;
  /** `batch.completed`, `response.failed`, … */
  readonly event: string;
  /** Id of the batch or response. */
  readonly job: string;
  /** The JSON to send as body. */
  readonly body: string;
}

/**
 * Headers of a delivery, signed as the Standard Webhooks scheme says (https://www.standardwebhooks.com) and the official
 * clients' `webhooks.unwrap` checks. `unixSeconds` is the moment of sending: clients refuse what is older than 5 minutes
 * by their own clock. A secret that starts with `whsec_` is base64, any other is taken as text.
 */
export function signWebhook(
  delivery: WebhookDelivery,
  secret: string,
  unixSeconds: number,
): readonly (readonly [name: string, value: string])[] {
  const key = secret.startsWith('whsec_') ? decodeBase64(secret.slice('whsec_'.length)) : encodeText(secret);
  const signature = hmacSha256(key, encodeText(`${delivery.id}.${unixSeconds}.${delivery.body}`));
  return [
    ['content-type', 'application/json'],
    ['user-agent', 'OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)'],
    ['webhook-id', delivery.id],
    ['webhook-timestamp', String(unixSeconds)],
    ['webhook-signature', `v1,${encodeBase64(signature)}`],
  ];
}

/** The delivery for a job that has ended. */
export function webhookDelivery(event: string, job: string, at: Micros, unixSeconds: number): WebhookDelivery {
  const id = `evt_${job.replace(/^[a-z]+_/u, '')}`;
  const body = JSON.stringify({ id, object: 'event', created_at: unixSeconds, type: event, data: { id: job } });
  return { at, id, event, job, body };
}
