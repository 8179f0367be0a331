// Läuft in einem Worker des Browsers: Node kennt keinen XMLHttpRequest
const BASIS = process.env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1';
const ANZAHL = 3;

const start = performance.now();
const sekunden = () => ((performance.now() - start) / 1000).toFixed(1);

function frageBlockierend(nummer: number): void {
  const anfrage = new XMLHttpRequest();
  anfrage.open('POST', `${BASIS}/chat/completions`, false); // false: synchron
  anfrage.setRequestHeader('Authorization', `Bearer ${process.env.OPENAI_API_KEY}`);
  anfrage.setRequestHeader('Content-Type', 'application/json');
  anfrage.send(JSON.stringify({ model: 'gpt-6-luna', messages: [{ role: 'user', content: `Frage ${nummer}` }] }));
}

async function aufgabe(nummer: number): Promise<void> {
  frageBlockierend(nummer);
}

const puls = setInterval(() => console.log(`${sekunden()} s  Herzschlag`), 200);
await Promise.all(Array.from({ length: ANZAHL }, (_, i) => aufgabe(i + 1)));
clearInterval(puls);
console.log(`blockierend: ${ANZAHL} Aufgaben in ${sekunden()} s`);
