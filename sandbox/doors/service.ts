/** The package's door to the service itself: `wartezeit/service`. */
import type { Conditions } from '../conditions/conditions.ts';
import type { Service } from '../service/plan.ts';
import { createService as createUnchecked, type ServiceOptions } from '../service/service.ts';
import { checkedConditions } from './checked-conditions.ts';

export type { Conditions } from '../conditions/conditions.ts';
export { conditionsSchema, presets } from '../conditions/conditions.ts';
export type { Latency } from '../conditions/latency.ts';
export { latencyProfiles } from '../conditions/latency.ts';
export { createEventLog, type EventLog } from '../service/log.ts';
export type { PlannedChunk, ResponsePlan, Service, ServiceRequest } from '../service/plan.ts';
export type { ServiceOptions } from '../service/service.ts';
export { loadO200k } from '../service/tokens/o200k.ts';
export type { Tokenizer } from '../service/tokens/tokenizer.ts';
export { signWebhook, type WebhookDelivery } from '../service/webhooks.ts';
export type { ServiceEvent } from '../trace/event.ts';

/** Creates a mock OpenAI service under the given conditions. Throws a TypeError that says what is wrong with them. */
export function createService(conditions: Conditions, options: ServiceOptions = {}): Service {
  return createUnchecked(checkedConditions(conditions, 'createService'), options);
}
