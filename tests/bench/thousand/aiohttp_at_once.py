import asyncio
import os

import aiohttp

ANZAHL = int(os.environ["ANZAHL"])
URL = "https://api.openai.com/v1/chat/completions"
KOPF = {"Authorization": "Bearer " + os.environ["OPENAI_API_KEY"]}


async def frage(sitzung: aiohttp.ClientSession, nummer: int) -> str:
    inhalt = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"Frage {nummer}"}]}
    async with sitzung.post(URL, json=inhalt, headers=KOPF) as antwort:
        antwort.raise_for_status()
        return (await antwort.json())["choices"][0]["message"]["content"]


async def main() -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as sitzung:
        antworten = await asyncio.gather(*(frage(sitzung, nummer) for nummer in range(ANZAHL)))
    print(len(antworten))


asyncio.run(main())
