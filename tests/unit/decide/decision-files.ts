import { readdirSync, readFileSync } from 'node:fs';
import { readDecisionData } from '../../../src/islands/decide/decision-data.ts';

const folder = new URL('../../../content/decision/', import.meta.url);

/** The YAML files of content/decision by name. */
export function decisionTexts(): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
}

export const decisionData = readDecisionData(decisionTexts());
