/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Instant, EventCursor } from '@qoricash/sdk';
import type { Decimal, Rate } from '@qoricash/sdk/money';
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

/** An address, as input. What is left out is emptied. */
export type AddressInput = {
  /** Departamento. */
  department?: string | null | undefined;
  /** Distrito. */
  district?: string | null | undefined;
  /** Street and number. */
  line?: string | null | undefined;
  /** Provincia. */
  province?: string | null | undefined;
};

/** Kind of a bank account. */
export type BankAccountKind =
  /** Corriente. */
  | 'CHECKING'
  /** Ahorro. */
  | 'SAVINGS';

/** What a paper of a client shows. */
export type ClientDocumentKind =
  /** Validación del oficial de cumplimiento; the house adds it. */
  | 'COMPLIANCE_VALIDATION'
  /** Documento de identidad, reverso. */
  | 'ID_BACK'
  /** Documento de identidad, anverso. */
  | 'ID_FRONT'
  /** Otro. */
  | 'OTHER'
  /** Página de datos del pasaporte. */
  | 'PASSPORT_PAGE'
  /** Documento del representante, reverso. */
  | 'REPRESENTATIVE_ID_BACK'
  /** Documento del representante, anverso. */
  | 'REPRESENTATIVE_ID_FRONT'
  /** Ficha RUC. */
  | 'RUC_SHEET';

/** State of one paper. */
export type ClientDocumentStatus =
  /** Aceptado. */
  | 'ACCEPTED'
  /** Rechazado: `reason` and `advice` say why. */
  | 'REJECTED'
  /** Reemplazado by a newer one. */
  | 'REPLACED'
  /** Enviado: it waits for a verdict. */
  | 'SUBMITTED';

/** A person's name with a DNI, CE or passport; a company's with a RUC. */
export type ClientNameInput =
  {   /** A company. */
  company: CompanyNameInput; person?: never; }
  |  { company?: never;   /** A person. */
  person: PersonNameInput; };

/** A new client. */
export type ClientRegisterInput = {
  /** Where it is. */
  address?: AddressInput | null | undefined;
  /** True where the app registers. */
  app?: boolean;
  /** Needed from clients that register themselves. */
  consent?: ConsentInput | null | undefined;
  /** Number of the document; check digits are verified. */
  documentNumber: string;
  /** Kind of document. */
  documentType: DocumentType;
  /** The draft that this ends, if there was one. */
  draftToken?: string | null | undefined;
  /** Where the house writes to. */
  email: string;
  /** Further e-mails; each is proved by a code later. */
  furtherEmails?: Array<string> | null | undefined;
  /** Further telephones. */
  furtherPhones?: Array<string> | null | undefined;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Its name. */
  name: ClientNameInput;
  /** At least 8 characters. Clients that register themselves need it; staff never choose one for a client. */
  password?: string | null | undefined;
  /** Mobile or fixed number. */
  phone?: string | null | undefined;
  /** Whether it declares to be politically exposed (PEP). */
  politicallyExposed?: boolean | null | undefined;
  /** A code of who recommended the house; kept for rewards. */
  referralCode?: string | null | undefined;
};

/** Takes a code back. */
export type CodeWithdrawInput = {
  /** The code. */
  codeId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
};

/** The name of a company. */
export type CompanyNameInput = {
  /** Who speaks for it. Needed where the company registers itself. */
  contactName?: string | null | undefined;
  /** What that person is in the company. */
  contactPosition?: string | null | undefined;
  /** Razón social. */
  legalName: string;
};

/** A text of the house that clients accept. */
export type ConsentDocument =
  /** Tratamiento de datos personales (Ley 29733). */
  | 'PRIVACY'
  /** Términos y condiciones. */
  | 'TERMS';

/** The texts that the client accepts, by the versions that it was shown. */
export type ConsentInput = {
  /** Version of the notice on personal data, from `consentTexts`. */
  privacy: string;
  /** Version of the terms, from `consentTexts`. */
  terms: string;
};

/** A currency of the house. */
export type Currency =
  /** Soles (S/). */
  | 'PEN'
  /** Dólares (US$). */
  | 'USD';

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

/** What a part of a discount is given for. */
export type DiscountKind =
  /** By a code. */
  | 'COUPON'
  /** For the amount. */
  | 'TIER';

/** Sends a paper. */
export type DocumentSubmitInput = {
  /** For staff: whose paper. Clients leave it out. */
  clientId?: string | null | undefined;
  /** The uploaded file, of purpose CLIENT_DOCUMENT. */
  fileId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** What it shows. */
  kind: ClientDocumentKind;
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

/** What an electronic document is. */
export type InvoiceKind =
  /** Boleta: for everybody else. */
  | 'BOLETA'
  /** Nota de crédito: it undoes a document. */
  | 'CREDIT_NOTE'
  /** Factura: for who has a RUC. */
  | 'FACTURA';

/** How an electronic document stands, in short: what clients and lists read. */
export type InvoiceStatus =
  /** It is valid, also while it is being voided. */
  | 'ACCEPTED'
  /** A person of the house has to look. */
  | 'ERROR'
  /** It waits for its number or to be sent. */
  | 'PENDING'
  /** SUNAT refused it: its number is spent. */
  | 'REJECTED'
  /** It is at the provider or at SUNAT, or may be. */
  | 'SENT'
  /** It does not count any more. */
  | 'VOIDED';

/** State of a client's identification. */
export type KycStatus =
  /** Aprobado. */
  | 'APPROVED'
  /** En proceso: being reviewed. */
  | 'IN_REVIEW'
  /** Pendiente: documents are missing; the limit without documents applies. */
  | 'PENDING'
  /** Rechazado. */
  | 'REJECTED';

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

/** Marks lines of the inbox as read. */
export type NotificationMarkReadInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which; left out, all that there are. */
  notificationIds?: Array<string> | null | undefined;
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

/** Takes a report back. */
export type OperationWithdrawDepositInput = {
  /** Which deposit; reported by the caller. */
  depositId: string;
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
};

/** The name of a person. */
export type PersonNameInput = {
  /** Nombres. Needed with a DNI; foreigners may have none. */
  givenNames?: string | null | undefined;
  /** Apellido materno. Needed with a DNI that has not one surname alone; foreigners may have none. */
  maternalSurname?: string | null | undefined;
  /** Apellido paterno; the one surname of who has one, and the one name of whose passport or CE has a primary identifier alone. */
  paternalSurname: string;
  /** Declares that the document has one surname, as DNIs of naturalised Peruvians and old records do. */
  singleSurname?: boolean;
};

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

/** Asks for a code again. */
export type RegistrationCodeSendInput = {
  /** Number of the document. */
  documentNumber: string;
  /** Kind of document. */
  documentType: DocumentType;
};

/** Proves the e-mail of a registration. */
export type RegistrationVerifyInput = {
  /** The code of the e-mail. */
  code: string;
  /** Number of the document. */
  documentNumber: string;
  /** Kind of document. */
  documentType: DocumentType;
  /** The password that was chosen at registration. */
  password: string;
};

/** How a code stands. Derived from its uses and dates. */
export type RewardCodeState =
  /** Used up: of a campaign, as often as it may be. */
  | 'CONSUMED'
  /** Its time is over. */
  | 'EXPIRED'
  /** May be used. */
  | 'FREE'
  /** A live operation has it. */
  | 'RESERVED'
  /** Taken back: of a campaign, ended before its time. */
  | 'WITHDRAWN';

/** Why pips moved. */
export type RewardReason =
  /** Set right by the house. */
  | 'ADJUSTED'
  /** An operation of a referred client was completed. */
  | 'EARNED'
  /** They became a code. */
  | 'REDEEMED'
  /** What they were for was undone. */
  | 'REVERSED';

/** Makes a code of pips. */
export type RewardRedeemInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
};

/** Which way an operation goes. Always the house's side. */
export type Side =
  /** Compra: the client hands over USD and receives PEN. */
  | 'HOUSE_BUYS_USD'
  /** Venta: the client hands over PEN and receives USD. */
  | 'HOUSE_SELLS_USD';

/** What a step of an operation's way is. */
export type TimelineStepKey =
  /** It was canceled. */
  | 'CANCELED'
  /** It is done. */
  | 'COMPLETED'
  /** It was made. */
  | 'CREATED'
  /** The client's transfer to the house. */
  | 'DEPOSIT'
  /** Money that the client reported and nobody saw in time. */
  | 'DEPOSIT_UNSEEN'
  /** Money that counts for nothing yet: it is looked for, or waits for a decision. */
  | 'DEPOSIT_WAITING'
  /** Its deadline or the day passed. */
  | 'EXPIRED'
  /** The house checks the deposit and pays. */
  | 'IN_PROCESS'
  /** The house's payment to the client. */
  | 'PAID'
  /** A payment that did not reach the client. */
  | 'PAYOUT_VOIDED';

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

export type FaultFragment = { code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> };

export type AmountFragment = { amount: Decimal, currency: Currency };

export type AccountFragment = { id: string, currency: Currency, maskedNumber: string, maskedCci: string, bank: { id: string, code: string, name: string, interbank: boolean } };

export type DiscountFragment = { kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } };

export type PriceFragment = { id: string, side: Side, fixed: Currency, rate: Rate, expiresAt: Instant, usedAt: Instant | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency }, discounts: Array<{ kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } }>, blockers: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }> };

export type DocumentFragment = { id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, code: string | null, explanation: { text: string }, total: { amount: Decimal, currency: Currency }, pdf: { id: string } | null, xml: { id: string } | null };

export type FollowedFragment = { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, seenBy: Instant | null, completedAt: Instant | null, endedAt: Instant | null, returnNote: string | null, cancelNote: string | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency }, sourceAccount: { number: string, bank: { id: string, name: string } }, destinationAccount: { number: string, bank: { id: string, name: string } }, depositInstructions: { interbank: boolean, text: string, account: { number: string, cci: string, holder: string | null, bank: { id: string, name: string } }, amount: { amount: Decimal, currency: Currency } }, deposits: Array<{ id: string, status: DepositStatus, counted: boolean, bankReference: string, rejectReason: string | null, createdAt: Instant, decidedAt: Instant | null, money: { amount: Decimal, currency: Currency }, file: { id: string } | null }>, timeline: Array<{ key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ action: OperationAction, allowed: boolean, message: string | null }>, receipt: { url: string | null, urlExpiresAt: Instant | null, message: string | null }, quote: { discounts: Array<{ kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } }> } | null, invoice: { id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, code: string | null, explanation: { text: string }, total: { amount: Decimal, currency: Currency }, pdf: { id: string } | null, xml: { id: string } | null } | null };

export type PapersFragment = { id: string, kycStatus: KycStatus, operatingLimit: { applies: boolean, unlock: string | null, maximum: { amount: Decimal, currency: Currency } | null, used: { amount: Decimal, currency: Currency }, left: { amount: Decimal, currency: Currency } | null }, identification: { required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, nextStep: string, documents: Array<{ id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, advice: string | null, createdAt: Instant }> } | null };

export type NoticeFragment = { id: string, title: string, body: string, createdAt: Instant, readAt: Instant | null, link: { target: LinkTarget, id: string | null } | null };

export type RewardCodeFragment = { id: string, value: string, state: RewardCodeState, pips: number | null, createdAt: Instant, expiresAt: Instant | null };

export type PromotionsFragment = { code: string, shareUrl: string, pipsAvailable: number, pipsEarned: number, pipsForCode: number, referredCount: number, completedCount: number, movements: Array<{ at: Instant, pips: number, reason: RewardReason }>, referred: Array<{ maskedName: string, since: Instant, firstOperationStatus: OperationStatus | null }>, codes: Array<{ id: string, value: string, state: RewardCodeState, pips: number | null, createdAt: Instant, expiresAt: Instant | null }> };

export type PreviewQueryVariables = Exact<{
  amount: QuoteAmount;
  couponCode?: string | null | undefined;
}>;


export type PreviewQuery = { pricePreview: { side: Side, fixed: Currency, rate: Rate | null, open: boolean, opensAt: Instant | null, closesAt: Instant | null, pay: { amount: Decimal, currency: Currency } | null, receive: { amount: Decimal, currency: Currency } | null, minimum: { amount: Decimal, currency: Currency } | null, maximum: { amount: Decimal, currency: Currency } | null, discounts: Array<{ kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } }>, blockers: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }> } };

export type RateQueryVariables = Exact<{ [key: string]: never; }>;


export type RateQuery = { publicRate: { id: string, houseBuys: Rate, houseSells: Rate, at: Instant } | null };

export type TextsQueryVariables = Exact<{ [key: string]: never; }>;


export type TextsQuery = { consentTexts: Array<{ document: ConsentDocument, version: string, url: string }> };

export type FormsQueryVariables = Exact<{ [key: string]: never; }>;


export type FormsQuery = { documentForms: Array<{ type: DocumentType, label: string, hint: string, minLength: number, maxLength: number, singleSurname: boolean, names: Array<{ field: Array<string>, label: string, required: boolean, waivedBySingleSurname: boolean, maxLength: number }> }> };

export type LookupQueryVariables = Exact<{
  type: DocumentType;
  number: string;
}>;


export type LookupQuery = { documentLookup: { paternalSurname: string | null, maternalSurname: string | null, givenNames: string | null, legalName: string | null } | null };

export type BanksQueryVariables = Exact<{ [key: string]: never; }>;


export type BanksQuery = { banks: Array<{ id: string, code: string, name: string, cciOnly: boolean, interbank: boolean, accountNumbers: Array<{ kind: BankAccountKind | null, digits: number, mask: string }> }> };

export type RegisterMutationVariables = Exact<{
  input: ClientRegisterInput;
}>;


export type RegisterMutation = { clientRegister: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }> } };

export type SendCodeMutationVariables = Exact<{
  input: RegistrationCodeSendInput;
}>;


export type SendCodeMutation = { registrationCodeSend: { validSeconds: number, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }> } };

export type VerifyMutationVariables = Exact<{
  input: RegistrationVerifyInput;
}>;


export type VerifyMutation = { registrationVerify: { verified: boolean, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }> } };

export type HomeQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeQuery = { viewer: { id: string, unreadNotificationCount: number | null, client: { id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus, accounts: Array<{ id: string, currency: Currency, maskedNumber: string, maskedCci: string, bank: { id: string, code: string, name: string, interbank: boolean } }>, operatingLimit: { applies: boolean, unlock: string | null, maximum: { amount: Decimal, currency: Currency } | null, used: { amount: Decimal, currency: Currency }, left: { amount: Decimal, currency: Currency } | null }, identification: { required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, nextStep: string, documents: Array<{ id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, advice: string | null, createdAt: Instant }> } | null } | null }, operations: { nodes: Array<{ id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, seenBy: Instant | null, completedAt: Instant | null, endedAt: Instant | null, returnNote: string | null, cancelNote: string | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency }, sourceAccount: { number: string, bank: { id: string, name: string } }, destinationAccount: { number: string, bank: { id: string, name: string } }, depositInstructions: { interbank: boolean, text: string, account: { number: string, cci: string, holder: string | null, bank: { id: string, name: string } }, amount: { amount: Decimal, currency: Currency } }, deposits: Array<{ id: string, status: DepositStatus, counted: boolean, bankReference: string, rejectReason: string | null, createdAt: Instant, decidedAt: Instant | null, money: { amount: Decimal, currency: Currency }, file: { id: string } | null }>, timeline: Array<{ key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ action: OperationAction, allowed: boolean, message: string | null }>, receipt: { url: string | null, urlExpiresAt: Instant | null, message: string | null }, quote: { discounts: Array<{ kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } }> } | null, invoice: { id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, code: string | null, explanation: { text: string }, total: { amount: Decimal, currency: Currency }, pdf: { id: string } | null, xml: { id: string } | null } | null }> }, notifications: { unreadCount: number, nodes: Array<{ id: string, title: string, body: string, createdAt: Instant, readAt: Instant | null, link: { target: LinkTarget, id: string | null } | null }> } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { viewer: { id: string, client: { id: string, kycStatus: KycStatus, accounts: Array<{ id: string, currency: Currency, maskedNumber: string, maskedCci: string, bank: { id: string, code: string, name: string, interbank: boolean } }>, operatingLimit: { applies: boolean, unlock: string | null, maximum: { amount: Decimal, currency: Currency } | null, used: { amount: Decimal, currency: Currency }, left: { amount: Decimal, currency: Currency } | null }, identification: { required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, nextStep: string, documents: Array<{ id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, advice: string | null, createdAt: Instant }> } | null } | null } };

export type ShowQuoteQueryVariables = Exact<{
  id: string;
}>;


export type ShowQuoteQuery = { node:
    | { id: string, side: Side, fixed: Currency, rate: Rate, expiresAt: Instant, usedAt: Instant | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency }, discounts: Array<{ kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } }>, blockers: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }> }
    | Record<PropertyKey, never>
   | null };

export type ShowOperationQueryVariables = Exact<{
  id: string;
}>;


export type ShowOperationQuery = { node:
    | { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, seenBy: Instant | null, completedAt: Instant | null, endedAt: Instant | null, returnNote: string | null, cancelNote: string | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency }, sourceAccount: { number: string, bank: { id: string, name: string } }, destinationAccount: { number: string, bank: { id: string, name: string } }, depositInstructions: { interbank: boolean, text: string, account: { number: string, cci: string, holder: string | null, bank: { id: string, name: string } }, amount: { amount: Decimal, currency: Currency } }, deposits: Array<{ id: string, status: DepositStatus, counted: boolean, bankReference: string, rejectReason: string | null, createdAt: Instant, decidedAt: Instant | null, money: { amount: Decimal, currency: Currency }, file: { id: string } | null }>, timeline: Array<{ key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ action: OperationAction, allowed: boolean, message: string | null }>, receipt: { url: string | null, urlExpiresAt: Instant | null, message: string | null }, quote: { discounts: Array<{ kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } }> } | null, invoice: { id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, code: string | null, explanation: { text: string }, total: { amount: Decimal, currency: Currency }, pdf: { id: string } | null, xml: { id: string } | null } | null }
    | Record<PropertyKey, never>
   | null };

export type FileAddressQueryVariables = Exact<{
  id: string;
}>;


export type FileAddressQuery = { node:
    | { url: string | null }
    | Record<PropertyKey, never>
   | null };

export type LockQuoteMutationVariables = Exact<{
  input: QuoteLockInput;
}>;


export type LockQuoteMutation = { quoteLock: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, quote: { id: string, side: Side, fixed: Currency, rate: Rate, expiresAt: Instant, usedAt: Instant | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency }, discounts: Array<{ kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } }>, blockers: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }> } | null } };

export type CreateOperationMutationVariables = Exact<{
  input: OperationCreateInput;
}>;


export type CreateOperationMutation = { operationCreate: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, operation: { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, seenBy: Instant | null, completedAt: Instant | null, endedAt: Instant | null, returnNote: string | null, cancelNote: string | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency }, sourceAccount: { number: string, bank: { id: string, name: string } }, destinationAccount: { number: string, bank: { id: string, name: string } }, depositInstructions: { interbank: boolean, text: string, account: { number: string, cci: string, holder: string | null, bank: { id: string, name: string } }, amount: { amount: Decimal, currency: Currency } }, deposits: Array<{ id: string, status: DepositStatus, counted: boolean, bankReference: string, rejectReason: string | null, createdAt: Instant, decidedAt: Instant | null, money: { amount: Decimal, currency: Currency }, file: { id: string } | null }>, timeline: Array<{ key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ action: OperationAction, allowed: boolean, message: string | null }>, receipt: { url: string | null, urlExpiresAt: Instant | null, message: string | null }, quote: { discounts: Array<{ kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } }> } | null, invoice: { id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, code: string | null, explanation: { text: string }, total: { amount: Decimal, currency: Currency }, pdf: { id: string } | null, xml: { id: string } | null } | null } | null, freshQuote: { id: string, side: Side, fixed: Currency, rate: Rate, expiresAt: Instant, usedAt: Instant | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency }, discounts: Array<{ kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } }>, blockers: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }> } | null } };

export type ReportDepositMutationVariables = Exact<{
  input: OperationReportDepositInput;
}>;


export type ReportDepositMutation = { operationReportDeposit: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, operation: { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, seenBy: Instant | null, completedAt: Instant | null, endedAt: Instant | null, returnNote: string | null, cancelNote: string | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency }, sourceAccount: { number: string, bank: { id: string, name: string } }, destinationAccount: { number: string, bank: { id: string, name: string } }, depositInstructions: { interbank: boolean, text: string, account: { number: string, cci: string, holder: string | null, bank: { id: string, name: string } }, amount: { amount: Decimal, currency: Currency } }, deposits: Array<{ id: string, status: DepositStatus, counted: boolean, bankReference: string, rejectReason: string | null, createdAt: Instant, decidedAt: Instant | null, money: { amount: Decimal, currency: Currency }, file: { id: string } | null }>, timeline: Array<{ key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ action: OperationAction, allowed: boolean, message: string | null }>, receipt: { url: string | null, urlExpiresAt: Instant | null, message: string | null }, quote: { discounts: Array<{ kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } }> } | null, invoice: { id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, code: string | null, explanation: { text: string }, total: { amount: Decimal, currency: Currency }, pdf: { id: string } | null, xml: { id: string } | null } | null } | null } };

export type WithdrawDepositMutationVariables = Exact<{
  input: OperationWithdrawDepositInput;
}>;


export type WithdrawDepositMutation = { operationWithdrawDeposit: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, operation: { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, seenBy: Instant | null, completedAt: Instant | null, endedAt: Instant | null, returnNote: string | null, cancelNote: string | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency }, sourceAccount: { number: string, bank: { id: string, name: string } }, destinationAccount: { number: string, bank: { id: string, name: string } }, depositInstructions: { interbank: boolean, text: string, account: { number: string, cci: string, holder: string | null, bank: { id: string, name: string } }, amount: { amount: Decimal, currency: Currency } }, deposits: Array<{ id: string, status: DepositStatus, counted: boolean, bankReference: string, rejectReason: string | null, createdAt: Instant, decidedAt: Instant | null, money: { amount: Decimal, currency: Currency }, file: { id: string } | null }>, timeline: Array<{ key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ action: OperationAction, allowed: boolean, message: string | null }>, receipt: { url: string | null, urlExpiresAt: Instant | null, message: string | null }, quote: { discounts: Array<{ kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } }> } | null, invoice: { id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, code: string | null, explanation: { text: string }, total: { amount: Decimal, currency: Currency }, pdf: { id: string } | null, xml: { id: string } | null } | null } | null } };

export type CancelOperationMutationVariables = Exact<{
  input: OperationCancelInput;
}>;


export type CancelOperationMutation = { operationCancel: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, operation: { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, seenBy: Instant | null, completedAt: Instant | null, endedAt: Instant | null, returnNote: string | null, cancelNote: string | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency }, sourceAccount: { number: string, bank: { id: string, name: string } }, destinationAccount: { number: string, bank: { id: string, name: string } }, depositInstructions: { interbank: boolean, text: string, account: { number: string, cci: string, holder: string | null, bank: { id: string, name: string } }, amount: { amount: Decimal, currency: Currency } }, deposits: Array<{ id: string, status: DepositStatus, counted: boolean, bankReference: string, rejectReason: string | null, createdAt: Instant, decidedAt: Instant | null, money: { amount: Decimal, currency: Currency }, file: { id: string } | null }>, timeline: Array<{ key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ action: OperationAction, allowed: boolean, message: string | null }>, receipt: { url: string | null, urlExpiresAt: Instant | null, message: string | null }, quote: { discounts: Array<{ kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } }> } | null, invoice: { id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, code: string | null, explanation: { text: string }, total: { amount: Decimal, currency: Currency }, pdf: { id: string } | null, xml: { id: string } | null } | null } | null } };

export type PromotionsQueryVariables = Exact<{ [key: string]: never; }>;


export type PromotionsQuery = { rewards: { code: string, shareUrl: string, pipsAvailable: number, pipsEarned: number, pipsForCode: number, referredCount: number, completedCount: number, movements: Array<{ at: Instant, pips: number, reason: RewardReason }>, referred: Array<{ maskedName: string, since: Instant, firstOperationStatus: OperationStatus | null }>, codes: Array<{ id: string, value: string, state: RewardCodeState, pips: number | null, createdAt: Instant, expiresAt: Instant | null }> } | null };

export type RedeemPipsMutationVariables = Exact<{
  input: RewardRedeemInput;
}>;


export type RedeemPipsMutation = { rewardRedeem: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, code: { id: string, value: string, state: RewardCodeState, pips: number | null, createdAt: Instant, expiresAt: Instant | null } | null, rewards: { code: string, shareUrl: string, pipsAvailable: number, pipsEarned: number, pipsForCode: number, referredCount: number, completedCount: number, movements: Array<{ at: Instant, pips: number, reason: RewardReason }>, referred: Array<{ maskedName: string, since: Instant, firstOperationStatus: OperationStatus | null }>, codes: Array<{ id: string, value: string, state: RewardCodeState, pips: number | null, createdAt: Instant, expiresAt: Instant | null }> } | null } };

export type TakeCodeBackMutationVariables = Exact<{
  input: CodeWithdrawInput;
}>;


export type TakeCodeBackMutation = { codeWithdraw: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, code: { id: string, value: string, state: RewardCodeState, pips: number | null, createdAt: Instant, expiresAt: Instant | null } | null } };

export type AddAccountMutationVariables = Exact<{
  input: AccountAddInput;
}>;


export type AddAccountMutation = { accountAdd: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, account: { id: string, currency: Currency, maskedNumber: string, maskedCci: string, bank: { id: string, code: string, name: string, interbank: boolean } } | null, client: { id: string, accounts: Array<{ id: string, currency: Currency, maskedNumber: string, maskedCci: string, bank: { id: string, code: string, name: string, interbank: boolean } }> } | null } };

export type SubmitPaperMutationVariables = Exact<{
  input: DocumentSubmitInput;
}>;


export type SubmitPaperMutation = { documentSubmit: { userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }>, client: { id: string, kycStatus: KycStatus, operatingLimit: { applies: boolean, unlock: string | null, maximum: { amount: Decimal, currency: Currency } | null, used: { amount: Decimal, currency: Currency }, left: { amount: Decimal, currency: Currency } | null }, identification: { required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, nextStep: string, documents: Array<{ id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, advice: string | null, createdAt: Instant }> } | null } | null } };

export type MarkReadMutationVariables = Exact<{
  input: NotificationMarkReadInput;
}>;


export type MarkReadMutation = { notificationMarkRead: { unreadCount: number, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ name: string, value: string }> }> } };

export type FollowOperationsSubscriptionVariables = Exact<{
  after?: EventCursor | null | undefined;
}>;


export type FollowOperationsSubscription = { operationEvents:
    | { __typename: 'InvoiceEvent', cursor: EventCursor, at: Instant, invoiceVersion: number, invoice: { id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, code: string | null, operation: { id: string } | null, explanation: { text: string }, total: { amount: Decimal, currency: Currency }, pdf: { id: string } | null, xml: { id: string } | null } }
    | { __typename: 'OperationEvent', cursor: EventCursor, at: Instant, kind: OperationEventKind, operationVersion: number, operation: { id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, createdAt: Instant, expiresAt: Instant | null, seenBy: Instant | null, completedAt: Instant | null, endedAt: Instant | null, returnNote: string | null, cancelNote: string | null, pay: { amount: Decimal, currency: Currency }, receive: { amount: Decimal, currency: Currency }, sourceAccount: { number: string, bank: { id: string, name: string } }, destinationAccount: { number: string, bank: { id: string, name: string } }, depositInstructions: { interbank: boolean, text: string, account: { number: string, cci: string, holder: string | null, bank: { id: string, name: string } }, amount: { amount: Decimal, currency: Currency } }, deposits: Array<{ id: string, status: DepositStatus, counted: boolean, bankReference: string, rejectReason: string | null, createdAt: Instant, decidedAt: Instant | null, money: { amount: Decimal, currency: Currency }, file: { id: string } | null }>, timeline: Array<{ key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ action: OperationAction, allowed: boolean, message: string | null }>, receipt: { url: string | null, urlExpiresAt: Instant | null, message: string | null }, quote: { discounts: Array<{ kind: DiscountKind, code: string | null, pips: number, saved: { amount: Decimal, currency: Currency } }> } | null, invoice: { id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, code: string | null, explanation: { text: string }, total: { amount: Decimal, currency: Currency }, pdf: { id: string } | null, xml: { id: string } | null } | null } }
    | { __typename: 'ResyncRequired', cursor: EventCursor, at: Instant, reason: string }
    | { __typename: 'StreamPosition', cursor: EventCursor, at: Instant }
   };

export type FollowNoticesSubscriptionVariables = Exact<{
  after?: EventCursor | null | undefined;
}>;


export type FollowNoticesSubscription = { notifications:
    | { __typename: 'NotificationAdded', cursor: EventCursor, at: Instant, unreadCount: number, notification: { id: string, title: string, body: string, createdAt: Instant, readAt: Instant | null, link: { target: LinkTarget, id: string | null } | null } }
    | { __typename: 'ResyncRequired', cursor: EventCursor, at: Instant, reason: string }
    | { __typename: 'StreamPosition', cursor: EventCursor, at: Instant }
   };

export * from './documents.ts';
