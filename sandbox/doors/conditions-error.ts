import type { z } from 'zod';

/** As many as one reads. */
const MOST_ISSUES = 8;

/**
 * What is wrong with conditions that someone has sent, in one German line: each field with what is allowed there. What is
 * unknown comes first: it is often what was meant by a field that is missing.
 */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  const isUnknown = ({ code }: z.core.$ZodIssue): boolean => code === 'unrecognized_keys';
  const told = [...issues.filter(isUnknown), ...issues.filter((issue) => !isUnknown(issue))]
    .slice(0, MOST_ISSUES)
    .map(({ path, message }) => (path.length === 0 ? message : `${nameOf(path)}: ${message}`));
  const more = issues.length - told.length;
  return [...told, ...(more > 0 ? [`und ${more} weitere Fehler`] : [])].join('; ');
}

/** Words of an issue, for the option `error` of a parse: Zod's own are English. */
export function conditionsIssueText(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? `fehlt, erwartet ist ${typeWord(issue)}` : `erwartet ist ${typeWord(issue)}`;
    case 'invalid_value':
      return `erlaubt ist ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string') return 'erwartet ist ein Text, der nicht leer ist';
      return issue.inclusive === false ? `erlaubt ist mehr als ${issue.minimum}` : `erlaubt ist ab ${issue.minimum}`;
    case 'too_big':
      return issue.inclusive === false
        ? `erlaubt ist weniger als ${issue.maximum}`
        : `erlaubt ist bis ${issue.maximum}`;
    case 'unrecognized_keys':
      return `unbekannt ist ${issue.keys.map((key) => `„${key}“`).join(', ')}`;
    case 'invalid_format':
      return 'erwartet ist ein Zeitpunkt in UTC wie 2026-11-02T09:00:00Z';
    case 'invalid_union':
      return 'erlaubt ist total, tokens';
    default:
      return 'dieser Wert ist nicht erlaubt';
  }
}

const TYPE_WORDS: { readonly [type: string]: string } = {
  number: 'eine Zahl',
  int: 'eine ganze Zahl',
  string: 'ein Text',
  boolean: 'true oder false',
  array: 'eine Liste',
  object: 'ein Objekt',
};

function typeWord({ expected }: { readonly expected: string }): string {
  return TYPE_WORDS[expected] ?? expected;
}

/** `faults[0].rate` */
function nameOf(path: readonly PropertyKey[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('');
}
