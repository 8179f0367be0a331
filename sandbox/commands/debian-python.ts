import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { runQuietly } from './run-quietly.ts';

/** The suite of Debian that has the newest Python. */
const SUITE = 'sid';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

export interface DebianPython {
  /** Where the interpreter goes; its last part names what is in it. */
  readonly folder: string;
  /** `3.14`. */
  readonly version: string;
  /** Installs the libraries into `site` (a folder of this interpreter's search path). */
  readonly installLibraries: (site: string) => Promise<void>;
}

/**
 * CPython from Debian's packages, unpacked under `folder` and run by its own loader and C library: nothing is installed
 * on the machine, and its own Python stays what it is. apt fetches and verifies the packages from the mirror that this machine
 * uses anyway. Returns the interpreter's path. Throws where there is no apt, no Debian mirror or no such package.
 */
export async function ensureDebianPython({ folder, version, installLibraries }: DebianPython): Promise<string> {
  const python = `${folder}/python`;
  if (existsSync(`${folder}/complete`)) return python;
  await rm(folder, { recursive: true, force: true });
  const archives = await downloadPackages(`${folder}/apt`, `python${version}`);
  for (const archive of archives) await runQuietly('dpkg-deb', ['--extract', archive, `${folder}/tree`]);
  await installLibraries(`${folder}/site`);
  await writeFile(python, launcher(folder, `python${version}`, await findLoader(`${folder}/tree/usr/lib`)));
  await chmod(python, 0o755);
  await runQuietly(python, ['-c', 'import openai, aiohttp, requests, tenacity']);
  await rm(`${folder}/apt`, { recursive: true });
  await writeFile(`${folder}/complete`, '');
  return python;
}

/** Paths of a package and of all it needs, as on a machine where nothing is installed. */
async function downloadPackages(folder: string, name: string): Promise<string[]> {
  for (const part of ['lists/partial', 'archives/partial']) await mkdir(`${folder}/${part}`, { recursive: true });
  await writeFile(`${folder}/status`, '');
  await writeFile(`${folder}/sources.list`, `deb [signed-by=${KEYRING}] ${await debianMirror()} ${SUITE} main\n`);
  await writeFile(`${folder}/apt.conf`, aptConfiguration(folder));
  const env = { ...process.env, APT_CONFIG: `${folder}/apt.conf` };
  await runQuietly('apt-get', ['update', '-qq'], env);
  await runQuietly('apt-get', ['install', '-qq', '--download-only', '--no-install-recommends', '-y', name], env);
  const files = await readdir(`${folder}/archives`);
  return files.filter((file) => file.endsWith('.deb')).map((file) => `${folder}/archives/${file}`);
}

/** A state of apt's own, so that the machine's lists, caches and locks are not touched and no root is needed. */
const aptConfiguration = (folder: string): string => `Dir::State "${folder}";
Dir::State::Lists "${folder}/lists";
Dir::State::status "${folder}/status";
Dir::Cache "${folder}";
Dir::Cache::archives "${folder}/archives";
Dir::Etc::sourcelist "${folder}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Acquire::Languages "none";
APT::Sandbox::User "";
`;

/** The address from which this machine gets Debian's packages. */
async function debianMirror(): Promise<string> {
  const targets = await runQuietly('apt-get', ['indextargets', '--format', '$(REPO_URI)']);
  const mirror = targets.split('\n').find((address) => /\/debian\/?$/.test(address));
  if (mirror === undefined)
    throw new Error('Failed to find a mirror of Debian: apt knows none. Add one to its sources.');
  return mirror;
}

/** The program that starts programs of this tree: ld-linux, named after the processor. */
async function findLoader(libraries: string): Promise<string> {
  for (const folder of (await readdir(libraries)).filter((name) => name.endsWith('-linux-gnu'))) {
    const loader = (await readdir(`${libraries}/${folder}`)).find((name) => /^ld-linux.*\.so\.\d+$/.test(name));
    if (loader !== undefined) return `${libraries}/${folder}/${loader}`;
  }
  throw new Error(
    `Failed to find ld-linux in ${libraries}: the C library is not among the packages. Use the machine's own Python.`,
  );
}

const launcher = (folder: string, name: string, loader: string): string => `#!/bin/sh
export PYTHONHOME="${folder}/tree/usr" PYTHONPATH="${folder}/site"
exec "${loader}" --library-path "${loader.replace(/\/[^/]+$/, '')}" --argv0 "$0" "${folder}/tree/usr/bin/${name}" "$@"
`;
