import { Button } from '@qoricash/kit';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { useKeys } from '../../app/keys.ts';
import { useTexts } from '../../texts/texts.tsx';
import { OperationHead, OperationView } from './OperationView.tsx';

/** An operation as a page of its own. */
export default function Operation() {
  const texts = useTexts();
  const { id } = useParams({ strict: false });
  const router = useRouter();
  useKeys(texts.screens.operation, [{ keys: 'Escape', label: texts.common.back, act: () => router.history.back() }]);
  return (
    <div className="screen">
      <OperationView
        key={id}
        id={id ?? ''}
        head={(operation) => (
          <>
            <Link to="/operations" className="back">‹ {texts.operation.back}</Link>
            {operation && (
              <OperationHead operation={operation}>
                <Button icon="print" shortcut="i" onPress={() => window.print()}>{texts.operation.print}</Button>
              </OperationHead>
            )}
          </>
        )}
      />
    </div>
  );
}
