/** Canonical JSON (RFC 8785) and SHA-256 of a record. */

/**
 * Serializes a value as canonical JSON: members sorted by the UTF-16 code units of their names, no white
 * space. Equal values give equal bytes.
 * @param value plain JSON; members that are `undefined` are omitted
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  let members = '';
  // Sorted as RFC 8785 says, which is how `sort` compares.
  for (const name of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[name];
    if (member !== undefined) members += `${members && ','}${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** Computes what `sha256` does. */
export type Sha256 = (text: string) => string | Promise<string>;

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. A lone surrogate counts as U+FFFD. */
export async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
