"""COUNT answers by CLIENT, at once or IN_TURN; prints the milliseconds that they took."""

import asyncio
import os
import time

import aiohttp
from openai import AsyncOpenAI

COUNT = int(os.environ["COUNT"])
IN_TURN = os.environ["IN_TURN"] == "true"
URL = os.environ["OPENAI_BASE_URL"] + "/chat/completions"


def body(number: int) -> dict:
    return {"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"Frage {number}"}]}


async def measure(ask) -> float:
    await ask(-1)  # what a first call costs is another question
    start = time.perf_counter()
    if IN_TURN:
        for number in range(COUNT):
            await ask(number)
    else:
        await asyncio.gather(*(ask(number) for number in range(COUNT)))
    return (time.perf_counter() - start) * 1000


async def via_aiohttp() -> float:
    async with aiohttp.ClientSession(headers={"authorization": "Bearer sk-x"}) as session:

        async def ask(number: int) -> None:
            async with session.post(URL, json=body(number)) as answer:
                await answer.json()

        return await measure(ask)


async def via_openai() -> float:
    async with AsyncOpenAI() as client:
        return await measure(lambda number: client.chat.completions.create(**body(number)))


print(asyncio.run(via_openai() if os.environ["CLIENT"] == "openai" else via_aiohttp()))
