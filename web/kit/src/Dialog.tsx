import { type ReactNode, useId } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './Button.tsx';
import { useKitWords } from './words.tsx';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly size?: 'normal' | 'wide';
  /** False while it holds what was typed: then only its own buttons close it. */
  readonly dismissable?: boolean;
  /** Confirms what cannot be undone: read out at once. */
  readonly alert?: boolean;
}

/** A dialog over the page. It says its act in its title; the buttons in its foot are verbs. Escape closes it. */
export function Dialog({ title, onClose, children, size = 'normal', dismissable = true, alert = false }: DialogProps) {
  const words = useKitWords();
  const heading = useId();
  return (
    <ModalOverlay className="dialog-overlay" isOpen onOpenChange={(open) => open || onClose()} isDismissable={dismissable} isKeyboardDismissDisabled={!dismissable}>
      <Modal className={`dialog dialog-${size}`}>
        <AriaDialog className="dialog-box" role={alert ? 'alertdialog' : 'dialog'} aria-labelledby={heading}>
          <header className="dialog-head">
            <Heading slot="title" id={heading} level={2}>{title}</Heading>
            <Button tone="quiet" icon="close" label={words.close} onPress={onClose} />
          </header>
          <div className="dialog-body">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The buttons of a dialog, at its end and always in sight. */
export function DialogFoot({ children }: { readonly children: ReactNode }) {
  return <footer className="dialog-foot button-row button-row-end">{children}</footer>;
}
