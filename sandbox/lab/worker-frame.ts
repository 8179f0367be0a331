import { FRAME_DOCUMENT, FRAME_IS_UP } from './frame-document.ts';

/** A frame on the page in which a worker waits for its code. */
export interface WorkerFrame {
  /** Hands over the code as soon as the frame takes it, with a port for the worker and one for the frame itself. */
  send(code: Blob, ports: readonly [MessagePort, MessagePort]): void;
  /** Whether its process has not ended, as far as the page has noticed. */
  readonly alive: boolean;
  /** Called once when its process ends. */
  onPerish: () => void;
  /** Takes the frame from the page; its worker ends with it. */
  remove(): void;
}

/** How often the page looks whether the frame's process still lives, in milliseconds. */
const LOOK_MS = 100;
/** A frame that is up and has not shown its inner frame after so many milliseconds has perished before it could. */
const SHOWN_AFTER_MS = 10_000;

/** The wire to the page: what is used of its document, which the types of a worker do not know. */
interface FrameElement {
  srcdoc: string;
  title: string;
  tabIndex: number;
  ariaHidden: string | null;
  readonly style: { cssText: string };
  readonly contentWindow: FrameWindow | null;
  setAttribute(name: 'sandbox', value: string): void;
  remove(): void;
}

interface FrameWindow {
  /** How many frames it has. */
  readonly length: number;
  postMessage(message: unknown, origin: '*', transfer: readonly Transferable[]): void;
}

interface FrameMessage {
  readonly source: unknown;
  readonly data: unknown;
}

interface PageWindow {
  addEventListener(event: 'message', listener: (event: FrameMessage) => void): void;
  removeEventListener(event: 'message', listener: (event: FrameMessage) => void): void;
}

interface FrameHome {
  append(frame: FrameElement): void;
}

interface HomeElement {
  attachShadow(options: { readonly mode: 'open' }): FrameHome;
}

interface PageDocument {
  readonly body: { append(home: HomeElement): void };
  createElement(name: 'iframe'): FrameElement;
  createElement(name: 'wz-frames'): HomeElement;
}

/** Not hidden: to the process of frames that show nothing within the window a browser gives less computing time. */
const HARDLY_VISIBLE = 'position:fixed;inset:auto auto 0 0;width:1px;height:1px;border:0;opacity:0;pointer-events:none';

/**
 * Whether frames without an origin get a process of their own: Chromium does that. There an allocation without end, which
 * would take the page with it, ends the frame alone. Firefox and WebKit keep such frames in the page's process.
 */
export function framesHaveProcesses(): boolean {
  // The wire to the browser: only Chromium has it.
  const { userAgentData } = navigator as { readonly userAgentData?: { readonly brands: readonly { brand: string }[] } };
  return userAgentData?.brands.some(({ brand }) => brand === 'Chromium') ?? false;
}

/** Puts a frame without an origin on the page, and with it starts its process. Neither it nor its worker may load anything. */
export function openWorkerFrame(): WorkerFrame {
  const frame = createFrame();
  const { up, forget } = waitForFrame(frame);
  let alive = true;
  const timer = watchFrame(frame, up, () => {
    alive = false;
    handle.onPerish();
  });
  const handle: WorkerFrame = {
    get alive() {
      return alive;
    },
    onPerish: () => undefined,
    send(code, ports) {
      up.then(() => frame.contentWindow?.postMessage(code, '*', [...ports]));
    },
    remove() {
      clearInterval(timer);
      forget();
      frame.remove();
    },
  };
  return handle;
}

/** Resolves when the frame says that it takes the code; `forget` ends the waiting. */
function waitForFrame(frame: FrameElement): { readonly up: Promise<void>; readonly forget: () => void } {
  const page = globalThis as unknown as PageWindow;
  let forget = (): void => undefined;
  const up = new Promise<void>((resolve) => {
    const listen = ({ source, data }: FrameMessage): void => {
      if (source !== frame.contentWindow || data !== FRAME_IS_UP) return;
      forget();
      resolve();
    };
    forget = () => page.removeEventListener('message', listen);
    page.addEventListener('message', listen);
  });
  return { up, forget: () => forget() };
}

let home: FrameHome | undefined;

/**
 * Where the frames are: a tree of their own. Each frame that came into the page's body or left it made a browser style the whole
 * page anew, because of rules about what follows what.
 */
function frameHome(document: PageDocument): FrameHome {
  if (home !== undefined) return home;
  const element = document.createElement('wz-frames');
  home = element.attachShadow({ mode: 'open' });
  document.body.append(element);
  return home;
}

function createFrame(): FrameElement {
  const { document } = globalThis as unknown as { readonly document: PageDocument };
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.title = 'Laufzeit des Labors';
  frame.tabIndex = -1;
  frame.ariaHidden = 'true';
  frame.style.cssText = HARDLY_VISIBLE;
  frame.srcdoc = FRAME_DOCUMENT;
  frameHome(document).append(frame);
  return frame;
}

/**
 * Looks whether the frame's process lives: with it the frames inside vanish, and their number is one of the few things that a
 * page can see of a frame without an origin. Unlike a heartbeat that takes no silence for death: a program that computes, a
 * tab in the background and a computer asleep leave the number as it is.
 */
function watchFrame(frame: FrameElement, up: Promise<void>, perish: () => void): ReturnType<typeof setInterval> {
  let lived = false;
  let shownBy = Number.POSITIVE_INFINITY;
  up.then(() => {
    shownBy = performance.now() + SHOWN_AFTER_MS;
  });
  const timer = setInterval(() => {
    const inside = frame.contentWindow?.length ?? 0;
    if (inside > 0) lived = true;
    else if (lived || performance.now() > shownBy) {
      clearInterval(timer);
      perish();
    }
  }, LOOK_MS);
  return timer;
}
