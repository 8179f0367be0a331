import time

from openai import OpenAI

MODELL = "gpt-6-luna"

client = OpenAI()
start = time.perf_counter()
erstes = None

# Ein synchroner Stream ist ein gewöhnlicher Iterator
strom = client.chat.completions.create(
    model=MODELL,
    messages=[{"role": "user", "content": "Erkläre in drei Sätzen, was asynchron heißt."}],
    max_tokens=80,
    stream=True,
)
for ereignis in strom:
    text = ereignis.choices[0].delta.content if ereignis.choices else None
    if text:
        if erstes is None:
            erstes = time.perf_counter() - start
        print(text, end="", flush=True)

print(f"\nerstes Wort nach {erstes or 0:.2f} s, fertig nach {time.perf_counter() - start:.2f} s")
