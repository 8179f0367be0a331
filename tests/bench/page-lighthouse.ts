import lighthouse from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../../src/build/browsers.mjs';

/** Lighthouse's four scores, from 0 to 100, and the checks that cost points. */
export interface Scores {
  readonly performance: number;
  readonly accessibility: number;
  readonly 'best-practices': number;
  readonly seo: number;
  readonly lost: readonly string[];
}

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

/** Scores of one address with Lighthouse's own mobile preset. Throws where Lighthouse cannot measure it. */
export async function lighthouseScores(url: string): Promise<Scores> {
  const executablePath = findBrowser('chromium');
  if (executablePath === null) throw new Error('Failed to start Chromium: not installed. Install it.');
  const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-quic'] });
  try {
    const page = await browser.newPage();
    const result = await lighthouse(url, { onlyCategories: [...categories], logLevel: 'error' }, undefined, page);
    if (result === undefined) throw new Error(`Failed to measure ${url}: Lighthouse gave no result. Run it again.`);
    return scoresOf(result.lhr);
  } finally {
    await browser.close();
  }
}

type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr'];

function scoresOf(report: Report): Scores {
  const score = (category: (typeof categories)[number]): number =>
    Math.round((report.categories[category]?.score ?? 0) * 100);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    'best-practices': score('best-practices'),
    seo: score('seo'),
    lost: categories.flatMap((category) => lostIn(report, category)),
  };
}

function lostIn(report: Report, category: (typeof categories)[number]): readonly string[] {
  return (report.categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
    const audit = report.audits[id];
    if (audit === undefined || weight === 0 || audit.score === null || audit.score >= 0.9) return [];
    return [`${id}${audit.displayValue === undefined ? '' : ` ${audit.displayValue}`}`];
  });
}
