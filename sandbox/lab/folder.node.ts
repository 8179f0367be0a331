import { fileURLToPath } from 'node:url';

/** Where the lab's assets are made: everything the laboratory fetches at run time. Not committed. */
export const LAB_FOLDER = fileURLToPath(new URL('../../.cache/lab/', import.meta.url));
