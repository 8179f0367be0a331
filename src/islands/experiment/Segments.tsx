interface SegmentsProps<Value extends string> {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly title?: string }[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  /** The legend is read out but not seen, where the choice explains itself. */
  readonly isLegendHidden?: boolean;
}

/** A choice of few, side by side: radio buttons, so that arrow keys work and each says what it is. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { legend, name, options, value, onChoose, isLegendHidden = false } = props;
  return (
    <fieldset class="wz-segments">
      <legend class={isLegendHidden ? 'sr-only' : ''}>{legend}</legend>
      <span class="wz-segments-row">
        {options.map((option) => (
          <label key={option.value} title={option.title}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}
