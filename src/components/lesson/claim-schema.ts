import { z } from 'zod';

/** What the check of a claim can end with; the words are shown as they stand here. */
export const verdicts = ['stimmt', 'stimmt unter Bedingungen', 'überholt', 'falsch'] as const;

export type Verdict = (typeof verdicts)[number];

const remedy = (field: string, cure: string) =>
  `Failed to read the claim: field "${field}" is missing or wrong. ${cure}`;

/** One statement of the article that was checked: `content/claims/<slug>.yaml`. */
export const claimSchema = z.strictObject({
  /** The words of the article that were checked, without quotation marks. */
  quotation: z
    .string({ error: remedy('quotation', 'Copy the words of the article that are checked.') })
    .min(3, remedy('quotation', 'Copy the words of the article that are checked.')),
  verdict: z.enum(verdicts, { error: remedy('verdict', `Use one of: ${verdicts.join(', ')}.`) }),
  /** Two or three German sentences: what is right. Code between backticks. */
  correction: z
    .string({ error: remedy('correction', 'Write two or three German sentences.') })
    .min(40, remedy('correction', 'Write two or three German sentences.')),
  /** Where it can be read. Without `url` it is our own reading or measurement, which `title` names. */
  sources: z
    .array(
      z.strictObject({
        title: z.string({ error: remedy('sources.title', 'Name the source.') }).min(3),
        url: z
          .url({ error: remedy('sources.url', 'Give the whole address with https://, or leave the field out.') })
          .optional(),
      }),
      { error: remedy('sources', 'List at least one source with its title.') },
    )
    .min(1, remedy('sources', 'List at least one source with its title.')),
  /** Day of the check. */
  checked: z.coerce.date({ error: remedy('checked', 'Give the day of the check as YYYY-MM-DD.') }),
  /** The experiment that measures it, where one does. */
  experiment: z
    .string()
    .regex(/^[a-z0-9-]+$/, remedy('experiment', 'Give the name of a folder in content/examples.'))
    .optional(),
  /** What could not be confirmed, as one German sentence. */
  unconfirmed: z
    .string()
    .min(10, remedy('unconfirmed', 'Say in one German sentence what could not be confirmed.'))
    .optional(),
});

export type Claim = z.infer<typeof claimSchema>;
