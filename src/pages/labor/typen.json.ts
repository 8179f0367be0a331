import type { APIRoute } from 'astro';
import { typeFiles } from '../../components/experiment/typeFiles.ts';

/** The declarations of what a TypeScript program may import: fetched by the large editor only. */
export const GET: APIRoute = async () =>
  new Response(JSON.stringify(await typeFiles()), { headers: { 'Content-Type': 'application/json' } });
