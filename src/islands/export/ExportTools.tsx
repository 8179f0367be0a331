import { useSignal } from '@preact/signals';
import type { ExperimentModel } from '../experiment/experimentModel.ts';
import { executionIn } from '../experiment/runState.ts';
import { settingText } from '../experiment/settingText.ts';
import type { TimelineRun } from '../timeline/timelineRun.ts';
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
  const withFigure = async (use: (figure: SVGSVGElement) => void | Promise<void>): Promise<void> => {
    const title = document.getElementById(`${id}-tl-t`);
    const figure = title?.closest('svg');
    if (!(figure instanceof SVGSVGElement)) return;
    try {
      await use(figure);
      said.value = '';
    } catch {
      said.value = 'Der Browser konnte das Bild nicht zeichnen. Als SVG geht es immer.';
    }
  };
  return (
    <div class="wz-tools wz-export needs-js no-print">
      <button type="button" class="wz-tool" onClick={() => saveFile(`${name}.csv`, csvOf(runs), 'text/csv')}>
        CSV
      </button>
      <button
        type="button"
        class="wz-tool"
        title="Mit Semikolon und Dezimalkomma: öffnet sich in einem deutschen Excel als Tabelle."
        onClick={() => saveFile(`${name}-excel.csv`, csvOf(runs, 'german'), 'text/csv')}
      >
        CSV für Excel
      </button>
      <button
        type="button"
        class="wz-tool"
        onClick={() => saveFile(`${name}.json`, jsonOf(models, name), 'application/json')}
      >
        JSON
      </button>
      <button
        type="button"
        class="wz-tool"
        onClick={() => withFigure((figure) => saveFile(`${name}.svg`, svgFile(figure).text, 'image/svg+xml'))}
      >
        SVG
      </button>
      <button
        type="button"
        class="wz-tool"
        onClick={() => withFigure(async (figure) => saveFile(`${name}.png`, await pngFile(figure), 'image/png'))}
      >
        PNG
      </button>
      <span class="wz-said" role="status">
        {said.value}
      </span>
    </div>
  );
}

/** Settings, measurements and traces of the shown runs. */
function jsonOf(models: readonly ExperimentModel[], name: string): string {
  const runs = models.flatMap((model) =>
    model.programs.value.flatMap((program) => {
      const execution = executionIn(model.panes.get(program.file)?.value ?? { kind: 'empty' });
      if (execution === null) return [];
      return [
        {
          program: program.file,
          setting: settingText(model),
          parameters: model.parameters.value,
          conditions: model.conditions.value,
          measurement: execution.measurement(),
          trace: execution.events,
        },
      ];
    }),
  );
  return JSON.stringify({ experiment: name, runs }, null, 1);
}
