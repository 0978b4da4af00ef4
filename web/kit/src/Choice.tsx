import type { ReactNode } from 'react';
import {
  Button as AriaButton, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, Text,
} from 'react-aria-components';
import { Icon } from './Icon.tsx';
import { Help } from './TextField.tsx';
import { useKitWords } from './words.tsx';

export interface Option {
  readonly id: string;
  readonly label: string;
  /** A second line that tells it from its neighbours. */
  readonly detail?: string | undefined;
  /** Why it cannot be chosen. */
  readonly blocked?: string | undefined;
}

export interface ChoiceProps {
  readonly label: ReactNode;
  readonly options: readonly Option[];
  /** The chosen option; null before a choice, for nothing is ever guessed. */
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly name?: string;
  readonly placeholder?: string;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
}

/** One of a few. */
export function SelectField(props: ChoiceProps) {
  const { label, options, value, onChange, name, placeholder, hint, error, required, autoFocus } = props;
  return (
    <Select
      className="field"
      value={value}
      onChange={(id) => onChange(id === null ? null : String(id))}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      {...(name !== undefined && { name })}
      {...(placeholder && { placeholder })}
      {...(required && { isRequired: true })}
      {...(autoFocus && { autoFocus: true })}
    >
      <Label className="field-label">{label}</Label>
      <AriaButton className="field-box field-select">
        <SelectValue className="field-value" />
        <Icon name="down" />
      </AriaButton>
      <Help hint={hint} error={error} />
      <Popover className="popover" offset={4}><Options options={options} /></Popover>
    </Select>
  );
}

/** One of many, found by typing. With `onType` the options are the caller's to find; without, they are filtered here. */
export function ComboField(props: ChoiceProps & { readonly onType?: (text: string) => void; readonly typed?: string; readonly empty?: ReactNode }) {
  const { label, options, value, onChange, name, placeholder, hint, error, required, autoFocus, onType, typed, empty } = props;
  const words = useKitWords();
  return (
    <ComboBox
      className="field"
      value={value}
      onChange={(id) => onChange(id === null ? null : String(id))}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      menuTrigger={onType ? 'input' : 'focus'}
      allowsEmptyCollection
      {...(onType && { onInputChange: onType, defaultFilter: () => true })}
      {...(typed !== undefined && { inputValue: typed })}
      {...(name !== undefined && { name })}
      {...(required && { isRequired: true })}
      {...(autoFocus && { autoFocus: true })}
    >
      <Label className="field-label">{label}</Label>
      <span className="field-box">
        <Input className="field-input" {...(placeholder && { placeholder })} />
        <AriaButton className="field-open"><Icon name="down" /></AriaButton>
      </span>
      <Help hint={hint} error={error} />
      <Popover className="popover" offset={4}><Options options={options} empty={empty ?? words.noMatch} /></Popover>
    </ComboBox>
  );
}

function Options({ options, empty }: { readonly options: readonly Option[]; readonly empty?: ReactNode }) {
  return (
    <ListBox className="options" items={options} renderEmptyState={() => <p className="options-empty">{empty}</p>}>
      {(option) => (
        <ListBoxItem id={option.id} textValue={option.label} className="option" isDisabled={option.blocked !== undefined}>
          <span>
            <Text slot="label">{option.label}</Text>
            {(option.blocked ?? option.detail) && <Text slot="description" className="option-detail">{option.blocked ?? option.detail}</Text>}
          </span>
        </ListBoxItem>
      )}
    </ListBox>
  );
}
