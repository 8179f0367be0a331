import OpenAI from 'openai';

/** Fasst mehrere Texte gleichzeitig zusammen; die Reihenfolge bleibt. */
export async function zusammenfassen(texte: readonly string[], client = new OpenAI()): Promise<string[]> {
  return Promise.all(
    texte.map(async (text) => {
      const antwort = await client.chat.completions.create({
        model: 'gpt-6-luna',
        messages: [{ role: 'user', content: `Fasse zusammen: ${text}` }],
      });
      return antwort.choices[0]?.message.content ?? '';
    }),
  );
}
