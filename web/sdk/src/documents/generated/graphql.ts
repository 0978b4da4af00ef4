/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Instant, EventCursor } from '../../scalar.ts';
import type { Decimal, Rate } from '../../money.ts';
/** A bank account of the client's own. */
export type AccountAddInput = {
  /** Code of the catalogue `banks`. For a bank that it lacks any name will do: the CCI is needed and says which bank it is. */
  bank: string;
  /** CCI, 20 digits with check digits; derived from the number where the bank's form allows. */
  cci?: string | null | undefined;
  /** For staff: whose account. Clients leave it out. */
  clientId?: string | null | undefined;
  /** Currency of the account. */
  currency: Currency;
  /** Must be true: the holder declares that the account is its own. */
  holderDeclared: boolean;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Kind of the account. */
  kind: BankAccountKind;
  /** The bank's own number; may be left out when the CCI is given. */
  number?: string | null | undefined;
};

/** Kind of a bank account. */
export type BankAccountKind =
  /** Corriente. */
  | 'CHECKING'
  /** Ahorro. */
  | 'SAVINGS';

/** Origen: where an operation was made. */
export type Channel =
  /** The integration API. */
  | 'API'
  /** App. */
  | 'APP'
  /** Sistema: the staff desk. */
  | 'DESK'
  /** Plataforma. */
  | 'PLATFORM'
  /** Web. */
  | 'WEB';

/** A client signs in by its document. */
export type ClientCredentials = {
  /** True on a phone: the session lives 30 days idle. */
  app?: boolean;
  /** Number of the document. */
  documentNumber: string;
  /** Kind of document. */
  documentType: DocumentType;
  /** Password. */
  password: string;
};

/** Credentials: of staff or of a client. */
export type Credentials =
  {   /** A client. */
  client: ClientCredentials; staff?: never; }
  |  { client?: never;   /** A person of the house. */
  staff: StaffCredentials; };

/** A currency of the house. */
export type Currency =
  /** Soles (S/). */
  | 'PEN'
  /** Dólares (US$). */
  | 'USD';

/** A span of instants. */
export type DateTimeRange = {
  /** Inclusive. */
  from?: string | null | undefined;
  /** Exclusive. */
  until?: string | null | undefined;
};

/** A span of amounts, both ends inclusive. */
export type DecimalRange = {
  /** Largest. */
  max?: string | null | undefined;
  /** Smallest. */
  min?: string | null | undefined;
};

/** State of a deposit. */
export type DepositStatus =
  /** The money went over to another operation of the client. Final. */
  | 'APPLIED'
  /** The money was seen, or came from another operation of the client. */
  | 'CONFIRMED'
  /** The money was not found. */
  | 'REJECTED'
  /** The client says that it transferred. */
  | 'REPORTED'
  /** The money went back. */
  | 'RETURNED'
  /** Money that had come from another operation went back there. Final. */
  | 'UNAPPLIED'
  /** Who reported it took it back. */
  | 'WITHDRAWN';

/** A telephone of the caller. */
export type DeviceRegisterInput = {
  /** Version of the app; letters, digits and signs of it are kept, at most 20 characters. */
  appVersion: string;
  /** `ExponentPushToken[…]`. */
  expoPushToken: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Its language by BCP 47, for example es-PE. Extensions are left out; what is not understood counts as es-PE. */
  locale: string;
  /** Its system. */
  platform: Platform;
};

/** Takes a telephone out of use. */
export type DeviceRemoveInput = {
  /** The telephone. */
  deviceId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
};

/** Kind of identity document. */
export type DocumentType =
  /** Carné de extranjería. */
  | 'CE'
  /** Documento nacional de identidad, 8 digits. */
  | 'DNI'
  /** Pasaporte. */
  | 'PASSPORT'
  /** Registro único de contribuyentes, 11 digits: companies. */
  | 'RUC';

/** What an uploaded file proves. */
export type FilePurpose =
  /** Paper of a client. */
  | 'CLIENT_DOCUMENT'
  /** What belongs to a case of the officer's; read by the officer, the alternate and who uploaded it. */
  | 'COMPLIANCE_DOCUMENT'
  /** What a client asked to know about itself; never uploaded. */
  | 'DATA_EXPORT'
  /** Proof of a client's deposit. */
  | 'DEPOSIT_PROOF'
  /** What SUNAT answered to an electronic document; never uploaded. */
  | 'INVOICE_CDR'
  /** An electronic document as people read it; never uploaded. */
  | 'INVOICE_PDF'
  /** An electronic document as it was signed; never uploaded. */
  | 'INVOICE_XML'
  /** Proof of a payout. */
  | 'PAYOUT_PROOF';

/** Pages that messages lead to. */
export type LinkTarget =
  /** The client's bank accounts. */
  | 'ACCOUNTS'
  /** One client; at the desk. */
  | 'CLIENT'
  /** The client's documents, and what is missing. */
  | 'IDENTIFICATION'
  /** A new quote and operation. */
  | 'NEW_OPERATION'
  /** Which messages come by which way. */
  | 'NOTIFICATION_SETTINGS'
  /** One operation, with what to do next. */
  | 'OPERATION'
  /** The person's data and contacts. */
  | 'PROFILE'
  /** The rates of the house, and what is scheduled; at the desk. */
  | 'RATES'
  /** What waits for a review; at the desk. */
  | 'REVIEW'
  /** The client's code, its pips and what they give. */
  | 'REWARDS'
  /** Password, sessions and downloads of one's data. */
  | 'SECURITY'
  /** Signing in. */
  | 'SIGN_IN'
  /** The people of the house; at the desk. */
  | 'TEAM'
  /** Access tokens; at the desk. */
  | 'TOKENS';

/** An exact amount and its currency, as input. */
export type MoneyInput = {
  /** Positive, at most two decimals, as a string. */
  amount: string;
  /** Its currency. */
  currency: Currency;
};

/** What a person may do to an operation. */
export type OperationAction =
  /** Record a payment to the client. */
  | 'ADD_PAYOUT'
  /** Attach evidence of a payment. */
  | 'ADD_PROOF'
  /** Change the amount by a new quote. */
  | 'AMEND'
  /** Move waiting money to another operation of the client. */
  | 'APPLY_DEPOSIT'
  /** Give up. */
  | 'CANCEL'
  /** Finish. */
  | 'COMPLETE'
  /** Say that the money was seen. */
  | 'CONFIRM_DEPOSIT'
  /** Give it back, so that another operator takes it. */
  | 'HAND_BACK'
  /** Block it. */
  | 'HOLD'
  /** Say which operator gets it once the deposit is complete. */
  | 'NAME_OPERATOR'
  /** Give it to another operator. */
  | 'REASSIGN'
  /** Give confirmed money back. */
  | 'REFUND_DEPOSIT'
  /** Say that the money was not found. */
  | 'REJECT_DEPOSIT'
  /** Unblock it. */
  | 'RELEASE'
  /** Say that a transfer was made. */
  | 'REPORT_DEPOSIT'
  /** Hand it back to the client for another deposit. */
  | 'RETURN'
  /** Take an operation that nobody holds. */
  | 'TAKE'
  /** Undo such a move. */
  | 'UNAPPLY_DEPOSIT'
  /** Undo a confirmation of somebody else. */
  | 'UNCONFIRM_DEPOSIT'
  /** Say that a payment which somebody else recorded did not reach the client. */
  | 'VOID_PAYOUT'
  /** Take a report of one's own back. */
  | 'WITHDRAW_DEPOSIT';

/** Gives an operation up. */
export type OperationCancelInput = {
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
  /** Why. */
  reason: string;
};

/** Makes an operation from a quote. */
export type OperationCreateInput = {
  /** Desk only, with a draft quote: for which client. */
  clientId?: string | null | undefined;
  /** Money of the client that waits in another operation: the quote is for exactly its amount, and the new operation begins with it. */
  depositId?: string | null | undefined;
  /** The client's account that is paid, in the payout's currency. */
  destinationAccountId: string;
  /** UUID made by the client once per user intent. Kept 7 days. */
  idempotencyKey: string;
  /** Desk only: who shall pay; left out, the least loaded operator does. */
  operatorId?: string | null | undefined;
  /** The promise; used once. */
  quoteId: string;
  /** The client's account that the deposit leaves from, in the deposit's currency. */
  sourceAccountId: string;
};

/** Fields that never change, so nothing leaves a stream. */
export type OperationEventFilter = {
  /** One client's operations. */
  clientId?: string | null | undefined;
  /** One operation. */
  operationId?: string | null | undefined;
  /** One trader's operations. */
  traderId?: string | null | undefined;
};

/** What an event of an operation tells. */
export type OperationEventKind =
  /** Its amount changed before any deposit counted. */
  | 'AMENDED'
  /** An operator holds it. */
  | 'ASSIGNED'
  /** It was canceled. */
  | 'CANCELED'
  /** It is done. */
  | 'COMPLETED'
  /** It was made. */
  | 'CREATED'
  /** Money went over to another operation of the client; with `facts.received`, it came from one. */
  | 'DEPOSIT_APPLIED'
  /** Money was seen in a house account. */
  | 'DEPOSIT_CONFIRMED'
  /** Money that waited counts now. */
  | 'DEPOSIT_COUNTED'
  /** Confirmed money went back. */
  | 'DEPOSIT_REFUNDED'
  /** Money was not found. */
  | 'DEPOSIT_REJECTED'
  /** The client says that it transferred. */
  | 'DEPOSIT_REPORTED'
  /** Such a move was undone; with `facts.received`, the money is back where it had waited. */
  | 'DEPOSIT_UNAPPLIED'
  /** A mistaken confirmation was undone: the money is to be looked for again. */
  | 'DEPOSIT_UNCONFIRMED'
  /** Who reported a transfer took the report back. */
  | 'DEPOSIT_WITHDRAWN'
  /** Its deadline or the day passed. */
  | 'EXPIRED'
  /** A hold was opened. */
  | 'HELD'
  /** An operator was named for it, or the naming of one who left ended. */
  | 'OPERATOR_NAMED'
  /** The house paid a part or all. */
  | 'PAYOUT_ADDED'
  /** A recorded payment did not reach the client, or one that went out with wrong data came back. */
  | 'PAYOUT_VOIDED'
  /** Evidence of a payment was attached. */
  | 'PROOF_ADDED'
  /** A hold was released. */
  | 'RELEASED'
  /** It went back to the client, with a new deadline. */
  | 'RETURNED'
  /** Its operator gave it back, or left and nobody took over: it waits to be taken. */
  | 'UNASSIGNED';

/** Which operations. Fields mean AND, lists mean OR. */
export type OperationFilter = {
  /** Held by the caller. */
  assignedToMe?: boolean | null | undefined;
  /** Through this bank, a code of `banks`: the client pays from it or into it, or is paid there. */
  bank?: string | null | undefined;
  /** The Lima day of completion. */
  businessDate?: string | null | undefined;
  /** Where they were made; any of them. */
  channel?: Array<Channel> | null | undefined;
  /** Whose. */
  clientId?: string | null | undefined;
  /** When they were made. */
  createdAt?: DateTimeRange | null | undefined;
  /** With an open hold. Staff alone. */
  held?: boolean | null | undefined;
  /** With a payment that nothing covers: it went out with wrong data and did not come back, or the client's money is not confirmed in whole. Staff alone. */
  moneyOut?: boolean | null | undefined;
  /** Held by this person. Staff alone. */
  operatorId?: string | null | undefined;
  /** Code, or beginnings of words of the client's name, in any order and with or without accents, or the beginning of its document's number. */
  search?: string | null | undefined;
  /** Which way. */
  side?: Side | null | undefined;
  /** States; any of them. */
  status?: Array<OperationStatus> | null | undefined;
  /** Of this trader. Staff alone. */
  traderId?: string | null | undefined;
  /** With money that counts for nothing: confirmed and waiting, or reported after the end. Staff alone. */
  unappliedMoney?: boolean | null | undefined;
  /** Held by nobody. Staff alone. */
  unassigned?: boolean | null | undefined;
  /** USD amount. */
  usd?: DecimalRange | null | undefined;
};

/** Says that a transfer was made. */
export type OperationReportDepositInput = {
  /** How much, in the deposit's currency. */
  amount: string;
  /** The bank's operation number on the voucher. */
  bankReference: string;
  /** Its version as last read. */
  expectedVersion: number;
  /** The proof, uploaded before. */
  fileId?: string | null | undefined;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
};

/** State of an operation. */
export type OperationStatus =
  /** Cancelado. Final. */
  | 'CANCELED'
  /** Completada: money changed hands, to the cent. Final. */
  | 'COMPLETED'
  /** Expirada: the deadline passed without the whole deposit. Final; money that came waits. */
  | 'EXPIRED'
  /** En proceso: the deposit is reported in full; an operator checks and pays. */
  | 'IN_PROCESS'
  /** Pendiente: waiting for the client's deposit. */
  | 'PENDING';

/** The system of a telephone. */
export type Platform =
  /** Android. */
  | 'ANDROID'
  /** iPhone. */
  | 'IOS';

/** The amount that the client fixes. */
export type QuoteAmount =
  {   /** What the client hands over. */
  pay: MoneyInput; receive?: never; }
  |  { pay?: never;   /** What the client receives. */
  receive: MoneyInput; };

/** Asks for a price. */
export type QuoteLockInput = {
  /** The amount that the client fixes; its currency decides the side. */
  amount: QuoteAmount;
  /** Desk only: for which client. Left out at the desk, the quote is a draft of the person. */
  clientId?: string | null | undefined;
  /**
   * A code of a reward, of a campaign or of who recommended the house. Without one the price has what the client has by itself: the code of
   * its live operation, or that of who recommended the house to it, until its first completed operation.
   */
  couponCode?: string | null | undefined;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Desk only: a rate agreed with the client, inside the band around the public rate; it takes no discount. One outside of it is asked for by `negotiatedRatePropose`. */
  negotiatedRate?: string | null | undefined;
};

/** The part that a caller plays. */
export type Role =
  /** Analista: reads only, personal data masked. */
  | 'ANALYST'
  /** Nobody signed in. */
  | 'ANONYMOUS'
  /** Cliente: sees and does its own. */
  | 'CLIENT'
  /** Dueño o gerente: sees and does everything. */
  | 'MASTER'
  /** Middle Office: compliance. */
  | 'MIDDLE_OFFICE'
  /** Operador: checks deposits, pays and completes. */
  | 'OPERATOR'
  /** Trader: owns a portfolio of clients and makes operations for them. */
  | 'TRADER';

/** Sign-in. */
export type SessionCreateInput = {
  /** Who and how it is proved. */
  credentials: Credentials;
  /** How the token comes. */
  delivery?: SessionDelivery;
  /**
   * The secret of this device, from `deviceToken` of an earlier answer: for apps, which keep no cookies. On a known device nobody is kept
   * out by what others try.
   */
  deviceToken?: string | null | undefined;
};

/** How the session's token reaches the caller. */
export type SessionDelivery =
  /** In the answer, for `Authorization: Bearer`. */
  | 'BEARER'
  /** An HttpOnly cookie on the house's own site. */
  | 'COOKIE';

/** Where a session lives, and so how long. */
export type SessionKind =
  /** A client's phone: 30 days idle, 90 days at most. */
  | 'CLIENT_APP'
  /** A client's browser: 30 minutes idle, 12 hours at most. */
  | 'CLIENT_WEB'
  /** Staff: 10 minutes idle, 12 hours at most, one live. */
  | 'STAFF';

/** The one thing that a session may do until it is done. */
export type SessionRestriction =
  /** Choose another password: `passwordChange`. */
  | 'PASSWORD_CHANGE'
  /** Set up the second factor: `totpBegin` and `totpConfirm`. */
  | 'TOTP_SETUP';

/** Which way an operation goes. Always the house's side. */
export type Side =
  /** Compra: the client hands over USD and receives PEN. */
  | 'HOUSE_BUYS_USD'
  /** Venta: the client hands over PEN and receives USD. */
  | 'HOUSE_SELLS_USD';

/** A person of the house signs in by e-mail or DNI. */
export type StaffCredentials = {
  /** E-mail or DNI. */
  login: string;
  /** Password. */
  password: string;
  /** Code of the second factor, or a recovery code; TOTP_REQUIRED asks for it. */
  totpCode?: string | null | undefined;
};

/** Says that a file was sent. */
export type UploadConfirmInput = {
  /** The token of `uploadRequest`; confirming twice answers the same file. */
  token: string;
};

/** How a file is sent. */
export type UploadMethod =
  /** The file is the last part of a form. */
  | 'POST'
  /** The file is the body. */
  | 'PUT';

/** Asks to upload a file. */
export type UploadRequestInput = {
  /** As the sender sees it, in any case, with parameters or by another name of the same type (image/jpg); the content decides. */
  mediaType: string;
  /** What it proves. */
  purpose: FilePurpose;
  /** Hex SHA-256 of the content. When it is given, what is sent must have it; the house finds it either way. */
  sha256?: string | null | undefined;
  /** Bytes, at most 10 MiB. */
  size: number;
};

/** Why an act was refused. */
export type UserErrorCode =
  /** Above the largest amount by self-service; an adviser can help. */
  | 'ABOVE_MAXIMUM'
  /** The bank account is not the client's. */
  | 'ACCOUNT_NOT_OWNED'
  /** The same thing exists already. */
  | 'ALREADY_EXISTS'
  /** Sums do not match to the cent. */
  | 'AMOUNT_MISMATCH'
  /** Below the smallest amount by self-service. */
  | 'BELOW_MINIMUM'
  /** The client may not operate in its present state. */
  | 'CLIENT_INACTIVE'
  /** The code cannot be used; `reason` says why to who may hear it. */
  | 'COUPON_NOT_USABLE'
  /** The bank's operation number was used before. */
  | 'DUPLICATE_REFERENCE'
  /** The act is outside your rights. */
  | 'FORBIDDEN'
  /** A second person must decide. */
  | 'FOUR_EYES_REQUIRED'
  /** The same request is still running; try again shortly. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** The key was used with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A field has a wrong form. */
  | 'INVALID'
  /** Name or password do not match. */
  | 'INVALID_CREDENTIALS'
  /** Something that is still going on needs it. */
  | 'IN_USE'
  /** Identification is not complete enough for this. */
  | 'KYC_INCOMPLETE'
  /** Above what the client may operate without documents. */
  | 'LIMIT_EXCEEDED'
  /** The client already has a live operation. */
  | 'LIVE_OPERATION_EXISTS'
  /** The state does not admit the act. */
  | 'NOT_ALLOWED_IN_STATUS'
  /** No such object, or not yours. */
  | 'NOT_FOUND'
  /** The operation is on hold. */
  | 'ON_HOLD'
  /** The negotiated rate is too far from the public one. */
  | 'OUTSIDE_BAND'
  /** The house is closed; params tell when it opens. */
  | 'OUTSIDE_HOURS'
  /** There is no rate in force to quote from. */
  | 'PRICING_UNAVAILABLE'
  /** A payout proof is missing. */
  | 'PROOF_REQUIRED'
  /** The quote's time ran out; the payload may carry a fresh one. */
  | 'QUOTE_EXPIRED'
  /** The quote already served an operation. */
  | 'QUOTE_USED'
  /** The rate is too far from the one in force. */
  | 'RATE_DEVIATION'
  /** A field or a confirmation is missing. */
  | 'REQUIRED'
  /** Somebody changed the object first; the payload carries it as it is now. */
  | 'STALE_VERSION'
  /** Fewer pips than a code takes. */
  | 'TOO_FEW_PIPS'
  /** More of these than allowed. */
  | 'TOO_MANY'
  /** The password is right; a code of the second factor is missing or wrong. */
  | 'TOTP_REQUIRED'
  /** The code or link is wrong, used, or too old. */
  | 'VERIFICATION_FAILED';

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, role: Role, unreadNotificationCount: number | null, session: { id: string, kind: SessionKind, idleExpiresAt: Instant, expiresAt: Instant, restriction: SessionRestriction | null } | null, client: { id: string, fullName: string, accounts: Array<{ id: string, currency: Currency, maskedNumber: string }> } | null, staffMember: { id: string, name: string } | null } };

export type AccountAddMutationVariables = Exact<{
  input: AccountAddInput;
}>;


export type AccountAddMutation = { accountAdd: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, account: { id: string, currency: Currency, maskedNumber: string } | null } };

export type DeviceRegisterMutationVariables = Exact<{
  input: DeviceRegisterInput;
}>;


export type DeviceRegisterMutation = { deviceRegister: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, device: { id: string } | null } };

export type DeviceRemoveMutationVariables = Exact<{
  input: DeviceRemoveInput;
}>;


export type DeviceRemoveMutation = { deviceRemove: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }> } };

export type UploadRequestMutationVariables = Exact<{
  input: UploadRequestInput;
}>;


export type UploadRequestMutation = { uploadRequest: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, upload: { token: string, method: UploadMethod, url: string, expiresAt: Instant, headers: Array<{ name: string, value: string }>, fields: Array<{ name: string, value: string }> } | null } };

export type UploadConfirmMutationVariables = Exact<{
  input: UploadConfirmInput;
}>;


export type UploadConfirmMutation = { uploadConfirm: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, file: { id: string, purpose: FilePurpose, mediaType: string, size: number } | null } };

export type EnumLabelsQueryVariables = Exact<{
  names?: Array<string> | string | null | undefined;
}>;


export type EnumLabelsQuery = { enumLabels: Array<{ name: string, values: Array<{ value: string, label: string }> }> };

export type OperationSummaryFragment = { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency } };

export type OperationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: OperationFilter | null | undefined;
}>;


export type OperationsQuery = { operations: { edges: Array<{ cursor: string, node: { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OperationQueryVariables = Exact<{
  id: string;
}>;


export type OperationQuery = { node:
    | { __typename: 'AccessToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Bank' }
    | { __typename: 'BankAccount' }
    | { __typename: 'BaseRate' }
    | { __typename: 'Campaign' }
    | { __typename: 'Client' }
    | { __typename: 'ClientContact' }
    | { __typename: 'ClientDocument' }
    | { __typename: 'Deposit' }
    | { __typename: 'File' }
    | { __typename: 'Hold' }
    | { __typename: 'HouseAccount' }
    | { __typename: 'Invoice' }
    | { __typename: 'LedgerAccount' }
    | { __typename: 'LedgerEntry' }
    | { __typename: 'ManualListCheck' }
    | { __typename: 'Note' }
    | { __typename: 'Notification' }
    | { __typename: 'Operation', id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, deposits: Array<{ id: string, status: DepositStatus }>, availableActions: Array<{ action: OperationAction, allowed: boolean, message: string | null }>, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency } }
    | { __typename: 'OutboxMessage' }
    | { __typename: 'Parameter' }
    | { __typename: 'Payout' }
    | { __typename: 'PepRecord' }
    | { __typename: 'Proof' }
    | { __typename: 'Proposal' }
    | { __typename: 'PublicRate' }
    | { __typename: 'PushDevice' }
    | { __typename: 'Quote' }
    | { __typename: 'RatePublication' }
    | { __typename: 'Referral' }
    | { __typename: 'RelatedPerson' }
    | { __typename: 'RewardCode' }
    | { __typename: 'ScheduledRate' }
    | { __typename: 'Session' }
    | { __typename: 'StaffMember' }
   | null };

export type OperationCreateMutationVariables = Exact<{
  input: OperationCreateInput;
}>;


export type OperationCreateMutation = { operationCreate: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, operation: { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency } } | null, freshQuote: { id: string, side: Side, rate: Rate, expiresAt: Instant, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency } } | null } };

export type OperationReportDepositMutationVariables = Exact<{
  input: OperationReportDepositInput;
}>;


export type OperationReportDepositMutation = { operationReportDeposit: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, operation: { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, deposits: Array<{ id: string, status: DepositStatus }>, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency } } | null } };

export type OperationCancelMutationVariables = Exact<{
  input: OperationCancelInput;
}>;


export type OperationCancelMutation = { operationCancel: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, operation: { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency } } | null } };

export type PublicRateQueryVariables = Exact<{ [key: string]: never; }>;


export type PublicRateQuery = { publicRate: { id: string, houseBuys: Rate, houseSells: Rate, at: Instant } | null };

export type RateTicksSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type RateTicksSubscription = { rateTicks: { id: string, houseBuys: Rate, houseSells: Rate, at: Instant } };

export type QuoteLockMutationVariables = Exact<{
  input: QuoteLockInput;
}>;


export type QuoteLockMutation = { quoteLock: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, quote: { id: string, side: Side, rate: Rate, expiresAt: Instant, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency } } | null } };

export type SessionFactsFragment = { id: string, kind: SessionKind, idleExpiresAt: Instant, expiresAt: Instant, restriction: SessionRestriction | null };

export type SessionCreateMutationVariables = Exact<{
  input: SessionCreateInput;
}>;


export type SessionCreateMutation = { sessionCreate: { token: string | null, deviceToken: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, viewer: { id: string, role: Role } | null, session: { id: string, kind: SessionKind, idleExpiresAt: Instant, expiresAt: Instant, restriction: SessionRestriction | null } | null } };

export type SessionRestoreQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionRestoreQuery = { viewer: { id: string, role: Role, session: { id: string, kind: SessionKind, idleExpiresAt: Instant, expiresAt: Instant, restriction: SessionRestriction | null } | null } };

export type SessionRenewMutationVariables = Exact<{ [key: string]: never; }>;


export type SessionRenewMutation = { sessionRenew: { userErrors: Array<{ code: UserErrorCode, message: string }>, session: { id: string, kind: SessionKind, idleExpiresAt: Instant, expiresAt: Instant, restriction: SessionRestriction | null } | null } };

export type SessionEndMutationVariables = Exact<{ [key: string]: never; }>;


export type SessionEndMutation = { sessionEnd: { ended: boolean, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type OperationStreamSubscriptionVariables = Exact<{
  after?: EventCursor | null | undefined;
  filter?: OperationEventFilter | null | undefined;
}>;


export type OperationStreamSubscription = { operationEvents:
    | { __typename: 'InvoiceEvent', cursor: EventCursor, at: Instant }
    | { __typename: 'OperationEvent', cursor: EventCursor, at: Instant, kind: OperationEventKind, operationVersion: number, operation: { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency } } }
    | { __typename: 'ResyncRequired', cursor: EventCursor, at: Instant }
    | { __typename: 'StreamPosition', cursor: EventCursor, at: Instant }
   };

export type OperationStreamPageQueryVariables = Exact<{
  after?: EventCursor | null | undefined;
  filter?: OperationEventFilter | null | undefined;
}>;


export type OperationStreamPageQuery = { operationEvents: Array<
    | { __typename: 'InvoiceEvent', cursor: EventCursor, at: Instant }
    | { __typename: 'OperationEvent', cursor: EventCursor, at: Instant, kind: OperationEventKind, operationVersion: number, operation: { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency } } }
    | { __typename: 'ResyncRequired', cursor: EventCursor, at: Instant }
    | { __typename: 'StreamPosition', cursor: EventCursor, at: Instant }
  > };

export type NotificationStreamSubscriptionVariables = Exact<{
  after?: EventCursor | null | undefined;
}>;


export type NotificationStreamSubscription = { notifications:
    | { __typename: 'NotificationAdded', cursor: EventCursor, at: Instant, notification: { id: string, title: string, body: string, link: { target: LinkTarget, id: string | null, appUrl: string } | null } }
    | { __typename: 'ResyncRequired', cursor: EventCursor, at: Instant }
    | { __typename: 'StreamPosition', cursor: EventCursor, at: Instant }
   };

export * from './account.ts';
export * from './device.ts';
export * from './file.ts';
export * from './label.ts';
export * from './operation.ts';
export * from './price.ts';
export * from './session.ts';
export * from './stream.ts';
