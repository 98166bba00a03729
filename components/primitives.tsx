/** Basic components: empty state, notice, statistic, choice, "show more". */
import type { ComponentChildren } from 'preact';
import { type MessageKey, tPlural } from '../lib/i18n/translate.ts';
import { formatNumber } from './format.ts';

/** An empty state: a title, and what the user can do about it. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export interface NoticeProps {
  tone?: 'calm' | 'warn' | 'bad';
  title: string;
  /** Buttons, at the end of the line if there is room. */
  actions?: ComponentChildren;
  children?: ComponentChildren;
}

/** A message about a state; bad ones are announced by screen readers at once. */
export function Notice({ tone = 'calm', title, actions, children }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <div class="stack tight">
        <p class="text-strong">{title}</p>
        {children}
      </div>
      {actions && <div class="row">{actions}</div>}
    </div>
  );
}

export interface StatProps {
  /** Message key of what is counted: a message with plural forms, shown without the number. */
  labelKey: MessageKey;
  /** `null` or `undefined` if unknown, shown as a dash. */
  value: number | null | undefined;
  onClick?: (() => void) | undefined;
}

/** A number and what it counts; with `onClick`, a button that opens the posts behind it. */
export function Stat({ labelKey, value, onClick }: StatProps) {
  const inside = (
    <>
      <span class="value">{formatNumber(value)}</span>
      <span class="label">{tPlural(labelKey, value ?? 0)}</span>
    </>
  );
  return onClick ? (
    <button type="button" class="stat" onClick={onClick}>
      {inside}
    </button>
  ) : (
    <div class="stat">{inside}</div>
  );
}

export interface ChoiceGroupProps<Value extends string> {
  label: string;
  options: { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A choice of one option; all options are visible. */
export function ChoiceGroup<Value extends string>({
  label,
  options,
  value,
  onChange,
}: ChoiceGroupProps<Value>) {
  return (
    <fieldset class="choice-row row wrap" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          class="chip"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

/** A button that loads more rows, so that keyboard and screen reader can reach them. */
export function LoadMore({ onMore, label }: { onMore: (() => void) | null; label: string }) {
  return onMore === null ? null : (
    <button type="button" class="button quiet load-more" onClick={onMore}>
      {label}
    </button>
  );
}
