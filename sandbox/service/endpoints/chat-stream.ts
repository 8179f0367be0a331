import { ByteSlab, encodeText } from '../bytes.ts';
import type { ModelOutput } from '../model-output.ts';
import { eventData, STREAM_END } from '../sse.ts';
import type { StreamPart } from '../work.ts';
import { type ChatAnswer, FINGERPRINT, finishOf, logprobsOf, usageJson } from './chat-answer.ts';
import { ANSWER_FILTER, PROMPT_FILTER } from './content-filter.ts';

/** The answer as server-sent events; several choices take turns. */
export function chatParts(answer: ChatAnswer): StreamPart[] {
  const start = streamStart(answer);
  const choices = answer.outputs.map((output, index) => new ChoiceStream(start, index, output, answer));
  const parts: StreamPart[] = choices.map((choice) => choice.opening());
  if (answer.filtered) parts.unshift({ after: 0, bytes: () => eventData(PROMPT_FILTER_CHUNK) });
  const longest = Math.max(...answer.outputs.map(({ pieces }) => pieces.length));
  for (let i = 0; i <= longest; i++) for (const choice of choices) choice.addPiece(i, parts);
  if (answer.includeUsage) parts.push({ after: longest, bytes: () => usageChunk(start, answer) });
  parts.push({ after: longest, bytes: () => STREAM_END });
  return parts;
}

/** Azure's first chunk: about the prompt, with no choices and no name of its own. */
const PROMPT_FILTER_CHUNK = {
  choices: [],
  created: 0,
  id: '',
  model: '',
  object: '',
  prompt_filter_results: PROMPT_FILTER,
} as const;

/** What all chunks of a stream begin with. */
function streamStart({ id, created, model, tier }: ChatAnswer): string {
  const shared = {
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    service_tier: tier,
    system_fingerprint: FINGERPRINT,
  };
  return `data: ${JSON.stringify(shared).slice(0, -1)},"choices":[`;
}

/** The additional last chunk with the usage and no choices. */
function usageChunk(start: string, answer: ChatAnswer): Uint8Array {
  return encodeText(`${start}],"usage":${usageJson(answer)}}\n\n`);
}

/** The chunks of one choice. What they share is written and encoded once. */
class ChoiceStream {
  readonly output: ModelOutput;
  readonly #topLogprobs: number | null;
  readonly #start: string;
  readonly #end: string;
  readonly #slab = new ByteSlab();
  /** What the content filter says of a piece, and of a chunk without one. */
  readonly #filter: string;
  readonly #noFilter: string;
  #before: Uint8Array | null = null;
  #after: Uint8Array | null = null;

  constructor(start: string, index: number, output: ModelOutput, answer: ChatAnswer) {
    this.output = output;
    this.#topLogprobs = answer.topLogprobs;
    this.#start = `${start}{"index":${index},"delta":`;
    this.#filter = answer.filtered ? `,"content_filter_results":${JSON.stringify(ANSWER_FILTER)}` : '';
    this.#noFilter = answer.filtered ? ',"content_filter_results":{}' : '';
    this.#end = `]${answer.includeUsage ? ',"usage":null' : ''}}\n\n`;
  }

  /** The first chunk: the role, and for a call its name. */
  opening(): StreamPart {
    return { after: 0, bytes: () => this.#chunk(openingDelta(this.output), null, null) };
  }

  /** Adds what is sent after `i` pieces: the next piece, and the end once there is none left. */
  addPiece(i: number, parts: StreamPart[]): void {
    const { pieces } = this.output;
    const piece = pieces[i - 1];
    if (piece !== undefined) parts.push(new PiecePart(this, i, piece));
    if (i === pieces.length) parts.push({ after: i, bytes: () => this.#chunk('{}', null, finishOf(this.output)) });
  }

  piece(text: string): Uint8Array {
    if (this.#topLogprobs !== null) {
      return this.#chunk(this.#delta(text), logprobsOf([text], this.#topLogprobs), null, this.#filter);
    }
    this.#before ??= encodeText(this.#start);
    this.#after ??= encodeText(`,"logprobs":null,"finish_reason":null${this.#filter}}${this.#end}`);
    return this.#slab.encodeBetween(this.#before, this.#delta(text), this.#after);
  }

  #delta(text: string): string {
    if (this.output.kind === 'text') return `{"content":${JSON.stringify(text)}}`;
    return `{"tool_calls":[{"index":0,"function":{"arguments":${JSON.stringify(text)}}}]}`;
  }

  #chunk(delta: string, logprobs: object | null, reason: string | null, filter = this.#noFilter): Uint8Array {
    const rest = `,"logprobs":${JSON.stringify(logprobs)},"finish_reason":${JSON.stringify(reason)}${filter}}`;
    return encodeText(`${this.#start}${delta}${rest}${this.#end}`);
  }
}

function openingDelta(output: ModelOutput): string {
  if (output.kind === 'text') return '{"role":"assistant","content":"","refusal":null}';
  const call = { index: 0, id: output.callId, type: 'function', function: { name: output.name, arguments: '' } };
  return JSON.stringify({ role: 'assistant', content: null, refusal: null, tool_calls: [call] });
}

/** One token of one choice. A class, because there are many. */
class PiecePart implements StreamPart {
  readonly after: number;
  readonly tokens = 1;
  readonly #choice: ChoiceStream;
  readonly #piece: string;

  constructor(choice: ChoiceStream, after: number, piece: string) {
    this.#choice = choice;
    this.after = after;
    this.#piece = piece;
  }

  bytes(): Uint8Array {
    return this.#choice.piece(this.#piece);
  }

  text(): string {
    return this.#piece;
  }
}
