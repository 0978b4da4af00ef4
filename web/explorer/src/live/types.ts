/** An exact amount. The text is never turned into a number. */
export interface Money {
  readonly amount: string;
  readonly currency: 'PEN' | 'USD';
}

export type OperationStatus = 'PENDING' | 'IN_PROCESS' | 'COMPLETED' | 'CANCELED' | 'EXPIRED';

/** An operation as far as the live view shows it. */
export interface Operation {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly status: OperationStatus;
  readonly statusLabel: string;
  readonly side: 'HOUSE_BUYS_USD' | 'HOUSE_SELLS_USD';
  readonly rate: string;
  readonly pay: Money;
  readonly receive: Money;
  readonly createdAt: string;
}

interface Item {
  readonly cursor: string;
  readonly id: string;
  readonly at: string;
}

export interface OperationEvent extends Item {
  readonly __typename: 'OperationEvent';
  readonly kind: string;
  readonly operationVersion: number;
  readonly operation: Operation;
}

/** An item of the stream, as `SDL: OperationStreamItem`. */
export type StreamItem =
  | OperationEvent
  | (Item & { readonly __typename: 'StreamPosition' })
  | (Item & { readonly __typename: 'ResyncRequired'; readonly reason: string });
