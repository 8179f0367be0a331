import type { PyodideAPI } from 'pyodide';
import { PACKAGES_ZIP, SITE_PACKAGES } from './places.ts';

/** Statements that put the lab under Python; the snapshot holds their result. Returns what could not be imported. */
const WARM_UP = `
import sys
sys.path.append(${JSON.stringify(PACKAGES_ZIP)})
import importlib
importlib.invalidate_caches()
import _lab.warm
`;

/** Puts seams and packages in place and imports the seams (and, for the snapshot, the libraries). */
export function warmUp(pyodide: PyodideAPI, options: { readonly libraries: boolean }): string[] {
  pyodide.FS.mkdirTree(SITE_PACKAGES);
  pyodide.runPython(WARM_UP);
  if (!options.libraries) return [];
  const missing: unknown = pyodide.runPython(`
import json
names = _lab.warm.import_libraries()
_lab.warm.make_clients()
json.dumps(names)
`);
  return JSON.parse(String(missing)) as string[];
}
