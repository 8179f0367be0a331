import { namedEvent } from '../sse.ts';
import type { StreamPart } from '../work.ts';
import {
  finalStatus,
  hasAnswered,
  hasThought,
  outputItem,
  type ResponseAnswer,
  reasoningItem,
  responseObject,
  textPart,
} from './response-state.ts';

/** One typed event of a response stream, numbered within it. */
class EventPart implements StreamPart {
  readonly after: number;
  readonly tokens: number;
  readonly #type: string;
  readonly #sequence: number;
  readonly #make: () => object;
  readonly #piece: string;

  constructor(after: number, type: string, sequence: number, make: () => object, piece = '') {
    this.after = after;
    this.tokens = piece === '' ? 0 : 1;
    this.#type = type;
    this.#sequence = sequence;
    this.#make = make;
    this.#piece = piece;
  }

  bytes(): Uint8Array {
    return namedEvent(this.#type, { type: this.#type, sequence_number: this.#sequence, ...this.#make() });
  }

  text(): string {
    return this.#piece;
  }
}

/**
 * All events of a response, in order: the number of an event is its place in this list.
 * Source: developers.openai.com/api/docs/guides/streaming-responses.
 */
export function responseEvents(answer: ResponseAnswer, completedAt: () => number): StreamPart[] {
  const { output } = answer;
  const total = output.pieces.length;
  const events: StreamPart[] = [];
  const add = (after: number, type: string, make: () => object, piece = ''): void => {
    events.push(new EventPart(after, `response.${type}`, events.length, make, piece));
  };
  const status = (name: 'queued' | 'in_progress') => () => ({ response: responseObject(answer, name, null) });
  add(-2, 'created', status(answer.background ? 'queued' : 'in_progress'));
  if (answer.background) add(-2, 'queued', status('queued'));
  add(-1, 'in_progress', status('in_progress'));
  if (hasThought(answer)) addThinking(answer, add);
  if (hasAnswered(answer)) addAnswer(answer, add);
  const final = finalStatus(output);
  add(total, final, () => ({ response: responseObject(answer, final, completedAt()) }));
  return events;
}

type Add = (after: number, type: string, make: () => object, piece?: string) => void;

/** The model begins to think as soon as it works on the request. */
function addThinking(answer: ResponseAnswer, add: Add): void {
  const item = (): object => ({ output_index: 0, item: reasoningItem(answer) });
  add(-1, 'output_item.added', item);
  add(0, 'output_item.done', item);
}

function addAnswer(answer: ResponseAnswer, add: Add): void {
  const { output } = answer;
  const index = hasThought(answer) ? 1 : 0;
  add(0, 'output_item.added', () => ({ output_index: index, item: outputItem(answer, 'in_progress') }));
  if (output.kind === 'text') addText(answer, index, add);
  else addCall(answer, index, add);
  const final = finalStatus(output);
  add(output.pieces.length, 'output_item.done', () => ({ output_index: index, item: outputItem(answer, final) }));
}

function addText({ output, itemId }: ResponseAnswer, index: number, add: Add): void {
  const place = { item_id: itemId, output_index: index, content_index: 0 };
  add(0, 'content_part.added', () => ({ ...place, part: textPart('') }));
  for (const [i, piece] of output.pieces.entries()) {
    add(i + 1, 'output_text.delta', () => ({ ...place, delta: piece, logprobs: [] }), piece);
  }
  add(output.pieces.length, 'output_text.done', () => ({ ...place, text: output.text, logprobs: [] }));
  add(output.pieces.length, 'content_part.done', () => ({ ...place, part: textPart(output.text) }));
}

function addCall({ output, itemId }: ResponseAnswer, index: number, add: Add): void {
  const place = { item_id: itemId, output_index: index };
  for (const [i, piece] of output.pieces.entries()) {
    add(i + 1, 'function_call_arguments.delta', () => ({ ...place, delta: piece }), piece);
  }
  const name = output.kind === 'tool' ? output.name : '';
  const whole = (): object => ({ ...place, name, arguments: output.text });
  add(output.pieces.length, 'function_call_arguments.done', whole);
}

/** The error event of a stream that breaks after `sent` events. */
export function responseErrorEvent(sent: number): Uint8Array {
  return namedEvent('error', {
    type: 'error',
    code: 'server_error',
    message: 'The server had an error while processing your request. Sorry about that!',
    param: null,
    sequence_number: sent,
  });
}
