import { type ModelFacts, type ModelKind, models } from '../conditions/models.ts';
import { type ApiError, modelNotFound } from './api-error.ts';

/** The model name the official clients' own test suites send where any string will do. */
const PLACEHOLDER: ModelFacts = { id: 'string', kind: 'completion', shutdownDate: null };

/** What is known of a model's name: fine-tuned ones (`ft:base:org:suffix:id`) are as their base. */
export function factsOf(model: string): ModelFacts | undefined {
  if (!model.startsWith('ft:')) return models.get(model) ?? (model === PLACEHOLDER.id ? PLACEHOLDER : undefined);
  const base = models.get(model.split(':')[1] ?? '');
  // Fine-tuned models outlive their base: developers.openai.com/api/docs/deprecations.
  return base === undefined ? undefined : { id: model, kind: base.kind, shutdownDate: null };
}

/** Whether a model answers at a moment (Unix seconds). */
export function isServed(facts: ModelFacts, unixSeconds: number): boolean {
  return facts.shutdownDate === null || unixSeconds < Date.parse(facts.shutdownDate) / 1_000;
}

/** Checks that a model exists now and does this kind of work; the error otherwise. */
export function checkModel(model: string, kind: ModelKind, unixSeconds: number): ApiError | null {
  const facts = factsOf(model);
  if (facts === undefined) return modelNotFound(model);
  if (!isServed(facts, unixSeconds)) {
    return {
      ...modelNotFound(model),
      message: `The model \`${model}\` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations`,
    };
  }
  if (facts.kind === kind || (kind === 'completion' && model.startsWith('ft:'))) return null;
  if (kind === 'completion' && facts.kind === 'chat') {
    return {
      ...modelNotFound(model),
      message:
        'This is a chat model and not supported in the v1/completions endpoint. Did you mean to use v1/chat/completions?',
      param: 'model',
      code: null,
    };
  }
  return {
    ...modelNotFound(model),
    status: 403,
    message: `You are not allowed to use model \`${model}\` for this endpoint.`,
    code: 'model_not_supported',
  };
}
