import os
import time

from openai import AzureOpenAI, OpenAI

MODELL = "gpt-6-luna"
ANBIETER = os.environ.get("ANBIETER", "openai")


def neuer_client() -> OpenAI:
    if ANBIETER == "azure":
        # Bei Azure heißt das Modell wie dein Deployment
        return AzureOpenAI(
            azure_endpoint=os.environ.get("AZURE_OPENAI_ENDPOINT", "https://beispiel.openai.azure.com"),
            api_key=os.environ.get("AZURE_OPENAI_API_KEY", os.environ.get("OPENAI_API_KEY", "")),
            api_version="2024-10-21",
        )
    return OpenAI()


client = neuer_client()
start = time.perf_counter()
antwort = client.chat.completions.create(
    model=MODELL,
    messages=[{"role": "user", "content": "Was heißt synchron?"}],
)
print(f"{ANBIETER}: Antwort nach {time.perf_counter() - start:.1f} s")
print(antwort.choices[0].message.content)
