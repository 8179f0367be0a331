import { type Conditions, presets } from '../../../sandbox/conditions/conditions.ts';
import { type SliderField, sliderValue, withSlider } from '../../../sandbox/lab/conditions-choice.ts';
import { type NumberParameter, type Parameter, parameterProblem, wordsIn } from '../../../sandbox/lab/example.ts';
import { number, secondsOfMicros } from '../../strings/numbers.ts';
import { type ExperimentModel, parametersIn } from './experimentModel.ts';
import { Range } from './Range.tsx';
import { Segments } from './Segments.tsx';
import { conditionsDescription, conditionsLabel, conditionsSummary } from './settingText.ts';

interface ConditionsProps {
  readonly model: ExperimentModel;
  readonly id: string;
  /** Called when a value has settled, so that a new run may replace the forecast. */
  readonly onSettle: () => void;
}

/** What the reader may turn: the example's parameters and sliders at once, all conditions of the service on demand. */
export function ConditionControls({ model, id, onSettle }: ConditionsProps) {
  const { parameters, sliders } = model.data;
  return (
    <div class="wz-conditions" data-pagefind-ignore="">
      {(parameters.length > 0 || sliders.length > 0) && (
        <div class="wz-dials">
          {parameters.map((parameter) => (
            <ParameterControl key={parameter.name} parameter={parameter} model={model} id={id} onSettle={onSettle} />
          ))}
          {sliders.map((slider) => (
            <ConditionRange key={slider.field} {...slider} model={model} id={id} onSettle={onSettle} />
          ))}
        </div>
      )}
      <details class="wz-more">
        <summary>
          Bedingungen: <b>{conditionsSummary(model.conditions.value)}</b>
        </summary>
        <ServiceConditions model={model} id={id} onSettle={onSettle} />
      </details>
      <Foreseen model={model} />
    </div>
  );
}

/** What the chosen settings are expected to take, or what is wrong with them, where they are chosen. */
function Foreseen({ model }: { readonly model: ExperimentModel }) {
  if (model.problem.value !== null) {
    return (
      <p class="wz-foreseen wz-amiss no-print" role="alert">
        {model.problem.value}
      </p>
    );
  }
  const forecasts = model.forecasts.value;
  const expected = model.programs.value.flatMap(({ file, label }) => {
    const ms = forecasts.get(file);
    return ms === undefined ? [] : [`${label} ${secondsOfMicros(ms * 1_000)}`];
  });
  return <p class="wz-foreseen no-print">{expected.length > 0 && `Vorhersage: ${expected.join(', ')}`}</p>;
}

interface ParameterControlProps extends ConditionsProps {
  readonly parameter: Parameter;
}

function ParameterControl({ parameter, model, id, onSettle }: ParameterControlProps) {
  const value = parametersIn(model)[parameter.name] ?? '';
  const set = (next: string): void => {
    model.parameters.value = { ...model.parameters.value, [parameter.name]: next };
  };
  const choose = (next: string): void => {
    set(next);
    onSettle();
  };
  if (!('min' in parameter)) {
    return (
      <Segments
        legend={parameter.label}
        name={`${id}-${parameter.name}`}
        options={wordsIn(parameter, model.language.value).map((choice) => ({ value: choice, label: choice }))}
        value={value}
        onChoose={choose}
      />
    );
  }
  return <NumberControl parameter={parameter} id={id} value={value} onChoose={choose} onMove={set} />;
}

interface NumberControlProps {
  readonly parameter: NumberParameter;
  readonly id: string;
  readonly value: string;
  readonly onMove: (value: string) => void;
  readonly onChoose: (value: string) => void;
}

/** Buttons for the usual values and a field for any other; a slider where there are no usual ones. */
function NumberControl({ parameter, id, value, onMove, onChoose }: NumberControlProps) {
  const { name, label, unit = '', min, max, step, choices } = parameter;
  if (choices === undefined) {
    return (
      <Range
        id={`${id}-${name}`}
        {...{ label, unit, min, max, step }}
        value={Number(value)}
        onMove={(next) => onMove(String(next))}
        onPress={() => () => onMove(value)}
        onSettle={(next) => onChoose(String(next))}
      />
    );
  }
  const isUsual = choices.some((choice) => String(choice) === value);
  return (
    <div class="wz-number">
      <Segments
        legend={label}
        name={`${id}-${name}`}
        options={choices.map((choice) => ({ value: String(choice), label: number(choice, 3) }))}
        value={value}
        onChoose={onChoose}
      />
      {/* Paper has no use for the field, but must say a number that no button says. */}
      <label class={`wz-free ${isUsual ? 'no-print' : ''}`}>
        <span class="sr-only">{label}, eigene Zahl</span>
        <input
          type="number"
          min={min}
          max={max}
          step={step}
          value={value}
          aria-invalid={parameterProblem(parameter, value) !== null}
          onInput={(event) => onMove(event.currentTarget.value)}
          onChange={(event) => onChoose(event.currentTarget.value)}
        />
        <small class="no-print">bis {number(max, 3)}</small>
      </label>
    </div>
  );
}

interface ConditionRangeProps extends ConditionsProps {
  readonly field: SliderField;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** A share is shown in percent, whatever the schema counts. */
function ConditionRange({ field, label, unit, min, max, step, model, id, onSettle }: ConditionRangeProps) {
  const value = sliderValue(model.conditions.value, field);
  if (value === null) return null;
  const factor = field.startsWith('faults.') || field === 'latency.spread' ? 100 : 1;
  return (
    <Range
      id={`${id}-${field.replaceAll('.', '-')}`}
      label={label}
      unit={factor === 100 ? '%' : unit}
      min={min * factor}
      max={max * factor}
      step={step * factor}
      value={value * factor}
      onPress={() => {
        const before = model.conditions.value;
        return () => {
          model.conditions.value = before;
        };
      }}
      onMove={(next) => {
        model.conditions.value = withSlider(model.conditions.value, field, next / factor);
      }}
      onSettle={onSettle}
    />
  );
}

const latencyRanges = {
  total: [
    { field: 'latency.minMs', label: 'Antwort, kürzeste', unit: 'ms', min: 0, max: 20_000, step: 100 },
    { field: 'latency.maxMs', label: 'Antwort, längste', unit: 'ms', min: 0, max: 20_000, step: 100 },
  ],
  tokens: [
    { field: 'latency.overheadMs', label: 'bis zum ersten Token', unit: 'ms', min: 0, max: 10_000, step: 50 },
    { field: 'latency.tokensPerSecond', label: 'Tokens je Sekunde', unit: '', min: 5, max: 300, step: 5 },
    { field: 'latency.spread', label: 'Streuung', unit: '', min: 0, max: 0.3, step: 0.01 },
  ],
} as const;

const serviceRanges = [
  { field: 'network.roundTripMs', label: 'Umlaufzeit des Netzes', unit: 'ms', min: 0, max: 500, step: 5 },
  { field: 'load.slots', label: 'gleichzeitig bedient', unit: '', min: 1, max: 10_000, step: 1 },
  { field: 'faults.status', label: 'Fehlerantworten (503)', unit: '', min: 0, max: 1, step: 0.01 },
  { field: 'faults.reset', label: 'abgerissene Verbindungen', unit: '', min: 0, max: 1, step: 0.01 },
] as const;

const limitRanges = [
  { field: 'limits.requestsPerMinute', label: 'Anfragen je Minute', unit: '', min: 10, max: 10_000, step: 10 },
  { field: 'limits.tokensPerMinute', label: 'Tokens je Minute', unit: '', min: 1_000, max: 5_000_000, step: 1_000 },
] as const;

/** Everything of the service that can be turned. */
export const conditionRanges = [...Object.values(latencyRanges).flat(), ...serviceRanges, ...limitRanges];

function ServiceConditions({ model, id, onSettle }: ConditionsProps) {
  const conditions = model.conditions.value;
  const set = (next: Conditions): void => {
    model.conditions.value = next;
    onSettle();
  };
  const ranges = [...latencyRanges[conditions.latency.kind], ...serviceRanges];
  return (
    <div class="wz-dials wz-service">
      <label class="wz-select">
        <span>Vorlage</span>
        <select
          value={conditions.name}
          onChange={(event) => {
            const chosen = Object.values(presets).find((preset) => preset.name === event.currentTarget.value);
            if (chosen !== undefined) set(chosen);
          }}
        >
          {conditions.name === 'eigene' && <option value="eigene">eigene</option>}
          {Object.values(presets).map(({ name }) => (
            <option key={name} value={name}>
              {conditionsLabel(name)}
            </option>
          ))}
        </select>
      </label>
      <p class="wz-note">{conditionsDescription(conditions.name)}</p>
      {ranges.map((range) => (
        <ConditionRange key={range.field} {...range} model={model} id={`${id}-all`} onSettle={onSettle} />
      ))}
      <label class="wz-check">
        <input
          type="checkbox"
          checked={conditions.limits !== null}
          onChange={(event) =>
            set({
              ...conditions,
              name: 'eigene',
              limits: event.currentTarget.checked ? { requestsPerMinute: 60, tokensPerMinute: 40_000 } : null,
            })
          }
        />
        <span>Rate Limit</span>
      </label>
      {conditions.limits !== null &&
        limitRanges.map((range) => (
          <ConditionRange key={range.field} {...range} model={model} id={`${id}-all`} onSettle={onSettle} />
        ))}
      <label class="wz-select">
        <span>Startzahl des Zufalls</span>
        <input
          type="number"
          min={0}
          max={4_294_967_295}
          step={1}
          value={conditions.seed}
          onChange={(event) => {
            const seed = Math.trunc(Number(event.currentTarget.value));
            if (Number.isFinite(seed) && seed >= 0 && seed <= 0xffff_ffff) set({ ...conditions, seed });
          }}
        />
      </label>
      <button type="button" class="wz-button quiet" onClick={() => set(model.data.conditions)}>
        Bedingungen zurücksetzen
      </button>
    </div>
  );
}
