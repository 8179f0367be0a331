import { useEffect, useState } from 'preact/hooks';
import { type FieldSpec, numberText, readNumber, unitOf } from './numbers.ts';
import { positionOf, SLIDER_STEPS, valueAt } from './slider-scale.ts';

interface NumberControlProps {
  readonly id: string;
  readonly spec: FieldSpec;
  readonly value: number;
  /** A sentence about numbers that do not fit together, shown here. */
  readonly problem?: string | null;
  readonly onChange: (value: number) => void;
  /** Says whether what stands in the field is a valid number; true again when the field goes. */
  readonly onReadable: (isReadable: boolean) => void;
}

/** A number with its unit, typed or dragged. What is typed wrong is explained; the last valid number goes on counting. */
export function NumberControl({ id, spec, value, problem = null, onChange, onReadable }: NumberControlProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const reading = draft === null ? null : readNumber(draft, spec);
  const isReadable = reading?.kind !== 'problem';
  useEffect(() => {
    onReadable(isReadable);
    return () => onReadable(true);
  }, [isReadable]);
  const sentence = reading?.kind === 'problem' ? reading.sentence : problem;
  const described = [spec.help === undefined ? null : `${id}-help`, sentence === null ? null : `${id}-problem`];
  const type = (text: string): void => {
    setDraft(text);
    const typed = readNumber(text, spec);
    if (typed.kind === 'number') onChange(typed.value);
  };
  return (
    <div class="dc-number">
      <label for={id}>{spec.label}</label>
      <span class="wz-unit">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={draft ?? numberText(value, spec)}
          aria-invalid={sentence !== null}
          aria-describedby={described.filter((one) => one !== null).join(' ') || undefined}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={() => reading?.kind === 'number' && setDraft(null)}
        />
        <span>{unitOf(value, spec)}</span>
      </span>
      <input
        type="range"
        aria-label={`${spec.label}, Schieberegler`}
        min={0}
        max={SLIDER_STEPS}
        value={positionOf(value, spec)}
        aria-valuetext={`${numberText(value, spec)} ${unitOf(value, spec)}`}
        onInput={(event) => {
          setDraft(null);
          onChange(valueAt(Number(event.currentTarget.value), spec));
        }}
      />
      {spec.help !== undefined && (
        <small id={`${id}-help`} class="dc-help">
          {spec.help}
        </small>
      )}
      <small id={`${id}-problem`} class="dc-problem" role="status">
        {sentence}
      </small>
    </div>
  );
}
