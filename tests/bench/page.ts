// npm run bench:page [-- lighthouse-chapter weight timeline interaction-python …]: what a page weighs and how quickly it
// answers, in Chromium. Each word takes what begins with it.
// Builds the site (or takes the folder that WARTEZEIT_DIST names) and, in the same run, a bare Starlight page.
import type { Browser } from 'playwright';
import { serveStatic } from '../../src/build/static-server.mjs';
import { launchChromium } from '../support/browsers.ts';
import { buildBareSite, buildSite } from './page-builds.ts';
import { type InteractionCase, interactionsDuring } from './page-interaction.ts';
import { lighthouseScores } from './page-lighthouse.ts';
import { timelineSpeed } from './page-timeline.ts';
import { javaScriptOf } from './page-weight.ts';

const goals = {
  performance: 95,
  others: 100,
  /** JavaScript before any intent, as a multiple of the bare page's. */
  weight: 1.15,
  interactionMs: 100,
  drawnMs: 300,
  fps: 50,
} as const;

const chapter = 'performance-metriken/';
const pages = { start: '', chapter, laboratory: 'labor/' } as const;

const interactionCases: readonly InteractionCase[] = [
  // The reference: how far a machine is from the goal before anything runs.
  { language: 'TypeScript', clock: null, calls: 1_000, interactions: 100 },
  { language: 'TypeScript', clock: 'Sofort', calls: 1_000, interactions: 100 },
  { language: 'Python', clock: 'Sofort', calls: 1_000, interactions: 100 },
  { language: 'TypeScript', clock: 'Zeitraffer', calls: 1_000, interactions: 60 },
];

/** One line of the report; `reached` is null for lines that only inform. */
interface Line {
  readonly part: string;
  readonly what: string;
  readonly value: string;
  readonly goal: string;
  readonly reached: boolean | null;
}

const asked = process.argv.slice(2);
const isAsked = (name: string): boolean => asked.length === 0 || asked.some((part) => name.startsWith(part));

const folders = { '/': buildSite(), ...(isAsked('weight') ? { '/bare-starlight/': buildBareSite() } : {}) };
const plain = await serveStatic({ folders });
/** As GitHub Pages and most static hosts send: texts in gzip. Lighthouse is judged by it; without gzip it only informs. */
const compressing = await serveStatic({ folders, compresses: true });
const { origin, url } = plain;

const inform = (value: string): Line => ({ part: '', what: '', value, goal: '', reached: null });

async function lighthouseLines(name: string, path: string): Promise<readonly Line[]> {
  const { lost, performance, ...others } = await lighthouseScores(compressing.url + path);
  const without = await lighthouseScores(url + path);
  const line = (what: string, score: number, goal: number): Line => ({
    part: `Lighthouse, ${name}, gzip`,
    what,
    value: String(score),
    goal: goal === 100 ? '100' : `>= ${goal}`,
    reached: score >= goal,
  });
  return [
    line('performance', performance, goals.performance),
    ...Object.entries(others).map(([what, score]) => line(what, score, goals.others)),
    ...(lost.length === 0 ? [] : [inform(lost.join(', '))]),
    inform(`sent without gzip: performance ${[without.performance, ...without.lost].join(', ')}`),
  ];
}

const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;

async function weightLines(browser: Browser): Promise<readonly Line[]> {
  const own = await javaScriptOf(browser, url + chapter);
  const bare = await javaScriptOf(browser, `${url}bare-starlight/`);
  const ratio = (own.files + own.inline) / (bare.files + bare.inline);
  const part = 'JavaScript before intent';
  const line = (what: string, value: string): Line => ({ part, what, value, goal: '', reached: null });
  return [
    line('chapter: files, inline', `${kilobytes(own.files)} + ${kilobytes(own.inline)}`),
    line('bare Starlight: files, inline', `${kilobytes(bare.files)} + ${kilobytes(bare.inline)}`),
    ...own.parts.map(([path, size]) => line(`  ${path}`, kilobytes(size))),
    { part, what: 'ratio', value: ratio.toFixed(3), goal: `<= ${goals.weight}`, reached: ratio <= goals.weight },
  ];
}

/** Of the interactions without a run, where they were asked for. */
let p98AtRest: number | null = null;

async function interactionLines(browser: Browser, each: InteractionCase): Promise<readonly Line[]> {
  const { count, p98, max, worst } = await interactionsDuring(browser, url + chapter, each);
  const isReference = each.clock === null;
  if (isReference) p98AtRest = p98;
  const ratio = isReference || p98AtRest === null ? '' : `${(p98 / p98AtRest).toFixed(2)} of it without a run, `;
  return [
    {
      part: `Interaction, ${isReference ? 'no run' : `${each.language}, ${each.clock}`}`,
      what: `p98 of ${count} (4x slower thread)`,
      value: `${p98} ms, ${ratio}slowest ${max} ms: ${worst}`,
      goal: isReference ? '' : `< ${goals.interactionMs} ms`,
      reached: isReference ? null : max < goals.interactionMs,
    },
  ];
}

async function timelineLines(browser: Browser): Promise<readonly Line[]> {
  const { drawnMs, fps, frameMedianMs, frameP95Ms } = await timelineSpeed(browser, url + chapter);
  const part = 'Timeline, 2 x 10,000 requests';
  const frames = `${fps.toFixed(1)} fps, frame median ${frameMedianMs.toFixed(1)} ms, p95 ${frameP95Ms.toFixed(1)} ms`;
  return [
    { part, what: 'drawn', value: `${drawnMs.toFixed(0)} ms`, goal: `<= ${goals.drawnMs} ms`, reached: drawnMs <= 300 },
    { part, what: 'scrubbed', value: frames, goal: `> ${goals.fps} fps`, reached: fps > goals.fps },
  ];
}

const benches: Readonly<Record<string, (browser: Browser) => Promise<readonly Line[]>>> = {
  ...Object.fromEntries(
    Object.entries(pages).map(([name, path]) => [`lighthouse-${name}`, () => lighthouseLines(name, path)]),
  ),
  weight: weightLines,
  timeline: timelineLines,
  ...Object.fromEntries(
    interactionCases.map((each) => [
      `interaction-${each.clock === null ? 'rest' : `${each.language}-${each.clock}`}`.toLowerCase(),
      (browser: Browser) => interactionLines(browser, each),
    ]),
  ),
};

function print({ part, what, value, goal, reached }: Line): void {
  const mark = reached === null ? ' ' : reached ? '✓' : '✗';
  console.log(`${mark} ${part.padEnd(34)} ${what.padEnd(34)} ${value}${goal === '' ? '' : `  (goal ${goal})`}`);
}

const browser = await launchChromium();
try {
  const lines: Line[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (!isAsked(name)) continue;
    const own = await bench(browser);
    for (const line of own) print(line);
    lines.push(...own);
  }
  const judged = lines.filter(({ reached }) => reached !== null);
  console.log(JSON.stringify({ server: origin, results: judged }));
  process.exitCode = judged.every(({ reached }) => reached) ? 0 : 1;
} finally {
  await browser.close();
  await Promise.all([plain.close(), compressing.close()]);
}
