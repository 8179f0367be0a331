import { writeAnswer } from './content/answer-text.ts';
import { continueText } from './content/continuation.ts';
import { valueOfSchema } from './content/schema-value.ts';
import { type Draw, drawId } from './draw.ts';
import type { Prompt, ToolOffer } from './prompt.ts';
import type { Tokenizer } from './tokens/tokenizer.ts';

/** What the mock model answers. */
export type ModelOutput = TextOutput | ToolOutput;

export interface TextOutput {
  readonly kind: 'text';
  readonly text: string;
  /** The tokens; joined they are the text. */
  readonly pieces: readonly string[];
  /** Tokens that were thought before, and are billed as the others are. */
  readonly thinking: number;
  /** `length`: the token limit cut it off. */
  readonly finish: 'stop' | 'length';
}

export interface ToolOutput {
  readonly kind: 'tool';
  readonly callId: string;
  readonly name: string;
  /** The arguments as JSON. */
  readonly text: string;
  /** The same in tokens. */
  readonly pieces: readonly string[];
  readonly thinking: number;
  /** `length`: the token limit cut the arguments off. */
  readonly finish: 'stop' | 'length';
}

/**
 * Composes the answer to a prompt: a call of an offered function, JSON where the format says so, else German text. Before
 * that the model thinks `thinking` tokens, which count against the prompt's bound: it may leave nothing for the answer.
 */
export function composeOutput(prompt: Prompt, draw: Draw, tokenizer: Tokenizer, thinking = 0): ModelOutput {
  const { maxTokens } = prompt;
  if (thinking > 0 && maxTokens !== null && thinking >= maxTokens) {
    return { kind: 'text', text: '', pieces: [], thinking: maxTokens, finish: 'length' };
  }
  const tool = toolToCall(prompt);
  if (tool !== null) {
    const callId = `call_${drawId(draw, 24)}`;
    const text = JSON.stringify(
      valueOfSchema(tool.parameters ?? { type: 'object', properties: {} }, draw, prompt.question),
    );
    return { kind: 'tool', callId, name: tool.name, ...bounded([text], tokenizer.split(text), thinking, maxTokens) };
  }
  const parts = textParts(prompt, draw);
  const pieces = piecesOf(parts, tokenizer, prompt.stop.length > 0 ? null : maxTokens);
  return { kind: 'text', ...bounded(parts, untilStop(pieces, prompt.stop), thinking, maxTokens) };
}

/** The tokens of all parts; where there are more than `most`, one of them tells that there are. */
function piecesOf(parts: readonly string[], tokenizer: Tokenizer, most: number | null): readonly string[] {
  const pieces: string[] = [];
  for (const part of parts) {
    for (const piece of tokenizer.split(part)) {
      pieces.push(piece);
      if (most !== null && pieces.length > most) return pieces;
    }
  }
  return pieces;
}

function textParts(prompt: Prompt, draw: Draw): readonly string[] {
  switch (prompt.format.kind) {
    case 'json-schema':
      return [JSON.stringify(valueOfSchema(prompt.format.schema, draw, prompt.question))];
    case 'json-object':
      return [
        JSON.stringify({
          antwort: writeAnswer(prompt.question, draw).join(''),
          sicherheit: draw.between(50, 99) / 100,
        }),
      ];
    case 'continuation':
      // A base model does not stop where the sentence does.
      return [continueText(prompt.question, draw), ' ', ...writeAnswer('', draw)];
    case 'text':
      return writeAnswer(prompt.question, draw);
  }
}

/** With tools on offer the mock calls one, unless it was just given a result: so loops over tools end. */
function toolToCall(prompt: Prompt): ToolOffer | null {
  const { tools, toolChoice } = prompt;
  if (toolChoice.kind === 'named') return tools.find(({ name }) => name === toolChoice.name) ?? null;
  if (toolChoice.kind === 'none' || tools.length === 0) return null;
  if (toolChoice.kind === 'auto' && prompt.endsWithToolResult) return null;
  const question = prompt.question.toLowerCase();
  const mentioned = tools.find(({ name }) => wordsOf(name).some((word) => question.includes(word)));
  return mentioned ?? tools[0] ?? null;
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 3);
}

/** The pieces before the first stop sequence. */
function untilStop(pieces: readonly string[], stop: readonly string[]): readonly string[] {
  if (stop.length === 0) return pieces;
  const text = pieces.join('');
  const ends = stop.map((one) => text.indexOf(one)).filter((index) => index >= 0);
  if (ends.length === 0) return pieces;
  let left = ends.reduce((first, end) => Math.min(first, end));
  const kept: string[] = [];
  for (const piece of pieces) {
    if (left <= 0) break;
    kept.push(piece.slice(0, left));
    left -= piece.length;
  }
  return kept;
}

/** What the bound leaves of an answer, or of the arguments of a call, that is made of `parts` and begins with `pieces`. */
function bounded(
  parts: readonly string[],
  pieces: readonly string[],
  thinking: number,
  maxTokens: number | null,
): Omit<TextOutput, 'kind'> {
  const left = maxTokens === null ? pieces.length : maxTokens - thinking;
  const isCut = pieces.length > left;
  const kept = isCut ? pieces.slice(0, left) : pieces;
  let length = 0;
  for (const piece of kept) length += piece.length;
  // Cut from the few parts: quicker than put together from many pieces.
  const text = parts.join('').slice(0, length);
  return { text, pieces: kept, thinking, finish: isCut ? 'length' : 'stop' };
}

/** Tokens of some answers that are billed, and those of them that were thought; `steps` of the longest, side by side. */
export function tokensOf(outputs: readonly ModelOutput[]): {
  readonly billed: number;
  readonly thinking: number;
  readonly steps: number;
  readonly thinkingSteps: number;
} {
  const tokens = { billed: 0, thinking: 0, steps: 0, thinkingSteps: 0 };
  for (const { pieces, thinking } of outputs) {
    tokens.billed += thinking + pieces.length;
    tokens.thinking += thinking;
    tokens.steps = Math.max(tokens.steps, pieces.length);
    tokens.thinkingSteps = Math.max(tokens.thinkingSteps, thinking);
  }
  return tokens;
}
