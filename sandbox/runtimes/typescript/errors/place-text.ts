/** What frames are known by. */
export interface PlaceNames {
  readonly fileName: string;
  readonly isProgram: (file: string) => boolean;
  /** The package whose file this is; null for all other files. */
  readonly packageOf: (file: string) => string | null;
  /** The column in what the reader wrote; null where it is not certain. */
  readonly columnOf: (line: number, column: number) => number | null;
}

/** Where a frame is, as a program may read it; null for frames of the laboratory itself. */
export type PlaceText = (file: string, line: number, column: number) => string | null;

/** Names the reader's file with line and, where it is certain, column, and packages by their folder: their bundles have no lines that anybody knows. */
export function createPlaceText({ fileName, isProgram, packageOf, columnOf }: PlaceNames): PlaceText {
  const known = new Map<string, string>();
  const write = (line: number, column: number | null): string =>
    column === null ? `${fileName}:${line}` : `${fileName}:${line}:${column}`;
  const inProgram = (line: number, column: number): string => {
    const key = `${line}:${column}`;
    const text = known.get(key) ?? write(line, columnOf(line, column));
    known.set(key, text);
    return text;
  };
  return (file, line, column) => {
    if (isProgram(file)) return inProgram(line, column);
    const name = packageOf(file);
    return name === null ? null : `node_modules/${name}`;
  };
}
