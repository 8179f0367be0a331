import type { ProgramError, ProgramHint } from '../../trace/event.ts';
import { UNBUILT_PATH } from '../unbuilt-endpoints.ts';

/** What the Python side noticed while the program ran (seams/notes.py). */
export interface Note {
  readonly kind: string;
  readonly line: number;
  readonly name: string;
}

/** A common mistake: how it shows, and one sentence that names cause and cure. The first that fits is shown. */
interface ErrorHint {
  readonly id: string;
  readonly type: RegExp;
  readonly message: RegExp;
  readonly text: string;
}

/** How the libraries report that the service has no such path. */
const UNBUILT_ENDPOINT = new RegExp(`\\b40[45]\\b(?:.|\\n)*${UNBUILT_PATH}`);

export const errorHints: readonly ErrorHint[] = [
  {
    id: 'missing-await',
    type: /^(?:AttributeError|TypeError)$/,
    message: /'coroutine' object (?:has no attribute|is not|does not)|cannot unpack non-iterable coroutine/,
    text: 'Hier fehlt ein „await“: Der Aufruf einer async-Funktion liefert eine Coroutine, erst „await“ führt sie aus und gibt ihr Ergebnis.',
  },
  {
    id: 'await-of-a-value',
    type: /^TypeError$/,
    message: /can't be (?:used in 'await' expression|awaited)/,
    text: 'Hier steht ein „await“ zu viel: Der Wert ist schon da. Wartbar sind Coroutinen, Tasks und Futures; der synchrone Client gibt seine Antwort ohne „await“.',
  },
  {
    id: 'await-outside-async',
    type: /^SyntaxError$/,
    message: /'await' outside (?:async )?function/,
    text: '„await“ gehört in eine Funktion mit „async def“. Starte sie von außen mit „asyncio.run(main())“.',
  },
  {
    id: 'async-outside-async',
    type: /^SyntaxError$/,
    message: /'async (?:with|for)' outside async function|asynchronous comprehension outside/,
    text: '„async with“ und „async for“ gehören in eine Funktion mit „async def“. Starte sie von außen mit „asyncio.run(main())“.',
  },
  {
    id: 'run-inside-loop',
    type: /^RuntimeError$/,
    message:
      /asyncio\.run\(\) cannot be called from a running event loop|This event loop is already running|Cannot run the event loop while another loop is running/,
    text: 'In einer laufenden Event Loop gibt es kein zweites „asyncio.run()“: Schreibe hier „await“ vor den Aufruf.',
  },
  {
    id: 'no-running-loop',
    type: /^RuntimeError$/,
    message: /no running event loop|There is no current event loop/,
    text: 'Hier läuft keine Event Loop. Tasks entstehen innerhalb einer async-Funktion, die „asyncio.run(main())“ startet.',
  },
  {
    id: 'missing-async-with',
    type: /^(?:TypeError|AttributeError)$/,
    message: /does not support the context manager protocol|Use async with instead|__enter__/,
    text: 'Dieses Objekt öffnet und schließt sich asynchron: Schreibe „async with“ statt „with“, in einer Funktion mit „async def“.',
  },
  {
    id: 'async-with-of-sync',
    type: /^TypeError$/,
    message: /does not support the asynchronous context manager protocol/,
    text: 'Dieses Objekt ist nicht asynchron: Schreibe „with“ statt „async with“, oder nimm den asynchronen Client.',
  },
  {
    id: 'async-for',
    type: /^TypeError$/,
    message: /'(?:AsyncStream|async_generator)' object is not iterable|requires an object with __aiter__/,
    text: 'Asynchrone Quellen liest man mit „async for“, synchrone mit „for“: Prüfe, welchen Client du verwendest.',
  },
  {
    id: 'gather-of-a-value',
    type: /^TypeError$/,
    message:
      /An asyncio\.Future, a coroutine or an awaitable is required|a coroutine was expected|A Future, a coroutine or an awaitable/,
    text: 'Hier wird eine Coroutine erwartet: Rufe eine async-Funktion auf, statt sie selbst oder ein fertiges Ergebnis zu übergeben.',
  },
  {
    id: 'thread-start',
    type: /^RuntimeError$/,
    message: /can't start new thread/,
    text: 'Dieser Browser kann Python-Threads nicht anhalten und fortsetzen (JSPI fehlt). Nimm ein aktuelles Chrome, Edge oder Firefox, oder sieh dir die Aufzeichnung an.',
  },
  {
    id: 'process-start',
    type: /^(?:OSError|BlockingIOError|ImportError|ModuleNotFoundError|NotImplementedError|AttributeError)$/,
    message: /keine weiteren Prozesse|multiprocessing|fork|posix_spawn|^\[Errno \d+\] Function not implemented$/,
    text: 'Das Labor hat einen einzigen Prozess: subprocess und multiprocessing gibt es hier nicht. Für das Warten genügen Threads oder asyncio; paralleles Rechnen geht auf deinem Rechner.',
  },
  {
    id: 'subinterpreters',
    type: /^(?:ImportError|RuntimeError)$/,
    message: /InterpreterPoolExecutor|Subinterpreter/,
    text: 'Das Labor rechnet auf einem einzigen Kern: InterpreterPoolExecutor gibt es hier nicht. Für das Warten genügen Threads oder asyncio; paralleles Rechnen geht auf deinem Rechner.',
  },
  {
    id: 'alarm',
    type: /^(?:AttributeError|ImportError)$/,
    message:
      /(?:module 'signal' has no attribute|^cannot import name) '(?:alarm|setitimer|ITIMER_\w+|sigwait\w*|sigtimedwait|pthread_\w+)'/,
    text: 'Ins Labor kommen keine Signale von außen, auch kein Wecker („signal.alarm“). Eine Frist setzt „async with asyncio.timeout(…)“, für eine Anfrage der Client mit „timeout=…“.',
  },
  {
    id: 'own-server',
    type: /^(?:PermissionError|AttributeError)$/,
    message: /im Labor gibt es kein|SO_REUSE(?:ADDR|PORT)/,
    text: 'Ein Programm im Labor kann keinen Server öffnen: Verbindungen gibt es von hier zum simulierten Dienst und sonst nirgendwohin. Auf deinem Rechner läuft das Programm.',
  },
  {
    id: 'real-socket',
    type: /^(?:OSError|ConnectionRefusedError|.*Connect(?:ion)?Error|URLError)$/,
    message: /Network is unreachable|Connection refused/,
    text: 'Das Labor hat kein echtes Netz: Erreichbar ist der simulierte Dienst (api.openai.com und *.openai.azure.com), keine andere Adresse.',
  },
  {
    id: 'no-keyboard',
    type: /^EOFError$/,
    message: /EOF when reading a line/,
    text: 'Im Labor gibt es keine Tastatur, „input()“ findet sofort das Ende der Eingabe. Lies den Wert aus der Umgebung: „os.environ.get("NAME", "Vorgabe")“.',
  },
  {
    id: 'unknown-variable',
    type: /^KeyError$/,
    message: /^'(?:OPENAI_|AZURE_|[A-Z0-9_]+_(?:URL|KEY|ENDPOINT|TOKEN|VERSION)'|(?:PATH|USER|LANG)'$)/,
    text: 'Diese Umgebungsvariable ist im Labor nicht gesetzt; gesetzt sind die Schlüssel „OPENAI_API_KEY“ und „AZURE_OPENAI_API_KEY“ und die Parameter des Beispiels. „os.environ.get(…)“ verträgt ihr Fehlen, und ohne Adresse nehmen die Clients ihre Vorgabe.',
  },
  {
    id: 'unknown-zone',
    type: /ZoneInfoNotFoundError$/,
    message: /No time zone found/,
    text: 'Diese Zeitzone kennt das Labor nicht. Einen festen Abstand zu UTC gibt es immer: „datetime.timezone(datetime.timedelta(hours=1))“.',
  },
  {
    id: 'outside-file',
    type: /^(?:FileNotFoundError|PermissionError|NotADirectoryError)$/,
    message: /: '(?:\/(?!home\/pyodide\/)|\.\.\/|~)/,
    text: 'Das Labor sieht die Dateien deines Rechners nicht. Ein Programm kann in seinem eigenen Ordner Dateien anlegen und lesen; Daten gehören hier in den Quelltext.',
  },
  {
    id: 'missing-file',
    type: /^FileNotFoundError$/,
    message: /No such file or directory: /,
    text: 'Im Ordner des Programms liegt im Labor zu Beginn nur das Programm selbst. Schreibe die Datei zuerst im Programm selbst („open(…, "w")“), oder lege die Daten in den Quelltext.',
  },
  {
    id: 'missing-package',
    type: /^ModuleNotFoundError$/,
    message: /No module named/,
    text: 'Dieses Paket gibt es im Labor nicht. Vorhanden sind openai, httpx, aiohttp, requests, tenacity, pydantic und die Standardbibliothek von Python 3.14.',
  },
  {
    id: 'missing-colon',
    type: /^SyntaxError$/,
    message: /^expected ':'/,
    text: 'Hier fehlt ein Doppelpunkt: Zeilen mit „def“, „if“, „for“, „while“, „with“, „try“ und „class“ enden damit.',
  },
  {
    id: 'never-closed',
    type: /^SyntaxError$/,
    message: /was never closed|unterminated/,
    text: 'Hier ist etwas offen geblieben: Zu jeder Klammer und jedem Anführungszeichen gehört ein zweites.',
  },
  {
    id: 'indentation',
    type: /^(?:IndentationError|TabError)$/,
    message: /^/,
    text: 'Python gliedert durch Einrückung: Nach einem Doppelpunkt steht der Block vier Leerzeichen weiter rechts, alle seine Zeilen gleich weit.',
  },
  {
    id: 'unknown-model',
    type: /NotFoundError$/,
    message: /model .* does not exist/,
    text: 'Dieses Modell kennt der Dienst nicht. Welche es gibt, sagt „client.models.list()“.',
  },
  {
    id: 'unbuilt-endpoint',
    type: /(?:NotFoundError|APIStatusError|HTTPError|HTTPStatusError|ClientResponseError)$/,
    message: UNBUILT_ENDPOINT,
    text: 'Diesen Endpunkt hat OpenAI, der Dienst des Labors aber nicht. Er beantwortet Chat Completions, Responses, Completions, Embeddings, Bilder („images.generate“), Moderation, Modelle, Dateien, Uploads und Batches. Auf deinem Rechner läuft der Aufruf.',
  },
  {
    id: 'missing-import',
    type: /^NameError$/,
    message: /name '(?:asyncio|time|os|openai|httpx|aiohttp|requests|json|random|OpenAI|AsyncOpenAI)' is not defined/,
    text: 'Dieser Name ist noch nicht eingeführt: Am Anfang des Programms fehlt ein „import“.',
  },
  {
    id: 'old-client',
    type: /APIRemovedInV1$|^AttributeError$/,
    message: /openai\.(?:ChatCompletion|Completion|Embedding)|ChatCompletion/,
    text: 'Diese Schreibweise gibt es seit openai 1.0 nicht mehr: „client = OpenAI()“, dann „client.chat.completions.create(…)“.',
  },
  {
    id: 'unknown-host',
    type: /gaierror$|ConnectError$|ConnectionError$|ClientConnectorDNSError$|ClientConnectorError$|URLError$|NameResolutionError$/,
    message:
      /Name or service not known|getaddrinfo|Temporary failure in name resolution|Failed to resolve|Cannot connect to host/,
    text: 'Das Labor kennt nur die Adressen des simulierten Dienstes (api.openai.com und *.openai.azure.com); nichts verlässt den Browser.',
  },
  {
    id: 'unawaited-session',
    type: /^RuntimeError$/,
    message: /Session is closed|Cannot send a request, as the client has been closed/,
    text: 'Die Sitzung ist schon geschlossen: Die Aufrufe gehören in den Block von „async with“, und dort muss auf sie gewartet werden.',
  },
  {
    id: 'memory',
    type: /^MemoryError$/,
    message: /^/,
    text: 'Das Labor gibt einem Programm bis zu 1 GiB Speicher. Verarbeite die Daten in Teilen, statt alle zugleich zu halten.',
  },
  {
    id: 'full-stack',
    type: /^RecursionError$/,
    message: /Stapel des Browsers/,
    text: 'Entweder fehlt einer Funktion, die sich selbst aufruft, die Bedingung, bei der sie aufhört, oder die Daten sind zu tief verschachtelt (etwa für „json.dumps“). Auf deinem Rechner ist das ein RecursionError, den ein Programm fangen kann.',
  },
  {
    id: 'recursion',
    type: /^RecursionError$/,
    message: /^/,
    text: 'Die Funktion ruft sich selbst zu oft auf: Es fehlt die Bedingung, bei der sie aufhört. Mehr als 4000 Ebenen tief geht es im Labor nicht, auch mit „sys.setrecursionlimit“.',
  },
  {
    id: 'deadlock',
    type: /^Deadlock$/,
    message: /^/,
    text: 'Prüfe, wer das hier Erwartete auslösen soll (set(), put(), release(), ein Ergebnis): Auf deinem Rechner bliebe das Programm hier für immer stehen.',
  },
];

/** Mistakes that raise nothing, by what the lab noticed. */
export const noteHints: Readonly<Record<string, (note: Note) => string>> = {
  'blocks-event-loop': ({ name }) =>
    name === 'sleep'
      ? '„time.sleep“ hält die ganze Event Loop an: Nimm „await asyncio.sleep(…)“.'
      : 'Dieser Aufruf blockiert die ganze Event Loop: Nimm den asynchronen Client oder „await asyncio.to_thread(…)“.',
  'never-awaited': ({ name }) =>
    `Die Coroutine „${name}“ wurde erzeugt, aber nie ausgeführt: Davor fehlt ein „await“ (oder „asyncio.create_task“).`,
};

export function hintForError(error: Pick<ProgramError, 'type' | 'message'>): string | undefined {
  return errorHints.find((hint) => hint.type.test(error.type) && hint.message.test(error.message))?.text;
}

/** The hints for a program that ended without an error, in the order of its lines. */
export function hintsFromNotes(notes: readonly Note[]): ProgramHint[] {
  return [...notes]
    .sort((a, b) => a.line - b.line)
    .flatMap((note) => {
      const text = noteHints[note.kind]?.(note);
      if (text === undefined) return [];
      return [note.line > 0 ? { text, line: note.line } : { text }];
    });
}
