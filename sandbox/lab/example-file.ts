import { z } from 'zod';
import { conditionsChoiceSchema, sliderFields } from './conditions-choice.ts';

const text = z.string().trim().min(1);
const parameterName = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'expected capitals, digits and _, as in ANZAHL');
const fileName = z.string().regex(/^[a-z0-9-]+\.(py|ts)$/, 'expected a file name like async.py or async.ts');

/** A number the reader may turn. The program reads it from the environment. */
const numberParameterSchema = z.strictObject({
  name: parameterName,
  /** What the reader sees beside the control. */
  label: text,
  /** Unit shown after the number: „Aufrufe", „s". */
  unit: z.string().optional(),
  min: z.number(),
  max: z.number(),
  step: z.number().positive().default(1),
  default: z.number(),
  /** Values offered as buttons. */
  choices: z.array(z.number()).min(1).optional(),
});

/** A word the reader may choose. */
const wordParameterSchema = z.strictObject({
  name: parameterName,
  label: text,
  default: z.string(),
  choices: z.array(z.string()).min(2),
  /** A language whose programs know only some of the choices: those, the one to begin with first. */
  choicesIn: z.partialRecord(z.enum(['python', 'typescript']), z.array(z.string()).min(1)).default({}),
});

const parameterSchema = z.union([numberParameterSchema, wordParameterSchema], {
  error:
    'expected a number (name, label, unit, min, max, step, default, choices) or a word (name, label, default, choices)',
});

const valuesSchema = z.record(parameterName, z.union([z.number(), z.string()]));

/** How a program waits; decides its colour everywhere. */
export const programModes = ['synchron', 'asynchron', 'thread', 'blockierend'] as const;
export type ProgramMode = (typeof programModes)[number];

const programSchema = z.union([
  fileName,
  z.strictObject({
    file: fileName,
    /** Follows from the file's name where it begins with sync, async, thread or blockier. */
    mode: z.enum(programModes).optional(),
    /** What the reader sees where the mode's word is not enough. */
    label: text.optional(),
    /** A sentence to this program. */
    note: text.optional(),
    /** `sofort` for programs whose point is computing: their recording is compared by structure only. */
    clock: z.enum(['wiederholbar', 'sofort']).default('wiederholbar'),
  }),
]);

/** One setting to be recorded: parameter values, or values together with changes to the conditions. */
const recordingSchema = z.union([
  valuesSchema,
  z.strictObject({
    parameters: valuesSchema.default({}),
    conditions: conditionsChoiceSchema.optional(),
    /** Only these programs; all where it is absent. */
    programs: z.array(fileName).min(1).optional(),
  }),
]);

/** A condition the reader may turn. */
const sliderSchema = z.strictObject({
  field: z.enum(sliderFields),
  label: text,
  unit: z.string().default(''),
  min: z.number(),
  max: z.number(),
  step: z.number().positive(),
});

/** What the reader guesses first. */
const predictionSchema = z.union([
  z.strictObject({
    question: text,
    /** Unit of the guess. */
    unit: text,
    /** Path of the number in the measurement that is set beside the guess. */
    measure: z.string().default('totalMs'),
    /** The programs for each of which a guess is asked; the visible two where it is absent. */
    programs: z.array(fileName).min(1).optional(),
  }),
  z.strictObject({
    question: text,
    /** Which program? The measurement decides. */
    choices: z.array(z.strictObject({ label: text, program: fileName })).min(2),
    measure: z.string().default('totalMs'),
    wins: z.enum(['smallest', 'largest']).default('smallest'),
  }),
]);

/** example.yaml: what an example is about, and what the reader may turn. */
export const exampleFileSchema = z.strictObject({
  title: text,
  question: text,
  conditions: conditionsChoiceSchema.default('artikel'),
  parameters: z.array(parameterSchema).default([]),
  sliders: z.array(sliderSchema).default([]),
  programs: z.array(programSchema).min(1),
  recordings: z.array(recordingSchema).default([{}]),
  prediction: predictionSchema.optional(),
  /** What the article says of the whole time, by mode in its own words, at some parameter values. */
  article: z
    .array(z.strictObject({ parameters: valuesSchema.default({}), total: z.partialRecord(z.enum(programModes), text) }))
    .default([]),
  /** One sentence that the measurement proved. */
  proof: text.optional(),
  /** Differences between the languages worth a sentence. */
  notes: z.strictObject({ python: text.optional(), typescript: text.optional() }).default({}),
  /** The variant that also runs natively, in at most 5 s. */
  parity: z
    .strictObject({
      parameters: valuesSchema.default({}),
      conditions: conditionsChoiceSchema.optional(),
      /** Programs that take part; all where it is absent. */
      programs: z.array(fileName).min(1).optional(),
    })
    .optional(),
});

export type ExampleFile = z.infer<typeof exampleFileSchema>;

export type Parameter = z.infer<typeof parameterSchema>;
export type NumberParameter = z.infer<typeof numberParameterSchema>;
export type WordParameter = z.infer<typeof wordParameterSchema>;
export type Slider = z.infer<typeof sliderSchema>;
export type Prediction = z.infer<typeof predictionSchema>;
