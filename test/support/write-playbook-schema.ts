/** `npm run playbook:schema`: writes `changeover/playbook.schema.json`, which editors of playbooks read. */
import { writeFileSync } from 'node:fs';
import { schemaText } from './playbook-json-schema.ts';

writeFileSync(new URL('../../changeover/playbook.schema.json', import.meta.url), schemaText());
