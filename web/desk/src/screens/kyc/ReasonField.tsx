import { RadioField } from '@qoricash/kit';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { kycReasons } from './review.ts';

interface ReasonFieldProps {
  readonly value: string | null;
  readonly onChange: (reason: string) => void;
  readonly error: string | undefined;
}

/** Why a paper is rejected, or an identification. */
export function ReasonField({ value, onChange, error }: ReasonFieldProps) {
  const label = useLabel();
  const options = kycReasons.map((id) => ({ id, label: label('KycReason', id) }));
  return <RadioField label={useOfficeTexts().kyc.reason} options={options} value={value} onChange={onChange} error={error} />;
}
