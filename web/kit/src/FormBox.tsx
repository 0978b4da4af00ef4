import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { Form } from 'react-aria-components';
import { Notice } from './Notice.tsx';

/**
 * A form: what was refused as a whole stands above its fields, what belongs to a field stands below it. Ctrl+Enter
 * sends it from any field.
 */
export function FormBox({ onSubmit, id, problem, children, className }: {
  readonly onSubmit: () => void;
  readonly id?: string;
  readonly problem?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  useEffect(() => {
    const box = form.current;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      box?.requestSubmit();
    };
    box?.addEventListener('keydown', press);
    return () => box?.removeEventListener('keydown', press);
  }, []);
  return (
    <Form
      ref={form}
      className={className ? `form ${className}` : 'form'}
      onSubmit={submit}
      {...(id && { id })}
    >
      {problem && <Notice tone="bad" role="alert">{problem}</Notice>}
      {children}
    </Form>
  );
}
