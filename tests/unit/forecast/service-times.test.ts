import { expect, test } from 'vitest';
import { type Conditions, presets } from '../../../sandbox/conditions/conditions.ts';
import { shareTimes, type Workload } from '../../../sandbox/forecast/forecast.ts';
import { createService } from '../../../sandbox/service/service.ts';
import { workloadOf } from './orders.ts';

interface Served {
  readonly serviceTime: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** What the service itself makes of one call of the workload. */
function serve(conditions: Conditions, workload: Workload, call: number): Served | undefined {
  const log: Served[] = [];
  const service = createService(conditions, {
    emit: (event) => {
      if (event.kind === 'served') log.push(event);
    },
  });
  const text = JSON.stringify(workload.request.body).replace('{n}', String(call + 1));
  service.submit(
    {
      method: 'POST',
      path: workload.request.path,
      host: 'api.openai.com',
      headers: [['authorization', 'Bearer sk-test']],
      body: new TextEncoder().encode(text),
    },
    0,
  );
  service.advance(60_000_000);
  return log[0];
}

test.each(['artikel', 'rate-limit', 'azure'] as const)(
  'under %s the forecast draws the times that the service gives to the same requests',
  (preset) => {
    const conditions: Conditions = { ...presets[preset], dialect: 'openai' };
    const workload = workloadOf(5);
    for (let call = 0; call < workload.calls; call++) {
      const served = serve(conditions, workload, call);
      expect(served).toBeDefined();
      if (served === undefined) return;
      const { promptTokens, completionTokens: outputTokens } = served;
      const times = shareTimes(conditions, { ...workload, promptTokens, outputTokens });
      expect(times.timing(call, 0, 1).end).toBe(served.serviceTime);
    }
  },
);
