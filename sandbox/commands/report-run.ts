import type { HeadlessRun } from '../lab/headless.node.ts';
import { OUTPUT_LIMIT } from '../lab/output-limit.ts';
import type { RunOrder } from '../lab/protocol.ts';
import type { Outcome, TraceEvent } from '../trace/event.ts';
import { measure } from '../trace/measure.ts';
import type { Measurement } from '../trace/measurement.ts';
import { spansOf } from '../trace/spans.ts';

const seconds = new Intl.NumberFormat('de', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const number = new Intl.NumberFormat('de', { maximumFractionDigits: 2 });

/** A run as a few German lines for the terminal. */
export function reportRun(order: RunOrder, { events, outcome }: HeadlessRun): string {
  const measured = measure(spansOf(events));
  const { name, seed } = order.conditions;
  return [
    '',
    `${order.fileName} · Bedingungen ${name}, Seed ${seed} · Uhr ${order.clockMode.kind}`,
    outcomeLine(outcome),
    ...droppedLines(droppedCharacters(events)),
    ...measurementLines(measured),
    '',
  ].join('\n');
}

/** Characters of the program's output that the lab counted and did not keep. */
export function droppedCharacters(events: readonly TraceEvent[]): number {
  return events.findLast((event) => event.kind === 'output-dropped')?.characters ?? 0;
}

function droppedLines(characters: number): string[] {
  if (characters === 0) return [];
  const kept = `das Labor behält die ersten ${number.format(OUTPUT_LIMIT)} und das Ende von stderr`;
  return [`Ausgabe       ${number.format(characters)} Zeichen fehlen: ${kept}`];
}

function outcomeLine(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'completed':
      return `Ende          beendet mit Code ${outcome.exitCode}`;
    case 'threw':
    case 'deadlock':
    case 'limit': {
      const { type, message, line, hint } = outcome.error;
      const where = line === undefined ? '' : ` in Zeile ${line}`;
      return `Ende          ${type}${where}: ${message}${hint === undefined ? '' : `\n              ${hint}`}`;
    }
  }
}

function measurementLines(measured: Measurement): string[] {
  const { serviceTimeMs, program } = measured;
  const total = measured.totalMs / 1_000;
  const lines = [
    `Gesamtzeit    ${seconds.format(total)} s Laborzeit`,
    `Anfragen      ${measured.requests} (${measured.succeeded} von ${measured.calls} Aufrufen beantwortet, höchstens ${measured.maxInFlight} gleichzeitig)`,
    `Netz          ${measured.connections} Verbindungen, ${measured.handshakes} TLS-Handshakes`,
    `Wartezeit     ${seconds.format(program.blockedMs / 1_000)} s blockiert, ${seconds.format(program.freeMs / 1_000)} s frei, ${seconds.format(program.computingMs / 1_000)} s gerechnet`,
  ];
  if (measured.retries + measured.rateLimited + measured.failed > 0) {
    lines.push(`Wiederholt    ${measured.retries} (429: ${measured.rateLimited}, abgerissen: ${measured.failed})`);
  }
  if (serviceTimeMs.sum > 0) {
    const sum = serviceTimeMs.sum / 1_000;
    const max = serviceTimeMs.max / 1_000;
    lines.push(
      `Dienst        Summe ${seconds.format(sum)} s, längste Antwort ${seconds.format(max)} s`,
      `Verhältnis    Summe / Gesamtzeit = ${number.format(sum / total)}, Gesamtzeit / längste = ${number.format(total / max)}`,
    );
  }
  return lines;
}
