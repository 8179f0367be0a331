/** Where edited programs are kept between visits. */
export interface Drafts {
  /** The kept texts of these files. */
  load(files: readonly string[]): Readonly<Record<string, string>>;
  /** Keeps or (null) forgets a text. Answers why it could not, in German, or null. */
  save(file: string, text: string | null): string | null;
}

const FULL =
  'Der Speicher dieses Browsers ist voll oder gesperrt: Deine Änderungen gehen beim Neuladen verloren. Lade sie herunter oder teile sie als Link.';

/** Drafts of one example in the browser's storage, a key per program. `storage` may refuse; reading then finds nothing. */
export function createDrafts(slug: string, storage: () => Storage = () => localStorage): Drafts {
  const key = (file: string): string => `wartezeit:entwurf:${slug}/${file}`;
  return {
    load(files) {
      try {
        const kept = storage();
        return Object.fromEntries(
          files.flatMap((file) => {
            const text = kept.getItem(key(file));
            return text === null ? [] : [[file, text]];
          }),
        );
      } catch {
        return {};
      }
    },
    save(file, text) {
      try {
        if (text === null) storage().removeItem(key(file));
        else storage().setItem(key(file), text);
        return null;
      } catch {
        return text === null ? null : FULL;
      }
    },
  };
}
