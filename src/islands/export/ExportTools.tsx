import { useSignal } from '@preact/signals';
import type { ExperimentModel } from '../experiment/experimentModel.ts';
import { executionIn } from '../experiment/runState.ts';
import { settingText } from '../experiment/settingText.ts';
import { pngFile, svgFile } from './figureFile.ts';
import { saveFile } from './saveFile.ts';
import { csvOf } from './tables.ts';

/** The shown runs as files: table, everything as JSON, the picture. */
export function ExportTools({ model, id }: { readonly model: ExperimentModel; readonly id: string }) {
  const said = useSignal('');
  const name = model.data.slug;
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
      <button
        type="button"
        class="wz-tool"
        onClick={() => saveFile(`${name}.csv`, csvOf(model.runs.value), 'text/csv')}
      >
        CSV
      </button>
      <button type="button" class="wz-tool" onClick={() => saveFile(`${name}.json`, jsonOf(model), 'application/json')}>
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

/** Setting, measurements and traces of the shown runs. */
function jsonOf(model: ExperimentModel): string {
  const runs = model.programs.value.flatMap((program) => {
    const execution = executionIn(model.panes.get(program.file)?.value ?? { kind: 'empty' });
    if (execution === null) return [];
    return [{ program: program.file, measurement: execution.measurement(), trace: execution.events }];
  });
  const { parameters, conditions } = model;
  return JSON.stringify(
    {
      experiment: model.data.slug,
      setting: settingText(model),
      parameters: parameters.value,
      conditions: conditions.value,
      runs,
    },
    null,
    1,
  );
}
