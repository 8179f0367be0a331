import { useEffect, useRef, useState } from 'preact/hooks';
import type { Curve, CurvePoint } from '../../../sandbox/forecast/forecast.ts';
import { number } from '../../strings/numbers.ts';
import { type CurveScales, curveScales } from './curve-scales.ts';
import { spokenTime } from './mode-words.ts';

const HEIGHT = 240;

/** Total time over concurrency, with the knee and Little's law. */
export function CurveFigure({ curve, chosen }: { readonly curve: Curve; readonly chosen: number }) {
  const [width, frame] = useWidth(640);
  const scales = curveScales(curve, width, HEIGHT);
  return (
    <figure class="dc-curve" ref={frame} data-pagefind-ignore="">
      <figcaption>
        <b class="dc-forecast-mark">Vorhersage</b> <CurveSentence curve={curve} />
      </figcaption>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true">
        <Axes scales={scales} />
        <LittleLine curve={curve} scales={scales} />
        <path class="dc-curve-line" d={scales.path} />
        {curve.points.map((point) => (
          <Point
            key={point.concurrency}
            point={point}
            scales={scales}
            isKnee={point.concurrency === curve.knee.concurrency}
          />
        ))}
        <line class="dc-curve-chosen" x1={scales.x(chosen)} x2={scales.x(chosen)} y1={scales.top} y2={scales.bottom} />
      </svg>
      <details class="wz-more">
        <summary>Kurve als Tabelle</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section class="dc-table" aria-label="Kurve als Tabelle" tabIndex={0}>
          <CurveTable curve={curve} />
        </section>
      </details>
    </figure>
  );
}

function CurveSentence({ curve: { knee, little, points } }: { readonly curve: Curve }) {
  const isBurst = little.concurrency !== null && knee.concurrency > 1.5 * little.concurrency && points.length > 1;
  // Where all calls at once are the best, there is no „ab“.
  const isWithin = knee.concurrency < (points.at(-1)?.concurrency ?? 1);
  const law =
    little.concurrency === null
      ? 'Kein Limit begrenzt die Rate; mehr Gleichzeitigkeit hilft, bis alle Aufrufe zugleich warten oder dein Rechner ausgelastet ist.'
      : `Littles Gesetz zur Probe: ${number(little.ratePerSecond ?? 0, 2)} Aufrufe je Sekunde × ${number(little.latencyMs / 1_000, 2)} s = ${number(little.concurrency, 1)}.`;
  return (
    <>
      {isWithin &&
        `Ab ${number(knee.concurrency)} gleichzeitigen Aufrufen wird es kaum noch schneller (${spokenTime(knee.totalMs)}). `}
      {law}
      {isBurst && ' Mehr hilft hier nur, weil das Limit am Anfang noch ganz frei ist.'}
    </>
  );
}

/** The width of an element, followed as it changes; `first` until it is known. */
function useWidth(first: number) {
  const [width, setWidth] = useState(first);
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(240, Math.floor(element.clientWidth))));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [width, frame] as const;
}

function Axes({ scales }: { readonly scales: CurveScales }) {
  const { left, right, bottom, x, y, xTicks, yTicks } = scales;
  return (
    <g class="dc-axes">
      {yTicks.map((value) => (
        <g key={value}>
          <line class="dc-grid-line" x1={left} x2={right} y1={y(value)} y2={y(value)} />
          <text x={left - 6} y={y(value)} dy="0.32em" text-anchor="end">
            {value === 0 ? '0' : spokenTime(value)}
          </text>
        </g>
      ))}
      {xTicks.map((value) => (
        <text key={value} x={x(value)} y={bottom + 16} text-anchor="middle">
          {number(value)}
        </text>
      ))}
      <text x={right} y={bottom + 32} text-anchor="end" class="dc-axis-name">
        gleichzeitige Aufrufe
      </text>
    </g>
  );
}

function LittleLine({ curve, scales }: { readonly curve: Curve; readonly scales: CurveScales }) {
  const { concurrency } = curve.little;
  const last = curve.points.at(-1)?.concurrency ?? 1;
  if (concurrency === null || concurrency < 1 || concurrency > last) return null;
  const at = scales.x(concurrency);
  return (
    <g class="dc-little">
      <line x1={at} x2={at} y1={scales.top} y2={scales.bottom} />
      <text x={at + 5} y={scales.top + 10}>
        Little: {number(concurrency, 1)}
      </text>
    </g>
  );
}

interface PointProps {
  readonly point: CurvePoint;
  readonly scales: CurveScales;
  readonly isKnee: boolean;
}

function Point({ point, scales, isKnee }: PointProps) {
  const [x, y] = [scales.x(point.concurrency), scales.y(point.totalMs)];
  const size = 4;
  if (point.failed > 0) {
    return (
      <path
        class="dc-point-failed"
        d={`M${x - size} ${y - size}l${2 * size} ${2 * size}m0 ${-2 * size}l${-2 * size} ${2 * size}`}
      />
    );
  }
  if (!isKnee) return <circle class="dc-point" cx={x} cy={y} r={2.5} />;
  const isFarRight = x > (scales.left + scales.right) / 2;
  return (
    <g class="dc-knee">
      <circle cx={x} cy={y} r={6} />
      <text x={isFarRight ? x - 10 : x + 10} y={y - 12} text-anchor={isFarRight ? 'end' : 'start'}>
        Knick: {number(point.concurrency)}
      </text>
    </g>
  );
}

function CurveTable({ curve }: { readonly curve: Curve }) {
  return (
    <table>
      <caption>Vorhersage: Gesamtzeit über der Gleichzeitigkeit</caption>
      <thead>
        <tr>
          <th scope="col">gleichzeitig</th>
          <th scope="col">Gesamt</th>
          <th scope="col">429</th>
          <th scope="col">gescheitert</th>
        </tr>
      </thead>
      <tbody>
        {curve.points.map((point) => (
          <tr key={point.concurrency}>
            <th scope="row">
              {number(point.concurrency)}
              {point.concurrency === curve.knee.concurrency && ' (Knick)'}
            </th>
            <td>{spokenTime(point.totalMs)}</td>
            <td>{number(point.rateLimited)}</td>
            <td>{number(point.failed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
