import logging
import os
import time

from openai import APIStatusError, OpenAI

VERSUCHE = int(os.environ.get("VERSUCHE", "2"))
STATUS = [200, 400, 401, 403, 404, 409, 429, 500, 503]

logging.basicConfig(format="%(message)s", level=logging.WARNING)
logbuch = logging.getLogger("aufrufe")
logbuch.setLevel(logging.INFO)

client = OpenAI(max_retries=VERSUCHE)
for status in STATUS:
    start = time.perf_counter()
    try:
        antwort = client.chat.completions.with_raw_response.create(
            model="gpt-6-luna",
            messages=[{"role": "user", "content": f"Antworte mit Status {status}"}],
            # Den Fehler liefert das Labor auf Wunsch; die echte API übergeht diese Zeile
            extra_headers={"x-lab-fault": f"status {status}"} if status != 200 else {},
        )
        ergebnis, kennung = "gelungen", antwort.headers.get("x-request-id")
    except APIStatusError as fehler:
        ergebnis, kennung = type(fehler).__name__, fehler.request_id
    dauer = time.perf_counter() - start
    # Eine Zeile je Aufruf: Status, Ausnahme, Dauer und die Kennung für Rückfragen
    logbuch.info("%d %-22s %5.2f s  %s", status, ergebnis, dauer, kennung)
