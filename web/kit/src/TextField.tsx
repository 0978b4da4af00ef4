import type { HTMLInputAutoCompleteAttribute, ReactNode, Ref } from 'react';
import { FieldError, Input, Label, Text, TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components';

export interface TextFieldProps {
  readonly label: ReactNode;
  readonly name?: string;
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onChange?: (text: string) => void;
  readonly onBlur?: () => void;
  /** What to write, and how; it stays while one types. */
  readonly hint?: ReactNode;
  /** Why it was refused; null and absent mean that it was not. */
  readonly error?: string | null | undefined;
  readonly type?: 'text' | 'password' | 'email' | 'tel';
  /** `decimal` for amounts and rates, `numeric` for codes: the keyboard of a phone, and figures on the right. */
  readonly mode?: 'text' | 'decimal' | 'numeric';
  /** What stands before the text: `US$`. */
  readonly prefix?: string;
  readonly suffix?: ReactNode;
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly maxLength?: number;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
  readonly onKeyDown?: (event: { readonly key: string; readonly shiftKey: boolean; preventDefault: () => void }) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/**
 * One line of text. Amounts and rates are text as well: they go to the server as they were typed, and it says how to
 * write what it cannot read.
 */
export function TextField(props: TextFieldProps) {
  const { label, hint, error, mode = 'text', prefix, suffix, placeholder } = props;
  return (
    <AriaTextField className="field" {...shared(props)} {...(props.type && { type: props.type })}>
      <Label className="field-label">{label}</Label>
      <span className={`field-box field-${mode}`}>
        {prefix && <span className="field-prefix" aria-hidden="true">{prefix}</span>}
        <Input className="field-input" {...(placeholder && { placeholder })} {...(props.ref && { ref: props.ref })} />
        {suffix}
      </span>
      <Help hint={hint} error={error} />
    </AriaTextField>
  );
}

/** Several lines of text, with the room that is left where it is bound. */
export function TextArea(props: Omit<TextFieldProps, 'type' | 'mode' | 'prefix' | 'suffix' | 'ref'> & { readonly rows?: number }) {
  const { label, hint, error, rows = 3, placeholder } = props;
  return (
    <AriaTextField className="field" {...shared(props)}>
      <Label className="field-label">{label}</Label>
      <AriaTextArea className="field-input field-area" rows={rows} {...(placeholder && { placeholder })} />
      <Help hint={hint} error={error} />
    </AriaTextField>
  );
}

/** What stands below a field: why it was refused, or else how to fill it. */
export function Help({ hint, error }: { readonly hint?: ReactNode; readonly error?: string | null | undefined }) {
  return (
    <>
      {hint && !error && <Text slot="description" className="field-hint">{hint}</Text>}
      <FieldError className="field-error">{error ?? undefined}</FieldError>
    </>
  );
}

function shared(props: TextFieldProps) {
  const { name, value, defaultValue, onChange, onBlur, error, mode, autoComplete, maxLength, required, readOnly, autoFocus, onKeyDown } = props;
  return {
    isInvalid: Boolean(error),
    validationBehavior: 'aria' as const,
    autoComplete: autoComplete ?? 'off',
    ...(name !== undefined && { name }),
    ...(value !== undefined && { value }),
    ...(defaultValue !== undefined && { defaultValue }),
    ...(onChange && { onChange }),
    ...(onBlur && { onBlur }),
    ...(mode && mode !== 'text' && { inputMode: mode }),
    ...(maxLength !== undefined && { maxLength }),
    ...(required && { isRequired: true }),
    ...(readOnly && { isReadOnly: true }),
    ...(autoFocus && { autoFocus: true }),
    ...(onKeyDown && { onKeyDown }),
  };
}
