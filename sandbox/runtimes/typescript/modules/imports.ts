import { childrenOf, isNode, type SyntaxNode } from './syntax.ts';

/** One place of a program that refers to another module. */
export type ModuleReference =
  /** `import … from 'x'`, `export … from 'x'`: the span is the specifier with its quotation marks. */
  | {
      readonly kind: 'static';
      readonly specifier: string;
      readonly names: readonly string[];
      readonly start: number;
      readonly end: number;
    }
  /** `import(x)`: the span is the word `import` up to the parenthesis. */
  | { readonly kind: 'dynamic'; readonly start: number; readonly end: number }
  | { readonly kind: 'meta'; readonly start: number; readonly end: number };

/** Every reference of a program to other modules, in the order of the text. */
export function findModuleReferences(tree: SyntaxNode, code: string): readonly ModuleReference[] {
  const found: ModuleReference[] = [];
  visit(tree, (node) => {
    const reference = referenceOf(node, code);
    if (reference) found.push(reference);
  });
  return found.sort((a, b) => a.start - b.start);
}

function referenceOf(node: SyntaxNode, code: string): ModuleReference | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return staticReference(node);
    case 'ImportExpression':
      return { kind: 'dynamic', start: node.start, end: code.indexOf('(', node.start) };
    case 'MetaProperty':
      return code.startsWith('import', node.start) ? { kind: 'meta', start: node.start, end: node.end } : null;
    default:
      return null;
  }
}

function staticReference(node: SyntaxNode): ModuleReference | null {
  const source = node['source'];
  if (!isNode(source)) return null;
  const specifiers = Array.isArray(node['specifiers']) ? node['specifiers'].filter(isNode) : [];
  return {
    kind: 'static',
    specifier: String(source['value']),
    names: specifiers.map(importedName),
    start: source.start,
    end: source.end,
  };
}

function importedName(specifier: SyntaxNode): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  const name = specifier[specifier.type === 'ExportSpecifier' ? 'local' : 'imported'];
  return isNode(name) ? String(name['name'] ?? name['value']) : '*';
}

function visit(node: SyntaxNode, see: (node: SyntaxNode) => void): void {
  see(node);
  for (const child of childrenOf(node)) visit(child, see);
}
