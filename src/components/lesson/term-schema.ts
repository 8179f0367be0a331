import { z } from 'zod';

const remedy = (field: string, cure: string) =>
  `Failed to read the term: field "${field}" is missing or wrong. ${cure}`;

/** One term of the glossary: `content/glossary/<term>.md`; the text below the front matter says more. */
export const termSchema = z.strictObject({
  title: z.string({ error: remedy('title', 'Write the term as the article writes it.') }).min(2),
  /** The explanation in one sentence or phrase, as the popover shows it. */
  definition: z
    .string({ error: remedy('definition', 'Explain the term in one German sentence.') })
    .min(15, remedy('definition', 'Explain the term in one German sentence.')),
  /** Position in the article's own glossary, where the definition is the article's wording; absent for the site's terms. */
  articleOrder: z
    .int({ error: remedy('articleOrder', "Give the position in the article's glossary, from 1, or leave it out.") })
    .min(1)
    .optional(),
  /** Other forms of the word that count as the same term (plural, synonym). */
  forms: z.array(z.string()).default([]),
  /** Ids of related terms. */
  related: z.array(z.string()).default([]),
  /** The experiment that shows it, where one does. */
  experiment: z
    .string()
    .regex(/^[a-z0-9-]+$/, remedy('experiment', 'Give the name of a folder in content/examples.'))
    .optional(),
});

export type TermEntry = z.infer<typeof termSchema>;
