import { defineCollection } from 'astro:content';
import { docsSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { claimSchema } from './components/lesson/claim-schema.ts';
import { termSchema } from './components/lesson/term-schema.ts';

/** The chapters, and the pages beside the article. A page without a description has no social card and no line in the search results, so it must have one. */
const chapterFields = z.object({
  title: z.string({ error: 'Failed to read the front matter: title is missing. Add the heading of the page.' }),
  description: z
    .string({
      error:
        'Failed to read the front matter: description is missing. Add one German sentence of 50 to 170 characters.',
    })
    .min(50, 'Failed to read the front matter: description is too short. Write 50 to 170 characters.')
    .max(170, 'Failed to read the front matter: description is too long. Write 50 to 170 characters.'),
});

export const collections = {
  docs: defineCollection({
    loader: glob({
      base: './content',
      pattern: '{article,pages}/[^_]*.mdx',
      generateId: ({ entry }) => entry.replace(/^(article|pages)\/|\.mdx$/g, ''),
    }),
    schema: docsSchema({ extend: chapterFields }),
  }),
  claims: defineCollection({
    loader: glob({ base: './content/claims', pattern: '*.yaml' }),
    schema: claimSchema,
  }),
  glossary: defineCollection({
    loader: glob({ base: './content/glossary', pattern: '*.md' }),
    schema: termSchema,
  }),
};
