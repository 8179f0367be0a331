import { UNBUILT_PATH } from '../../unbuilt-endpoints.ts';

/** What is known about a failure when a hint is looked for. */
export interface Failure {
  readonly origin: 'thrown' | 'rejection' | 'syntax' | 'deadlock' | 'unsettled';
  readonly type: string;
  readonly message: string;
  readonly line?: number | undefined;
  readonly source: string;
  /** `code` of the error or of what caused it. */
  readonly cause?: string | undefined;
  /** What programs may import. */
  readonly packages?: readonly string[] | undefined;
  /** The rejection left the program's own start (`main();` at its end), where an `await` would change nothing. */
  readonly leftEntry?: boolean | undefined;
}

interface HintRule {
  readonly when: (failure: Failure) => boolean;
  readonly hint: string | ((failure: Failure) => string);
}

const says = (pattern: RegExp) => (failure: Failure) => pattern.test(failure.message);
/** V8 and Firefox say „x is not defined“, WebKit „Can't find variable: x“. */
const notDefined = (names: string) =>
  says(new RegExp(`\\b(?:${names}) is not defined|Can't find variable: (?:${names})$`));
const sourceHas = (failure: Failure, pattern: RegExp): boolean => pattern.test(failure.source);

/** The commonest mistakes and their cures; the first rule that fits counts. */
const RULES: readonly HintRule[] = [
  {
    when: (failure) => failure.origin === 'unsettled',
    hint: 'Ein await auf oberster Ebene wartet auf ein Promise, das niemand mehr erfüllt: Prüfe, ob resolve oder reject in jedem Fall aufgerufen wird.',
  },
  {
    when: (failure) => failure.origin === 'deadlock',
    hint: 'Das Programm wartet auf eine Antwort, die nie kommt: Gib dem Aufruf eine Frist, etwa mit AbortSignal.timeout(ms).',
  },
  {
    when: (failure) => failure.cause === 'ENOTFOUND',
    hint: 'Im Labor gibt es kein Internet: Erreichbar ist hier der nachgestellte OpenAI-Dienst unter OPENAI_BASE_URL.',
  },
  {
    when: (failure) => /ERR_UNSUPPORTED_ESM_URL_SCHEME/.test(failure.type + (failure.cause ?? '')),
    hint: 'Module aus dem Netz lädt weder Node noch das Labor: Importiere ein Paket mit seinem Namen, etwa aus „openai“.',
  },
  {
    when: (failure) => /Cannot find package/.test(failure.message),
    hint: ({ packages = [] }) => `Dieses Paket gibt es im Labor nicht: Vorhanden sind ${enumerate(packages)}.`,
  },
  {
    when: (failure) => /Cannot find module/.test(failure.message),
    hint: 'Ein Programm im Labor ist eine einzige Datei: Schreibe alles in diese Datei.',
  },
  {
    when: says(/does not provide an export named/),
    hint: 'Diesen Namen gibt es in dem Paket nicht als Wert: Ein Typ wird mit „import type { … }“ importiert.',
  },
  {
    when: says(/^Das Modul „node:.* bildet das Labor zum Teil nach/),
    hint: 'Ist es ein Typ, so wird er mit „import type { … }“ importiert. Was dem Labor von Node fehlt, geht auf deinem Rechner.',
  },
  {
    when: callsMissingPart,
    hint: 'Von diesem Modul von Node bildet das Labor einen Teil nach, und diese Funktion gehört nicht dazu: Prüfe den Namen; was Node hat, geht auf deinem Rechner.',
  },
  {
    when: (failure) => failure.origin === 'syntax' && /character '@'/.test(failure.message),
    hint: 'Dekoratoren versteht Node nicht: Es entfernt von TypeScript die Typen und übersetzt nichts. Wende die Funktion selbst an, etwa „const A = dekoriere(class { … })“.',
  },
  {
    when: says(/in strip-only mode/),
    hint: 'Node entfernt von TypeScript die Typen und übersetzt nichts: Statt enum nimm ein Objekt mit „as const“, statt Parametereigenschaften Felder.',
  },
  {
    when: (failure) => failure.origin === 'syntax' && /await/.test(failure.message),
    hint: 'await steht in einer Funktion, die nicht async ist: Schreibe async vor die Funktion.',
  },
  {
    when: (failure) => failure.origin === 'syntax' && awaitOutsideAsync(failure),
    hint: 'await steht in einer Funktion, die nicht async ist: Schreibe async vor die Funktion.',
  },
  {
    when: says(/The model .* does not exist/),
    hint: 'Dieses Modell kennt der Dienst nicht. Welche es gibt, sagt „client.models.list()“.',
  },
  {
    when: says(new RegExp(`Invalid URL \\(\\w+ ${UNBUILT_PATH}`)),
    hint: 'Diesen Endpunkt hat der Dienst des Labors nicht, OpenAI hat ihn: Mit deinem eigenen Schlüssel geht der Aufruf auf deinem Rechner.',
  },
  {
    when: says(/Invalid URL \(\w+ \//),
    hint: 'Diese Adresse hat der Dienst nicht: Prüfe den Pfad. Adressen von OpenAI beginnen mit „/v1/“.',
  },
  {
    when: (failure) => failure.origin === 'rejection' && sourceHas(failure, /\.forEach\(\s*async\b/),
    hint: 'forEach wartet nicht auf async-Funktionen: Nimm „for … of“ mit await oder Promise.all mit map.',
  },
  {
    when: (failure) => failure.origin === 'rejection' && failure.leftEntry !== true,
    hint: 'Auf dieses Promise wartet niemand: Setze await davor, oder fange seinen Fehler mit .catch ab.',
  },
  {
    when: says(/\brequire is not defined|Can't find variable: require/),
    hint: 'Programme im Labor sind ES-Module: Schreibe „import … from …“ statt require.',
  },
  {
    when: says(/\b(?:pLimit|pRetry|OpenAI) is not defined/),
    hint: "Hier fehlt der Import: etwa „import OpenAI from 'openai'“ oder „import pLimit from 'p-limit'“.",
  },
  {
    when: notDefined('window|document|localStorage|sessionStorage|alert'),
    hint: 'Programme laufen im Labor wie in Node, also ohne Seite: Zeige Ergebnisse mit console.log.',
  },
  {
    when: notDefined('Worker|WebSocket|EventSource|BroadcastChannel'),
    hint: 'Weitere Worker und offene Verbindungen gibt es im Labor nicht: Anfragen gehen über fetch oder das Paket openai.',
  },
  {
    when: (failure) => failure.type === 'EvalError',
    hint: 'Aus Text macht das Labor kein Programm: eval und new Function gibt es hier nicht. Schreibe den Code ins Programm selbst; auf deinem Rechner geht beides.',
  },
  {
    when: says(/Maximum call stack size exceeded|too much recursion/),
    hint: 'Die Funktion ruft sich selbst zu oft auf: Es fehlt die Bedingung, bei der sie aufhört.',
  },
  {
    when: says(/Invalid (?:string|array) length|allocation size overflow|Out of memory/i),
    hint: 'So groß kann ein einzelner Text oder ein einzelnes Feld nicht werden: Verarbeite die Daten in Teilen.',
  },
  {
    when: (failure) => /^(?:Uncaught|UnhandledPromiseRejection)$/.test(failure.type),
    hint: 'Geworfen wurde ein Wert, kein Error: Nur „throw new Error(…)“ kennt Zeile und Aufrufe.',
  },
  {
    when: (failure) => failure.type === 'ReferenceError',
    hint: 'Dieser Name ist nirgends deklariert: Fehlt ein Import, oder ist er anders geschrieben?',
  },
  {
    when: says(/is not iterable|is not async iterable|is not a function or its return value is not/),
    hint: 'Fehlt hier ein await? Ein Promise lässt sich nicht durchlaufen, sein Ergebnis schon.',
  },
  {
    when: (failure) => failure.type === 'TypeError' && readsFromNothing(failure.message),
    hint: 'Fehlt ein await davor? Ein Promise hat die Felder seines Ergebnisses nicht.',
  },
];

/** `crypto.createHash is not a function`, where `crypto` is what the program imports from Node. */
function callsMissingPart({ message, source }: Failure): boolean {
  const name = /(?:^|\s)(\w+)(?:\.default)?\.\w+ is not a (?:function|constructor)/.exec(message)?.[1];
  return name !== undefined && new RegExp(`import\\s+(?:\\*\\s+as\\s+)?${name}\\s+from\\s+['"]node:`).test(source);
}

function enumerate(names: readonly string[]): string {
  return new Intl.ListFormat('de').format(names);
}

/** V8 and Firefox say it differently. */
function readsFromNothing(message: string): boolean {
  return /Cannot read properties of undefined|can't access property|is undefined$|undefined is not an object/.test(
    message,
  );
}

function awaitOutsideAsync(failure: Failure): boolean {
  const line = failure.source.split('\n')[(failure.line ?? 0) - 1];
  return line !== undefined && /\bawait\b/.test(line) && /Unexpected token|reserved/.test(failure.message);
}

/** The German hint for a failure; undefined where nothing helpful is known. */
export function findHint(failure: Failure): string | undefined {
  const hint = RULES.find((rule) => rule.when(failure))?.hint;
  return typeof hint === 'function' ? hint(failure) : hint;
}
