import type { Micros } from '../trace/event.ts';
import { Heap } from './heap.ts';
import type { JobPlan } from './jobs.ts';

/** Steps of jobs that are still to come. */
export class JobSchedule {
  readonly #steps = new Heap<{ readonly job: JobPlan; readonly status: string }>();

  add(job: JobPlan): void {
    for (const { at, status } of job.steps) this.#steps.push(at, { job, status });
  }

  nextAt(): Micros | null {
    return this.#steps.nextAt();
  }

  /** Takes the first step due by `until`; `status` is null where the job has gone another way since. */
  takeDue(until: Micros): { readonly at: Micros; readonly job: JobPlan; readonly status: string | null } | null {
    const at = this.#steps.nextAt();
    const step = this.#steps.popDue(until);
    if (at === null || step === undefined) return null;
    const { job, status } = step;
    return { at, job, status: job.statusAt(at) === status ? status : null };
  }
}
