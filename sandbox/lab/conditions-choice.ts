import { z } from 'zod';
import { type Conditions, conditionsSchema, type PresetName, presets } from '../conditions/conditions.ts';
import { latencyProfiles, latencySchema } from '../conditions/latency.ts';

const presetNames = Object.keys(presets) as [PresetName, ...PresetName[]];
const profileNames = Object.keys(latencyProfiles) as [
  keyof typeof latencyProfiles,
  ...(keyof typeof latencyProfiles)[],
];
const fields = conditionsSchema.shape;

/** Changes to a preset: each field replaces the preset's; `load` and `network` may be given in part. */
const changesSchema = z.strictObject({
  /** The preset that is changed; where it is absent, the one of the surroundings (the example's, or `artikel`). */
  preset: z.enum(presetNames).optional(),
  seed: fields.seed.optional(),
  dialect: fields.dialect.optional(),
  labDate: fields.labDate.optional(),
  /** A named latency profile or the whole latency. */
  latency: z.union([z.enum(profileNames), latencySchema]).optional(),
  load: fields.load.partial().optional(),
  limits: fields.limits.optional(),
  quotaExhausted: fields.quotaExhausted.optional(),
  faults: fields.faults.optional(),
  network: fields.network.partial().optional(),
});

/** Conditions as an example writes them: a preset's name, or changes to a preset. */
export const conditionsChoiceSchema = z.union([z.enum(presetNames), changesSchema], {
  error: `expected one of the presets ${presetNames.join(', ')}, or an object of changes to one`,
});

export type ConditionsChoice = z.infer<typeof conditionsChoiceSchema>;

/** The name conditions have once they differ from their preset. */
export const OWN_CONDITIONS = 'eigene';

/** The whole conditions that a choice means; changes without a preset apply to `surroundings`. */
export function resolveConditions(choice: ConditionsChoice, surroundings: Conditions = presets.artikel): Conditions {
  if (typeof choice === 'string') return presets[choice];
  const { preset, latency, load, network, ...rest } = choice;
  const start: Conditions = preset === undefined ? surroundings : presets[preset];
  const changed = Object.keys(choice).some((key) => key !== 'preset');
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return conditionsSchema.parse({
    ...start,
    ...given,
    latency: latencyOf(latency) ?? start.latency,
    load: { ...start.load, ...load },
    network: { ...start.network, ...network },
    name: changed ? OWN_CONDITIONS : start.name,
  });
}

function latencyOf(latency: Exclude<ConditionsChoice, string>['latency']): Conditions['latency'] | undefined {
  return typeof latency === 'string' ? latencyProfiles[latency] : latency;
}

/** The numbers of the conditions that a slider may turn, as paths. `faults.KIND` is that fault's rate, from 0 to 1. */
export const sliderFields = [
  'latency.minMs',
  'latency.maxMs',
  'latency.overheadMs',
  'latency.prefillMsPerToken',
  'latency.tokensPerSecond',
  'latency.spread',
  'load.slots',
  'load.slowdown',
  'limits.requestsPerMinute',
  'limits.tokensPerMinute',
  'network.roundTripMs',
  'faults.refused',
  'faults.reset',
  'faults.cut',
  'faults.stalled',
  'faults.malformed',
  'faults.in-stream-error',
  'faults.slow-start',
  'faults.status',
] as const;

export type SliderField = (typeof sliderFields)[number];

/** The slider's number in these conditions; null where they have no such field (limits are off, another latency kind). */
export function sliderValue(conditions: Conditions, field: SliderField): number | null {
  const [group, key] = split(field);
  if (group === 'faults') return conditions.faults.find((fault) => fault.kind === key)?.rate ?? 0;
  const part: unknown = conditions[group];
  if (typeof part !== 'object' || part === null) return null;
  const value: unknown = new Map(Object.entries(part)).get(key);
  return typeof value === 'number' ? value : null;
}

/**
 * The conditions with one number turned. Latency bounds stay in order, and limits that were off are switched on.
 * Throws where the field does not exist in these conditions or the value is out of its range.
 */
export function withSlider(conditions: Conditions, field: SliderField, value: number): Conditions {
  const [group, key] = split(field);
  // Only the part that is turned is read anew: a slider asks for this with every move of the finger.
  const part = fields[group].parse(turned(conditions, group, key, value));
  return { ...conditions, name: OWN_CONDITIONS, [group]: part };
}

function turned(conditions: Conditions, group: ReturnType<typeof split>[0], key: string, value: number): unknown {
  switch (group) {
    case 'faults': {
      const others = conditions.faults.filter((fault) => fault.kind !== key);
      const before = conditions.faults.find((fault) => fault.kind === key) ?? { kind: key };
      return value === 0 ? others : [...others, { ...before, rate: value }];
    }
    case 'limits':
      return { ...(conditions.limits ?? { requestsPerMinute: 1e6, tokensPerMinute: 1e9 }), [key]: value };
    case 'latency': {
      const latency = { ...conditions.latency, [key]: value };
      if (latency.kind !== 'total') return latency;
      return key === 'minMs'
        ? { ...latency, maxMs: Math.max(latency.maxMs, value) }
        : { ...latency, minMs: Math.min(latency.minMs, value) };
    }
    default:
      return { ...conditions[group], [key]: value };
  }
}

function split(field: SliderField): ['latency' | 'load' | 'limits' | 'network' | 'faults', string] {
  const [group, key] = field.split('.') as ['latency' | 'load' | 'limits' | 'network' | 'faults', string];
  return [group, key];
}
