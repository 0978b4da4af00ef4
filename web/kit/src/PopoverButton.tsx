import type { ReactNode } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Icon, type IconName } from './Icon.tsx';

/** A button that opens a small box beside it: choices that hold at once, without a form to send. */
export function PopoverButton({ label, icon, align = 'start', className, children }: {
  readonly label: string;
  readonly icon: IconName;
  readonly align?: 'start' | 'end';
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <DialogTrigger>
      <AriaButton className="button button-quiet"><Icon name={icon} />{label}</AriaButton>
      <Popover className="popover" placement={`bottom ${align}`} offset={4}>
        <Dialog className={className ? `popover-box ${className}` : 'popover-box'} aria-label={label}>{children}</Dialog>
      </Popover>
    </DialogTrigger>
  );
}
