import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowsers } from './browsers.mjs';
import { build } from './build.mjs';
import { ensureModules } from './modules.mjs';
import { readOptions } from './options.mjs';
import { node24, root, toolEnv } from './paths.mjs';
import { command, run, StepFailed, say } from './step.mjs';

/** So often the files of a process that died run again. */
const MOST_RERUNS = 3;

const totals = { passed: 0, failed: 0, skipped: 0 };
const bin = (name) => `${root}/node_modules/.bin/${name}`;

/** One check without tests of its own counts as one test. */
async function check(title, program, args) {
  say(title);
  try {
    await run(program, args, { env: toolEnv });
    totals.passed++;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    console.error(`✗ ${title}: ${error.message}`);
    totals.failed++;
  }
}

/** Runs one Vitest project, or some of its files: its report, and what ended the process other than a failed test. */
async function runProject(project, env, files = []) {
  const folder = mkdtempSync(join(tmpdir(), 'wartezeit-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['run', '--config', 'tests/vitest.config.ts', '--project', project, ...reporters, ...files];
  const ended = await run(bin('vitest'), args, { env: { ...toolEnv, ...env } }).then(
    () => null,
    (error) => error,
  );
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    return { result, crash: result.numFailedTests === 0 ? ended : null };
  } catch {
    return { result: null, crash: ended };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files of a project, or of those given, that a report does not know to their end. */
function unfinishedFiles(project, { testResults }, files) {
  const isDone = ({ assertionResults }) =>
    assertionResults.length > 0 && assertionResults.every(({ status }) => status !== 'pending');
  const done = new Set(testResults.filter(isDone).map(({ name }) => name));
  const folder = join(root, 'tests', project);
  if (files.length > 0) return files.filter((path) => !done.has(path));
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => /\.test\.tsx?$/.test(path) && !done.has(path));
}

function count({ testResults }, skipFiles = []) {
  for (const { name, assertionResults } of testResults) {
    if (skipFiles.includes(name)) continue;
    for (const { status } of assertionResults) {
      if (status === 'passed') totals.passed++;
      else if (status === 'failed') totals.failed++;
      else totals.skipped++;
    }
  }
}

/**
 * Runs one Vitest project and adds its tests to the totals. Node 24's V8 now and then aborts while it frees WebAssembly code
 * (sandbox/lab/keep-wasm-code.node.ts): where no test failed but a process died, the files that it did not finish run again,
 * {@link MOST_RERUNS} times at most, and this says so. What dies each time has failed.
 */
async function suite(title, project, env = {}) {
  say(title);
  let files = [];
  for (let reruns = 0; ; reruns++) {
    const { result, crash } = await runProject(project, env, files);
    if (!result) {
      console.error(`✗ ${title}: no report was written. ${crash?.message ?? ''}`);
      totals.failed++;
      return;
    }
    const unfinished = crash ? unfinishedFiles(project, result, files) : [];
    if (unfinished.length === 0 || reruns === MOST_RERUNS) {
      count(result);
      if (crash) totals.failed++;
      return;
    }
    count(result, unfinished);
    console.error(`!! ${title}: no test failed, but a process died. Running once more: ${unfinished.join(', ')}`);
    files = unfinished;
  }
}

await command(async () => {
  readOptions(process.argv.slice(2), []);
  await ensureModules();
  const browsers = await ensureBrowsers();
  await check('Types of the Astro files (astro sync, astro check)', bin('astro'), [
    'check',
    '--tsconfig',
    'src/tsconfig.json',
    '--minimumSeverity',
    'error',
  ]);
  for (const project of [
    'content/tsconfig.json',
    'sandbox/tsconfig.json',
    'sandbox/tsconfig.node.json',
    'src/tsconfig.json',
    'tests/tsconfig.json',
  ]) {
    await check(`Types: ${project}`, bin('tsc'), ['-p', project]);
  }
  await check('Format and lint', bin('biome'), ['ci', '.']);
  await check('Types of the Python seams', bin('pyright'), ['-p', 'sandbox/runtimes/python']);
  await build().then(
    () => totals.passed++,
    (error) => {
      if (!(error instanceof StepFailed)) throw error;
      console.error(error.message);
      totals.failed++;
    },
  );
  await suite('Unit tests', 'unit');
  await suite('Contract tests with the official clients', 'contract');
  await suite('Browser tests', 'browser', browsers);
  await check('Recordings: run again and compare', node24, ['sandbox/commands/record.ts', '--check']);
  const skipped = totals.skipped ? `, ${totals.skipped} skipped` : '';
  console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
  return totals.failed ? 1 : 0;
});
