import { Notice, Picture, Skeleton } from '@qoricash/kit';
import { FileAddressDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useTexts } from '../../texts/texts.tsx';

/** A proof as it was sent. Its address is signed and good for minutes, so it is asked for when it is shown; who looks is on record. */
export function ProofPicture({ file, label }: { readonly file: { readonly id: string; readonly mediaType: string }; readonly label: string }) {
  const texts = useTexts();
  const { data, problem, isLoading } = useAsk(FileAddressDocument, { id: file.id }, { policy: 'network-only' });
  const found = data?.node;
  const address = found?.__typename === 'File' ? found.url : null;
  if (problem) return <Notice tone="warn">{problem.message}</Notice>;
  if (isLoading) return <Skeleton rows={3} label={texts.common.loading} />;
  if (!address) return <p className="muted">{texts.operation.noPicture}</p>;
  if (!file.mediaType.startsWith('image/')) return <p><a href={address} target="_blank" rel="noreferrer">{texts.operation.download} ({file.mediaType})</a></p>;
  return <Picture address={address} label={label} words={{ larger: texts.operation.larger, smaller: texts.operation.smaller, turn: texts.operation.turn }} />;
}
