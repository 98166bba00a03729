/** Icons: 16 × 16 px line drawings in the color of the text. */
import { CLOSE_PATH } from './close-path.ts';

const PATHS = {
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.5 10.5L13.5 13.5',
  external: 'M6.5 3.5H3.5v9h9V9.5M9.5 2.5h4v4M13.5 2.5L7.5 8.5',
  library: 'M2.5 3.5h5.5v10h-5.5zM8 3.5h5.5v10H8M4.5 6.5h1.5M10 6.5h1.5',
  close: CLOSE_PATH,
  down: 'M4 6.5L8 10.5L12 6.5',
  bookmark: 'M4.5 2.5h7v11L8 10.5l-3.5 3z',
  note: 'M3.5 2.5h9v8l-3 3h-6zM6 6h4M6 8.5h4',
  report: 'M3.5 2.5h6l3 3v8h-9zM9.5 2.5v3h3M6 8.5h4M6 11h4',
  download: 'M8 2.5v7.5M4.5 7L8 10.5L11.5 7M3 13.5h10',
  upload: 'M8 10.5V3M4.5 6L8 2.5L11.5 6M3 13.5h10',
  gear: 'M8 5.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5M8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M3.4 12.6l1.4-1.4M11.2 4.8l1.4-1.4',
  copies: 'M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1',
  chart: 'M2.5 13.5h11M4.5 11V8M8 11V3.5M11.5 11V6',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4',
  undo: 'M5.5 3L2.5 6L5.5 9M2.5 6h7a3.5 3.5 0 0 1 0 7H6',
  check: 'M3 8.5L6.5 12L13 4.5',
  back: 'M9.5 3.5L5 8l4.5 4.5M5.5 8H13',
  plus: 'M8 3v10M3 8h10',
  tag: 'M2.5 2.5h5.5l5.5 5.5l-5.5 5.5l-5.5-5.5zM5.5 5.5h.01',
  user: 'M8 2.5a2.75 2.75 0 1 1 0 5.5a2.75 2.75 0 0 1 0-5.5M2.75 13.5c.5-2.75 2.5-4 5.25-4s4.75 1.25 5.25 4',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01',
  flip: 'M5 13V3M5 3L2.5 5.5M5 3l2.5 2.5M11 3v10M11 13l-2.5-2.5M11 13l2.5-2.5',
  filter: 'M2.5 4h11M4.5 8h7M6.5 12h3',
  flag: 'M4 14V2.5M4 3h8.5l-2 2.75l2 2.75H4',
} as const;

export type IconName = keyof typeof PATHS;

/**
 * A decorative icon, hidden from screen readers: the text beside it or the button's label has its meaning.
 */
export function Icon({
  name,
  size = 16,
  filled = false,
}: {
  name: IconName;
  size?: number;
  filled?: boolean;
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The logo, in the colors of the icon file. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <rect width="16" height="16" rx="3.5" fill="#0d4a55" />
      <path d="M10.6 10.6 L13.4 13.4" stroke="#f4fbfa" stroke-width="2.2" stroke-linecap="round" />
      <circle cx="7" cy="7" r="5.2" fill="#f4fbfa" />
      <circle cx="7" cy="7" r="4.2" fill="#0d4a55" />
      <rect x="4.5" y="5" width="5" height="1.5" rx=".5" fill="#f4fbfa" />
      <rect x="4.5" y="8" width="5" height="1.5" rx=".5" fill="#ff9d6b" />
    </svg>
  );
}
