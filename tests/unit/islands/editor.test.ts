import { describe, expect, it } from 'vitest';
import { readExamples } from '../../../sandbox/lab/example.node.ts';
import { highlight } from '../../../src/components/experiment/highlight.ts';
import { colourLines } from '../../../src/islands/editor/colourLines.ts';
import { createDrafts } from '../../../src/islands/editor/drafts.ts';
import { foldDiff } from '../../../src/islands/editor/foldDiff.ts';
import { type DiffLine, lineDiff } from '../../../src/islands/editor/lineDiff.ts';
import { numberedLines, plainLines } from '../../../src/islands/editor/plainLines.ts';
import { pythonProblems } from '../../../src/islands/editor/pythonProblems.ts';

describe('syntax of Python, found while typing', () => {
  it.each([
    ['print("a"', 1, 'schließende Klammer'],
    ['x = [1, 2)', 1, 'öffnende Klammer'],
    ['name = "offen', 1, 'nicht geschlossen'],
    ['def f()\n    pass', 1, 'Doppelpunkt'],
    ['async def f(a, b)\n    pass', 1, 'Doppelpunkt'],
    ['if x == 1\n    pass', 1, 'Doppelpunkt'],
    ['\n\n"""offen', 3, 'nicht geschlossen'],
    ['def f():\n  \treturn 1', 2, 'mischt'],
  ])('%j: line %i', (source, line, words) => {
    const [problem] = pythonProblems(source);
    expect(problem?.line).toBe(line);
    expect(problem?.message).toContain(words);
  });

  it.each([
    'x = {"a": [1, (2)], "b": "c)"}',
    "text = '''drei\n(zeilen\n'''",
    'call(\n    1,\n    2,\n)\n',
    'y = a if b else c',
    'for x in range(3): print(x)',
    'match = 3\nprint(match)',
    's = f\'{x["a"]}\'',
    '# def ohne Doppelpunkt (',
    'lang = "a" \\\n    "b"',
    "r'\\d+'",
  ])('lets correct Python pass: %j', (source) => {
    expect(pythonProblems(source)).toEqual([]);
  });

  it('finds nothing in any program of the examples', async () => {
    const examples = await readExamples();
    const sources = examples.flatMap((example) => example.programs.filter((program) => program.language === 'python'));
    expect(sources.length).toBeGreaterThan(20);
    for (const program of sources) expect(pythonProblems(program.source), program.file).toEqual([]);
  });
});

describe('the difference to the original', () => {
  it('keeps equal lines and marks the others in reading order', () => {
    expect(lineDiff('a\nb\nc\n', 'a\nx\nc\nd\n')).toEqual([
      { kind: 'same', text: 'a' },
      { kind: 'removed', text: 'b' },
      { kind: 'added', text: 'x' },
      { kind: 'same', text: 'c' },
      { kind: 'added', text: 'd' },
    ]);
  });

  it('of equal texts is nothing', () => {
    expect(lineDiff('a\nb', 'a\nb\n').every((line) => line.kind === 'same')).toBe(true);
  });
});

describe('a folded comparison', () => {
  const same = (count: number): readonly DiffLine[] =>
    Array.from({ length: count }, () => ({ kind: 'same', text: '' }));
  const added: DiffLine = { kind: 'added', text: 'neu' };
  const shape = (lines: readonly DiffLine[]) =>
    foldDiff(lines).map(({ isFolded, lines: some }) => `${isFolded ? 'folded' : 'shown'} ${some.length}`);

  it('keeps three lines around each change', () => {
    expect(shape([...same(27), added, ...same(20)])).toEqual(['folded 24', 'shown 7', 'folded 17']);
    expect(shape([added, ...same(9), added])).toEqual(['shown 4', 'folded 3', 'shown 4']);
  });

  it('shows what is no longer than the words that would stand for it', () => {
    expect(foldDiff([...same(5), added]).every(({ isFolded }) => !isFolded)).toBe(true);
  });
});

describe('colours of what the reader wrote', () => {
  const characters: Readonly<Record<string, string>> = {
    '&lt;': '<',
    '&#x3C;': '<',
    '&gt;': '>',
    '&amp;': '&',
    '&#x26;': '&',
  };
  /** Each sign with the class that colours it, line by line; blanks have none. */
  const signs = (html: string): readonly string[] => {
    let name = '';
    return [...html.matchAll(/<span class="(c-\w+)">|<[^>]*>|&[#\w]+;|[^<]/g)].flatMap(([part, found]) => {
      if (part.startsWith('<')) name = found ?? '';
      if (part.startsWith('<') || (part !== '\n' && part.trim() === '')) return [];
      return [`${characters[part] ?? part} ${name}`];
    });
  };

  it('are those of the build, for every program of the examples', async () => {
    const examples = await readExamples();
    const programs = examples.flatMap((example) => example.programs);
    expect(new Set(programs.map(({ language }) => language)).size).toBe(2);
    for (const { source, language, file } of programs) {
      const here = numberedLines(await colourLines(source, language));
      expect(signs(here), file).toEqual(signs(await highlight(source, language)));
    }
  });

  it('let no markup through', async () => {
    expect((await colourLines('x = "<b>"\n', 'python')).join('')).not.toContain('<b>');
  });
});

describe('drafts', () => {
  function storage(limit = Number.POSITIVE_INFINITY): Storage {
    const kept = new Map<string, string>();
    return {
      length: 0,
      clear: () => kept.clear(),
      key: () => null,
      getItem: (key) => kept.get(key) ?? null,
      removeItem: (key) => void kept.delete(key),
      setItem(key, text) {
        if (text.length > limit) throw new DOMException('full', 'QuotaExceededError');
        kept.set(key, text);
      },
    };
  }

  it('survive a reload, per example and file', () => {
    const shared = storage();
    createDrafts('a', () => shared).save('sync.py', 'meins');
    expect(createDrafts('a', () => shared).load(['sync.py', 'async.py'])).toEqual({ 'sync.py': 'meins' });
    expect(createDrafts('b', () => shared).load(['sync.py'])).toEqual({});
  });

  it('say what to do when the storage is full', () => {
    const drafts = createDrafts('a', () => storage(3));
    expect(drafts.save('sync.py', 'zu lang')).toContain('Lade sie herunter');
  });

  it('do without a storage that the browser forbids', () => {
    const drafts = createDrafts('a', () => {
      throw new DOMException('no', 'SecurityError');
    });
    expect(drafts.load(['sync.py'])).toEqual({});
    expect(drafts.save('sync.py', 'x')).not.toBeNull();
    expect(drafts.save('sync.py', null)).toBeNull();
  });
});

describe('plain code', () => {
  it('has a span per line and nothing that could be markup', () => {
    expect(plainLines('a < b\n<script>\n')).toBe(
      '<span class="line" data-line="1">a &lt; b</span>\n<span class="line" data-line="2">&lt;script&gt;</span>',
    );
  });
});
