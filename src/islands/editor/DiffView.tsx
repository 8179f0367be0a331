import { lineDiff } from './lineDiff.ts';

const signs = { same: ' ', removed: '−', added: '+' } as const;

/** What the reader changed, line by line. */
export function DiffView({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: code that scrolls must be reachable by keyboard.
    <pre class="wz-diff" tabIndex={0} aria-label="Unterschiede zum Original">
      {lineDiff(before, after).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity.
        <span key={index} class={`wz-diff-line ${line.kind}`}>
          {`${signs[line.kind]} ${line.text}\n`}
        </span>
      ))}
    </pre>
  );
}
