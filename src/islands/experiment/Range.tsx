import { useRef } from 'preact/hooks';
import { number } from '../../strings/numbers.ts';

interface RangeProps {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  /** While the finger is on it. */
  readonly onMove: (value: number) => void;
  /** Called when it is pressed; what it answers brings back the value of before. */
  readonly onPress: () => () => void;
  /** When it is let go. */
  readonly onSettle?: (value: number) => void;
}

function valueText(value: number, unit: string): string {
  return `${number(value, 2)}${unit === '' ? '' : `\u00a0${unit}`}`;
}

/** A slider with its value and unit beside its name. */
export function Range({ id, label, unit, min, max, step, value, onMove, onPress, onSettle }: RangeProps) {
  const takeBack = useRef((): void => undefined);
  return (
    <div class="wz-range">
      <label for={id}>{label}</label>
      <output for={id}>{valueText(value, unit)}</output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={valueText(value, unit)}
        onPointerDown={() => {
          takeBack.current = onPress();
        }}
        // The finger scrolls the page: its touch was not meant for the slider.
        onPointerCancel={() => takeBack.current()}
        onInput={(event) => onMove(Number(event.currentTarget.value))}
        onChange={(event) => onSettle?.(Number(event.currentTarget.value))}
      />
    </div>
  );
}
