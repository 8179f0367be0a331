import { parse } from 'acorn';
import { Edits } from '../modules/edits.ts';
import { HANDLE } from '../modules/program-handle.ts';
import { childAt, childrenOf, containsOwn, isFunction, isNode, type SyntaxNode } from '../modules/syntax.ts';

const LINE = '__wartezeitLine';

/**
 * Lets a library remember on whose line it works: behind each `await` the reader's line is again what it was before. It adds no
 * promise, no microtask and changes no value; what the library does is what it did.
 */
export function carryLines(code: string): string {
  const tree: unknown = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  if (!isNode(tree)) return code;
  const edits = new Edits();
  carry(tree, edits);
  return edits.applyTo(code);
}

function carry(node: SyntaxNode, edits: Edits): void {
  if (node.type === 'AwaitExpression') {
    edits.open(node.start, `${HANDLE}.carry(${HANDLE}.at.line,`);
    edits.close(node.end, ')');
  }
  if (isFunction(node) && node['async'] === true) restoreOnDetours(node, edits);
  for (const child of childrenOf(node)) carry(child, edits);
}

/** A rejected `await` leads into `catch` and `finally`, and `for await` goes on without an expression to put it into. */
function restoreOnDetours(node: SyntaxNode, edits: Edits): void {
  const body = childAt(node, 'body');
  if (body?.type !== 'BlockStatement' || !containsOwn(body, isDetour)) return;
  edits.open(body.start + 1, `const ${LINE}=${HANDLE}.at.line;`);
  restoreIn(body, edits);
}

function restoreIn(node: SyntaxNode, edits: Edits): void {
  for (const child of childrenOf(node)) {
    const blocks =
      child.type === 'TryStatement'
        ? [childAt(child, 'finalizer'), childAt(childAt(child, 'handler') ?? child, 'body')]
        : isDetour(child)
          ? [childAt(child, 'body')]
          : [];
    for (const block of blocks) {
      if (block?.type === 'BlockStatement') edits.open(block.start + 1, `${HANDLE}.at.line=${LINE};`);
    }
    if (!isFunction(child)) restoreIn(child, edits);
  }
}

function isDetour(node: SyntaxNode): boolean {
  return node.type === 'TryStatement' || (node.type === 'ForOfStatement' && node['await'] === true);
}
