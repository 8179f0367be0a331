export interface LargeEditor {
  focus(): void;
  setText(text: string): void;
  showFailure(failure: { readonly line: number; readonly message: string } | null): void;
  dispose(): void;
}
export interface LargeEditorSetup {
  readonly file: string;
  readonly language: 'python' | 'typescript';
  readonly text: string;
  readonly label: string;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
  readonly onLeave: () => void;
}
export function createLargeEditor(_place: HTMLElement, _setup: LargeEditorSetup): LargeEditor {
  throw new Error('not yet');
}
