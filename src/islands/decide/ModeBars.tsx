import type { Forecast } from '../../../sandbox/forecast/forecast.ts';
import { number, percent } from '../../strings/numbers.ts';
import { isLimitOfOne, modeSummary } from './mode-summary.ts';
import { modeTitle, modeWords, spokenTime } from './mode-words.ts';
import { costText } from './record.ts';

interface ModeBarsProps {
  readonly forecasts: readonly Forecast[];
  /** The mode that the wizard recommends. */
  readonly recommended: Forecast['mode'];
}

/** The total time of each mode as a bar, all on one axis from 0. */
export function ModeBars({ forecasts, recommended }: ModeBarsProps) {
  const longest = Math.max(1, ...forecasts.map(({ totalMs }) => totalMs));
  return (
    <figure class="dc-bars">
      <figcaption aria-live="polite">
        <b class="dc-forecast-mark">Vorhersage</b> {modeSummary(forecasts)}
      </figcaption>
      <ul>
        {forecasts.map((one) => (
          <Bar
            key={one.mode}
            forecast={one}
            longest={longest}
            isRecommended={one.mode === recommended && !isLimitOfOne(one)}
          />
        ))}
      </ul>
    </figure>
  );
}

interface BarProps {
  readonly forecast: Forecast;
  readonly longest: number;
  readonly isRecommended: boolean;
}

function Bar({ forecast, longest, isRecommended }: BarProps) {
  const { mode, totalMs, failed, calls, latencyMs } = forecast;
  // All bars share one axis: the same room to their right is kept free for the total, however long its words are.
  const width = `calc((100% - var(--total-room)) * ${(totalMs / longest).toFixed(4)})`;
  return (
    <li class={`dc-bar tone-${modeWords[mode].tone}`}>
      <span class="dc-bar-name">
        {modeTitle(forecast)}
        {isRecommended && <small> · empfohlen</small>}
      </span>
      <span class="dc-bar-lane">
        <span class="dc-bar-time" style={{ width }} aria-hidden="true" />
        <span class="dc-bar-total">{spokenTime(totalMs)}</span>
      </span>
      {mode === 'batch' && latencyMs !== null && (
        <span class="dc-bar-more">Median; 95 von 100 unter {spokenTime(latencyMs.p95)}, zugesagt sind 24 h.</span>
      )}
      {failed > 0 && (
        <span class="dc-bar-failed">
          ✕ {number(failed)} gescheitert ({percent(failed / calls)})
        </span>
      )}
    </li>
  );
}

const columns: readonly { readonly title: string; readonly of: (forecast: Forecast) => string }[] = [
  { title: 'Gesamt', of: ({ totalMs }) => spokenTime(totalMs) },
  {
    title: 'erstes Token',
    of: ({ timeToFirstTokenMs }) => (timeToFirstTokenMs === null ? '–' : spokenTime(timeToFirstTokenMs.p50)),
  },
  { title: 'p50', of: ({ latencyMs }) => (latencyMs === null ? '–' : spokenTime(latencyMs.p50)) },
  { title: 'p95', of: ({ latencyMs }) => (latencyMs === null ? '–' : spokenTime(latencyMs.p95)) },
  { title: 'p99', of: ({ latencyMs }) => (latencyMs === null ? '–' : spokenTime(latencyMs.p99)) },
  { title: '429', of: ({ rateLimited }) => number(rateLimited) },
  { title: 'wiederholt', of: ({ retries }) => number(retries) },
  { title: 'gescheitert', of: ({ failed }) => number(failed) },
  { title: 'je Sekunde', of: ({ throughputPerSecond }) => number(throughputPerSecond, 2) },
  { title: 'Kosten', of: ({ costUsd }) => costText(costUsd) },
];

/** The same forecasts in figures. */
export function ModeTable({ forecasts }: { readonly forecasts: readonly Forecast[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="dc-table" aria-label="Vorhersage je Modus als Tabelle" tabIndex={0} data-pagefind-ignore="">
      <table>
        <caption>
          Vorhersage je Modus. p50, p95 und p99: Dauer der gelungenen Aufrufe, Pausen und Wiederholungen inbegriffen;
          erstes Token: nach so langer Zeit beginnt die Antwort, wenn du sie streamst (Median).
        </caption>
        <thead>
          <tr>
            <th scope="col">Modus</th>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {forecasts.map((one) => (
            <tr key={one.mode}>
              <th scope="row">{modeTitle(one)}</th>
              {columns.map(({ title, of }) => (
                <td key={title}>{of(one)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
