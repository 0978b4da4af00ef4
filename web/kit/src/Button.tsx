import { type ReactNode, type Ref } from 'react';
import { Button as AriaButton, type PressEvent } from 'react-aria-components';
import { Icon, type IconName } from './Icon.tsx';
import { Keys } from './Keys.tsx';
import { Tip } from './Tip.tsx';

export type ButtonTone = 'plain' | 'primary' | 'danger' | 'quiet';

export interface ButtonProps {
  readonly children?: ReactNode;
  readonly tone?: ButtonTone;
  readonly icon?: IconName;
  /** The letter that does the same, shown beside the label. */
  readonly shortcut?: string | undefined;
  /** The name of a button that shows no word. */
  readonly label?: string;
  /** Why the act is not possible now: the button stays in reach and says so, and does nothing. */
  readonly blocked?: string | null | undefined;
  /** What it says while it works; the button keeps its width. */
  readonly busy?: string | false | undefined;
  readonly type?: 'button' | 'submit' | 'reset';
  readonly form?: string;
  readonly slot?: 'close';
  readonly autoFocus?: boolean;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly describedBy?: string;
  readonly onPress?: (event: PressEvent) => void;
  readonly ref?: Ref<HTMLButtonElement>;
}

/**
 * An act. One that is blocked is not disabled: whoever reaches it by the keyboard hears why, as whoever points at it
 * reads why.
 */
export function Button(props: ButtonProps) {
  const { children, tone = 'plain', icon, shortcut, label, blocked, busy, type = 'button', onPress } = props;
  const idle = !blocked && !busy;
  const button = (
    <AriaButton
      className={`button button-${tone}${children ? '' : ' button-icon'}${blocked ? ' button-blocked' : ''}`}
      type={idle ? type : 'button'}
      isPending={Boolean(busy)}
      {...(blocked && { 'aria-disabled': true })}
      {...(label && { 'aria-label': label })}
      {...(props.slot && { slot: props.slot })}
      {...(props.form && { form: props.form })}
      {...(props.autoFocus && { autoFocus: true })}
      {...(props.ref && { ref: props.ref })}
      {...(props.pressed !== undefined && { 'aria-pressed': props.pressed })}
      {...(props.expanded !== undefined && { 'aria-expanded': props.expanded })}
      {...(props.describedBy && { 'aria-describedby': props.describedBy })}
      {...(idle && onPress && { onPress })}
    >
      {icon && <Icon name={icon} />}
      {children !== undefined && (
        <span className="button-label">
          <span className={busy ? 'button-word button-word-hidden' : 'button-word'}>{children}</span>
          {busy && <span className="button-busy">{busy}</span>}
        </span>
      )}
      {shortcut && <Keys keys={shortcut} />}
    </AriaButton>
  );
  const tip = blocked || (!children && label) || null;
  return tip ? <Tip text={tip}>{button}</Tip> : button;
}
