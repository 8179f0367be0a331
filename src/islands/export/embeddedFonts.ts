/** A font of the page: the family's name and where its file lies. */
interface PageFont {
  readonly family: string;
  readonly weight: string;
  readonly address: string;
}

/** The first family of a `font-family`, without quotes. */
function firstFamily(list: string): string {
  return (list.split(',')[0] ?? '').trim().replace(/^["']|["']$/g, '');
}

/** The upright fonts of these families that the page's own style sheets bring. */
function pageFonts(families: ReadonlySet<string>): readonly PageFont[] {
  return [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) => {
      if (!(rule instanceof CSSFontFaceRule)) return [];
      const value = (name: string): string => rule.style.getPropertyValue(name);
      const family = firstFamily(value('font-family'));
      const file = /url\(["']?([^"')]+)["']?\)/.exec(value('src'))?.[1];
      if (file === undefined || value('font-style') === 'italic' || !families.has(family)) return [];
      return [{ family, weight: value('font-weight'), address: new URL(file, sheet.href ?? document.baseURI).href }];
    }),
  );
}

async function dataUrl(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`Failed to load a font: status ${response.status}. Reload the page.`);
  const font = new Blob([await response.arrayBuffer()], { type: 'font/woff2' });
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(font);
  });
}

/**
 * Style rules that carry the page's fonts inside themselves: a file has no page to take them from, and a picture that is
 * drawn from a file may load nothing. A font that cannot be loaded is left out.
 * @param lists values of `font-family`; the first family of each is meant
 */
export async function embeddedFonts(lists: Iterable<string>): Promise<string> {
  const fonts = pageFonts(new Set([...lists].map(firstFamily)));
  const rules = await Promise.all(
    fonts.map(async ({ family, weight, address }) => {
      const source = await dataUrl(address).catch(() => null);
      if (source === null) return '';
      return `@font-face{font-family:"${family}";font-weight:${weight || 'normal'};src:url(${source}) format("woff2")}`;
    }),
  );
  return rules.join('');
}
