/** The JSON Schema of a playbook for editors: its shape from the zod schema, its descriptions from the comments of the types. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { playbookSchema } from '../../changeover/playbook-schema.ts';

type Json = Record<string, unknown>;

/** Draft 7, which editors of YAML know best. */
export function playbookJsonSchema(): Json {
  const schema = z.toJSONSchema(playbookSchema, { target: 'draft-7', io: 'input' }) as Json;
  const comments = commentsOf(readFileSync(new URL('../../changeover/playbook.ts', import.meta.url), 'utf8'));
  const definitions = (schema['definitions'] ?? {}) as Record<string, Json>;
  for (const [name, definition] of [['Playbook', schema], ...Object.entries(definitions)] as [string, Json][]) {
    describe(definition, name, comments);
  }
  return schema;
}

export function schemaText(): string {
  return `${JSON.stringify(playbookJsonSchema(), null, 2)}\n`;
}

/** `Step.side` → its comment, and `Step` → that of the type itself. */
function commentsOf(source: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const pattern = /\/\*\*([\s\S]*?)\*\/\s*(?:export (?:interface|type) (\w+)|readonly (\w+)\??:)/gu;
  for (const match of source.matchAll(pattern)) {
    const [, comment = '', type, member] = match;
    const owner = /export (?:interface|type) (\w+)(?![\s\S]*export (?:interface|type) )/u.exec(
      source.slice(0, match.index),
    )?.[1];
    const text = comment
      .replace(/^\s*\*\s?/gmu, '')
      .replace(/\s+/gu, ' ')
      .trim();
    found.set(type ?? `${owner}.${member}`, text);
  }
  return found;
}

function describe(definition: Json, name: string, comments: ReadonlyMap<string, string>): void {
  const own = comments.get(name);
  if (own !== undefined) definition['description'] = own;
  for (const [member, property] of Object.entries((definition['properties'] ?? {}) as Record<string, Json>)) {
    const text = comments.get(`${name}.${member}`);
    // A reference beside which something else stands is not read in draft 7.
    if (text !== undefined && property['$ref'] === undefined) property['description'] = text;
  }
}
