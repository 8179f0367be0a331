import { type Clock, MICROS_PER_MS, type Micros } from '../../../clock/clock.ts';
import { DueHeap } from './due-heap.ts';
import { finish, type NativeOperation } from './native-operation.ts';
import { Queue } from './queue.ts';
import type { Scheduled } from './scheduled.ts';

/** Something else that becomes due on the laboratory's clock: the network. */
export interface DueSource {
  nextDue(): Micros | null;
  takeDue(): readonly (() => void)[];
}

export interface LoopTasksOptions {
  readonly clock: Clock;
  readonly network: DueSource;
}

/**
 * The macrotasks that wait for their turn, in the order of Node's event loop: timers, network, immediates. What platform
 * promises bring comes as soon as it has settled; in Wiederholbar in the order of the calls, when nothing else is left to run.
 */
export class LoopTasks {
  readonly #clock: Clock;
  readonly #network: DueSource;
  readonly #heap = new DueHeap<Scheduled>();
  readonly #arrivals = new Queue<() => void>();
  readonly #settled: NativeOperation[] = [];
  #immediates: Scheduled[] = [];
  #checking = new Queue<Scheduled>();
  /** A timer has fallen due in this iteration. */
  #timerRan = false;
  /** This iteration's immediates have had their turn. */
  #checked = false;
  #order = 0;
  #refs = 0;
  #loopTime: Micros = -1;

  constructor({ clock, network }: LoopTasksOptions) {
    this.#clock = clock;
    this.#network = network;
  }

  /** How many of the tasks keep the program alive. */
  get refs(): number {
    return this.#refs;
  }

  get inOrder(): boolean {
    return this.#clock.mode.kind === 'wiederholbar';
  }

  at(due: Micros, run: () => void, ref: boolean): Scheduled {
    const entry = this.#entry(due, run, ref);
    this.#heap.push(entry);
    return entry;
  }

  immediate(run: () => void): Scheduled {
    const entry = this.#entry(0, run, true);
    this.#immediates.push(entry);
    return entry;
  }

  settled(operation: NativeOperation): void {
    this.#settled.push(operation);
  }

  /** Takes the callback out of its entry: it will not run any more. */
  take(entry: Scheduled): (() => void) | null {
    const run = entry.run;
    if (run && entry.ref) this.#refs--;
    entry.run = null;
    return run;
  }

  setRef(entry: Scheduled, ref: boolean): void {
    entry.ref = ref;
    this.#refs += ref ? 1 : -1;
  }

  /** The next macrotask of this loop iteration, else of the next one. */
  next(): (() => void) | null {
    const running = this.#checking.take();
    if (running) return this.take(running) ?? this.next();
    if (!this.inOrder) {
      const operation = this.#settled.shift();
      if (operation) return finish(operation);
    }
    const task = this.#nextOfIteration();
    if (task) return task;
    this.#beginIteration();
    return this.#nextOfIteration() ?? this.#nextSettledInOrder();
  }

  /** When the next timer or arrival is due. */
  nextDue(): Micros | null {
    const timer = this.#nextTimer()?.due ?? null;
    const network = this.#network.nextDue();
    if (timer === null || network === null) return timer ?? network;
    return Math.min(timer, network);
  }

  /** What is due in this iteration, then its immediates: those that were made before they began to run. */
  #nextOfIteration(): (() => void) | null {
    const due = this.#nextDueTask();
    if (due || this.#checked || this.#immediates.length === 0) return due;
    this.#checked = true;
    this.#checking = new Queue(this.#immediates);
    this.#immediates = [];
    return this.next();
  }

  #beginIteration(): void {
    this.#checked = false;
    this.#timerRan = false;
    this.#loopTime = this.#clock.peek();
    // Asked in every iteration: when somebody else has looked at the network, `nextDue` no longer tells of what arrived.
    for (const run of this.#network.takeDue()) this.#arrivals.add(run);
  }

  #entry(due: Micros, run: () => void, ref: boolean): Scheduled {
    if (ref) this.#refs++;
    return { due, order: this.#order++, run, ref };
  }

  /** Timers come before arrivals, as in Node. */
  #nextDueTask(): (() => void) | null {
    const timer = this.#nextTimer();
    if (!timer || !this.#isDue(timer.due)) return this.#arrivals.take();
    this.#heap.pop();
    this.#timerRan = true;
    return this.take(timer);
  }

  /** Node's timers know whole milliseconds: those of the same one run one after the other, with nothing between. */
  #isDue(due: Micros): boolean {
    return due <= this.#loopTime || (this.#timerRan && millisecondOf(due) === millisecondOf(this.#loopTime));
  }

  #nextTimer(): Scheduled | undefined {
    for (;;) {
      const entry = this.#heap.peek();
      if (entry === undefined || entry.run) return entry;
      this.#heap.pop();
    }
  }

  #nextSettledInOrder(): (() => void) | null {
    const first = this.#settled[0];
    if (!this.inOrder || !first?.deliver) return null;
    this.#settled.shift();
    return finish(first);
  }
}

const millisecondOf = (time: Micros): number => Math.trunc(time / MICROS_PER_MS);
