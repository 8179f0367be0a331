import { getEntry } from 'astro:content';
import type { Claim } from './claim-schema.ts';

/**
 * The checked claim with this id.
 * @throws when content/claims has no such file
 */
export async function claimEntry(id: string): Promise<Claim> {
  const entry = await getEntry('claims', id);
  if (entry === undefined) {
    throw new Error(
      `Failed to show claim "${id}": content/claims/${id}.yaml does not exist. Create it or correct the id in the chapter.`,
    );
  }
  return entry.data;
}
