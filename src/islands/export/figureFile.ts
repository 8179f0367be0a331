import { embeddedFonts } from './embeddedFonts.ts';
import type { FigureCaption } from './figureCaption.ts';
import { wrapLines } from './wrapLines.ts';

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
const MARGIN = { left: 40, right: 90, top: 20, bottom: 16 } as const;

/** Between the picture and the words above and below it. */
const GAP = 14;

function withStyles(original: Element, copy: Element): void {
  const style = getComputedStyle(original);
  for (const property of properties) {
    if (property.startsWith('font-') && !(original instanceof SVGTextContentElement)) continue;
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

const SVG = 'http://www.w3.org/2000/svg';

/** Type of the words around a picture: size and distance from line to line in pixels. */
const types = {
  title: { size: 18, weight: 650, leading: 24, opacity: 1 },
  question: { size: 14, weight: 400, leading: 20, opacity: 1 },
  conditions: { size: 13, weight: 400, leading: 19, opacity: 0.75 },
  foot: { size: 12, weight: 400, leading: 17, opacity: 0.75 },
} as const satisfies Record<keyof FigureCaption, object>;

/** How the page writes: what the words around a picture take from it. */
interface Ink {
  readonly family: string;
  readonly colour: string;
}

function svgElement(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** A text in lines that fit, and how high they are together. */
function textBlock(text: string, kind: keyof FigureCaption, top: number, width: number, { family, colour }: Ink) {
  const { size, weight, leading, opacity } = types[kind];
  const canvas = document.createElement('canvas').getContext('2d');
  if (canvas !== null) canvas.font = `${weight} ${size}px ${family}`;
  const widthOf = (part: string): number => canvas?.measureText(part).width ?? part.length * size * 0.6;
  const lines = text === '' ? [] : wrapLines(text, width, widthOf);
  const elements = lines.map((line, index) => {
    const y = top + index * leading + size;
    const look = { fill: colour, 'fill-opacity': opacity, 'font-family': family, 'font-size': size };
    const element = svgElement('text', { x: MARGIN.left, y, 'font-weight': weight, ...look });
    element.textContent = line;
    return element;
  });
  return { elements, height: lines.length * leading };
}

/** The families that the texts of a drawing name. */
function familiesIn(drawing: Element): ReadonlySet<string> {
  return new Set([...drawing.querySelectorAll('text, tspan')].map((text) => text.getAttribute('font-family') ?? ''));
}

/** An exported picture: its text and its size in pixels. */
interface SvgFile {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/**
 * A drawn timeline as an SVG file of its own: colours and type inside, with a ground in the page's colour; above it what it
 * shows and under which conditions, below it where it comes from.
 */
export async function svgFile(figure: SVGSVGElement, caption: FigureCaption): Promise<SvgFile> {
  const box = figure.getBoundingClientRect();
  const page = figure.closest('.wz-card') ?? document.body;
  const { backgroundColor, color } = getComputedStyle(page);
  const ink: Ink = { family: getComputedStyle(figure).fontFamily, colour: color };
  const width = Math.ceil(box.width + MARGIN.left + MARGIN.right);
  const file = svgElement('svg', { xmlns: SVG, width });
  const name = svgElement('title', {});
  name.textContent = caption.title;
  file.append(name, svgElement('rect', { width: '100%', height: '100%', fill: backgroundColor }));

  let height: number = MARGIN.top;
  const write = (kind: keyof FigureCaption): void => {
    const block = textBlock(caption[kind], kind, height, width - MARGIN.left - MARGIN.top, ink);
    file.append(...block.elements);
    height += block.height;
  };
  for (const kind of ['title', 'question', 'conditions'] as const) write(kind);
  height += GAP;
  file.append(drawingOf(figure, box, height));
  height += box.height + GAP;
  write('foot');
  height = Math.ceil(height + MARGIN.bottom);

  file.setAttribute('height', String(height));
  file.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const style = svgElement('style', {});
  style.textContent = await embeddedFonts(familiesIn(file));
  file.prepend(style);
  return { text: new XMLSerializer().serializeToString(file), width, height };
}

/** A copy of the figure with its looks, to be put into a file at `top`. */
function drawingOf(figure: SVGSVGElement, box: DOMRect, top: number): SVGSVGElement {
  const copy = figure.cloneNode(true) as SVGSVGElement;
  withStyles(figure, copy);
  showWhole(copy);
  copy.removeAttribute('class');
  copy.setAttribute('x', String(MARGIN.left));
  copy.setAttribute('y', String(top));
  copy.setAttribute('width', String(box.width));
  copy.setAttribute('height', String(box.height));
  copy.setAttribute('overflow', 'visible');
  return copy;
}

/** The same picture in pixels, twice as fine as on the screen. Throws where the browser cannot draw it. */
export async function pngFile(figure: SVGSVGElement, caption: FigureCaption): Promise<Blob> {
  const { text, width, height } = await svgFile(figure, caption);
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
