/** Properties of drawn elements that a file must carry itself, because no style sheet goes with it. */
const properties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'opacity',
  'paint-order',
  'vector-effect',
  'display',
] as const;

/** Space around the picture: lane numbers stand left of it, totals right. */
const MARGIN = { left: 40, right: 90, top: 12, bottom: 12 } as const;

function withStyles(original: Element, copy: Element): void {
  const style = getComputedStyle(original);
  for (const property of properties) {
    const value = style.getPropertyValue(property);
    if (value !== '') copy.setAttribute(property, value);
  }
  const children = [...original.children];
  for (const [index, child] of [...copy.children].entries()) {
    const source = children[index];
    if (source !== undefined) withStyles(source, child);
  }
}

/** A file shows all of a run, wherever the picture on the page is being played: no playhead, nothing hidden behind it. */
function showWhole(copy: SVGSVGElement): void {
  for (const head of copy.querySelectorAll('.tl-playhead')) head.remove();
  for (const clipped of copy.querySelectorAll('[clip-path]')) clipped.removeAttribute('clip-path');
  for (const late of copy.querySelectorAll('.is-ahead')) late.removeAttribute('visibility');
}

/** A drawn timeline as an SVG file of its own: colours and type inside, with a ground in the page's colour. */
export function svgFile(figure: SVGSVGElement): {
  readonly text: string;
  readonly width: number;
  readonly height: number;
} {
  const box = figure.getBoundingClientRect();
  const copy = figure.cloneNode(true) as SVGSVGElement;
  withStyles(figure, copy);
  showWhole(copy);
  copy.removeAttribute('class');
  copy.setAttribute('x', String(MARGIN.left));
  copy.setAttribute('y', String(MARGIN.top));
  copy.setAttribute('width', String(box.width));
  copy.setAttribute('height', String(box.height));
  copy.setAttribute('overflow', 'visible');
  const width = Math.ceil(box.width + MARGIN.left + MARGIN.right);
  const height = Math.ceil(box.height + MARGIN.top + MARGIN.bottom);
  const ground = getComputedStyle(figure.closest('.wz-card') ?? document.body).backgroundColor;
  const inside = new XMLSerializer().serializeToString(copy);
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="${ground}"/>${inside}</svg>`;
  return { text, width, height };
}

/** The same picture in pixels, twice as fine as on the screen. Throws where the browser cannot draw it. */
export async function pngFile(figure: SVGSVGElement): Promise<Blob> {
  const { text, width, height } = svgFile(figure);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('Failed to draw the picture: the browser gave no canvas. Save it as SVG.');
  context.scale(2, 2);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('Failed to save the picture: the browser made no PNG. Save it as SVG.'));
      else resolve(blob);
    }, 'image/png');
  });
}
