import { afterAll, beforeAll, expect, test } from 'vitest';
import { FRAME_DOCUMENT, FRAME_SCRIPT } from '../../sandbox/lab/frame-document.ts';
import { type StaticServer, serveStatic } from '../../src/build/static-server.mjs';
import { describeLab } from '../support/lab-suite.ts';

/** Tries the ways out of a worker from which nothing has been taken; answers with what came of each. */
const unsealed = (home: string, elsewhere: string): string => `export async function serve(port) {
  const found = {};
  const ask = async (way, work) => { found[way] = await Promise.resolve().then(work).then(() => 'open', () => 'closed'); };
  for (const [where, url] of [['home', ${JSON.stringify(home)}], ['elsewhere', ${JSON.stringify(elsewhere)}]]) {
    await ask('fetch ' + where, () => fetch(url, { mode: 'no-cors' }));
    await ask('import ' + where, () => import(url));
    await ask('request ' + where, () => { const x = new XMLHttpRequest(); x.open('GET', url, false); x.send(); });
    await ask('worker ' + where, () => new Promise((resolve, reject) => {
      const worker = new Worker(url);
      worker.onmessage = resolve;
      worker.onerror = reject;
    }));
    await ask('socket ' + where, () => new Promise((resolve, reject) => {
      const socket = new WebSocket(url.replace('http', 'ws'));
      socket.onopen = resolve;
      socket.onerror = reject;
    }));
    await ask('worker inside that fetches ' + where, () => new Promise((resolve, reject) => {
      const code = 'fetch(' + JSON.stringify(url) + ', { mode: "no-cors" }).then(() => postMessage("open"), () => close())';
      const worker = new Worker('data:text/javascript,' + encodeURIComponent(code));
      worker.onmessage = resolve;
      setTimeout(reject, 300);
      worker.onerror = reject;
    }));
  }
  await ask('eval', () => (0, eval)('1'));
  port.postMessage(found);
}`;

describeLab(
  'the frame around a worker',
  (lab) => {
    let elsewhere: StaticServer;

    beforeAll(async () => {
      elsewhere = await serveStatic({ pages: { '/verraten.js': 'postMessage(1); export default 1;' } });
    });

    afterAll(() => elsewhere?.close());

    test('lets nothing out by its policy alone', async () => {
      const code = unsealed(`${lab.server.url}verraten.js`, `${elsewhere.url}verraten.js`);
      const found = await lab.page.evaluate((given) => globalThis.labor.inFrame(given), code);
      const ways = Object.entries(found as Record<string, string>);
      expect(ways.length).toBe(13);
      expect(ways.filter(([, result]) => result !== 'closed')).toEqual([]);
      expect(elsewhere.log).toEqual([]);
      expect(lab.server.log.filter((line) => line.includes('verraten'))).toEqual([]);
    });

    test('runs no other script than its own', async () => {
      const changed = FRAME_DOCUMENT.replace(FRAME_SCRIPT, "parent.postMessage('läuft', '*')");
      const heard = await lab.page.evaluate(async (srcdoc) => {
        const frame = document.createElement('iframe');
        frame.setAttribute('sandbox', 'allow-scripts');
        frame.srcdoc = srcdoc;
        const messages: unknown[] = [];
        addEventListener('message', ({ data }) => messages.push(data));
        await new Promise((resolve) => {
          frame.addEventListener('load', resolve);
          document.body.append(frame);
        });
        frame.remove();
        return messages;
      }, changed);
      expect(heard).toEqual([]);
    });

    test('is known to assistive technology as nothing to visit', async () => {
      const running = await lab.page.evaluate(async () => {
        await globalThis.labor.prepare('typescript');
        const frame = document.querySelector('wz-frames')?.shadowRoot?.querySelector('iframe');
        return frame && { hidden: frame.ariaHidden, tabIndex: frame.tabIndex, sandbox: String(frame.sandbox) };
      }, null);
      expect(running).toEqual({ hidden: 'true', tabIndex: -1, sandbox: 'allow-scripts' });
    });
  },
  ['chromium'],
);
