import { lineDiff } from './lineDiff.ts';

const signs = { same: ' ', removed: '−', added: '+' } as const;

/** What the reader changed, line by line. */
export function DiffView({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: code that scrolls must be reachable by keyboard.
    <pre class="wz-diff" tabIndex={0}>
      {lineDiff(before, after).map((line, index) => (
        <span key={index} class={`wz-diff-line ${line.kind}`}>
          {`${signs[line.kind]} ${line.text}\n`}
        </span>
      ))}
    </pre>
  );
}
