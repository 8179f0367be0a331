import { type ApiError, badRequest } from './api-error.ts';
import { decodeText } from './bytes.ts';
import type { Call } from './endpoint.ts';
import type { FormPart } from './multipart.ts';

/** The parts of an uploaded form, or the API's 400. */
export function formOf(call: Call): Form | ApiError {
  const { body } = call.incoming;
  if (body.kind !== 'form') return badRequest('Could not parse multipart form. Send the file as multipart/form-data.');
  return new Form(body.parts);
}

/** A form with files. */
export class Form {
  readonly #parts: readonly FormPart[];

  constructor(parts: readonly FormPart[]) {
    this.#parts = parts;
  }

  file(name: string): FormPart | null {
    return this.#parts.find((part) => part.name === name) ?? null;
  }

  text(name: string): string | null {
    const part = this.file(name);
    return part === null ? null : decodeText(part.bytes);
  }
}
