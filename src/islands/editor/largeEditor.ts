import { editor, KeyCode, KeyMod, MarkerSeverity, Uri } from 'monaco-editor/editor/editor.api.js';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import 'monaco-editor/features/bracketMatching/register.js';
import 'monaco-editor/features/clipboard/register.js';
// With TypeScript's mode all features come, and these two bring services that the first editor of the page has to know.
import 'monaco-editor/features/codelens/register.js';
import 'monaco-editor/features/dropOrPasteInto/register.js';
import 'monaco-editor/features/codicon/register.js';
import 'monaco-editor/features/comment/register.js';
import 'monaco-editor/features/contextmenu/register.js';
import 'monaco-editor/features/find/register.js';
import 'monaco-editor/features/gotoError/register.js';
import 'monaco-editor/features/hover/register.js';
import 'monaco-editor/features/indentation/register.js';
import 'monaco-editor/features/lineSelection/register.js';
import 'monaco-editor/features/linesOperations/register.js';
import 'monaco-editor/features/multicursor/register.js';
import 'monaco-editor/features/parameterHints/register.js';
import 'monaco-editor/features/snippet/register.js';
// The package's own door to suggestions lacks their controller (0.57).
import 'monaco-editor/editor/contrib/suggest/browser/suggestController.js';
import 'monaco-editor/features/toggleTabFocusMode/register.js';
import 'monaco-editor/features/wordOperations/register.js';
import 'monaco-editor/languages/definitions/python/register.js';
import 'monaco-editor/languages/definitions/typescript/register.js';
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker.js?worker';
import { defineThemes, themeName, watchTheme } from './editorTheme.ts';
import { isMoved } from './pointLine.ts';
import { registerPythonHelp, syntaxMarkers } from './pythonHelp.ts';
import { setUpTypeScript } from './typescriptHelp.ts';

/** The editor for desktops: help while writing, errors as one types. */
export interface LargeEditor {
  focus(): void;
  /** Replaces the text where it differs, as one step that can be undone. */
  setText(text: string): void;
  /** Marks the line where the last run failed. */
  showFailure(failure: { readonly line: number; readonly message: string } | null): void;
  /** Lights up the line that a pointed-at request came from; null: none. */
  lightUp(line: number | null): void;
  dispose(): void;
}

export interface LargeEditorSetup {
  readonly file: string;
  readonly language: 'python' | 'typescript';
  readonly text: string;
  /** 1-based line that gets the caret. */
  readonly line: number;
  /** What a screen reader calls it. */
  readonly label: string;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
  readonly onLeave: () => void;
  /** Told of the line under the pointer; null: it has left. */
  readonly onPointLine: (line: number | null) => void;
}

let isSetUp = false;

/** What all editors of the page share: workers, languages, colours. */
function setUpOnce(): void {
  if (isSetUp) return;
  isSetUp = true;
  self.MonacoEnvironment = {
    getWorker: (_id, label) => (label === 'typescript' ? new TypeScriptWorker() : new EditorWorker()),
  };
  defineThemes();
  setUpTypeScript();
  registerPythonHelp();
}

/** Type and spacing of the still code, so that nothing moves when the editor takes its place. */
function options(setup: LargeEditorSetup): editor.IStandaloneEditorConstructionOptions {
  const code = getComputedStyle(document.documentElement).getPropertyValue('--font-code');
  return {
    theme: themeName(),
    ariaLabel: setup.label,
    automaticLayout: true,
    codeLens: false,
    dropIntoEditor: { enabled: false },
    pasteAs: { enabled: false },
    fixedOverflowWidgets: true,
    fontFamily: `${code}, monospace`,
    fontSize: 13.5,
    lineHeight: 21,
    padding: { top: 12, bottom: 12 },
    lineNumbers: 'off',
    lineNumbersMinChars: 0,
    lineDecorationsWidth: 14,
    glyphMargin: false,
    folding: false,
    guides: { indentation: false },
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    renderLineHighlight: 'none',
    scrollBeyondLastLine: false,
    scrollbar: {
      alwaysConsumeMouseWheel: false,
      horizontalScrollbarSize: 8,
      ignoreHorizontalScrollbarInContentHeight: true,
    },
    stickyScroll: { enabled: false },
    tabSize: setup.language === 'python' ? 4 : 2,
    wordBasedSuggestions: 'currentDocument',
    unicodeHighlight: { ambiguousCharacters: false },
  };
}

/** Opens the editor in a place of the page. */
export function createLargeEditor(place: HTMLElement, setup: LargeEditorSetup): LargeEditor {
  setUpOnce();
  const uri = Uri.parse(`file:///programm/${crypto.randomUUID()}/${setup.file}`);
  const model = editor.createModel(setup.text, setup.language, uri);
  model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
  const view = editor.create(place, { ...options(setup), model });
  view.setPosition({ lineNumber: Math.min(setup.line, model.getLineCount()), column: 1 });
  const stopTheme = watchTheme((name) => editor.setTheme(name));
  const check = (): void => {
    if (setup.language === 'python') editor.setModelMarkers(model, 'syntax', syntaxMarkers(model.getValue()));
  };
  const listening = model.onDidChangeContent(() => {
    check();
    setup.onChange(model.getValue());
  });
  const lit = view.createDecorationsCollection();
  view.onMouseMove(({ event, target }) => {
    if (isMoved(event.browserEvent)) setup.onPointLine(target.position?.lineNumber ?? null);
  });
  view.onMouseLeave(() => setup.onPointLine(null));
  view.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, setup.onRun);
  view.addCommand(
    KeyCode.Escape,
    setup.onLeave,
    '!suggestWidgetVisible && !findWidgetVisible && !parameterHintsVisible && !hasMultipleSelections && !markersNavigationVisible',
  );
  check();
  return {
    focus: () => withoutScrolling(() => view.focus()),
    setText(text) {
      if (text === model.getValue()) return;
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    },
    showFailure(failure) {
      editor.setModelMarkers(
        model,
        'run',
        failure === null
          ? []
          : [{ ...wholeLine(model, failure.line), message: failure.message, severity: MarkerSeverity.Error }],
      );
    },
    lightUp(line) {
      const isThere = line !== null && line <= model.getLineCount();
      lit.set(
        isThere ? [{ range: wholeLine(model, line), options: { isWholeLine: true, className: 'is-linked' } }] : [],
      );
    },
    dispose() {
      stopTheme();
      listening.dispose();
      view.dispose();
      model.dispose();
    },
  };
}

/** Monaco's focus brings the whole editor into sight, which moves the page under a reader who has just clicked into it. */
function withoutScrolling(work: () => void): void {
  const { scrollX, scrollY } = window;
  work();
  window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
}

function wholeLine(model: editor.ITextModel, line: number) {
  const startLineNumber = Math.min(Math.max(1, line), model.getLineCount());
  return {
    startLineNumber,
    startColumn: model.getLineFirstNonWhitespaceColumn(startLineNumber) || 1,
    endLineNumber: startLineNumber,
    endColumn: model.getLineMaxColumn(startLineNumber),
  };
}
