/** Base64 of bytes and of hashes; works in pages, workers and Node. */

/** Base64 of a text in UTF-8. */
export function base64(text: string): string {
  return bytesToBase64(new TextEncoder().encode(text));
}

/** SHA-256 of a text in UTF-8, as a content security policy names it. */
export async function sha256Base64(text: string): Promise<string> {
  return bytesToBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

/** Arguments of one call of `fromCharCode`. */
const PART = 8192;

function bytesToBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += PART) binary += String.fromCharCode(...bytes.subarray(i, i + PART));
  return btoa(binary);
}
