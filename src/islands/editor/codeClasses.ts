/**
 * The class of each colour that Shiki's light theme gives to code; experiment.css gives it the colours of both themes. What has
 * none is written in the card's ink.
 */
export const codeClasses: Readonly<Record<string, string>> = {
  '#CF222E': 'c-key',
  '#0550AE': 'c-value',
  '#0A3069': 'c-text',
  '#8250DF': 'c-name',
  '#953800': 'c-field',
  '#6E7781': 'c-note',
};
