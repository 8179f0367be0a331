/** Where things lie in Python's file system. */
export const SITE_PACKAGES = '/lib/python3.14/site-packages';
/** Pure packages are imported from this zip, both while the snapshot is made and later. */
export const PACKAGES_ZIP = '/lib/python3.14/site-packages.zip';
/** The seams, as the package `_lab`. */
export const SEAMS = `${SITE_PACKAGES}/_lab`;
export const HOME = '/home/pyodide';
export const STDLIB_ZIP = '/lib/python314.zip';
