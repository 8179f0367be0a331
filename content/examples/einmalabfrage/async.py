import asyncio

from openai import AsyncOpenAI


async def main() -> None:
    async with AsyncOpenAI() as client:
        antwort = await client.chat.completions.create(
            model="gpt-6-luna",
            messages=[{"role": "user", "content": "Nenne einen Vorteil von Typen."}],
        )
    print(antwort.choices[0].message.content)


asyncio.run(main())
