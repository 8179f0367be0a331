from openai import OpenAI

client = OpenAI()
antwort = client.chat.completions.create(
    model="gpt-6-luna",
    messages=[{"role": "user", "content": "Nenne einen Vorteil von Typen."}],
)
print(antwort.choices[0].message.content)
