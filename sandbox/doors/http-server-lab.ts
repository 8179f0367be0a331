import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Conditions, conditionsSchema, type PresetName, presets } from '../conditions/conditions.ts';
import { conditionsIssueText, describeIssues } from './conditions-error.ts';

/** What the laboratory's own addresses reach. */
export interface LabRoutes {
  log(): readonly unknown[];
  clearLog(): void;
  conditions(): Conditions;
  changeConditions(conditions: Conditions): void;
}

/** Answers `/lab/…`; false for every other address. `body` is the whole request body. */
export function answerLab(
  request: IncomingMessage,
  response: ServerResponse,
  body: Uint8Array,
  routes: LabRoutes,
): boolean {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  if (path !== '/lab' && !path.startsWith('/lab/')) return false;
  switch (`${request.method} ${path}`) {
    case 'HEAD /lab/log':
    case 'GET /lab/log':
      respond(response, 200, { events: routes.log() });
      return true;
    case 'DELETE /lab/log':
      routes.clearLog();
      response.writeHead(204, { 'access-control-allow-origin': '*' }).end();
      return true;
    case 'HEAD /lab/conditions':
    case 'GET /lab/conditions':
      respond(response, 200, routes.conditions());
      return true;
    case 'PUT /lab/conditions':
      changeConditions(response, body, routes);
      return true;
    default:
      refuse(response, request.method ?? '', path);
      return true;
  }
}

const METHODS = new Map([
  ['/lab/log', 'GET, HEAD, DELETE'],
  ['/lab/conditions', 'GET, HEAD, PUT'],
]);

function refuse(response: ServerResponse, method: string, path: string): void {
  const allow = METHODS.get(path);
  if (allow !== undefined) response.setHeader('allow', allow);
  respond(response, allow === undefined ? 404 : 405, {
    fehler: `${method} ${path} gibt es nicht. Erlaubt: GET /lab/log, DELETE /lab/log, GET /lab/conditions, PUT /lab/conditions.`,
  });
}

function changeConditions(response: ServerResponse, body: Uint8Array, routes: LabRoutes): void {
  const read = readConditions(body, routes.conditions());
  if (typeof read === 'string') {
    respond(response, 400, { fehler: read });
    return;
  }
  routes.changeConditions(read);
  respond(response, 200, read);
}

/**
 * The conditions that a body asks for: whole ones, or single fields that replace those of `preset` (or of the present
 * conditions); a string is a preset's name. A preset leaves the present seed as it is. Otherwise one sentence that says
 * what is wrong.
 */
export function readConditions(body: Uint8Array, present: Conditions): Conditions | string {
  let given: unknown;
  try {
    given = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return 'Die Bedingungen sind kein gültiges JSON.';
  }
  const names = Object.keys(presets).join(', ');
  const fields = typeof given === 'string' ? { preset: given } : given;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return `Die Bedingungen sind weder ein Objekt noch ein Name. Erlaubte Namen: ${names}.`;
  }
  const { preset, ...changes } = { preset: undefined, ...fields };
  const start = preset === undefined ? present : presetNamed(preset);
  if (start === undefined) return `Die Bedingungen „${String(preset)}“ gibt es nicht. Erlaubt: ${names}.`;
  const changed = Object.keys(changes).length > 0;
  const own = changed ? { name: 'eigene' } : {};
  const asked = { ...start, seed: present.seed, ...own, ...changes };
  const parsed = conditionsSchema.safeParse(asked, { error: conditionsIssueText });
  return parsed.success ? parsed.data : `Die Bedingungen stimmen nicht: ${describeIssues(parsed.error.issues)}.`;
}

export function presetNamed(name: unknown): Conditions | undefined {
  return typeof name === 'string' && Object.hasOwn(presets, name) ? presets[name as PresetName] : undefined;
}

function respond(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' });
  response.end(text);
}
