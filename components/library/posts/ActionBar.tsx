import { Icon, type IconName } from '../../icon/Icon.tsx';

/** Something that can be done with some posts: the selected ones, those of an author, of a group. */
export interface PostAction {
  /** Identifies the action. */
  name: string;
  label: string;
  icon: IconName;
  /** The icon is filled: what it undoes is set. */
  filled?: boolean;
  isDangerous?: boolean;
  /** Shortcut, as shown in the tooltip. */
  shortcut?: string;
  run: () => void;
}

/** A row of actions as buttons; in a narrow list only their icons are shown. */
export function ActionBar({ label, actions }: { label: string; actions: readonly PostAction[] }) {
  return (
    <div class="row wrap action-bar" role="toolbar" aria-label={label}>
      {actions.map((action) => (
        <button
          key={action.name}
          type="button"
          class={action.isDangerous ? 'button quiet danger-text' : 'button quiet'}
          data-action={action.name}
          title={action.shortcut ? `${action.label} (${action.shortcut})` : action.label}
          onClick={action.run}
        >
          <Icon name={action.icon} filled={action.filled === true} />
          <span>{action.label}</span>
        </button>
      ))}
    </div>
  );
}
