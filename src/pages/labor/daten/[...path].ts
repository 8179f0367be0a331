import type { APIRoute, GetStaticPaths } from 'astro';
import { readExamples } from '../../../../sandbox/lab/example.node.ts';
import {
  dataFolder,
  exampleEntry,
  examplesFolder,
  loadExperiment,
  recordingText,
} from '../../../components/experiment/loadExperiment.ts';

interface DataFile {
  readonly text: string;
}

/** The data of every experiment, and its recordings: fetched when a reader takes interest in a card. */
export const getStaticPaths = (async () => {
  const examples = await readExamples(examplesFolder);
  const paths = await Promise.all(
    examples.map(async ({ slug }) => {
      const data = await loadExperiment(slug);
      const recordings = await Promise.all(
        data.recordings.map(async (ref) => ({
          params: { path: ref.path.slice(dataFolder.length) },
          props: { text: await recordingText(ref) } satisfies DataFile,
        })),
      );
      return [
        { params: { path: `${slug}.json` }, props: { text: JSON.stringify(data) } satisfies DataFile },
        ...recordings,
      ];
    }),
  );
  const entries = await Promise.all(examples.map(async ({ slug }) => exampleEntry(await loadExperiment(slug))));
  return [
    { params: { path: 'index.json' }, props: { text: JSON.stringify(entries) } satisfies DataFile },
    ...paths.flat(),
  ];
}) satisfies GetStaticPaths;

export const GET: APIRoute<DataFile> = ({ props }) =>
  new Response(props.text, { headers: { 'Content-Type': 'application/json' } });
