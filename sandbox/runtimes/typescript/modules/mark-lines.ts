import type { Edits } from './edits.ts';
import { HANDLE } from './program-handle.ts';
import {
  childAt,
  childrenOf,
  containsOwn,
  createLineFinder,
  holdsStatements,
  isFunction,
  type SyntaxNode,
} from './syntax.ts';

/** Short names inside the program's module for where the program is. */
const AT = '__wartezeitAt';
const AWAITING = '__wartezeitLine';
const AWAITED = '__wartezeitValue';
const ERROR = '__wartezeitError';

/** Objects whose functions only compute: their calls need no mark, and inner loops stay fast. */
const PURE: ReadonlySet<string> = new Set([
  ...['Math', 'Number', 'String', 'JSON', 'Object', 'Array', 'BigInt', 'Symbol', 'Boolean'],
  ...['parseInt', 'parseFloat', 'isNaN', 'isFinite'],
]);

/** What stands at the start of the program's module, on its first line. */
export const MARKS_PROLOGUE = `const ${AT}=${HANDLE}.at;let ${AWAITED};`;

/**
 * Lets the program say where it is, in every engine alike: before each call the line of the call, and for an error that passes
 * an `await` the line of that. Stacks cannot tell: behind an `await` in a library they no longer reach the reader, but in V8.
 */
export function markLines(tree: SyntaxNode, code: string, edits: Edits): void {
  const lineOf = createLineFinder(code);
  mark(tree, { edits, lineOf, awaiting: `${AT}.top` });
}

interface Marking {
  readonly edits: Edits;
  readonly lineOf: (position: number) => number;
  /** Where the line of an `await` is noted; null where nobody would read it. */
  readonly awaiting: string | null;
}

function mark(node: SyntaxNode, marking: Marking): void {
  const inner = isFunction(node) ? enterFunction(node, marking) : marking;
  if (holdsStatements(node)) separateStatements(node, inner);
  markNode(node, inner);
  for (const child of childrenOf(node)) mark(child, inner);
}

/** Marks put parentheses at the start of a statement, which must not become the arguments of the one before. */
function separateStatements(node: SyntaxNode, { edits, awaiting }: Marking): void {
  for (const statement of childrenOf(node)) {
    if (statement.type === 'ExpressionStatement' && !statement['directive']) edits.open(statement.start, ';');
    if (awaiting !== null && statement.type === 'ForOfStatement' && statement['await'] === true) {
      edits.close(statement.end, `;${awaiting}=0;`);
    }
  }
}

/** Notes for errors which line of this function was waiting. */
function enterFunction(node: SyntaxNode, marking: Marking): Marking {
  const body = childAt(node, 'body');
  const waits = node['async'] === true && body !== null && containsOwn(body, isWaiting);
  if (!waits || body?.type !== 'BlockStatement') return { ...marking, awaiting: null };
  marking.edits.open(body.start + 1, `let ${AWAITING}=0,${AWAITED};try{`);
  marking.edits.close(body.end - 1, `}catch(${ERROR}){throw ${HANDLE}.passed(${ERROR},${AWAITING})}`);
  return { ...marking, awaiting: AWAITING };
}

function isWaiting(node: SyntaxNode): boolean {
  return node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node['await'] === true);
}

function markNode(node: SyntaxNode, { edits, lineOf, awaiting }: Marking): void {
  switch (node.type) {
    case 'AwaitExpression':
      if (awaiting !== null) markAwait(node, `${awaiting}=${lineOf(node.start)}`, `${awaiting}=0`, edits);
      return;
    case 'ForOfStatement':
      if (node['await'] === true) markLoop(node, { edits, lineOf, awaiting });
      return;
    case 'ChainExpression':
      if (markChain(node))
        surround(node, `${AT}.line=${lineOf(callPosition(childAt(node, 'expression') ?? node))}`, edits);
      return;
    case 'UnaryExpression':
    case 'TaggedTemplateExpression':
      keepReference(childAt(node, node.type === 'UnaryExpression' ? 'argument' : 'tag'));
      return;
    case 'CallExpression':
    case 'NewExpression':
      keepReference(childAt(node, 'callee'));
      if (isMarked(node)) surround(node, `${AT}.line=${lineOf(callPosition(node))}`, edits);
      return;
    default:
  }
}

/** Notes the line while the program waits, and not while it works out what to wait for. */
function markAwait(node: SyntaxNode, waiting: string, over: string, edits: Edits): void {
  const argument = childAt(node, 'argument');
  if (!argument) return;
  edits.open(node.start, `(${AWAITED}=`);
  edits.close(node.end, `,${over},${AWAITED})`);
  edits.open(argument.start, `(${AWAITED}=`);
  edits.close(argument.end, `,${waiting},${AWAITED})`);
}

/** Each round of `for await` asks for the next item without a call that one can see. */
function markLoop(node: SyntaxNode, { edits, lineOf, awaiting }: Marking): void {
  const right = childAt(node, 'right');
  const body = childAt(node, 'body');
  const line = lineOf(node.start);
  const waiting = `${AT}.line=${line}${awaiting === null ? '' : `,${awaiting}=${line}`}`;
  if (right) surround(right, waiting, edits);
  if (body?.type !== 'BlockStatement') return;
  if (awaiting !== null) edits.open(body.start + 1, `${awaiting}=0;`);
  edits.close(body.end - 1, `;${waiting};`);
}

function surround(node: SyntaxNode, note: string, edits: Edits): void {
  edits.open(node.start, `(${note},`);
  edits.close(node.end, ')');
}

function isMarked(node: SyntaxNode): boolean {
  const callee = childAt(node, 'callee');
  // A call inside a chain `a?.b()` belongs to the chain; `super(…)` needs no mark.
  if (!callee || callee.type === 'Super' || chained.has(node)) return false;
  const root = callee.type === 'MemberExpression' ? childAt(callee, 'object') : callee;
  return !(root?.type === 'Identifier' && PURE.has(String(root['name'])));
}

/** Calls that belong to a chain `a?.b().c()`: it is marked as a whole, or its short cut would end too early. */
const chained = new WeakSet<SyntaxNode>();

/** Chains that stand for a place, not for a value: `(a?.b)()`, `delete a?.b`. */
const references = new WeakSet<SyntaxNode>();

function keepReference(node: SyntaxNode | null): void {
  if (node?.type === 'ChainExpression') references.add(node);
}

/** Whether a chain is to be marked: it calls something, and stands for a value. */
function markChain(chain: SyntaxNode): boolean {
  let calls = false;
  for (let link = childAt(chain, 'expression'); link; ) {
    chained.add(link);
    if (link.type === 'CallExpression') calls = true;
    link = link.type === 'CallExpression' ? childAt(link, 'callee') : childAt(link, 'object');
  }
  return calls && !references.has(chain);
}

/** Where a stack would place the call: at the called name, not at the start of a long chain of calls. */
function callPosition(node: SyntaxNode): number {
  const callee = childAt(node, 'callee');
  const property = callee?.type === 'MemberExpression' ? childAt(callee, 'property') : null;
  return property?.start ?? node.start;
}
