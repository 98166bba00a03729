/** Messages on standard error, and a progress line below them. */
import { setImmediate } from 'node:timers/promises';

/** Time between two states of the line on a terminal, and between two lines in a file, in ms. */
const TERMINAL_MS = 250;
const FILE_MS = 10_000;
/** After so long work pauses, so that signals are heard, in ms. */
const PAUSE_MS = 50;

const isTerminal = process.stderr.isTTY === true;
let isShown = isTerminal;
let hasLine = false;
let phase = '';
let begun = 0;
let shownAt = 0;
let paused = 0;

/** Says something on standard error. */
export function writeMessage(message: string): void {
  clearLine();
  console.error(message);
}

/** Shows progress even where standard error is no terminal. */
export function showProgress(): void {
  isShown = true;
}

/**
 * Tells how far a phase of the work is, now and then, and lets signals be heard.
 * @param name of the phase, as the user reads it
 * @param share done, from 0 to 1; `null` when it cannot be known
 * @param count of what was done so far
 */
export async function step(name: string, share: number | null, count: number): Promise<void> {
  const now = performance.now();
  if (name !== phase) {
    phase = name;
    begun = now;
    shownAt = isTerminal ? 0 : now;
  }
  if (isShown && now - shownAt >= (isTerminal ? TERMINAL_MS : FILE_MS)) {
    shownAt = now;
    show(describe(name, share, count, (now - begun) / 1000));
  }
  if (now - paused < PAUSE_MS) return;
  await setImmediate();
  paused = performance.now();
}

/** "finding copies: 41 %, 410,000 posts, 5,200 a second, 1:53 left" */
export function describe(name: string, share: number | null, count: number, seconds: number): string {
  const parts = [`${count.toLocaleString('en')} posts`];
  if (share !== null) parts.unshift(`${Math.floor(100 * share)} %`);
  if (seconds >= 1) {
    parts.push(`${Math.round(count / seconds).toLocaleString('en')} a second`);
    if (share !== null && share > 0) parts.push(`${clock((seconds * (1 - share)) / share)} left`);
  }
  return `${name}: ${parts.join(', ')}`;
}

/** Removes the line. */
export function clearLine(): void {
  if (hasLine) process.stderr.write('\r\x1b[K');
  hasLine = false;
}

function show(line: string): void {
  if (isTerminal) process.stderr.write(`\r\x1b[K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
  else console.error(line);
  hasLine = isTerminal;
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
