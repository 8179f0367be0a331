import { expect, it, vi } from 'vitest';
import { createTurns } from '../../../src/islands/laboratory/createTurns.ts';

it('a run that was asked for while a program still loads waits for the program', async () => {
  const inTurn = createTurns();
  const seen: string[] = [];
  let arrive = (): void => undefined;
  inTurn(async () => {
    await new Promise<void>((resolve) => {
      arrive = resolve;
    });
    seen.push('chosen');
  });
  inTurn(() => void seen.push('run'));
  await Promise.resolve();
  expect(seen).toEqual([]);
  arrive();
  await vi.waitFor(() => expect(seen).toEqual(['chosen', 'run']));
});

it('an action that fails holds up no other', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const inTurn = createTurns();
  const next = vi.fn();
  inTurn(() => Promise.reject(new Error('lost')));
  inTurn(next);
  await vi.waitFor(() => expect(next).toHaveBeenCalledOnce());
  expect(said).toHaveBeenCalledOnce();
  said.mockRestore();
});
