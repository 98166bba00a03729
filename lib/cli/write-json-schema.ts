/**
 * `tsx lib/cli/write-json-schema.ts`: writes the JSON Schema of the export document, generated from its zod
 * schema.
 */
import { writeFileSync } from 'node:fs';
import { exportJsonSchema } from './export-json-schema.ts';

writeFileSync(new URL('../../public/schema/export.schema.json', import.meta.url), exportJsonSchema());
