import { type PresetName, presets } from '../conditions/conditions.ts';
import { createMockServer } from '../doors/http-server.ts';
import { presetNamed } from '../doors/http-server-lab.ts';
import { integer, numberAbove, OptionError, oneOf, readOptions, runCommand } from './options.ts';

// The presets' names are the keys of the object above.
const presetNames = Object.keys(presets) as PresetName[];

const spec = {
  port: integer(0, 65_535, 8787),
  conditions: oneOf(presetNames, 'artikel'),
  seed: integer(0, 0xffff_ffff, null),
  speed: numberAbove(0, 1_000_000, 1),
  cors: oneOf(['alle', 'echt'] as const, 'alle'),
};

/** `mock`: the service over HTTP until Ctrl-C. */
export async function mock(args: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(args, spec);
  if (positionals.length > 0)
    throw new OptionError(`Das Argument „${positionals[0]}“ ist zu viel. Erlaubt: nur Optionen.`);
  const preset = presetNamed(values.conditions) ?? presets.artikel;
  const conditions = values.seed === null ? preset : { ...preset, seed: values.seed };
  const server = createMockServer({ conditions, speed: values.speed, exposedHeaders: values.cors });
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
