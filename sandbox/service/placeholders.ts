/**
 * Ids that the official clients' own test suites and their README ask for: they are always found, so that those suites run
 * against the mock. Every other unknown id is a 404.
 */
export const placeholders = {
  chat: new Set(['completion_id']),
  response: new Set(['response_id', 'resp_677efb5139a88190b512bc3fef8e535d']),
  file: new Set(['file_id']),
  batch: new Set(['batch_id']),
  upload: new Set(['upload_abc123']),
} as const;
