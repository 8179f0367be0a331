import { childAt, childrenOf, createLineFinder, isFunction, type SyntaxNode } from '../modules/syntax.ts';
import type { Transpiled } from '../modules/transpile.ts';
import type { ErrorLines } from './error-lines.ts';

const DECLARES = /^(?:FunctionDeclaration|ClassDeclaration|ImportDeclaration|ExportNamedDeclaration|EmptyStatement)$/;

/**
 * Whether an error left the function that the program starts last on its top level, as in `main();`: nothing comes after it
 * that an `await` would let wait.
 */
export function leftEntry(lines: ErrorLines, { tree, code }: Transpiled): boolean {
  const entry = findEntry(tree);
  if (entry === null) return false;
  const lineOf = createLineFinder(code);
  const outermostWait = lines.waiting.at(-1);
  const left = outermostWait === undefined ? lines.running : [outermostWait];
  for (const line of left) {
    const around = innermostFunction(tree, (node) => lineOf(node.start) <= line && line <= lineOf(node.end));
    if (around === entry) return true;
    if (around === null || around['async'] === true) return false;
  }
  return false;
}

/** The asynchronous function that the last statement of the top level calls without waiting for it. */
function findEntry(tree: SyntaxNode): SyntaxNode | null {
  const last = childrenOf(tree).findLast((statement) => !DECLARES.test(statement.type));
  const call = last?.type === 'ExpressionStatement' ? withoutReactions(childAt(last, 'expression')) : null;
  const callee = call?.type === 'CallExpression' ? childAt(call, 'callee') : null;
  if (!callee) return null;
  const called = callee.type === 'Identifier' ? declared(tree, String(callee['name'])) : callee;
  return called && isFunction(called) && called['async'] === true ? called : null;
}

/** `main()` of `void main()`, `main().then(…)`, `main().finally(…)`. */
function withoutReactions(node: SyntaxNode | null): SyntaxNode | null {
  if (node?.type === 'UnaryExpression') return withoutReactions(childAt(node, 'argument'));
  const callee = node?.type === 'CallExpression' ? childAt(node, 'callee') : null;
  return callee?.type === 'MemberExpression' ? withoutReactions(childAt(callee, 'object')) : node;
}

/** The function of a name on the top level. */
function declared(tree: SyntaxNode, name: string): SyntaxNode | null {
  for (const statement of childrenOf(tree)) {
    const declaration = childAt(statement, 'declaration') ?? statement;
    for (const candidate of [declaration, ...childrenOf(declaration)]) {
      const id = childAt(candidate, 'id');
      if (id?.['name'] === name)
        return candidate.type === 'VariableDeclarator' ? childAt(candidate, 'init') : candidate;
    }
  }
  return null;
}

function innermostFunction(node: SyntaxNode, holds: (node: SyntaxNode) => boolean): SyntaxNode | null {
  for (const child of childrenOf(node).filter(holds)) {
    const inner = innermostFunction(child, holds) ?? (isFunction(child) ? child : null);
    if (inner) return inner;
  }
  return null;
}
