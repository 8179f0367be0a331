export function measuredText(
  _experiment: string,
  _parameters: Readonly<Record<string, number | string>>,
  _value: string,
): string | undefined {
  return undefined;
}
