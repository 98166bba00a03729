import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

export interface Tab<Name extends string> {
  name: Name;
  label: string;
}

export interface TabsProps<Name extends string> {
  /** Label of the tab list for screen readers. */
  label: string;
  tabs: Tab<Name>[];
  current: Name;
  onChange: (name: Name) => void;
  /** Content of the current tab. */
  children: ComponentChildren;
}

/** Tabs according to the ARIA pattern: one tab stop; arrow keys (in writing direction), Home and End move. */
export function Tabs<Name extends string>({ label, tabs, current, onChange, children }: TabsProps<Name>) {
  const list = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    const at = tabs.findIndex((tab) => tab.name === current);
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    const to =
      event.key === forward
        ? at + 1
        : event.key === back
          ? at - 1 + tabs.length
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? tabs.length - 1
              : null;
    const next = to === null ? undefined : tabs[to % tabs.length];
    if (!next) return;
    event.preventDefault();
    onChange(next.name);
    list.current?.querySelector<HTMLElement>(`#tab-${next.name}`)?.focus();
  }

  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`tab-${tab.name}`}
            aria-selected={tab.name === current}
            aria-controls="panel"
            tabIndex={tab.name === current ? 0 : -1}
            onClick={() => onChange(tab.name)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby={`tab-${current}`} tabIndex={-1} class="panel">
        {children}
      </div>
    </>
  );
}
