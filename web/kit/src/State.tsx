import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { CopyButton } from './CopyButton.tsx';
import { Icon, type IconName } from './Icon.tsx';
import { Notice } from './Notice.tsx';
import { useKitWords } from './words.tsx';

/** Nothing is there: why, what fills it, and one act at most. */
export function Empty({ children, act, icon = 'list' }: { readonly children: ReactNode; readonly act?: ReactNode; readonly icon?: IconName }) {
  return (
    <div className="empty">
      <Icon name={icon} size="large" />
      <p>{children}</p>
      {act}
    </div>
  );
}

/** It could not be read: the data that were there stay below. The id of the request finds it in the house's log. */
export function Failure({ message, requestId, onRetry }: {
  readonly message: string;
  readonly requestId?: string | null | undefined;
  readonly onRetry?: () => void;
}) {
  const words = useKitWords();
  return (
    <Notice tone="bad" role="alert" act={onRetry && <Button onPress={onRetry}>{words.retry}</Button>}>
      {message}
      {requestId && (
        <span className="failure-request">
          {words.request} <code>{requestId}</code> <CopyButton text={requestId} what={words.request} />
        </span>
      )}
    </Notice>
  );
}

/** It is not this person's: which right it takes, and who gives it. */
export function Denied({ children }: { readonly children: ReactNode }) {
  return <Empty icon="key">{children}</Empty>;
}

/** Rows of the height of those to come. They show after a fifth of a second: what is quicker shows nothing. */
export function Skeleton({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, place) => <span key={place} className="skeleton-row" />)}
    </div>
  );
}
