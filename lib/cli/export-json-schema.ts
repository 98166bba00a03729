import * as z from 'zod/mini';
import { ExportDocument } from '../store/export/export-schema.ts';

/** Returns the JSON Schema (draft 2020-12) of the export document. */
export function exportJsonSchema(): string {
  const schema = z.toJSONSchema(ExportDocument, { target: 'draft-2020-12' });
  const named = {
    $id: 'https://feedglass.invalid/schema/export.schema.json',
    title: 'Feedglass export, format version 2',
    ...schema,
  };
  return `${JSON.stringify(named, null, 2)}\n`;
}
