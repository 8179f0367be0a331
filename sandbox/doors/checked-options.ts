import { z } from 'zod';
import type { Tokenizer } from '../service/tokens/tokenizer.ts';
import type { ServiceEvent } from '../trace/event.ts';
import { conditionsIssueText, describeIssues } from './conditions-error.ts';

/** An address that webhooks can be sent to: fetch takes no user name and no password in it. */
export function isWebhookAddress(given: string): boolean {
  if (!/^https?:\/\//u.test(given) || !URL.canParse(given)) return false;
  const { username, password } = new URL(given);
  return username === '' && password === '';
}

function isTokenizer(given: unknown): given is Tokenizer {
  return (
    typeof given === 'object' &&
    given !== null &&
    typeof Reflect.get(given, 'count') === 'function' &&
    typeof Reflect.get(given, 'split') === 'function'
  );
}

/** What a server is told besides its conditions, which are checked by themselves. */
const optionsSchema = z.strictObject({
  conditions: z.unknown(),
  speed: z.number().gt(0).optional(),
  exposedHeaders: z.enum(['alle', 'echt']).optional(),
  maxBodyBytes: z.number().gt(0).optional(),
  webhook: z
    .strictObject({
      url: z
        .string()
        .refine(isWebhookAddress, { error: 'erwartet ist eine Adresse mit http(s), ohne Benutzer und Kennwort' }),
      secret: z.string().min(1),
    })
    .optional(),
  tokenizer: z
    .custom<Tokenizer>(isTokenizer, { error: 'erwartet ist ein Objekt mit count und split, etwa await loadO200k()' })
    .optional(),
  onEvent: z
    .custom<(event: ServiceEvent) => void>((given) => typeof given === 'function', {
      error: 'erwartet ist eine Funktion',
    })
    .optional(),
});

/** Checks the options of `createMockServer`. Throws a TypeError that says which is wrong and what is allowed there. */
export function checkServerOptions(given: object): void {
  const parsed = optionsSchema.safeParse(given, { error: conditionsIssueText });
  if (parsed.success) return;
  const known = Object.keys(optionsSchema.shape).join(', ');
  throw new TypeError(
    `createMockServer: Die Optionen stimmen nicht: ${describeIssues(parsed.error.issues)}. Abhilfe: ${known} sind die Optionen; alle außer conditions dürfen fehlen.`,
  );
}
