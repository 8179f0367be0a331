// What programs around the API compute: JSON, objects, text, promises. Prints seconds per part.
const answer = JSON.stringify({
  id: 'chatcmpl-1',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Warten kostet nichts. '.repeat(40) } }],
  usage: { prompt_tokens: 9, completion_tokens: 200, total_tokens: 209 },
});

const parts: Record<string, () => void | Promise<void>> = {
  json_work() {
    for (let i = 0; i < 5_000; i++) JSON.stringify(JSON.parse(answer));
  },
  text_work() {
    for (let i = 0; i < 1_000; i++) (answer.match(/\w+/g) ?? []).map((word) => word.toLowerCase()).sort();
  },
  call_work() {
    const step = (number: number) => (number * 3) % 7;
    let total = 0;
    for (let number = 0; number < 20_000_000; number++) total += step(number);
    if (total < 0) console.log(total);
  },
  async promise_work() {
    const hop = async () => {
      for (let i = 0; i < 500; i++) await null;
    };
    await Promise.all(Array.from({ length: 200 }, hop));
  },
};

for (const [name, part] of Object.entries(parts)) {
  await part();
  const times: number[] = [];
  for (let i = 0; i < 7; i++) {
    const start = performance.now();
    await part();
    times.push((performance.now() - start) / 1000);
  }
  times.sort((a, b) => a - b);
  console.log(name, (times[3] ?? 0).toFixed(5));
}

export {};
