import type { ReactNode } from 'react';
import { Checkbox, Label, Radio, RadioGroup, Switch } from 'react-aria-components';
import type { Option } from './Choice.tsx';
import { Icon } from './Icon.tsx';
import { Help } from './TextField.tsx';

/** Yes or no of a form. */
export function CheckField({ children, checked, onChange, label }: {
  readonly children?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** The name of one that shows no word, as in the head of a table. */
  readonly label?: string;
}) {
  return (
    <Checkbox className="check" isSelected={checked} onChange={onChange} {...(label && { 'aria-label': label })}>
      <span className="check-box" aria-hidden="true">{checked && <Icon name="check" />}</span>
      {children}
    </Checkbox>
  );
}

/** A setting that holds from the moment it is turned. */
export function SwitchField({ children, on, onChange }: { readonly children: ReactNode; readonly on: boolean; readonly onChange: (on: boolean) => void }) {
  return (
    <Switch className="switch" isSelected={on} onChange={onChange}>
      <span className="switch-track" aria-hidden="true"><span className="switch-thumb" /></span>
      {children}
    </Switch>
  );
}

/** One of two or three, all in sight. */
export function RadioField({ label, options, value, onChange, error, hint, inline }: {
  readonly label: ReactNode;
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly error?: string | null | undefined;
  readonly hint?: ReactNode;
  readonly inline?: boolean;
}) {
  return (
    <RadioGroup className="field" value={value} onChange={onChange} isInvalid={Boolean(error)} validationBehavior="aria">
      <Label className="field-label">{label}</Label>
      <div className={inline ? 'radios radios-inline' : 'radios'}>
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className="radio">
            <span className="radio-ring" aria-hidden="true" />
            <span>
              {option.label}
              {option.detail && <span className="option-detail">{option.detail}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <Help hint={hint} error={error} />
    </RadioGroup>
  );
}
