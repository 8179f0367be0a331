import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { node24, root, toolEnv } from './paths.mjs';
import { run, StepFailed, say } from './step.mjs';

/**
 * The browsers of the test run: names on the PATH, Debian's packages, the variable that names another program, and whether
 * Playwright's own download can stand in (its WebKit cannot: the tests speak with WebKitGTK's driver).
 */
const BROWSERS = {
  chromium: {
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    debian: ['chromium'],
    variable: 'CHROMIUM_PATH',
    fromPlaywright: true,
  },
  firefox: {
    commands: ['firefox-esr', 'firefox'],
    debian: ['firefox-esr'],
    variable: 'FIREFOX_PATH',
    fromPlaywright: true,
  },
  webkit: {
    commands: ['WebKitWebDriver'],
    debian: ['webkit2gtk-driver', 'xvfb'],
    variable: 'WEBKIT_DRIVER_PATH',
    fromPlaywright: false,
  },
};

/**
 * The path of a command, or null.
 * @param {string} command
 * @returns {string | null}
 */
export function onPath(command) {
  const found = spawnSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : null;
}

function playwrights(name) {
  const script = `import('playwright').then(p => console.log(p['${name}'].executablePath()))`;
  const found = spawnSync(node24, ['-e', script], { cwd: root, encoding: 'utf8' });
  const path = found.stdout?.trim();
  return path && existsSync(path) ? path : null;
}

/**
 * The program of a browser: named by its variable, else on the PATH, else Playwright's; null where there is none.
 * @param {'chromium' | 'firefox' | 'webkit'} name
 * @returns {string | null}
 */
export function findBrowser(name) {
  const { commands, variable, fromPlaywright } = BROWSERS[name];
  const named = process.env[variable];
  if (named && existsSync(named)) return named;
  return commands.map(onPath).find((path) => path !== null) ?? (fromPlaywright ? playwrights(name) : null);
}

const isDebianRoot = () => process.getuid?.() === 0 && onPath('apt-get') !== null;

async function install(name) {
  if (isDebianRoot()) {
    say(`Installing ${name} from Debian's packages`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...BROWSERS[name].debian], { env });
    return;
  }
  if (!BROWSERS[name].fromPlaywright) return;
  say(`Downloading ${name} with Playwright`);
  await run(node24, [`${root}/node_modules/playwright/cli.js`, 'install', name], { env: toolEnv });
}

/**
 * Finds or installs the browsers. A missing one is said loudly and skipped; with CI set it is a failure.
 * @returns {Promise<Record<string, string>>} environment variables that name their programs
 */
export async function ensureBrowsers() {
  const env = {};
  for (const name of Object.keys(BROWSERS)) {
    let path = findBrowser(name);
    if (!path) {
      await install(name).catch((error) => console.error(error.message));
      path = findBrowser(name);
    }
    if (path) env[BROWSERS[name].variable] = path;
    else if (process.env.CI)
      throw new StepFailed(
        `Failed to test in ${name}: it is not installed and could not be. Install it, or set ${BROWSERS[name].variable}.`,
      );
    else
      console.error(
        `!! ${name} is missing: its browser tests are SKIPPED. Install it, or set ${BROWSERS[name].variable}.`,
      );
  }
  return env;
}
