"""Three workers take nine questions from one queue."""

import asyncio

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def worker(name: str, queue: asyncio.Queue[int], done: list[int]) -> None:
    while True:
        number = await queue.get()
        await client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": f"q{number}"}])
        done.append(number)
        queue.task_done()


async def main() -> None:
    queue: asyncio.Queue[int] = asyncio.Queue()
    for number in range(9):
        queue.put_nowait(number)
    done: list[int] = []
    workers = [asyncio.create_task(worker(f"w{i}", queue, done)) for i in range(3)]
    await queue.join()
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print(sorted(done), [task.cancelled() for task in workers])


asyncio.run(main())
