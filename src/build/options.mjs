import { WrongOption } from './step.mjs';

const READERS = {
  port: {
    allowed: 'a whole number from 0 to 65535',
    read: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null),
  },
  base: {
    allowed: 'a path that starts and ends with a slash, such as /wartezeit/',
    read: (text) => (/^\/([\w.~-]+\/)*$/.test(text) ? text : null),
  },
};

/**
 * Reads `--name value` and `--name=value`. Throws WrongOption naming the option, the value and what is allowed.
 * @param {string[]} args
 * @param {(keyof typeof READERS)[]} names the options this command knows
 */
export function readOptions(args, names) {
  const options = {};
  for (let i = 0; i < args.length; i++) {
    const [flag, inline] = args[i].split(/=(.*)/s);
    const name = flag.replace(/^--/, '');
    if (!flag.startsWith('--') || !names.includes(name)) {
      const known = names.map((n) => `--${n}`).join(', ') || 'none';
      throw new WrongOption(`Option ${args[i]} is not known here; allowed: ${known}.`);
    }
    const value = inline ?? args[++i] ?? '';
    const result = READERS[name].read(value);
    if (result === null)
      throw new WrongOption(`Option --${name} cannot be "${value}"; allowed: ${READERS[name].allowed}.`);
    options[name] = result;
  }
  return options;
}
