/** What the mock model says, by the kind of prompt. Each sentence stands alone, so that any order reads well. */
export const sentences = {
  question: [
    'Synchron heißt: Dein Programm wartet auf die Antwort, bevor es mit der nächsten Zeile weitermacht.',
    'Asynchron heißt: Dein Programm gibt die Anfrage ab und erledigt inzwischen etwas anderes.',
    'Bei einer einzigen Anfrage macht das keinen Unterschied, bei vielen einen großen.',
    'Die Antwort selbst wird dadurch nicht schneller, aber die Wartezeiten laufen nebeneinander ab.',
    'Entscheidend ist, ob dein Programm rechnet oder wartet.',
    'Wer wartet, braucht keinen eigenen Prozessorkern.',
    'Ein Event-Loop merkt sich, worauf gewartet wird, und macht mit dem weiter, was fertig ist.',
    'Setze außerdem eine Obergrenze für gleichzeitige Anfragen, sonst antwortet der Dienst mit Status 429.',
    'Miss am besten beide Fassungen mit deinen eigenen Daten.',
    'Das hängt davon ab, wie viele Anfragen gleichzeitig unterwegs sind.',
  ],
  summary: [
    'Der Text beschreibt, warum Warten auf ein Netzwerk etwas anderes ist als Rechnen.',
    'Im Mittelpunkt steht der Vergleich zweier Programme, die dasselbe tun.',
    'Das eine arbeitet seine Anfragen der Reihe nach ab, das andere hält sie gleichzeitig offen.',
    'Als Grenze nennt der Text die Ratenlimits des Dienstes.',
    'Das Fazit: Gleichzeitigkeit lohnt sich, sobald mehrere Anfragen voneinander unabhängig sind.',
    'Für einzelne Anfragen empfiehlt der Text die Fassung mit weniger Begriffen.',
  ],
} as const;
