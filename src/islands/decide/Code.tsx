import { useEffect, useRef, useState } from 'preact/hooks';

/** A template in colour: its lines as HTML. */
interface Coloured {
  readonly address: string;
  readonly lines: readonly string[];
}

interface CodeProps {
  readonly program: string;
  readonly fileName: string;
  /** Folder of the coloured templates. */
  readonly colours: string;
}

/** The program; the lines that the calculator wrote stand out. Colours come when the reader does. */
export function Code({ program, fileName, colours }: CodeProps) {
  const [html, place] = useColours(`${colours}${fileName}.json`);
  const lines = program.split('\n');
  const start = lines.findIndex((line) => line.endsWith('Werte aus dem Rechner'));
  const end = lines.findIndex((line) => line.endsWith('Ende der Werte'));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="wz-code dc-code" tabIndex={0} aria-label={`Programm ${fileName}`} ref={place}>
      <pre>
        <code>
          <Lines lines={lines.slice(0, start + 1)} html={html?.slice(0, start + 1)} />
          <mark>
            <Lines lines={lines.slice(start + 1, end)} html={undefined} />
          </mark>
          <Lines lines={lines.slice(end, -1)} html={html?.slice(end)} />
        </code>
      </pre>
    </section>
  );
}

interface LinesProps {
  readonly lines: readonly string[];
  readonly html: readonly string[] | undefined;
}

function Lines({ lines, html }: LinesProps) {
  if (html === undefined) return <span>{lines.map((line) => `${line}\n`).join('')}</span>;
  const inside = html.map((line) => `${line}\n`).join('');
  // Our own templates, coloured when the site was built
  return <span dangerouslySetInnerHTML={{ __html: inside }} />;
}

/** Fetches the colours when the place is in sight; without them the program is shown plain. */
function useColours(address: string) {
  const [coloured, setColoured] = useState<Coloured | null>(null);
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return;
      observer.disconnect();
      fetch(address)
        .then((response) => (response.ok ? response.json() : null))
        .then((lines) => lines !== null && setColoured({ address, lines: lines as readonly string[] }))
        .catch(() => setColoured(null));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [address]);
  // What was fetched for another program would colour the wrong lines.
  return [coloured?.address === address ? coloured.lines : undefined, place] as const;
}
