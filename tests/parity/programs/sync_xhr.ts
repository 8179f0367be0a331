// The only blocking call of the web; compared in a browser's worker.
let ticks = 0;
const ticking = setInterval(() => ticks++, 20);
const request = new XMLHttpRequest();
request.open('POST', `${process.env.OPENAI_BASE_URL}/chat/completions`, false);
request.setRequestHeader('authorization', `Bearer ${process.env.OPENAI_API_KEY}`);
request.setRequestHeader('content-type', 'application/json');
request.send(JSON.stringify({ model: 'gpt-6-luna', messages: [{ role: 'user', content: 'xhr' }] }));
clearInterval(ticking);
console.log(request.status, ticks);
