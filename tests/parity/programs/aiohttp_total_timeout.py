"""aiohttp's total timeout."""

import asyncio
import os

import aiohttp

BASE = os.environ["OPENAI_BASE_URL"]
HEAD = {"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}


async def main() -> None:
    timeout = aiohttp.ClientTimeout(total=0.1)
    async with aiohttp.ClientSession(headers=HEAD, timeout=timeout) as session:
        try:
            body = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": "tt"}]}
            async with session.post(f"{BASE}/chat/completions", json=body) as answer:
                print(answer.status)
        except TimeoutError as error:
            print(isinstance(error, asyncio.TimeoutError))


asyncio.run(main())
