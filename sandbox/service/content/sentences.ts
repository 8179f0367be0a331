/** What the mock model says. Sentences stand alone, so that any order reads well. */
export interface Topic {
  /** Parts of words, in lower case, by which a prompt shows that it asks about this. */
  readonly words: readonly string[];
  readonly sentences: readonly string[];
}

/** Answers to questions about what this site teaches. */
export const topics: readonly Topic[] = [
  {
    words: ['async', 'await', 'event-loop', 'eventloop', 'nebenläufig', 'gleichzeitig', 'parallel'],
    sentences: [
      'Asynchron heißt: Dein Programm gibt die Anfrage ab und erledigt inzwischen etwas anderes.',
      'Ein Event-Loop merkt sich, worauf gewartet wird, und macht mit dem weiter, was fertig ist.',
      'Die einzelne Antwort wird dadurch nicht schneller, aber die Wartezeiten laufen nebeneinander ab.',
      'Zehn Anfragen von drei Sekunden dauern so zusammen etwa drei Sekunden statt dreißig.',
      'Wer wartet, braucht keinen eigenen Prozessorkern.',
      'Setze eine Obergrenze für gleichzeitige Anfragen, sonst antwortet der Dienst mit Status 429.',
      'Ein einziger blockierender Aufruf hält dabei alle anderen Aufgaben an.',
    ],
  },
  {
    words: ['sync', 'blockier', 'der reihe nach', 'nacheinander'],
    sentences: [
      'Synchron heißt: Dein Programm wartet auf die Antwort, bevor es mit der nächsten Zeile weitermacht.',
      'Bei einer einzigen Anfrage macht das keinen Unterschied, bei vielen einen großen.',
      'Der Code liest sich von oben nach unten, und Fehler erscheinen dort, wo sie entstehen.',
      'Zehn Anfragen von drei Sekunden dauern nacheinander dreißig Sekunden.',
      'Solange gewartet wird, kann derselbe Thread nichts anderes tun.',
      'Ein Pool aus Threads ist der dritte Weg zwischen synchron und asynchron.',
    ],
  },
  {
    words: ['rate-limit', 'rate limit', 'ratelimit', 'ratenlimit', '429', 'retry', 'wiederhol', 'backoff'],
    sentences: [
      'Ein Ratenlimit begrenzt, wie viele Anfragen und Tokens pro Minute angenommen werden.',
      'Wer es überschreitet, bekommt Status 429 und eine Angabe, wie lange zu warten ist.',
      'Warte so lange, wie der Dienst sagt, und streue die Wiederholungen zufällig.',
      'Der offizielle Client wiederholt von sich aus zweimal, mit wachsendem Abstand.',
      'Ein Fehler wie 400 oder 401 wird durch Wiederholen nicht besser.',
    ],
  },
  {
    words: ['stream'],
    sentences: [
      'Beim Streaming kommen die Tokens, sobald sie berechnet sind.',
      'Die ganze Antwort dauert genauso lange, aber das erste Wort erscheint früher.',
      'Technisch sind das Server-Sent Events über eine gewöhnliche HTTP-Antwort.',
      'Auch der synchrone Client kann einen Stream lesen, Zeile für Zeile in einer Schleife.',
    ],
  },
];

/** Answers to all other questions. */
export const general: readonly string[] = [
  'Das hängt vor allem davon ab, was dein Programm währenddessen tun soll.',
  'Kurz gesagt: Beides geht, aber die Wartezeit verteilt sich anders.',
  'Ein Beispiel macht den Unterschied deutlich.',
  'Stell dir eine Küche vor, in der mehrere Töpfe gleichzeitig auf dem Herd stehen.',
  'Niemand wartet neben dem ersten Topf, bis das Wasser kocht.',
  'Miss am besten beide Fassungen mit deinen eigenen Daten.',
  'Erst die Messung zeigt, welcher Anteil der Zeit wirklich Warten ist.',
  'Wichtig ist, dass Fehler sichtbar bleiben und nicht still verschluckt werden.',
  'Eine Zeitgrenze gehört an jede Anfrage, die über das Netz geht.',
  'Diese Antwort stammt aus dem Labor und wurde aus einem Zufallswert gebildet.',
];

/** Summaries. */
export const summary: readonly string[] = [
  'Der Text beschreibt, warum Warten auf ein Netzwerk etwas anderes ist als Rechnen.',
  'Im Mittelpunkt steht der Vergleich zweier Programme, die dasselbe tun.',
  'Das eine arbeitet seine Anfragen der Reihe nach ab, das andere hält sie gleichzeitig offen.',
  'Als Grenze nennt der Text die Ratenlimits des Dienstes.',
  'Das Fazit: Gleichzeitigkeit lohnt sich, sobald mehrere Anfragen voneinander unabhängig sind.',
  'Für einzelne Anfragen empfiehlt der Text die Fassung mit weniger Begriffen.',
  'Offen bleibt, wie viel die höhere Komplexität im Alltag kostet.',
];

/** Items of lists. */
export const listItems: readonly string[] = [
  'Anfragen bündeln und gleichzeitig abschicken',
  'Eine Obergrenze für offene Anfragen festlegen',
  'Bei Status 429 so lange warten, wie der Dienst verlangt',
  'Einen Client für die ganze Anwendung anlegen',
  'Zeitgrenzen setzen und Abbrüche behandeln',
  'Ergebnisse laufend speichern, damit nichts verloren geht',
  'Messen, bevor umgebaut wird',
  'Große Mengen über Nacht der Batch-API geben',
];

/** Programs, by language. */
export const programs = {
  python: [
    '```python\nimport asyncio\n\nfrom openai import AsyncOpenAI\n\nclient = AsyncOpenAI()\n\n\nasync def frage(text: str) -> str:\n    antwort = await client.responses.create(model="gpt-6-luna", input=text)\n    return antwort.output_text\n\n\nasync def main() -> None:\n    antworten = await asyncio.gather(*(frage(f"Frage {n}") for n in range(10)))\n    print(len(antworten), "Antworten")\n\n\nasyncio.run(main())\n```',
    '```python\ndef in_gruppen(werte: list[str], groesse: int) -> list[list[str]]:\n    """Teilt eine Liste in Gruppen auf."""\n    return [werte[i : i + groesse] for i in range(0, len(werte), groesse)]\n```',
  ],
  typescript: [
    "```ts\nimport OpenAI from 'openai';\n\nconst client = new OpenAI();\n\nasync function frage(text: string): Promise<string> {\n  const antwort = await client.responses.create({ model: 'gpt-6-luna', input: text });\n  return antwort.output_text;\n}\n\nconst antworten = await Promise.all([1, 2, 3].map((n) => frage('Frage ' + n)));\nconsole.log(antworten.length, 'Antworten');\n```",
    '```ts\nfunction inGruppen<T>(werte: readonly T[], groesse: number): T[][] {\n  const gruppen: T[][] = [];\n  for (let i = 0; i < werte.length; i += groesse) gruppen.push(werte.slice(i, i + groesse));\n  return gruppen;\n}\n```',
  ],
} as const;

/** What is said after a program. */
export const afterProgram: readonly string[] = [
  'Die Funktion lässt sich so übernehmen und einzeln testen.',
  'Fehlerbehandlung und Zeitgrenze solltest du für den Einsatz ergänzen.',
  'Passe Modell und Anzahl an deinen Fall an.',
];
