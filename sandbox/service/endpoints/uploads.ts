import { type ApiError, badRequest, isApiError, notFound } from '../api-error.ts';
import { encodeJson } from '../bytes.ts';
import { drawId } from '../draw.ts';
import { type Call, jsonFields } from '../endpoint.ts';
import type { StoredFile } from '../file-store.ts';
import { formOf } from '../form.ts';
import { placeholders } from '../placeholders.ts';
import type { StoredUpload } from '../stored.ts';
import { management, type Work } from '../work.ts';
import { fileObject } from './files.ts';

/** An upload stays open for an hour; a part has at most 64 MB. */
const OPEN_SECONDS = 3_600;
const MAX_PART_BYTES = 64 * 1024 * 1024;
/** The mock keeps parts in memory: far less than the 8 GB of the API. */
const MAX_KEPT_BYTES = 128 * 1024 * 1024;

/** `POST /v1/uploads` */
export function createUpload(call: Call): Work | ApiError {
  const fields = jsonFields(call.incoming);
  if (isApiError(fields)) return fields;
  const upload: StoredUpload = {
    id: `upload_${drawId(call.draws('id'), 24, 'hex')}`,
    filename: fields.requiredText('filename'),
    purpose: fields.requiredText('purpose'),
    mimeType: fields.requiredText('mime_type'),
    bytes: fields.integer('bytes', { min: 0, max: 8 * 1024 ** 3 }) ?? 0,
    createdAt: call.unixSeconds,
    parts: new Map(),
    status: 'pending',
  };
  if (fields.raw('bytes') === undefined) fields.missing('bytes');
  if (fields.error !== null) return fields.error;
  return {
    ...management('uploads', () => encodeJson(uploadObject(upload, null))),
    onAdmitted: () => call.stored.uploads.set(upload.id, upload),
  };
}

/** `POST /v1/uploads/{id}/parts` (multipart: `data`). */
export function addUploadPart(call: Call): Work | ApiError {
  const upload = findOpen(call);
  if (isApiError(upload)) return upload;
  const form = formOf(call);
  if (isApiError(form)) return form;
  const data = form.file('data');
  if (data === null) return badRequest("Missing required parameter: 'data'.", 'data', 'missing_required_parameter');
  if (data.bytes.length > MAX_PART_BYTES) return badRequest('A part may have at most 64 MB.', 'data', 'invalid_value');
  const kept = [...upload.parts.values()].reduce((sum, part) => sum + part.length, 0);
  if (kept + data.bytes.length > MAX_KEPT_BYTES) return badRequest('The mock keeps at most 128 MB per upload.', 'data');
  const id = `part_${drawId(call.draws('id'), 24, 'hex')}`;
  const part = { id, object: 'upload.part', created_at: call.unixSeconds, upload_id: upload.id };
  return {
    ...management('uploads', () => encodeJson(part)),
    onAdmitted: () => upload.parts.set(id, data.bytes.slice()),
  };
}

/** `POST /v1/uploads/{id}/complete`: joins the parts in the given order. */
export function completeUpload(call: Call): Work | ApiError {
  const upload = findOpen(call);
  if (isApiError(upload)) return upload;
  const fields = jsonFields(call.incoming);
  if (isApiError(fields)) return fields;
  const ids = fields.list('part_ids');
  if (ids === undefined) fields.missing('part_ids');
  if (fields.error !== null) return fields.error;
  const isPlaceholder = placeholders.upload.has(upload.id);
  const parts = (ids ?? []).map((id) => upload.parts.get(String(id)));
  const missing = parts.includes(undefined);
  if (missing && !isPlaceholder) return badRequest('One of the parts does not exist.', 'part_ids', 'invalid_value');
  const bytes = joined(parts.filter((part) => part !== undefined));
  if (bytes.length !== upload.bytes && !isPlaceholder) {
    const message = `The parts have ${bytes.length} bytes together, but the upload was announced with ${upload.bytes}.`;
    return badRequest(message, 'part_ids', 'invalid_value');
  }
  const file: StoredFile = {
    id: `file-${drawId(call.draws('id'), 22)}`,
    filename: upload.filename,
    purpose: upload.purpose,
    createdAt: call.unixSeconds,
    expiresAt: null,
    size: bytes.length,
    content: () => bytes,
  };
  return {
    ...management('uploads', () => encodeJson(uploadObject(upload, fileObject(file)))),
    onAdmitted: () => {
      close(upload, 'completed');
      call.stored.files.set(file);
    },
  };
}

/** `POST /v1/uploads/{id}/cancel` */
export function cancelUpload(call: Call): Work | ApiError {
  const upload = findOpen(call);
  if (isApiError(upload)) return upload;
  return {
    ...management('uploads', () => encodeJson(uploadObject(upload, null))),
    onAdmitted: () => close(upload, 'cancelled'),
  };
}

function close(upload: StoredUpload, status: 'completed' | 'cancelled'): void {
  upload.status = status;
  upload.parts.clear();
}

function findOpen(call: Call): StoredUpload | ApiError {
  const id = call.parameters[0] ?? '';
  const upload =
    call.stored.uploads.get(id) ?? (placeholders.upload.has(id) ? placeholderUpload(id, call.unixSeconds) : null);
  if (upload === null) return notFound(`No such Upload object: ${id}`, 'upload_id');
  const isOpen = upload.status === 'pending' && call.unixSeconds < upload.createdAt + OPEN_SECONDS;
  return isOpen
    ? upload
    : badRequest(`The upload ${id} is ${upload.status === 'pending' ? 'expired' : upload.status}.`);
}

function placeholderUpload(id: string, createdAt: number): StoredUpload {
  const status = 'pending' as const;
  const base = { filename: 'platzhalter.txt', purpose: 'user_data', mimeType: 'text/plain', bytes: 0 };
  return { id, ...base, createdAt, parts: new Map(), status };
}

function uploadObject(upload: StoredUpload, file: object | null): object {
  return {
    id: upload.id,
    object: 'upload',
    bytes: upload.bytes,
    created_at: upload.createdAt,
    expires_at: upload.createdAt + OPEN_SECONDS,
    filename: upload.filename,
    purpose: upload.purpose,
    status: upload.status,
    file,
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
