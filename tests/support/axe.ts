import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/**
 * What axe finds wrong below a selector: a line per rule with the places that break it. The page must be opened with
 * `bypassCSP`: axe is put into it, which the page's own policy would forbid.
 */
export async function axeFindings(page: Page, selector = ':root'): Promise<readonly string[]> {
  await page.evaluate(source);
  return page.evaluate(async (root) => {
    const tool = Reflect.get(window, 'axe') as { run(root: string): Promise<{ violations: AxeViolation[] }> };
    const { violations } = await tool.run(root);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  }, selector);
}
