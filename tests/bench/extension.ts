/** The Chrome build under an identity of its own, so that a kept library is good wherever the project lies. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFolder, ensureBuilt } from '../browser/harness/build.ts';

/** A public key: what Chromium makes an extension's id of. Nobody has the private one. */
export const KEY = [
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqVOkjeRvhFHj2Tj8BmTWTbwfe7gQgyIZvleUrVeIfNymzk2P+3gV',
  'abxeH+/SlLaxdPw9ptKm8hQzW3ifbZOC8Ca33XO0EDSF3KqCRVtD3lSOX3kBUM4mohuB2XTfM0FpQXuBJy8rhIpGxxYsPbCZ',
  '8XBJI8uoAEvytRcUzfMk4kA+gs9plWMVHg0qfiVCXb1bri2BPEcaEfUOmtEvUrULvsP/vn8thUnWF7WgXzHBHKEQFj8AbGV2',
  'eTjnHt50P277S05PbvGUNuz3mFY/J4NcD2vODIRhgrqAdHcnmc2yqC+UaGnTUufazI/ywSe8BwBHdzyW0+DdCkqRprLs5Zj1',
  '7wIDAQAB',
].join('');

/** Builds when it is needed. @returns the unpacked copy's folder; `remove` it when the browsers are closed. */
export function keyedExtension(): { dir: string; remove(): void } {
  ensureBuilt('chrome');
  const dir = mkdtempSync(join(tmpdir(), 'feedglass-keyed-'));
  cpSync(buildFolder('chrome'), dir, { recursive: true });
  const manifest = join(dir, 'manifest.json');
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), key: KEY }));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
