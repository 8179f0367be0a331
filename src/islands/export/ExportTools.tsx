import { useSignal } from '@preact/signals';
import { type ExperimentModel, parametersIn, runId } from '../experiment/experimentModel.ts';
import { executionIn } from '../experiment/runState.ts';
import type { TimelineRun } from '../timeline/timelineRun.ts';
import { type ExportFacts, exportFacts } from './exportFacts.ts';
import { type FigureCaption, figureCaption } from './figureCaption.ts';
import { pngFile, svgFile } from './figureFile.ts';
import { saveFile } from './saveFile.ts';
import { csvOf } from './tables.ts';

interface ExportToolsProps {
  readonly models: readonly ExperimentModel[];
  readonly runs: readonly TimelineRun[];
  readonly id: string;
  /** Name of the files, without ending. */
  readonly name: string;
}

/** The shown runs as files: table, everything as JSON, the picture. */
export function ExportTools({ models, runs, id, name }: ExportToolsProps) {
  const said = useSignal('');
  const facts = (): ExportFacts => exportFacts(models, new Date(), addressOf(id));
  const withFigure = async (use: (figure: SVGSVGElement, caption: FigureCaption) => Promise<void>): Promise<void> => {
    const title = document.getElementById(`${id}-tl-t`);
    const figure = title?.closest('svg');
    if (!(figure instanceof SVGSVGElement)) return;
    try {
      await use(figure, figureCaption(runs, facts()));
      said.value = '';
    } catch {
      said.value = 'Der Browser konnte das Bild nicht zeichnen. Als SVG geht es immer.';
    }
  };
  return (
    <div class="wz-tools wz-export needs-js no-print">
      <button
        type="button"
        class="wz-tool"
        onClick={() => saveFile(`${name}.csv`, csvOf(runs, 'plain', facts()), 'text/csv')}
      >
        CSV
      </button>
      <button
        type="button"
        class="wz-tool"
        title="Mit Semikolon und Dezimalkomma: öffnet sich in einem deutschen Excel als Tabelle."
        onClick={() => saveFile(`${name}-excel.csv`, csvOf(runs, 'german', facts()), 'text/csv')}
      >
        CSV für Excel
      </button>
      <button
        type="button"
        class="wz-tool"
        onClick={() => saveFile(`${name}.json`, jsonOf(models, name, facts()), 'application/json')}
      >
        JSON
      </button>
      <button
        type="button"
        class="wz-tool"
        onClick={() =>
          withFigure(async (figure, caption) =>
            saveFile(`${name}.svg`, (await svgFile(figure, caption)).text, 'image/svg+xml'),
          )
        }
      >
        SVG
      </button>
      <button
        type="button"
        class="wz-tool"
        onClick={() =>
          withFigure(async (figure, caption) => saveFile(`${name}.png`, await pngFile(figure, caption), 'image/png'))
        }
      >
        PNG
      </button>
      <span class="wz-said" role="status">
        {said.value}
      </span>
    </div>
  );
}

/** Where the reader of a file finds the experiment again; what a link holds besides is too long for a picture. */
function addressOf(id: string): string {
  const heading = document.getElementById(`${id}-title`);
  return `${location.origin}${location.pathname}${heading === null ? '' : `#${heading.id}`}`;
}

/** Settings, measurements and traces of the shown runs. */
function jsonOf(models: readonly ExperimentModel[], name: string, facts: ExportFacts): string {
  const runs = models.flatMap((model) =>
    model.programs.value.flatMap((program) => {
      const execution = executionIn(model.panes.get(program.file)?.value ?? { kind: 'empty' });
      if (execution === null) return [];
      return [
        {
          program: program.file,
          setting: facts.settings.get(runId(model.data, program)),
          parameters: parametersIn(model, program.language),
          conditions: model.conditions.value,
          measurement: execution.measurement(),
          trace: execution.events,
        },
      ];
    }),
  );
  const { title, question, day, address } = facts;
  return JSON.stringify({ experiment: name, title, question, day, address, runs }, null, 1);
}
