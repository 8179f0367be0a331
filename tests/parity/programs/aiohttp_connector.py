"""aiohttp with at most three connections."""

import asyncio
import os

import aiohttp

BASE = os.environ["OPENAI_BASE_URL"]
HEAD = {"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}


async def main() -> None:
    connector = aiohttp.TCPConnector(limit=3)
    async with aiohttp.ClientSession(headers=HEAD, connector=connector) as session:

        async def ask(number: int) -> int:
            body = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"k{number}"}]}
            async with session.post(f"{BASE}/chat/completions", json=body) as answer:
                await answer.json()
                return answer.status

        print(await asyncio.gather(*(ask(number) for number in range(9))))


asyncio.run(main())
