import { BoundedStore } from './bounded-store.ts';

/** A file as the API remembers it. Output files of batches are made when they are read. */
export interface StoredFile {
  readonly id: string;
  readonly filename: string;
  readonly purpose: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly size: number;
  content(): Uint8Array;
}

const MAX_FILES = 500;
/** Bytes kept in memory at most; the oldest files fall out. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Files by id, bounded in number and in bytes. */
export class FileStore {
  readonly #files = new BoundedStore<StoredFile>(MAX_BYTES, ({ size }) => Math.max(size, MAX_BYTES / MAX_FILES));

  get(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }

  set(file: StoredFile): void {
    this.#files.set(file.id, file);
  }

  delete(id: string): boolean {
    return this.#files.delete(id);
  }

  /** All files, newest first. */
  newest(): StoredFile[] {
    return this.#files.newest();
  }
}
