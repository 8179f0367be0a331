import { type editor, languages, MarkerSeverity } from 'monaco-editor/editor/editor.api.js';
import { pythonProblems } from './pythonProblems.ts';

/** Main names of what a Python program in the laboratory can import, by what stands before the point. */
const members: Readonly<Record<string, readonly string[]>> = {
  asyncio: [
    'run',
    'gather',
    'sleep',
    'create_task',
    'TaskGroup',
    'Semaphore',
    'timeout',
    'wait_for',
    'as_completed',
    'to_thread',
    'Queue',
    'Event',
    'Lock',
  ],
  time: ['perf_counter', 'monotonic', 'sleep', 'time'],
  os: ['environ'],
  httpx: ['AsyncClient', 'Client', 'Limits', 'Timeout', 'HTTPStatusError', 'ReadTimeout'],
  aiohttp: ['ClientSession', 'TCPConnector', 'ClientTimeout', 'ClientError'],
  requests: ['Session', 'get', 'post', 'HTTPError', 'Timeout'],
  tenacity: ['retry', 'stop_after_attempt', 'wait_exponential', 'wait_random_exponential', 'retry_if_exception_type'],
  openai: ['OpenAI', 'AsyncOpenAI', 'AzureOpenAI', 'AsyncAzureOpenAI', 'RateLimitError', 'APIError', 'APITimeoutError'],
  client: ['chat', 'responses', 'embeddings', 'images', 'batches', 'files', 'completions', 'with_options'],
  completions: ['create'],
  chat: ['completions'],
};

const snippets: readonly (readonly [label: string, text: string])[] = [
  ['async def', 'async def $1() -> None:\n    $0'],
  ['async with TaskGroup', 'async with asyncio.TaskGroup() as gruppe:\n    gruppe.create_task($0)'],
  ['async with Semaphore', 'async with $1:\n    $0'],
  ['asyncio.run(main())', 'asyncio.run(main())'],
];

/** Completion of the libraries' main names. */
export function registerPythonHelp(): void {
  languages.registerCompletionItemProvider('python', {
    triggerCharacters: ['.'],
    provideCompletionItems(model, position) {
      const word = model.getWordUntilPosition(position);
      const range = {
        startLineNumber: position.lineNumber,
        endLineNumber: position.lineNumber,
        startColumn: word.startColumn,
        endColumn: word.endColumn,
      };
      const before = model.getLineContent(position.lineNumber).slice(0, word.startColumn - 1);
      const owner = /([A-Za-z_]\w*)\.$/.exec(before)?.[1];
      const names = owner === undefined ? Object.keys(members) : (members[owner] ?? []);
      const kind = owner === undefined ? languages.CompletionItemKind.Module : languages.CompletionItemKind.Function;
      const plain = names.map((name) => ({ label: name, insertText: name, kind, range }));
      if (owner !== undefined) return { suggestions: plain };
      const ready = snippets.map(([label, text]) => ({
        label,
        insertText: text,
        insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet,
        kind: languages.CompletionItemKind.Snippet,
        range,
      }));
      return { suggestions: [...plain, ...ready] };
    },
  });
}

/** Syntax problems of a Python program as the editor marks them. */
export function syntaxMarkers(source: string): editor.IMarkerData[] {
  return pythonProblems(source).map((problem) => ({
    startLineNumber: problem.line,
    startColumn: problem.column,
    endLineNumber: problem.line,
    endColumn: problem.column + 1,
    message: problem.message,
    severity: MarkerSeverity.Error,
  }));
}
