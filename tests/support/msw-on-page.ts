import { setupWorker } from 'msw/browser';
import OpenAI from 'openai';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { openAiHandlers } from '../../sandbox/doors/msw.ts';
import { createService } from '../../sandbox/service/service.ts';

/** What the page's own code got from the mock service, and which requests the service took over. */
export interface MswOnPage {
  ask(): Promise<{ readonly text: string; readonly streamed: string; readonly status: number }>;
}

const worker = setupWorker(...openAiHandlers(createService(presets.sofort)));
await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
const client = new OpenAI({ apiKey: 'sk-test', maxRetries: 0, dangerouslyAllowBrowser: true });
const question = { model: 'gpt-6-luna', messages: [{ role: 'user' as const, content: 'Hallo' }] };

globalThis.mswOnPage = {
  async ask() {
    const whole = await client.chat.completions.create(question);
    let streamed = '';
    for await (const chunk of await client.chat.completions.create({ ...question, stream: true })) {
      streamed += chunk.choices[0]?.delta.content ?? '';
    }
    const status = await client.models.retrieve('gibt-es-nicht').then(
      () => 200,
      (error: unknown) => (error instanceof OpenAI.APIError ? (error.status ?? 0) : 0),
    );
    return { text: whole.choices[0]?.message.content ?? '', streamed, status };
  },
};
