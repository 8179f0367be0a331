import {
  concurrencySpec,
  defaultNumbers,
  fields,
  latencyChoices,
  type NumberField,
  type Numbers,
  readNumber,
} from './numbers.ts';

const numberFields = Object.keys(fields) as NumberField[];

/** The numbers in a query string; what is missing or nonsense keeps its default. */
export function numbersFromQuery(query: URLSearchParams): Numbers {
  const numbers: { -readonly [Name in keyof Numbers]: Numbers[Name] } = { ...defaultNumbers };
  for (const name of numberFields) {
    const text = query.get(fields[name].query);
    const reading = text === null ? null : readNumber(text, fields[name]);
    if (reading?.kind === 'number') numbers[name] = reading.value;
  }
  numbers.latency = latencyChoices.find((choice) => choice === query.get('lat')) ?? defaultNumbers.latency;
  if (query.get('limit') === 'nein') numbers.hasLimits = false;
  const concurrency = readNumber(query.get(concurrencySpec.query) ?? '', concurrencySpec);
  if (concurrency.kind === 'number') numbers.concurrency = concurrency.value;
  return numbers;
}

/** Writes the numbers that differ from the defaults into a copy of the query; parameters of others stay. */
export function numbersIntoQuery(numbers: Numbers, query: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(query);
  const put = (key: string, value: string | null): void => (value === null ? next.delete(key) : next.set(key, value));
  for (const name of numberFields) {
    put(fields[name].query, numbers[name] === defaultNumbers[name] ? null : String(numbers[name]));
  }
  put('lat', numbers.latency === defaultNumbers.latency ? null : numbers.latency);
  put('limit', numbers.hasLimits ? null : 'nein');
  put(concurrencySpec.query, numbers.concurrency === null ? null : String(numbers.concurrency));
  return next;
}
