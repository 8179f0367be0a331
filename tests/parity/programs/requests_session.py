"""One requests session: four calls, one connection; then without a session."""

import os

import requests

BASE = os.environ["OPENAI_BASE_URL"]
HEAD = {"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}


def body(number: int) -> dict[str, object]:
    return {"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"Größe {number} äöü"}]}


with requests.Session() as session:
    session.headers.update(HEAD)
    print([session.post(f"{BASE}/chat/completions", json=body(i), timeout=30).status_code for i in range(4)])
print([requests.post(f"{BASE}/chat/completions", json=body(i), headers=HEAD, timeout=30).status_code for i in range(2)])
