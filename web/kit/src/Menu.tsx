import type { ReactElement } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Icon, type IconName } from './Icon.tsx';
import { Keys } from './Keys.tsx';

export interface MenuAct {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly shortcut?: string | undefined;
  readonly danger?: boolean;
  /** Why it is not possible now, shown under its name. */
  readonly blocked?: string | null | undefined;
  /** A line above it. */
  readonly parted?: boolean;
  readonly onAct?: () => void;
}

/** Acts behind one button. A blocked one is listed with its reason and does nothing. */
export function Menu({ label, trigger, acts }: { readonly label: string; readonly trigger: ReactElement; readonly acts: readonly MenuAct[] }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" placement="bottom end" offset={4}>
        <AriaMenu className="menu" aria-label={label} onAction={(id) => run(acts, String(id))}>
          {acts.flatMap((act) => [
            ...(act.parted ? [<Separator key={`${act.id}-line`} className="menu-separator" />] : []),
            <MenuItem key={act.id} id={act.id} textValue={act.label} className={`menu-item${act.danger ? ' menu-item-danger' : ''}`}>
              {act.icon && <Icon name={act.icon} />}
              <span>
                {act.label}
                {act.blocked && <span className="menu-item-why">{act.blocked}</span>}
              </span>
              {act.shortcut && <Keys keys={act.shortcut} />}
            </MenuItem>,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function run(acts: readonly MenuAct[], id: string): void {
  const act = acts.find((one) => one.id === id);
  if (act && !act.blocked) act.onAct?.();
}
