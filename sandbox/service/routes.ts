import { type ApiError, isApiError, unknownRoute, wrongMethod } from './api-error.ts';
import { type Dialect, deploymentNotFound } from './dialect.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { cancelBatch, createBatch, getBatch, listBatches } from './endpoints/batches.ts';
import { createChatCompletion } from './endpoints/chat-completions.ts';
import {
  deleteStoredChat,
  getStoredChat,
  listStoredChats,
  listStoredMessages,
  updateStoredChat,
} from './endpoints/chat-stored.ts';
import { createCompletion } from './endpoints/completions.ts';
import { createEmbeddings } from './endpoints/embeddings.ts';
import { createFile, deleteFile, getFile, getFileContent, listFiles } from './endpoints/files.ts';
import { generateImages } from './endpoints/images.ts';
import { deleteModel, getModel, listModels } from './endpoints/models.ts';
import { createModeration } from './endpoints/moderations.ts';
import {
  cancelResponse,
  countInputTokens,
  deleteResponse,
  getResponse,
  listInputItems,
} from './endpoints/response-stored.ts';
import { createResponse } from './endpoints/responses.ts';
import { addUploadPart, cancelUpload, completeUpload, createUpload } from './endpoints/uploads.ts';
import { factsOf, isServed } from './known-model.ts';
import { decodeSegment, readPath } from './path.ts';
import type { Work } from './work.ts';

/** A call whose path is still to be read. */
export interface UnroutedCall extends Call {
  parameters: readonly string[];
  deployment: string | null;
}

interface Route {
  readonly method: string;
  /** Segments after the version; `*` stands for a variable one. */
  readonly segments: readonly string[];
  readonly endpoint: Endpoint;
}

const ROUTES: readonly Route[] = [
  route('POST', 'chat/completions', createChatCompletion),
  route('GET', 'chat/completions', listStoredChats),
  route('GET', 'chat/completions/*', getStoredChat),
  route('POST', 'chat/completions/*', updateStoredChat),
  route('DELETE', 'chat/completions/*', deleteStoredChat),
  route('GET', 'chat/completions/*/messages', listStoredMessages),
  route('POST', 'responses', createResponse),
  route('POST', 'responses/input_tokens', countInputTokens),
  route('GET', 'responses/*', getResponse),
  route('DELETE', 'responses/*', deleteResponse),
  route('POST', 'responses/*/cancel', cancelResponse),
  route('GET', 'responses/*/input_items', listInputItems),
  route('POST', 'completions', createCompletion),
  route('POST', 'embeddings', createEmbeddings),
  route('POST', 'images/generations', generateImages),
  route('POST', 'moderations', createModeration),
  route('GET', 'models', listModels),
  route('GET', 'models/*', getModel),
  route('DELETE', 'models/*', deleteModel),
  route('POST', 'files', createFile),
  route('GET', 'files', listFiles),
  route('GET', 'files/*', getFile),
  route('DELETE', 'files/*', deleteFile),
  route('GET', 'files/*/content', getFileContent),
  route('POST', 'batches', createBatch),
  route('GET', 'batches', listBatches),
  route('GET', 'batches/*', getBatch),
  route('POST', 'batches/*/cancel', cancelBatch),
  route('POST', 'uploads', createUpload),
  route('POST', 'uploads/*/parts', addUploadPart),
  route('POST', 'uploads/*/complete', completeUpload),
  route('POST', 'uploads/*/cancel', cancelUpload),
];

function route(method: string, path: string, endpoint: Endpoint): Route {
  return { method, segments: path.split('/'), endpoint };
}

/** Finds the endpoint of a request and lets it decide. */
export function decide(call: UnroutedCall, dialect: Dialect): Work | ApiError {
  const { incoming } = call;
  const path = readPath(incoming, dialect);
  if (path === null) return unknownRoute(incoming.method, incoming.pathname);
  if (isApiError(path)) return path;
  const { segments, deployment } = path;
  if (deployment !== null && !isDeployed(deployment, call.unixSeconds)) return deploymentNotFound();
  const methods: string[] = [];
  for (const candidate of ROUTES) {
    const parameters = match(candidate.segments, segments);
    if (parameters === null) continue;
    methods.push(candidate.method);
    if (candidate.method !== incoming.method) continue;
    call.parameters = parameters;
    call.deployment = deployment;
    return candidate.endpoint(call);
  }
  const { method, pathname } = incoming;
  return methods.length > 0 ? wrongMethod(method, pathname, methods) : unknownRoute(method, pathname);
}

/** Every model has a deployment of its own name. */
function isDeployed(name: string, unixSeconds: number): boolean {
  const facts = factsOf(name);
  return facts !== undefined && isServed(facts, unixSeconds);
}

function match(pattern: readonly string[], segments: readonly string[]): string[] | null {
  if (pattern.length !== segments.length) return null;
  const parameters: string[] = [];
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i] ?? '';
    if (pattern[i] === '*' && segment !== '') parameters.push(decodeSegment(segment));
    else if (pattern[i] !== segment) return null;
  }
  return parameters;
}
