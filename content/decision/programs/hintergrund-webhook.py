"""Hintergrundmodus: OpenAI rechnet weiter und meldet sich mit einem signierten Webhook."""

import asyncio
import time
from collections.abc import Mapping

from openai import APIError, AsyncOpenAI

# Werte aus dem Rechner
MODELL = "gpt-6-luna"
ANZAHL = 10
MAX_TOKENS = 300
AUFGABEN_ZUGLEICH = 1
ABFRAGEN_ZUGLEICH = 10
ABFRAGE_ALLE = 30.0
WIEDERHOLUNGEN = 5
ZEITLIMIT = 60.0
# Ende der Werte

FRAGEN = [f"Frage {nummer}: Was heißt asynchron?" for nummer in range(1, ANZAHL + 1)]
LAEUFT = {"queued", "in_progress"}
# „incomplete“ heißt meist: die Antwort hat MAX_TOKENS erreicht und ist dort abgeschnitten.
BRAUCHBAR = {"completed", "incomplete"}


async def nimm_webhook_an(client: AsyncOpenAI, koerper: str, kopfzeilen: Mapping[str, str]) -> str | None:
    """Für die Route deines Servers, an die OpenAI den Webhook schickt.

    Prüft die Signatur mit OPENAI_WEBHOOK_SECRET und wirft InvalidWebhookSignatureError, wenn sie nicht stimmt.
    Derselbe Webhook kann zweimal kommen: merke dir die Kennung, bevor du etwas auslöst.
    """
    ereignis = client.webhooks.unwrap(koerper, kopfzeilen)
    if ereignis.type == "response.completed" or ereignis.type == "response.incomplete":
        antwort = await client.responses.retrieve(ereignis.data.id)
        return antwort.output_text
    return None


async def gib_auf(client: AsyncOpenAI, plaetze: asyncio.Semaphore, frage: str) -> str | None:
    async with plaetze:
        try:
            antwort = await client.responses.create(
                model=MODELL, input=frage, max_output_tokens=MAX_TOKENS, background=True
            )
        except APIError as fehler:
            print(f"{frage} {fehler}")
            return None
    return antwort.id


async def frage_nach(client: AsyncOpenAI, plaetze: asyncio.Semaphore, kennung: str) -> bool:
    """Das Netz unter dem Webhook: fragt selten nach, falls er ausbleibt."""
    while True:
        async with plaetze:
            antwort = await client.responses.retrieve(kennung)
        if antwort.status not in LAEUFT:
            return antwort.status in BRAUCHBAR
        await asyncio.sleep(ABFRAGE_ALLE)


async def main() -> None:
    start = time.perf_counter()
    # Aufgeben dauert Millisekunden: hinter einem Limit genügt eine Aufgabe zur Zeit, Retry-After gibt den Takt vor.
    aufgaben = asyncio.Semaphore(AUFGABEN_ZUGLEICH)
    abfragen = asyncio.Semaphore(ABFRAGEN_ZUGLEICH)
    async with AsyncOpenAI(max_retries=WIEDERHOLUNGEN, timeout=ZEITLIMIT) as client:
        kennungen = await asyncio.gather(*(gib_auf(client, aufgaben, frage) for frage in FRAGEN))
        offen = [kennung for kennung in kennungen if kennung is not None]
        print(f"{len(offen)} von {ANZAHL} aufgegeben nach {time.perf_counter() - start:.1f} s")
        fertig = await asyncio.gather(*(frage_nach(client, abfragen, kennung) for kennung in offen))
    print(f"{sum(fertig)} von {ANZAHL} Antworten in {time.perf_counter() - start:.1f} s")


asyncio.run(main())
