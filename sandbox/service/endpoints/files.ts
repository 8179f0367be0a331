import { type ApiError, badRequest, isApiError } from '../api-error.ts';
import { encodeJson, encodeText } from '../bytes.ts';
import { drawId } from '../draw.ts';
import type { Call } from '../endpoint.ts';
import type { StoredFile } from '../file-store.ts';
import { formOf } from '../form.ts';
import { listPage } from '../list-page.ts';
import { placeholders } from '../placeholders.ts';
import { management, type Work } from '../work.ts';

const PURPOSES = new Set(['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals']);

/** `POST /v1/files` (multipart: `file`, `purpose`, `expires_after[seconds]`). */
export function createFile(call: Call): Work | ApiError {
  const form = formOf(call);
  if (isApiError(form)) return form;
  const upload = form.file('file');
  const purpose = form.text('purpose');
  if (upload === null) return badRequest("Missing required parameter: 'file'.", 'file', 'missing_required_parameter');
  if (purpose === null || !PURPOSES.has(purpose)) {
    return badRequest(`Invalid value for 'purpose': '${purpose ?? ''}'.`, 'purpose', 'invalid_value');
  }
  const seconds = Number(form.text('expires_after[seconds]') ?? Number.NaN);
  // A copy: the upload's other bytes need not stay in memory.
  const bytes = upload.bytes.slice();
  const file: StoredFile = {
    id: `file-${drawId(call.draws('id'), 22)}`,
    filename: upload.filename ?? 'file',
    purpose,
    createdAt: call.unixSeconds,
    expiresAt: Number.isFinite(seconds) ? call.unixSeconds + seconds : null,
    size: bytes.length,
    content: () => bytes,
  };
  return {
    ...management('files', () => encodeJson(fileObject(file))),
    onAdmitted: () => call.stored.files.set(file),
  };
}

/** `GET /v1/files` with `purpose`, `after`, `limit`, `order`. */
export function listFiles(call: Call): Work | ApiError {
  const purpose = call.incoming.query.get('purpose');
  const files = call.stored.files.newest().filter((file) => purpose === null || file.purpose === purpose);
  const page = listPage(files, call.incoming.query, fileObject, 10_000);
  return isApiError(page) ? page : management('files', () => encodeJson(page));
}

/** `GET /v1/files/{id}` */
export function getFile(call: Call): Work | ApiError {
  const file = findFile(call, call.parameters[0] ?? '');
  return isApiError(file) ? file : management('files', () => encodeJson(fileObject(file)));
}

/** `GET /v1/files/{id}/content` */
export function getFileContent(call: Call): Work | ApiError {
  const file = findFile(call, call.parameters[0] ?? '');
  if (isApiError(file)) return file;
  return management('files', () => file.content(), 'application/octet-stream');
}

/** `DELETE /v1/files/{id}` */
export function deleteFile(call: Call): Work | ApiError {
  const file = findFile(call, call.parameters[0] ?? '');
  if (isApiError(file)) return file;
  return {
    ...management('files', () => encodeJson({ id: file.id, object: 'file', deleted: true })),
    onAdmitted: () => call.stored.files.delete(file.id),
  };
}

/** A file by id, or the API's 404. */
export function findFile(call: Call, id: string): StoredFile | ApiError {
  const file = call.stored.files.get(id);
  if (file !== undefined && (file.expiresAt === null || call.unixSeconds < file.expiresAt)) return file;
  if (placeholders.file.has(id)) return placeholderFile(id, call.unixSeconds);
  return { status: 404, message: `No such File object: ${id}`, type: 'invalid_request_error', param: 'id', code: null };
}

/** A file as the API shows it. */
export function fileObject(file: StoredFile): object {
  return {
    id: file.id,
    object: 'file',
    bytes: file.size,
    created_at: file.createdAt,
    expires_at: file.expiresAt,
    filename: file.filename,
    purpose: file.purpose,
    status: 'processed',
    status_details: null,
  };
}

function placeholderFile(id: string, createdAt: number): StoredFile {
  const bytes = encodeText('Platzhalter\n');
  const size = bytes.length;
  return {
    id,
    filename: 'platzhalter.txt',
    purpose: 'user_data',
    createdAt,
    expiresAt: null,
    size,
    content: () => bytes,
  };
}
