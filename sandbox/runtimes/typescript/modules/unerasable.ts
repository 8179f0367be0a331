import { childAt, childrenOf, createLineFinder, isNode, type SyntaxNode } from './syntax.ts';

export interface Unerasable {
  /** As Node names it. */
  readonly what: 'enum' | 'parameter property' | 'namespace declaration';
  readonly line: number;
}

/**
 * Finds TypeScript that is more than types. Sucrase turns it into JavaScript, or drops it; Node refuses it ("strip-only mode"),
 * and a program of the laboratory is one that Node runs.
 */
export function findUnerasable(source: string, stripped: { code: string; tree: SyntaxNode }): Unerasable | null {
  const lineOf = createLineFinder(stripped.code);
  const lines = source.split('\n');
  return (
    findNamespace(lines, stripped.code.split('\n')) ??
    search(stripped.tree, (node) => {
      const line = lineOf(node.start);
      if (isEnum(node) && /\benum\b/.test(lines[line - 1] ?? '')) return { what: 'enum', line };
      if (assignsParameter(node, lines.slice(line - 1, lineOf(node.end)).join('\n'))) {
        return { what: 'parameter property', line };
      }
      return null;
    })
  );
}

function search(node: SyntaxNode, test: (node: SyntaxNode) => Unerasable | null): Unerasable | null {
  const found = test(node);
  if (found) return found;
  for (const child of childrenOf(node)) {
    const inner = search(child, test);
    if (inner) return inner;
  }
  return null;
}

/** Sucrase drops a namespace: its line is there in the source and blank in the result. */
function findNamespace(source: readonly string[], stripped: readonly string[]): Unerasable | null {
  const index = source.findIndex(
    (text, line) => /^\s*(?:export\s+)?namespace\s+[\w.]+\s*\{/.test(text) && (stripped[line] ?? '').trim() === '',
  );
  return index < 0 ? null : { what: 'namespace declaration', line: index + 1 };
}

/** `(function (A) { … })(A || (A = {}))` */
function isEnum(node: SyntaxNode): boolean {
  const callee = childAt(node, 'callee');
  const argument: unknown = Array.isArray(node['arguments']) ? node['arguments'][0] : null;
  if (node.type !== 'CallExpression' || callee?.type !== 'FunctionExpression' || !isNode(argument)) return false;
  const right = childAt(argument, 'right');
  return argument.type === 'LogicalExpression' && right?.type === 'AssignmentExpression';
}

/**
 * `constructor(x) {;this.x = x; …`, behind `super(…)` where there is one, and in the source a modifier before the parameter `x`.
 */
function assignsParameter(node: SyntaxNode, source: string): boolean {
  if (node.type !== 'MethodDefinition' || node['kind'] !== 'constructor') return false;
  const body = childAt(childAt(node, 'value') ?? node, 'body');
  return body !== null && childrenOf(body).some((statement) => assignsOwn(statement, source));
}

/** `this.x = x`, where the source says `(readonly x` or `, private x`. */
function assignsOwn(statement: SyntaxNode, source: string): boolean {
  const assignment = childAt(statement, 'expression');
  const target = assignment ? childAt(assignment, 'left') : null;
  const value = assignment ? childAt(assignment, 'right') : null;
  if (!target || childAt(target, 'object')?.type !== 'ThisExpression' || value?.type !== 'Identifier') return false;
  const name = String(value['name']).replaceAll('$', '\\$');
  return new RegExp(`[(,]\\s*(?:(?:public|private|protected|readonly|override)\\s+)+${name}(?![\\w$])`).test(source);
}
