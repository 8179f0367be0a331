import os
import time

from openai import APITimeoutError, OpenAI

FRIST = float(os.environ.get("FRIST", "2"))

# Ohne max_retries=0 wiederholte der Client nach jedem Timeout, mit neuer Frist
client = OpenAI(timeout=FRIST, max_retries=0)
start = time.perf_counter()
try:
    antwort = client.chat.completions.create(
        model="gpt-6-luna",
        messages=[{"role": "user", "content": "Schreibe eine lange Zusammenfassung."}],
        max_tokens=300,
    )
    print(f"fertig, {antwort.usage.completion_tokens if antwort.usage else 0} Tokens")
except APITimeoutError:
    print("aufgegeben: Timeout")
print(f"nach {time.perf_counter() - start:.2f} s")
