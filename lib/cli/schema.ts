/** `tsx lib/cli/schema.ts`: writes the JSON Schema of the export document from its zod schema. */
import { writeFileSync } from 'node:fs';
import { schemaText } from './schema-text.ts';

writeFileSync(new URL('../../public/schema/export.schema.json', import.meta.url), schemaText());
