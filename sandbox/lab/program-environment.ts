import type { RunOrder } from './protocol.ts';

/** The key the lab gives to programs: it opens nothing but the simulated service. */
export const LAB_KEY = 'sk-wartezeit-labor';

/**
 * The environment of a program in the lab: the parameters, and the key that the official clients look for. The addresses stay
 * the clients' defaults, those of the real API, which lead to the simulated service here.
 */
export function programEnvironment(order: Pick<RunOrder, 'parameters'>): Record<string, string> {
  return {
    OPENAI_API_KEY: LAB_KEY,
    AZURE_OPENAI_API_KEY: LAB_KEY,
    OPENAI_WEBHOOK_SECRET: 'whsec_d2FydGV6ZWl0LWxhYm9y',
    TZ: 'UTC',
    ...order.parameters,
  };
}
