/** A node of the syntax tree (ESTree). */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string';
}

/** The nodes directly below a node, in the order of its fields. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (const value of Object.values(node)) {
    if (isNode(value)) children.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) children.push(item);
  }
  return children;
}

/** The node in a field; null where there is none. */
export function childAt(node: SyntaxNode, field: string): SyntaxNode | null {
  const value = node[field];
  return isNode(value) ? value : null;
}

export function isFunction(node: SyntaxNode): boolean {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

/** Whether `test` holds for a node that belongs to the function itself, not to one inside it. */
export function containsOwn(node: SyntaxNode, test: (node: SyntaxNode) => boolean): boolean {
  return childrenOf(node).some((child) => test(child) || (!isFunction(child) && containsOwn(child, test)));
}

/** Whether statements stand side by side in this field, so that one more may be put between them. */
export function holdsStatements(node: SyntaxNode): boolean {
  return /^(?:Program|BlockStatement|StaticBlock|SwitchCase)$/.test(node.type);
}

/** 1-based lines of positions in a text. */
export function createLineFinder(code: string): (position: number) => number {
  const starts: number[] = [0];
  for (let index = code.indexOf('\n'); index >= 0; index = code.indexOf('\n', index + 1)) starts.push(index + 1);
  return (position) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= position) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
