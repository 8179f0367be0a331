import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { z } from 'zod';
import { conditionsSchema } from '../../../sandbox/conditions/conditions.ts';
import { programModes } from '../../../sandbox/lab/example-file.ts';
import { clockChoices } from '../experiment/clockChoice.ts';

const sideSchema = z.strictObject({
  /** Slug of the example it comes from; null for a program of the reader's own. */
  example: z.string().nullable(),
  file: z.string().regex(/^[\w.-]{1,60}$/),
  language: z.enum(['python', 'typescript']),
  mode: z.enum(programModes),
  source: z.string().max(200_000),
  parameters: z.record(z.string(), z.string()),
  conditions: conditionsSchema,
});

const labSchema = z.strictObject({
  version: z.literal(1),
  clock: z.enum(clockChoices),
  sides: z.array(sideSchema).min(1).max(2),
});

/** One program with everything it runs under. */
export type SharedSide = z.infer<typeof sideSchema>;

/** What a link to the free laboratory holds: programs, conditions, clock. Opening it never runs anything. */
export type SharedLab = z.infer<typeof labSchema>;

/** Longer links are refused: no honest one comes near. */
const LONGEST = 400_000;

function base64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
}

/** The part of a link after `#`. */
export function encodeShared(lab: SharedLab): string {
  return `lab=${base64Url(deflateSync(strToU8(JSON.stringify(lab)), { level: 9 }))}`;
}

/** What a link holds; null where it holds nothing of ours or is damaged. */
export function decodeShared(hash: string): SharedLab | null {
  const text = /^#?lab=([\w-]+)$/.exec(hash)?.[1];
  if (text === undefined || text.length > LONGEST) return null;
  try {
    // A fixed output size keeps a small link from growing without bound.
    const json = strFromU8(inflateSync(fromBase64Url(text), { out: new Uint8Array(1_000_000) }));
    return labSchema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}

/** Whether an address claims to hold a laboratory. */
export function holdsShared(hash: string): boolean {
  return /^#?lab=/.test(hash);
}
