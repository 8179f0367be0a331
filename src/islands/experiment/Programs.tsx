import type { ComponentChildren } from 'preact';
import type { Editing } from '../editor/editing.ts';
import { ProgramCode } from '../editor/ProgramCode.tsx';
import { languageWords } from './experimentData.ts';
import type { ExperimentModel } from './experimentModel.ts';
import { Segments } from './Segments.tsx';
import { startWord } from './startWord.ts';

interface ProgramsProps {
  readonly model: ExperimentModel;
  readonly id: string;
  readonly editing: Editing | null;
  readonly onRun: () => void;
  readonly onStop: () => void;
  readonly tools?: ComponentChildren;
}

/** The programs: language and mode as tabs, the code below. Without script all of them stand one after the other. */
export function Programs({ model, id, editing, onRun, onStop, tools }: ProgramsProps) {
  const languages = [...new Set(model.data.programs.map((program) => program.language))];
  const note = model.data.notes[model.language.value];
  return (
    <div class="wz-programs">
      <div class="wz-program-bar" data-pagefind-ignore="">
        {languages.length > 1 && (
          <Segments
            legend="Sprache"
            isLegendHidden
            name={`${id}-language`}
            options={languages.map((language) => ({ value: language, label: languageWords[language] }))}
            value={model.language.value}
            onChoose={(language) => chooseLanguage(model, language)}
          />
        )}
        <Tabs model={model} id={id} />
        {tools}
      </div>
      {model.data.programs.map((program) => (
        <div
          key={program.file}
          id={`${id}-panel-${program.file}`}
          class="wz-panel"
          role="tabpanel"
          aria-labelledby={`${id}-tab-${program.file}`}
          hidden={program.file !== model.shownFile.value}
        >
          <p class="wz-panel-name" data-pagefind-ignore="">
            {`${languageWords[program.language]}, ${program.label}: ${program.file}`}
          </p>
          {program.note !== undefined && <p class="wz-note">{program.note}</p>}
          <ProgramCode
            {...{ model, program, id, editing, onRun, onStop }}
            startText={startWord(model.programs.value.length)}
          />
        </div>
      ))}
      {note !== undefined && <p class="wz-note">{note}</p>}
    </div>
  );
}

/** Keeps the mode where the other language has it, else shows that language's first program. */
function chooseLanguage(model: ExperimentModel, language: ExperimentModel['language']['value']): void {
  const shown = model.data.programs.find((program) => program.file === model.shownFile.value);
  const candidates = model.data.programs.filter((program) => program.language === language);
  const next = candidates.find((program) => program.mode === shown?.mode) ?? candidates[0];
  model.language.value = language;
  if (next !== undefined) model.shownFile.value = next.file;
}

/** One tab per program of the language; arrow keys move, as tabs do. */
function Tabs({ model, id }: { readonly model: ExperimentModel; readonly id: string }) {
  const programs = model.programs.value;
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const index = programs.findIndex((program) => program.file === model.shownFile.value);
    const next = programs[(index + step + programs.length) % programs.length];
    if (next === undefined) return;
    model.shownFile.value = next.file;
    document.getElementById(`${id}-tab-${next.file}`)?.focus();
  };
  return (
    <div class="wz-tabs needs-js" role="tablist" aria-label="Programm" onKeyDown={move}>
      {programs.map((program) => {
        const isShown = program.file === model.shownFile.value;
        const isEdited = model.drafts.value[program.file] !== undefined;
        return (
          <button
            key={program.file}
            id={`${id}-tab-${program.file}`}
            type="button"
            role="tab"
            class={`wz-tab mode-${program.mode}`}
            aria-selected={isShown}
            aria-controls={`${id}-panel-${program.file}`}
            tabIndex={isShown ? 0 : -1}
            onClick={() => {
              model.shownFile.value = program.file;
            }}
          >
            {program.label}
            {isEdited && <span class="wz-edited"> geändert</span>}
          </button>
        );
      })}
    </div>
  );
}
