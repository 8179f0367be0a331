import { hydrate } from 'preact';
import { createEditing } from '../editor/createEditing.ts';
import { createDrafts } from '../editor/drafts.ts';
import { Card, type Liveness } from './Card.tsx';
import type { ExperimentData } from './experimentData.ts';
import { createExperimentModel, type ExperimentModel } from './experimentModel.ts';
import { followWithForecast, settleSettings } from './followSettings.ts';
import { pageLaboratory } from './pageLaboratory.ts';
import { showFittingRecordings } from './recordings.ts';
import { createRunActions } from './runActions.ts';

/** Connects a card's model to the laboratory, the reader's drafts and the recordings. */
export function liven(model: ExperimentModel): Liveness {
  const actions = createRunActions(model.stage, pageLaboratory());
  const jobs = () => model.programs.value.map((program) => ({ model, program }));
  followWithForecast(model);
  const editing = createEditing(model, createDrafts(model.data.slug));
  return {
    editing,
    start: () => void actions.start(jobs()),
    stop: () => actions.stop(),
    settle: () => void settleSettings(model, () => void actions.restart(jobs())),
  };
}

/** Brings a card to life in place: the same elements go on, now with behaviour. */
export async function mount(card: HTMLElement): Promise<void> {
  const url = card.dataset['source'];
  if (url === undefined) throw new Error('Failed to start a card: it names no data. Give it data-source.');
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Failed to load a card's data: status ${response.status}. Reload the page.`);
  const model = createExperimentModel((await response.json()) as ExperimentData);
  await showFittingRecordings(model);
  hydrate(<Card model={model} live={liven(model)} />, card);
}
