import type { RequestId } from '../trace/event.ts';
import type { Job } from './job.ts';

/** Requests without a slot: first come, first served. All operations take constant time (amortised). */
export class WaitingLine {
  readonly #jobs = new Map<RequestId, Job>();
  #order: RequestId[] = [];
  #next = 0;

  get length(): number {
    return this.#jobs.size;
  }

  join(job: Job): void {
    this.#jobs.set(job.request, job);
    this.#order.push(job.request);
  }

  /** Takes a request out of the line; undefined when it does not wait. */
  leave(request: RequestId): Job | undefined {
    const job = this.#jobs.get(request);
    this.#jobs.delete(request);
    return job;
  }

  /** Takes the one that has waited longest. */
  first(): Job | undefined {
    for (;;) {
      const request = this.#order[this.#next];
      if (request === undefined) break;
      this.#next += 1;
      const job = this.leave(request);
      if (job !== undefined) {
        this.#forgetServed();
        return job;
      }
    }
    this.#order = [];
    this.#next = 0;
    return undefined;
  }

  #forgetServed(): void {
    if (this.#next < 1_024 || this.#next * 2 < this.#order.length) return;
    this.#order = this.#order.slice(this.#next);
    this.#next = 0;
  }
}
