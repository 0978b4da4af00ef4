import { Button, Notice } from '@qoricash/kit';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTexts } from '../texts/texts.tsx';

/** Keeps a fault of one screen from taking the frame with it. */
export class ScreenBoundary extends Component<{ readonly children: ReactNode }, { readonly fault: Error | null }> {
  override state: { readonly fault: Error | null } = { fault: null };

  static getDerivedStateFromError(fault: Error) {
    return { fault };
  }

  override componentDidCatch(fault: Error, { componentStack }: ErrorInfo): void {
    console.error(fault, componentStack);
  }

  override render(): ReactNode {
    const { fault } = this.state;
    return fault ? <Failed fault={fault} onRetry={() => this.setState({ fault: null })} /> : this.props.children;
  }
}

function Failed({ fault, onRetry }: { readonly fault: Error; readonly onRetry: () => void }) {
  const texts = useTexts();
  return (
    <div className="screen">
      <Notice tone="bad" role="alert" act={<Button onPress={onRetry}>{texts.kit.retry}</Button>}>
        {texts.frame.failed} <code>{fault.message}</code>
      </Notice>
    </div>
  );
}
