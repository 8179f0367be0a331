"""The client itself heeds retry-after-ms."""

from openai import OpenAI

client = OpenAI(max_retries=5)
for number in range(6):
    client.chat.completions.create(
        model="gpt-6-luna", messages=[{"role": "user", "content": f"rl{number}"}], max_tokens=10
    )
    print(number)
