/**
 * Where the pointer was before it came to a strip. A page can lay something over a strip and take it away just before
 * the user clicks, or move the strip under the pointer: then the click was meant for something else.
 */

import { isOver } from './safe-document.ts';

/** How long a strip must have been there, in ms, when it appeared under the pointer: longer than it takes to react. */
const APPEARED_MS = 500;
/** Two presses that are nearer in time (ms) and place (px) belong to one double click. */
const DOUBLE_CLICK_MS = 500;
const DOUBLE_CLICK_PX = 40;

interface Point {
  x: number;
  y: number;
}

interface Press extends Point {
  at: number;
  host: Element | null;
}

export class PointerHistory {
  /** The host under the pointer. */
  private host: Element | null = null;
  /** Last point outside of `host`, in page coordinates: scrolling under a still pointer is honest. */
  private outside: Point | null = null;
  private press: Press | null = null;
  private refusedUntil = 0;

  /** @param now current time in ms; a parameter for tests */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Notes an event. @param host our host that it hit, if any */
  note(event: Event, host: Element | null): void {
    if (!event.isTrusted || !(event instanceof MouseEvent)) return;
    // The other events either name no place, or name one that the pointer has left.
    if (!['pointermove', 'pointerover', 'pointerdown'].includes(event.type)) return;
    const point = { x: event.clientX, y: event.clientY };
    if (host && host !== this.host && this.wasOver(host)) this.refusedUntil = this.now() + APPEARED_MS;
    this.host = host;
    if (!host) this.outside = { x: point.x + scrollX, y: point.y + scrollY };
    if (event.type === 'pointerdown') this.notePress({ ...point, at: this.now(), host });
  }

  /** False when the user may have meant something else than the strip that is there now. */
  isSettled(): boolean {
    return this.now() >= this.refusedUntil;
  }

  private notePress(press: Press): void {
    const last = this.press;
    this.press = press;
    if (!last || !press.host || last.host === press.host) return;
    const near = Math.hypot(press.x - last.x, press.y - last.y) < DOUBLE_CLICK_PX;
    if (near && press.at - last.at < DOUBLE_CLICK_MS) this.refusedUntil = press.at + APPEARED_MS;
  }

  /** True when the last point outside was already on the host where it is now: the host was covered, or it was moved. */
  private wasOver(host: Element): boolean {
    return !!this.outside && isOver(host, this.outside.x - scrollX, this.outside.y - scrollY);
  }
}
