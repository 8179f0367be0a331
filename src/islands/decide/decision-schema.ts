import { z } from 'zod';

/** Lower-case German id, as it stands in the URL. */
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a lower-case id with hyphens');
const sentence = z.string().min(1);

/** Conditions on answers: question id -> accepted answer ids. All must hold; a question without an answer never matches. */
export const whenSchema = z.record(id, z.array(id).min(1));

export const familySchema = z.enum(['synchron', 'asynchron']);

const answerSchema = z.strictObject({
  id,
  /** Short form for reasons: „Aufrufe: viele“. */
  label: sentence,
  /** The whole answer, as the wizard shows it. */
  text: sentence,
  /** Number of calls the calculator starts with for this answer. */
  calls: z.int().min(1).optional(),
  /** Most calls that this answer means; absent where it has no upper bound. The answers stand in this order. */
  upTo: z.int().min(1).optional(),
});

export const questionSchema = z.strictObject({
  id,
  label: sentence,
  question: sentence,
  help: sentence,
  /** The answer that is assumed when the reader skips the question. */
  default: id,
  /** The question is not asked (and weighs nothing) when one of these holds. */
  skip: z.array(z.strictObject({ when: whenSchema, because: sentence })).default([]),
  answers: z.array(answerSchema).min(2),
});

export const recommendationSchema = z.strictObject({
  id,
  title: sentence,
  /** Where the article's two columns would count it. */
  family: familySchema,
  /** The forecast's mode that computes it. */
  mode: z.enum(['synchron', 'thread-pool', 'asynchron', 'asynchron-begrenzt', 'batch', 'hintergrund']),
  summary: sentence,
  /** What one pays for it. */
  price: sentence,
  /** Slug of the experiment that shows it. */
  experiment: id,
  /** Files in content/decision/programs. */
  programs: z.strictObject({ python: z.string().optional(), typescript: z.string().optional() }),
});

const effectSchema = z
  .strictObject({
    on: z.array(id).min(1),
    weight: z.int().min(-4).max(4).optional(),
    excludes: z.literal(true).optional(),
    text: sentence,
    /** Slug of the checked claim behind it. */
    claim: id.optional(),
  })
  .refine((effect) => (effect.weight === undefined) === (effect.excludes === true) && effect.weight !== 0, {
    message: 'needs either a weight other than 0 or excludes: true',
    path: ['weight'],
  });

export const ruleSchema = z.strictObject({ when: whenSchema, effects: z.array(effectSchema).min(1) });

export const matrixRowSchema = z.strictObject({
  id,
  factor: sentence,
  synchron: sentence,
  asynchron: sentence,
  rule: sentence,
  experiment: id,
  claim: id.optional(),
  /** What the experiment shows about this row, in one sentence. */
  measured: sentence,
  verdicts: z.array(z.strictObject({ when: whenSchema, family: familySchema })).min(1),
  exceptions: z.array(z.strictObject({ when: whenSchema, claim: id, text: sentence })).default([]),
});

export const articleExampleSchema = z.strictObject({
  id,
  title: sentence,
  answers: z.record(id, id),
  family: familySchema,
  claim: id.optional(),
});

/** The decision's files in content/decision, by the name of their part. */
export const decisionFiles = {
  questions: { file: 'questions.yaml', schema: z.array(questionSchema).length(9) },
  recommendations: { file: 'recommendations.yaml', schema: z.array(recommendationSchema).min(1) },
  rules: { file: 'rules.yaml', schema: z.array(ruleSchema).min(1) },
  matrix: { file: 'matrix.yaml', schema: z.array(matrixRowSchema).length(7) },
  examples: { file: 'article-examples.yaml', schema: z.array(articleExampleSchema).length(4) },
} as const;

export type When = z.infer<typeof whenSchema>;
export type Family = z.infer<typeof familySchema>;
export type Question = z.infer<typeof questionSchema>;
export type Recommendation = z.infer<typeof recommendationSchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type MatrixRow = z.infer<typeof matrixRowSchema>;
export type ArticleExample = z.infer<typeof articleExampleSchema>;

/** All data of the decision, checked. */
export interface DecisionData {
  readonly questions: readonly Question[];
  readonly recommendations: readonly Recommendation[];
  readonly rules: readonly Rule[];
  readonly matrix: readonly MatrixRow[];
  readonly examples: readonly ArticleExample[];
}
