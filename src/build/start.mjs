import { build } from './build.mjs';
import { readOptions } from './options.mjs';
import { root } from './paths.mjs';
import { serveStatic } from './static-server.mjs';
import { command, StepFailed } from './step.mjs';

await command(async () => {
  const { port = 4321 } = readOptions(process.argv.slice(2), ['port']);
  await build();
  try {
    const { url } = await serveStatic({ folders: { '/': `${root}/dist` } }, { port });
    console.log(`\nWartezeit läuft: ${url}`);
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new StepFailed(
      `Failed to serve: port ${port} is in use. Choose another one: npm start -- --port ${port + 1}`,
    );
  }
});
