import { batch, effect, type Signal, signal } from '@preact/signals';
import { hydrate } from 'preact';
import type { ExperimentData } from '../experiment/experimentData.ts';
import { createStage, type Stage } from '../experiment/experimentModel.ts';
import { settleSettings } from '../experiment/followSettings.ts';
import { pageLaboratory } from '../experiment/pageLaboratory.ts';
import { showFittingRecordings } from '../experiment/recordings.ts';
import { createRunActions, type RunActions } from '../experiment/runActions.ts';
import { warmUpOnStart } from '../experiment/warmUpOnStart.ts';
import { watchHand } from '../pace/hand.ts';
import { createTurns, type Turns } from './createTurns.ts';
import { createKeptLab, type KeptLab } from './keptLab.ts';
import { type ExampleEntry, Laboratory, type LaboratoryActions, type Notice } from './Laboratory.tsx';
import { decodeShared, holdsShared, type SharedSide } from './sharedLab.ts';
import { createSide, ownProgram, pageDrafts, type Side, type SideName, sharedSide, sideDrafts } from './side.ts';

type Sides = readonly [Side, Side];

const problem = (text: string): Notice => ({ text, isProblem: true });

const fromLink: Notice = {
  text: 'Was du hier siehst, kommt aus einem Link. Lies es, bevor du startest. Es läuft nur in diesem Labor: An deine Dateien, deine Schlüssel und das Internet kommt es nicht heran. Was du sonst im Labor hast, bleibt erhalten.',
  isProblem: false,
};

/** Loads the data of examples, each once. */
function exampleLoader(folder: string): (slug: string) => Promise<ExperimentData> {
  const known = new Map<string, Promise<ExperimentData>>();
  return (slug) => {
    const found = known.get(slug);
    if (found !== undefined) return found;
    const loading = fetch(`${folder}${slug}.json`).then(async (response) => {
      if (!response.ok) throw new Error(`Failed to load ${slug}: status ${response.status}. Choose another.`);
      return (await response.json()) as ExperimentData;
    });
    known.set(slug, loading);
    loading.catch(() => known.delete(slug));
    return loading;
  };
}

type Load = (slug: string) => Promise<ExperimentData>;

/** A side for a choice of the list: `slug/file` or `eigenes/language`. */
async function chosenSide(name: SideName, choice: string, stage: Stage, load: Load): Promise<Side> {
  const [slug = '', file = ''] = choice.split('/');
  if (slug === 'eigenes') {
    const data = ownProgram(file === 'typescript' ? 'typescript' : 'python');
    const first = data.programs[0]?.file ?? '';
    return createSide({ name, example: null, data, file: first, stage, drafts: sideDrafts(name, null) });
  }
  const data = await load(slug);
  const side = createSide({ name, example: slug, data, file, stage, drafts: sideDrafts(name, slug) });
  await showFittingRecordings(side.model);
  return side;
}

/** A side as a link or the last visit describes it: its text is the link's, whatever the example has become since. */
async function sharedInto(name: SideName, shared: SharedSide, stage: Stage, load: Load): Promise<Side> {
  const data = shared.example === null ? null : await load(shared.example).catch(() => null);
  const isKnown = data?.programs.some((program) => program.file === shared.file) === true;
  const isLink = holdsShared(location.hash);
  // The reader's own program differs from the starter; a link's is its own original.
  const own = (): ExperimentData => ownProgram(shared.language, isLink ? shared.source : undefined, shared.mode);
  const used = isKnown && data !== null ? data : own();
  const file = isKnown ? shared.file : (used.programs[0]?.file ?? '');
  const example = isKnown ? shared.example : null;
  const drafts = isLink ? pageDrafts() : sideDrafts(name, example);
  const side = createSide({ name, example, data: used, file, stage, drafts });
  side.editing?.change(file, shared.source);
  side.model.parameters.value = { ...side.model.parameters.value, ...shared.parameters };
  side.model.conditions.value = shared.conditions;
  const isWhole = side.model.drafts.value[file] === undefined;
  if (isWhole && (await showFittingRecordings(side.model))) side.model.forecasts.value = new Map();
  return side;
}

/** Fills both places from the last visit or a link; a link with one program leaves the other place as it is. */
async function openLab(
  sides: Signal<Sides>,
  stage: Stage,
  load: Load,
  notice: Signal<Notice | null>,
  kept: KeptLab,
): Promise<void> {
  const lab = kept.load(location.hash) ?? decodeShared(location.hash);
  if (lab === null) {
    if (!holdsShared(location.hash)) return;
    notice.value = problem(
      'Dieser Link ist unvollständig oder beschädigt. Das Labor zeigt das Beispiel „Viele Aufrufe“.',
    );
    return;
  }
  const [first, second] = lab.sides;
  const a = first === undefined ? sides.value[0] : await sharedInto('a', first, stage, load);
  const b = second === undefined ? sides.value[1] : await sharedInto('b', second, stage, load);
  batch(() => {
    stage.clock.value = lab.clock;
    sides.value = [a, b];
    if (holdsShared(location.hash)) notice.value = fromLink;
  });
}

/** Keeps the laboratory with every change the reader makes. */
function keepLab(sides: Signal<Sides>, stage: Stage, kept: KeptLab): void {
  let isFirst = true;
  effect(() => {
    const lab = { version: 1 as const, clock: stage.clock.value, sides: sides.value.map(sharedSide) };
    if (!isFirst) kept.save(location.hash, lab);
    isFirst = false;
  });
}

/** Brings the free laboratory to life in place. */
export async function mount(place: HTMLElement): Promise<void> {
  const folder = place.dataset['source'];
  const first = place.dataset['first']?.split(' ') ?? [];
  if (folder === undefined) throw new Error('Failed to start the laboratory: it names no data. Give it data-source.');
  const load = exampleLoader(folder);
  watchHand();
  const stage = createStage();
  const response = await fetch(`${folder}index.json`);
  if (!response.ok) throw new Error(`Failed to load the list of examples: status ${response.status}. Reload the page.`);
  const examples = (await response.json()) as readonly ExampleEntry[];
  const [a, b] = await Promise.all([
    chosenSide('a', first[0] ?? '', stage, load),
    chosenSide('b', first[1] ?? '', stage, load),
  ]);
  const sides = signal<Sides>([a, b]);
  const notice = signal<Notice | null>(null);
  const runs = createRunActions(stage, pageLaboratory());
  // One choice after the other, and a run after all of them: what was chosen last is what runs.
  const inTurn = createTurns();
  const actions = actionsOf(sides, stage, load, notice, runs, inTurn);
  hydrate(<Laboratory sides={sides} examples={examples} actions={actions} notice={notice} />, place);
  const kept = createKeptLab();
  await openLab(sides, stage, load, notice, kept);
  keepLab(sides, stage, kept);
  warmUpOnStart(place, () =>
    inTurn(() => {
      for (const side of sides.value) runs.warmUp(side.program.language);
    }),
  );
}

function actionsOf(
  sides: Signal<Sides>,
  stage: Stage,
  load: Load,
  notice: Signal<Notice | null>,
  runs: RunActions,
  inTurn: Turns,
): LaboratoryActions {
  const jobs = () => sides.value.map(({ model, program }) => ({ model, program }));
  return {
    choose(name, choice) {
      inTurn(async () => {
        try {
          const side = await chosenSide(name, choice, stage, load);
          const [a, b] = sides.value;
          sides.value = name === 'a' ? [side, b] : [a, side];
          notice.value = null;
        } catch {
          notice.value = problem('Dieses Beispiel ließ sich nicht laden. Bist du online? Wähle es dann noch einmal.');
        }
      });
    },
    start: () => inTurn(() => void runs.start(jobs())),
    stop: () => runs.stop(),
    settle(name) {
      const side = sides.value.find((candidate) => candidate.name === name);
      if (side !== undefined) void settleSettings(side.model, () => void runs.restart(jobs()));
    },
  };
}
