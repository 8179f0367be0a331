import { type Conditions, conditionsSchema } from '../conditions/conditions.ts';
import { conditionsIssueText, describeIssues } from './conditions-error.ts';

/**
 * The conditions that a program hands to a door, checked: JavaScript hands over whatever it likes, and a typo would else be
 * ignored in silence or end the process with the first connection. `where` names the place in the program. Throws a
 * TypeError that says which field is wrong, what is allowed there, and what to write.
 */
export function checkedConditions(given: unknown, where: string): Conditions {
  const parsed = conditionsSchema.safeParse(given, { error: conditionsIssueText });
  if (parsed.success) return parsed.data;
  throw new TypeError(
    `${where}: Die Bedingungen stimmen nicht: ${describeIssues(parsed.error.issues)}. Abhilfe: von einem Preset ausgehen, etwa { ...presets.sofort, seed: 7 }; presets kommt aus wartezeit/service.`,
  );
}
