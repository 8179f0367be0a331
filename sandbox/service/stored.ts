import { BoundedStore } from './bounded-store.ts';
import type { StoredBatch } from './endpoints/batch-state.ts';
import type { StoredChat } from './endpoints/chat-stored.ts';
import type { StoredResponse } from './endpoints/response-state.ts';
import { FileStore } from './file-store.ts';

/** A file upload in parts. */
export interface StoredUpload {
  readonly id: string;
  readonly filename: string;
  readonly purpose: string;
  readonly mimeType: string;
  readonly bytes: number;
  readonly createdAt: number;
  readonly parts: Map<string, Uint8Array>;
  status: 'pending' | 'completed' | 'cancelled';
}

/** What the service remembers between requests; each kind up to a bound. */
export interface Stored {
  readonly chats: BoundedStore<StoredChat>;
  readonly responses: BoundedStore<StoredResponse>;
  readonly files: FileStore;
  readonly batches: BoundedStore<StoredBatch>;
  readonly uploads: BoundedStore<StoredUpload>;
}

/** Requests of batches that are remembered; at most 200 batches, however small. */
const BATCH_REQUESTS = 200_000;

/** Nothing remembered yet. */
export function emptyStored(): Stored {
  return {
    chats: new BoundedStore(1_000),
    responses: new BoundedStore(1_000),
    files: new FileStore(),
    batches: new BoundedStore(BATCH_REQUESTS, (batch) => Math.max(BATCH_REQUESTS / 200, batch.run.total)),
    uploads: new BoundedStore(10),
  };
}
