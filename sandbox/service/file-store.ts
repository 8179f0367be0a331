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
/** Bytes kept in memory at most; the oldest files fall out. A single file may be as large as the API allows (512 MB). */
const MAX_BYTES = 256 * 1024 * 1024;

/** Files by id, bounded in number and in bytes. */
export class FileStore {
  readonly #files = new Map<string, StoredFile>();
  #bytes = 0;

  get(id: string): StoredFile | undefined {
    return this.#files.get(id);
  }

  set(file: StoredFile): void {
    this.delete(file.id);
    this.#files.set(file.id, file);
    this.#bytes += file.size;
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= MAX_FILES && this.#bytes <= MAX_BYTES) return;
      if (oldest !== file.id) this.delete(oldest);
    }
  }

  delete(id: string): boolean {
    this.#bytes -= this.#files.get(id)?.size ?? 0;
    return this.#files.delete(id);
  }

  /** All files, newest first. */
  newest(): StoredFile[] {
    return [...this.#files.values()].reverse();
  }
}
