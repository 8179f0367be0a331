import {
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register.js';

/** A declaration file as the site serves it. */
export interface TypeFile {
  readonly path: string;
  readonly text: string;
}

/** Sets up the language service as the laboratory runs programs: modules, top-level await, Node's names. */
export function setUpTypeScript(): void {
  typescriptDefaults.setCompilerOptions({
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.NodeJs,
    lib: ['esnext', 'dom', 'dom.iterable', 'dom.asynciterable'],
    strict: true,
    skipLibCheck: true,
    allowNonTsExtensions: true,
    noEmit: true,
  });
  // Until the types are there, every import would be an error.
  typescriptDefaults.setDiagnosticsOptions({ noSemanticValidation: true, noSyntaxValidation: false });
  void loadTypes();
}

/** The declarations of what a program may import; without them the editor still knows the syntax. */
async function loadTypes(): Promise<void> {
  try {
    const response = await fetch(`${import.meta.env.BASE_URL.replace(/\/?$/, '/')}labor/typen.json`);
    if (!response.ok) return;
    const files = (await response.json()) as readonly TypeFile[];
    typescriptDefaults.setExtraLibs(files.map(({ path, text }) => ({ filePath: `file:///${path}`, content: text })));
    typescriptDefaults.setDiagnosticsOptions({ noSemanticValidation: false, noSyntaxValidation: false });
  } catch {
    // Offline: writing goes on without completion of the libraries.
  }
}
