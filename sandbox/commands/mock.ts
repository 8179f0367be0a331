import { type PresetName, presets } from '../conditions/conditions.ts';
import { presetTexts } from '../conditions/preset-texts.ts';
import { isWebhookAddress } from '../doors/checked-options.ts';
import { createMockServer } from '../doors/http-server.ts';
import { presetNamed } from '../doors/http-server-lab.ts';
import type { WebhookTarget } from '../doors/http-server-webhooks.ts';
import { loadO200k } from '../service/tokens/o200k.ts';
import { describeOptions, integer, numberAbove, OptionError, oneOf, readOptions, runCommand, text } from './options.ts';

// The presets' names are the keys of the object above.
const presetNames = Object.keys(presets) as PresetName[];

const spec = {
  port: integer(0, 65_535, 8787),
  conditions: oneOf(presetNames, 'artikel'),
  seed: integer(0, 0xffff_ffff, null),
  speed: numberAbove(0, 1_000_000, 1),
  cors: oneOf(['alle', 'echt'] as const, 'alle'),
  tokens: oneOf(['geschätzt', 'genau'] as const, 'geschätzt'),
  webhook: text('eine Adresse mit http:// oder https://, ohne Kennwort', null, isWebhookAddress),
  'webhook-secret': text('ein Geheimnis, mit dem Webhooks unterschrieben werden', null),
};

/** `mock`: the service over HTTP until Ctrl-C. */
export async function mock(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    const presetLines = presetNames.map((name) => `  ${name.padEnd(18)}${presetTexts[name].description}\n`);
    const options = `Optionen:\n${describeOptions(spec)}`;
    process.stdout.write(`Der Mock-Dienst über HTTP, bis Strg+C. ${options}Bedingungen:\n${presetLines.join('')}`);
    return 0;
  }
  const { values, positionals } = readOptions(args, spec);
  if (positionals.length > 0)
    throw new OptionError(`Das Argument „${positionals[0]}“ ist zu viel. Erlaubt: nur Optionen.`);
  const preset = presetNamed(values.conditions) ?? presets.artikel;
  const conditions = values.seed === null ? preset : { ...preset, seed: values.seed };
  const webhook = webhookTarget(values.webhook, values['webhook-secret']);
  const server = createMockServer({
    conditions,
    speed: values.speed,
    exposedHeaders: values.cors,
    ...(webhook ? { webhook } : {}),
    ...(values.tokens === 'genau' ? { tokenizer: await loadO200k() } : {}),
  });
  const address = await listen(server, values.port);
  if (address === null) {
    process.stderr.write(
      `Die Option --port hat den Wert „${values.port}“, aber dieser Port ist belegt. Erlaubt: ein freier Port, oder 0 für irgendeinen.\n`,
    );
    return 2;
  }
  process.stdout.write(
    [
      `Mock-Dienst: ${address}/v1  (Bedingungen „${conditions.name}“, Startwert ${conditions.seed}, Tempo ${values.speed})`,
      `Benutzen:    OPENAI_BASE_URL=${address}/v1 OPENAI_API_KEY=sk-test`,
      `Wie Azure:   AZURE_OPENAI_ENDPOINT=${address} AZURE_OPENAI_API_KEY=test OPENAI_API_VERSION=2024-10-21`,
      `Protokoll:   ${address}/lab/log   Ende: Strg+C`,
      '',
    ].join('\n'),
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.close();
  return 0;
}

function webhookTarget(url: string | null, secret: string | null): WebhookTarget | null {
  if (url === null && secret === null) return null;
  if (url === null)
    throw new OptionError('Die Option --webhook-secret steht allein. Erlaubt: zusammen mit --webhook ADRESSE.');
  if (secret === null)
    throw new OptionError(`Die Option --webhook hat den Wert „${url}“, aber es fehlt --webhook-secret GEHEIMNIS.`);
  return { url, secret };
}

/** The address, or null if the port is taken. */
async function listen(server: ReturnType<typeof createMockServer>, port: number): Promise<string | null> {
  try {
    return await server.listen(port);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))
      return null;
    throw error;
  }
}

if (import.meta.main) await runCommand(() => mock(process.argv.slice(2)));
