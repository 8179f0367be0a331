import { type ModelFacts, models } from '../../conditions/models.ts';
import { type ApiError, modelNotFound } from '../api-error.ts';
import { encodeJson } from '../bytes.ts';
import type { Call } from '../endpoint.ts';
import { factsOf, isServed } from '../known-model.ts';
import { management, type Work } from '../work.ts';

/** `GET /v1/models`: the models that answer on the lab's date. */
export function listModels(call: Call): Work {
  const served = [...models.values()].filter((facts) => isServed(facts, call.unixSeconds));
  return management('models', () => encodeJson({ object: 'list', data: served.map(modelObject) }));
}

/** `GET /v1/models/{model}` */
export function getModel(call: Call): Work | ApiError {
  const id = call.parameters[0] ?? '';
  const facts = factsOf(id);
  if (facts === undefined || !isServed(facts, call.unixSeconds)) return modelNotFound(id);
  return management('models', () => encodeJson(modelObject(facts)));
}

/** `DELETE /v1/models/{model}`: only fine-tuned models can be deleted. */
export function deleteModel(call: Call): Work | ApiError {
  const id = call.parameters[0] ?? '';
  if (factsOf(id) === undefined) return modelNotFound(id);
  if (!id.startsWith('ft:')) {
    const message = `You have insufficient permissions for this operation. The model \`${id}\` is owned by OpenAI.`;
    return { status: 403, message, type: 'invalid_request_error', param: null, code: null };
  }
  return management('models', () => encodeJson({ id, object: 'model', deleted: true }));
}

/** The day this list of models was made: their own days of creation are not part of the sources. */
const LIST_CREATED = 1_790_000_000;

function modelObject({ id, shutdownDate }: ModelFacts): object {
  const owner = id.startsWith('ft:') ? 'user-wartezeit' : 'system';
  return { id, object: 'model', created: dateOf(id) ?? LIST_CREATED, owned_by: owner, shutdown_date: shutdownDate };
}

/** Snapshots carry their day in their name. */
function dateOf(id: string): number | null {
  const day = /\d{4}-\d\d-\d\d/u.exec(id)?.[0];
  return day === undefined ? null : Date.parse(day) / 1_000;
}
