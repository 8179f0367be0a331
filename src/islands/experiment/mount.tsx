import { hydrate } from 'preact';
import { createEditing } from '../editor/createEditing.ts';
import { createDrafts } from '../editor/drafts.ts';
import { watchHand } from '../pace/hand.ts';
import { layOutAhead } from '../pace/layOutAhead.ts';
import { Card, type Liveness } from './Card.tsx';
import type { ExperimentData } from './experimentData.ts';
import { createExperimentModel, type ExperimentModel } from './experimentModel.ts';
import { followWithForecast, settleSettings } from './followSettings.ts';
import { pageLaboratory } from './pageLaboratory.ts';
import { showFittingRecordings } from './recordings.ts';
import { createRunActions } from './runActions.ts';
import { warmUpOnStart } from './warmUpOnStart.ts';

/** A live card, and how to get its laboratory ready ahead of a run. */
interface Enlivened {
  readonly live: Liveness;
  warmUp(): void;
}

/** Connects a card's model to the laboratory, the reader's drafts and the recordings. */
export function liven(model: ExperimentModel): Enlivened {
  const actions = createRunActions(model.stage, pageLaboratory());
  const jobs = () => model.programs.value.map((program) => ({ model, program }));
  followWithForecast(model);
  const live: Liveness = {
    editing: createEditing(model, createDrafts(model.data.slug)),
    start: () => void actions.start(jobs()),
    stop: () => actions.stop(),
    settle: () => void settleSettings(model, () => void actions.restart(jobs())),
  };
  return { live, warmUp: () => actions.warmUp(model.language.value) };
}

/** Brings a card to life in place: the same elements go on, now with behaviour. */
export async function mount(card: HTMLElement): Promise<void> {
  const url = card.dataset['source'];
  if (url === undefined) throw new Error('Failed to start a card: it names no data. Give it data-source.');
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Failed to load a card's data: status ${response.status}. Reload the page.`);
  watchHand();
  const model = createExperimentModel((await response.json()) as ExperimentData);
  await showFittingRecordings(model);
  const { live, warmUp } = liven(model);
  hydrate(<Card model={model} live={live} />, card);
  warmUpOnStart(card, warmUp);
  layOutAhead(card);
}
