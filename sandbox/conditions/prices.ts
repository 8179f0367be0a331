/** Prices of one model in US dollars per million tokens. */
export interface ModelPrice {
  readonly input: number;
  /** Cached input; absent where no figure is known (then cached tokens cost as much as others). */
  readonly cachedInput?: number;
  readonly output: number;
  readonly source: string;
  /** The day the figures were checked. */
  readonly checked: string;
}

const LUNA = 'https://developers.openai.com/api/docs/models/gpt-6-luna';

/**
 * Dated prices. A model that is missing here has no known price, and what it costs is reported as unknown; images too
 * (their price per picture was not to be found).
 */
export const prices: { readonly [model: string]: ModelPrice } = {
  'gpt-6-luna': { input: 0.1, cachedInput: 0.01, output: 0.5, source: LUNA, checked: '2026-11-02' },
  'gpt-6-sol': { input: 2, output: 10, source: 'third-party price lists', checked: '2026-11-02' },
  'text-embedding-3-small': { input: 0.02, output: 0, source: 'third-party price lists', checked: '2026-11-02' },
  'text-embedding-3-large': { input: 0.13, output: 0, source: 'third-party price lists', checked: '2026-11-02' },
};

/** Factor on the price by service tier; Batch and Flex cost half, Fast (`priority`) double. Source: as for gpt-6-luna. */
export const tierPriceFactors = { default: 1, flex: 0.5, priority: 2, batch: 0.5 } as const;

export type PricedTier = keyof typeof tierPriceFactors;

/** What some work is billed for. */
export interface Usage {
  readonly model: string;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
  readonly tier: PricedTier;
}

/** The cost in US dollars; undefined where no price is known. */
export function costOf(usage: Usage): number | undefined {
  const price = prices[usage.model];
  if (price === undefined) return undefined;
  const fresh = usage.promptTokens - usage.cachedTokens;
  const perMillion =
    fresh * price.input +
    usage.cachedTokens * (price.cachedInput ?? price.input) +
    usage.completionTokens * price.output;
  return (perMillion * tierPriceFactors[usage.tier]) / 1_000_000;
}
