import type { ReactElement } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';

/** A line of help for what is focused or pointed at; it is the description of the control that it wraps. */
export function Tip({ text, children }: { readonly text: string; readonly children: ReactElement }) {
  return (
    <TooltipTrigger delay={400} closeDelay={80}>
      {children}
      <Tooltip className="tip" offset={6}>{text}</Tooltip>
    </TooltipTrigger>
  );
}
