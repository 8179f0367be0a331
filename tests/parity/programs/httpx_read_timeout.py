"""A read timeout, synchronously, then a second client that waits longer."""

import os

import httpx

BASE = os.environ["OPENAI_BASE_URL"]
HEAD = {"Authorization": f"Bearer {os.environ['OPENAI_API_KEY']}"}
BODY = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": "r"}]}

try:
    httpx.post(f"{BASE}/chat/completions", json=BODY, headers=HEAD, timeout=0.1)
except httpx.ReadTimeout as error:
    print(type(error).__name__)
with httpx.Client(headers=HEAD, timeout=30) as client:
    print(client.post(f"{BASE}/chat/completions", json=BODY).status_code)
