const remedies: Readonly<Record<string, string>> = {
  manifest: 'Das Labor ließ sich nicht laden. Bist du online? Lade die Seite neu.',
  assets: 'Die Python-Laufzeit kam nicht vollständig an. Prüfe die Verbindung und starte noch einmal.',
  'python-missing':
    'Diese Fassung der Seite wurde ohne Python gebaut (pip fehlte). TypeScript läuft; die Python-Ergebnisse zeigt die Aufzeichnung.',
  worker:
    'Der Browser hat den Arbeitsprozess des Labors nicht zugelassen. Eine Erweiterung oder Richtlinie kann ihn blockieren; versuche ein privates Fenster oder einen anderen Browser.',
  prepare:
    'Die Laufzeit ließ sich in diesem Browser nicht starten. Das Labor braucht WebAssembly und einen Browser der letzten zwei Jahre.',
  run: 'Beim Ausführen ist im Labor selbst etwas schiefgegangen. Starte noch einmal; bleibt es dabei, lade die Seite neu.',
};

const steps: Readonly<Record<string, string>> = {
  manifest: 'Labor laden',
  assets: 'Python laden',
  'python-missing': 'Python fehlt',
  worker: 'Arbeitsprozess starten',
  prepare: 'Laufzeit starten',
  run: 'Programm ausführen',
};

const OFFLINE =
  'Dein Gerät ist offline, und das Labor lädt seine Teile erst beim Start. Verbinde dich und starte noch einmal; lesen und Aufzeichnungen ansehen geht auch so.';

/** Steps that fetch something: a worker loads its own code. */
const fetching: readonly string[] = ['manifest', 'assets', 'worker', 'prepare'];

/** What the reader can do about a failure of the laboratory at this step. */
export function failureText(step: string, isOnline: boolean = navigator.onLine): string {
  if (!isOnline && fetching.includes(step)) return OFFLINE;
  return remedies[step] ?? `Unbekannte Ursache (${step}). Lade die Seite neu.`;
}

/** The step's name for readers. */
export function stepText(step: string): string {
  return steps[step] ?? step;
}
