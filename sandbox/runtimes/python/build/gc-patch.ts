/** Offset of PyThreadState.current_frame in CPython 3.14 for wasm32. */
const CURRENT_FRAME = 52;

const CAPTURE = 'const stackState=new StackState;return{threadState,stackState,suspender:suspenderGlobal.value}';
const RESTORE = 'state.stackState.restore();_restoreThreadState(state.threadState);';

/**
 * Pyodide's fix for its garbage collector reading the frames of suspended threads (pyodide#6464, fixed by #6466 after
 * 314.0.7): hides the frames while a thread is suspended. Refuses any other text; drop it with a release that has the fix.
 */
export function patchCollector(source: string): string {
  const captured = `const stackState=new StackState,i=threadState+${CURRENT_FRAME}>>>2,currentFrame=HEAPU32[i];HEAPU32[i]=0;return{threadState,stackState,currentFrame,suspender:suspenderGlobal.value}`;
  const restored = `state.stackState.restore();HEAPU32[state.threadState+${CURRENT_FRAME}>>>2]=state.currentFrame;_restoreThreadState(state.threadState);`;
  return replaceOnce(replaceOnce(source, CAPTURE, captured), RESTORE, restored);
}

function replaceOnce(source: string, from: string, to: string): string {
  if (source.split(from).length !== 2) {
    throw new Error('Failed to patch Pyodide: this is not the release the patch is for. Check whether it has the fix.');
  }
  return source.replace(from, to);
}
