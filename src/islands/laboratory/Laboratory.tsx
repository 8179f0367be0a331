import type { Signal } from '@preact/signals';
import { ProgramCode } from '../editor/ProgramCode.tsx';
import { ConditionControls } from '../experiment/Conditions.tsx';
import { Controls } from '../experiment/Controls.tsx';
import { languageWords } from '../experiment/experimentData.ts';
import { Results } from '../experiment/Results.tsx';
import { startWord } from '../experiment/startWord.ts';
import { ShareTool } from './ShareTool.tsx';
import type { Side, SideName } from './side.ts';

/** One line of the list of programs to choose from. */
export interface ExampleEntry {
  readonly slug: string;
  readonly title: string;
  readonly programs: readonly {
    readonly file: string;
    readonly label: string;
    readonly language: 'python' | 'typescript';
  }[];
}

/** What makes the laboratory live. */
export interface LaboratoryActions {
  /** Puts another program into a place: `slug/file`, or `eigenes/python`. */
  choose(name: SideName, choice: string): void;
  start(): void;
  stop(): void;
  settle(name: SideName): void;
}

interface LaboratoryProps {
  readonly sides: Signal<readonly [Side, Side]>;
  readonly examples: readonly ExampleEntry[];
  readonly actions: LaboratoryActions | null;
  readonly notice: Signal<Notice | null>;
}

/** What is to be said about a link or a choice, in German. */
export interface Notice {
  readonly text: string;
  readonly isProblem: boolean;
}

const id = 'labor';

/** The free laboratory: any two programs under any conditions, on one axis. */
export function Laboratory({ sides, examples, actions, notice }: LaboratoryProps) {
  const [a, b] = sides.value;
  return (
    <>
      {notice.value !== null && (
        <p
          class={notice.value.isProblem ? 'wz-problem' : 'wz-origin'}
          role={notice.value.isProblem ? 'alert' : 'status'}
        >
          {notice.value.text}
        </p>
      )}
      <div class="wz-sides">
        {[a, b].map((side) => (
          <SidePane key={side.name} side={side} examples={examples} actions={actions} />
        ))}
      </div>
      <Controls models={[a.model, b.model]} id={id} onStart={() => actions?.start()} onStop={() => actions?.stop()} />
      <Results models={[a.model, b.model]} id={id} name="labor" />
      <ShareTool sides={[a, b]} stage={a.model.stage} isEmbedded={false} />
    </>
  );
}

interface SidePaneProps {
  readonly side: Side;
  readonly examples: readonly ExampleEntry[];
  readonly actions: LaboratoryActions | null;
}

function SidePane({ side, examples, actions }: SidePaneProps) {
  const { name, model, program, word, example } = side;
  const own = `${id}-${name}`;
  const letter = name.toUpperCase();
  const chosen = example === null ? `eigenes/${program.language}` : `${example}/${program.file}`;
  return (
    <section class="wz-side" aria-label={`Programm ${letter}`}>
      <div class="wz-side-head" data-pagefind-ignore="">
        <b aria-hidden="true">{letter}</b>
        <span class="wz-side-print" aria-hidden="true">
          {`${model.data.title}: ${word}, ${languageWords[program.language]}`}
        </span>
        <label class="wz-select needs-js no-print">
          <span class="sr-only">Programm {letter}</span>
          <select
            value={chosen}
            onChange={({ currentTarget }) => {
              actions?.choose(name, currentTarget.value);
              // Until it is loaded, the list says what is there.
              if (actions !== null) currentTarget.value = chosen;
            }}
          >
            <optgroup label="Eigenes Programm">
              <option value="eigenes/python">leer, Python</option>
              <option value="eigenes/typescript">leer, TypeScript</option>
            </optgroup>
            {examples.map((entry) => (
              <optgroup key={entry.slug} label={entry.title}>
                {entry.programs.map((offered) => (
                  <option key={offered.file} value={`${entry.slug}/${offered.file}`}>
                    {`${entry.title}: ${offered.label}, ${languageWords[offered.language]}`}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
      </div>
      <ConditionControls model={model} id={own} onSettle={() => actions?.settle(name)} />
      <ProgramCode
        model={model}
        program={program}
        id={own}
        editing={side.editing}
        onRun={() => actions?.start()}
        startText={startWord(2)}
        onStop={() => actions?.stop()}
      />
    </section>
  );
}
