import { decodeShared, encodeShared, holdsShared, type SharedLab } from './sharedLab.ts';

/** The laboratory as the reader left it, for the next visit or reload. */
export interface KeptLab {
  /** What was left at this address; null where nothing was. */
  load(hash: string): SharedLab | null;
  /** Keeps it for this address. Storage that is full or locked keeps nothing; the editor says so beside the program. */
  save(hash: string, lab: SharedLab): void;
}

const OWN = 'wartezeit:labor';
const FROM_LINK = 'wartezeit:labor:link';

/**
 * Keeps two laboratories: the reader's own, and what the reader made of the link opened last. A link thereby replaces
 * nothing that the reader keeps, and opened anew elsewhere it shows what its sender wrote.
 */
export function createKeptLab(storage: () => Storage = () => localStorage): KeptLab {
  return {
    load(hash) {
      try {
        if (!holdsShared(hash)) return decodeShared(storage().getItem(OWN) ?? '');
        const [link, lab] = (storage().getItem(FROM_LINK) ?? '').split(' ');
        return link === hash ? decodeShared(lab ?? '') : null;
      } catch {
        return null;
      }
    },
    save(hash, lab) {
      try {
        const text = encodeShared(lab);
        if (holdsShared(hash)) storage().setItem(FROM_LINK, `${hash} ${text}`);
        else storage().setItem(OWN, text);
      } catch {
        // Said where the reader edits: the drafts meet the same storage.
      }
    },
  };
}
