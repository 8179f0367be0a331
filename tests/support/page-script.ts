import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The text of one script for a bare page: `entry` and all it imports. Rejects where esbuild finds a fault in it. */
export async function pageScript(entry: URL): Promise<string> {
  const script = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'warning',
  });
  return script.outputFiles[0]?.text ?? '';
}
