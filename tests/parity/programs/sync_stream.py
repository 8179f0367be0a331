"""A synchronous stream is an ordinary iterator."""

from openai import OpenAI

client = OpenAI()
stream = client.chat.completions.create(
    model="gpt-6-luna",
    messages=[{"role": "user", "content": "it"}],
    stream=True,
    max_tokens=25,
    stream_options={"include_usage": True},
)
text, usage = "", None
for event in stream:
    text += (event.choices[0].delta.content or "") if event.choices else ""
    usage = event.usage or usage
print(len(text) > 0, usage.completion_tokens if usage else None)
