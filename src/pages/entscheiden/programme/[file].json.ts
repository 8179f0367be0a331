import type { APIRoute, GetStaticPaths } from 'astro';
import { programs } from '../../../components/decide/decide-files.ts';
import { highlight } from '../../../components/experiment/highlight.ts';

export const getStaticPaths: GetStaticPaths = () =>
  Object.entries(programs).map(([file, source]) => ({ params: { file }, props: { source } }));

/** A template in colour, line by line as HTML: fetched when a reader comes to the program. */
export const GET: APIRoute<{ readonly source: string }> = async ({ params, props }) => {
  const html = await highlight(props.source, params['file']?.endsWith('.py') ? 'python' : 'typescript');
  return new Response(JSON.stringify(html.split('\n')), { headers: { 'Content-Type': 'application/json' } });
};
