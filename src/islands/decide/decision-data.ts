import { parse } from 'yaml';
import type { z } from 'zod';
import { type DecisionData, decisionFiles, type Question, type When } from './decision-schema.ts';

function fail(file: string, field: string, reason: string, remedy: string): never {
  throw new Error(`Failed to read content/decision/${file}: ${field} ${reason}. ${remedy}`);
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('') || 'the file';
}

/** YAML reads an unquoted comma inside { … } as the next key: the commonest mistake in these files. */
const schemaRemedy = 'Compare with src/islands/decide/decision-schema.ts; quote texts that contain a comma.';

function parsePart<Schema extends z.ZodType>(file: string, schema: Schema, text: string | undefined): z.output<Schema> {
  if (text === undefined) fail(file, 'the file', 'is missing', 'Create it.');
  const result = schema.safeParse(parse(text));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  fail(file, fieldName(issue?.path ?? []), `is not valid: ${issue?.message}`, schemaRemedy);
}

/** Checks that conditions and references name what exists, for one file. */
class References {
  readonly #file: string;
  readonly #questions: ReadonlyMap<string, Question>;

  constructor(file: string, questions: readonly Question[]) {
    this.#file = file;
    this.#questions = new Map(questions.map((question) => [question.id, question]));
  }

  when(field: string, when: When): void {
    for (const [question, answers] of Object.entries(when)) {
      for (const answer of answers) this.answer(`${field}.when.${question}`, question, answer);
    }
  }

  answer(field: string, question: string, answer: string): void {
    const known = this.#questions.get(question)?.answers.map(({ id }) => id);
    if (known === undefined) this.unknown(field, question, [...this.#questions.keys()]);
    if (!known.includes(answer)) this.unknown(field, answer, known);
  }

  one(field: string, name: string, known: readonly string[]): void {
    if (!known.includes(name)) this.unknown(field, name, known);
  }

  unknown(field: string, name: string, known: readonly string[]): never {
    fail(this.#file, field, `names "${name}", which does not exist`, `Use one of: ${known.join(', ')}.`);
  }
}

function checkQuestions(questions: readonly Question[]): void {
  const { file } = decisionFiles.questions;
  questions.forEach((question, at) => {
    const earlier = new References(file, questions.slice(0, at));
    new References(file, questions).answer(`[${at}].default`, question.id, question.default);
    question.skip.forEach((skip, index) => {
      // A later question cannot decide whether an earlier one is asked.
      earlier.when(`[${at}].skip[${index}]`, skip.when);
    });
  });
}

function checkRules(data: DecisionData): void {
  const references = new References(decisionFiles.rules.file, data.questions);
  const names = data.recommendations.map(({ id }) => id);
  data.rules.forEach((rule, at) => {
    references.when(`[${at}]`, rule.when);
    rule.effects.forEach((effect, index) => {
      for (const name of effect.on) references.one(`[${at}].effects[${index}].on`, name, names);
    });
  });
}

function checkMatrix(data: DecisionData): void {
  const references = new References(decisionFiles.matrix.file, data.questions);
  data.matrix.forEach((row, at) => {
    for (const verdict of row.verdicts) references.when(`[${at}].verdicts`, verdict.when);
    for (const exception of row.exceptions) references.when(`[${at}].exceptions`, exception.when);
  });
}

function checkExamples(data: DecisionData): void {
  const references = new References(decisionFiles.examples.file, data.questions);
  data.examples.forEach((example, at) => {
    for (const [question, answer] of Object.entries(example.answers)) {
      references.answer(`[${at}].answers.${question}`, question, answer);
    }
  });
}

/**
 * The decision's data from the texts of its files, by file name.
 * @throws naming file, field and remedy when something is missing, malformed or names what does not exist
 */
export function readDecisionData(texts: Readonly<Record<string, string>>): DecisionData {
  const part = <Schema extends z.ZodType>({ file, schema }: { file: string; schema: Schema }) =>
    parsePart(file, schema, texts[file]);
  const data: DecisionData = {
    questions: part(decisionFiles.questions),
    recommendations: part(decisionFiles.recommendations),
    rules: part(decisionFiles.rules),
    matrix: part(decisionFiles.matrix),
    examples: part(decisionFiles.examples),
  };
  checkQuestions(data.questions);
  checkRules(data);
  checkMatrix(data);
  checkExamples(data);
  return data;
}
