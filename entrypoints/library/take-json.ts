import type { Taking } from './take.ts';
export async function takeJson(
  _: Omit<Taking, 'format'>,
): Promise<{ blob: Blob; count: number; ending: string }> {
  throw new Error('not yet');
}
