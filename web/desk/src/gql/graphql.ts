/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { Day, Instant, EventCursor } from '@qoricash/sdk';
import type { Decimal, Rate } from '@qoricash/sdk/money';
/** A new token. */
export type AccessTokenCreateInput = {
  /** For whom. Analysts make ANALYST tokens for themselves alone. */
  audience: TokenAudience;
  /**
   * Points of cost an hour; left out, 20000. A Master gives up to 10000000. An analyst gives one of its tokens up to 200000, and
   * all that live up to 1000000 together; more is `INVALID`, with the `maximum`.
   */
  budgetPerHour?: number | null | undefined;
  /** How many days it is good: at most 90 for analysts, 365 for machines. */
  days: number;
  /** The person who answers for it; left out, the caller. */
  holderId?: string | null | undefined;
  /** UUID made once per intent. Kept 7 days. A replay does not show the token again. */
  idempotencyKey: string;
  /** What it is for. */
  name: string;
  /** What it opens. ANALYST tokens take READ scopes only. */
  scopes: Array<TokenScope>;
};

/** Ends a token at once. */
export type AccessTokenRevokeInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The token. */
  tokenId: string;
};

/** A token that follows another without a pause. */
export type AccessTokenRotateInput = {
  /** How many days the new one is good. */
  days: number;
  /** UUID made once per intent. Kept 7 days. A replay does not show the token again. */
  idempotencyKey: string;
  /** How long both work, in hours: 0 to 168. */
  overlapHours?: number;
  /** The token to follow. */
  tokenId: string;
};

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

/** The house saw that an account is its client's. */
export type AccountConfirmInput = {
  /** The account. */
  accountId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** How it was seen, for example the holder's name on a bank statement. */
  note: string;
};

/** Takes an account out of use. */
export type AccountRemoveInput = {
  /** The account. */
  accountId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
};

/** What kind of caller acted. */
export type ActorKind =
  /** Nobody known. */
  | 'ANONYMOUS'
  /** A client. */
  | 'CLIENT'
  /** A person of the house. */
  | 'STAFF'
  /** The house itself: jobs. */
  | 'SYSTEM';

/** The part that a caller played who acted. */
export type ActorRole =
  /** Analista. */
  | 'ANALYST'
  /** Nobody signed in. */
  | 'ANONYMOUS'
  /** A client. */
  | 'CLIENT'
  /** Dueño o gerente. */
  | 'MASTER'
  /** Middle Office. */
  | 'MIDDLE_OFFICE'
  /** Operador. */
  | 'OPERATOR'
  /** The house itself: jobs. */
  | 'SYSTEM'
  /** Trader. */
  | 'TRADER';

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

/** What happened to a proposal. */
export type ApprovalEventKind =
  /** What it proposed is done. */
  | 'CONFIRMED'
  /** A second person said no. */
  | 'DECLINED'
  /** It was made. */
  | 'PROPOSED'
  /** Who made it took it back. */
  | 'WITHDRAWN';

/** Which proposals. */
export type ApprovalFilter = {
  /** Kinds; any of them. */
  kind?: Array<ProposalKind> | null | undefined;
  /** True: those that wait for a decision. False: those that were decided. */
  open?: boolean | null | undefined;
};

/** Which rows; all conditions together. */
export type AuditFilter = {
  /** What was done: the whole name, or its beginning with a dot at the end, for example `operation.`. */
  action?: string | null | undefined;
  /** Who acted: a person of the house or a client, by global id. */
  actorId?: string | null | undefined;
  /** From which network address. */
  address?: string | null | undefined;
  /** When. */
  at?: DateTimeRange | null | undefined;
  /** To what it was done, by global id. */
  objectId?: string | null | undefined;
  /** In which request. */
  requestId?: string | null | undefined;
};

/** What kind of thing a row of the audit trail is about. */
export type AuditObjectKind =
  /** An alert of compliance. */
  | 'ALERT'
  /** A bank account of a client. */
  | 'BANK_ACCOUNT'
  /** A publication of the base rate. */
  | 'BASE_RATE'
  /** A campaign. */
  | 'CAMPAIGN'
  /** A client. */
  | 'CLIENT'
  /** An e-mail or telephone of a client. */
  | 'CLIENT_CONTACT'
  /** What keeps a client from acting. */
  | 'CLIENT_RESTRICTION'
  /** A case of the officer's; read by the officer and the alternate alone. */
  | 'COMPLIANCE_CASE'
  /** What the house thinks of a client's risk. */
  | 'COMPLIANCE_CLIENT'
  /** A paper of a client. */
  | 'DOCUMENT'
  /** The order of events, which begins anew after a restore. */
  | 'EVENT_EPOCH'
  /** An uploaded file. */
  | 'FILE'
  /** What holds an operation. */
  | 'HOLD'
  /** The house itself. */
  | 'HOUSE'
  /** An account of the house. */
  | 'HOUSE_ACCOUNT'
  /** An electronic document. */
  | 'INVOICE'
  /** The queue of electronic documents. */
  | 'INVOICE_QUEUE'
  /** The numbers of a kind of electronic documents. */
  | 'INVOICE_SERIES'
  /** What a person is told by which way. */
  | 'NOTIFICATION_SETTING'
  /** An operation. */
  | 'OPERATION'
  /** The register of operations; read by the officer and the alternate alone. */
  | 'OPERATIONS_REGISTER'
  /** A message to be sent. */
  | 'OUTBOX_MESSAGE'
  /** A parameter of the house. */
  | 'PARAMETER'
  /** A decision that waits for a second person, or got one. */
  | 'PROPOSAL'
  /** A publication of the public pair. */
  | 'PUBLIC_RATE'
  /** A telephone that gets pushes. */
  | 'PUSH_DEVICE'
  /** A question that was answered with personal data of more than one object. */
  | 'QUERY'
  /** A quote. */
  | 'QUOTE'
  /** Who recommended the house to a client. */
  | 'REFERRAL'
  /** A registration that was begun. */
  | 'REGISTRATION_DRAFT'
  /** A code of a reward or of a campaign. */
  | 'REWARD_CODE'
  /** A version of a rule that watches operations. */
  | 'RULE'
  /** A public pair that was scheduled. */
  | 'SCHEDULED_RATE'
  /** An entry of a list that somebody of a client's file may be. */
  | 'SCREENING_HIT'
  /** A session. */
  | 'SESSION'
  /** An access token. */
  | 'TOKEN'
  /** A person of the house. */
  | 'USER';

/** Kind of a bank account. */
export type BankAccountKind =
  /** Corriente. */
  | 'CHECKING'
  /** Ahorro. */
  | 'SAVINGS';

/** Publishes a base rate. */
export type BaseRatePublishInput = {
  /** Venta of the base. */
  ask: string;
  /** Compra of the base. */
  bid: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Master only: publish beyond the deviation guard. The day's rates are measured against these from then on. */
  override?: boolean;
  /** Why. */
  reason: string;
};

/** How the books stand. */
export type BooksState =
  /** Every entry balances, and all of them together. */
  | 'BALANCED'
  /** Something does not: `qoricash ledger verify` names it. */
  | 'UNBALANCED'
  /** Nobody looked yet. */
  | 'UNCHECKED';

/** The hours of a day of the week. */
export type BusinessDayInput = {
  /** Until when, `18:00`; midnight is `24:00`. */
  closesAt: string;
  /** From when, `09:00`, in Lima. */
  opensAt: string;
  /** Which. */
  weekday: Weekday;
};

/** Begins a campaign. */
export type CampaignCreateInput = {
  /** Six letters and digits without I, O, 0 and 1; left out, one is made. */
  code?: string | null | undefined;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** How many operations may have it. */
  maxUses: number;
  /** Its name. */
  name: string;
  /** What it takes off a price: at most what discounts may sum to. */
  pips: number;
  /** From when on; left out, at once. */
  validFrom?: string | null | undefined;
  /** Until when; a year at most. */
  validUntil: string;
};

/** Ends a campaign before its time. */
export type CampaignEndInput = {
  /** The campaign. */
  campaignId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Why. */
  reason: string;
};

/** What happened to a thing of which the desk hears only that it changed. */
export type ChangeEventKind =
  /** A campaign began. */
  | 'CAMPAIGN_CREATED'
  /** A campaign was ended before its time. */
  | 'CAMPAIGN_ENDED'
  /** Somebody decided whether a referral earns. */
  | 'REFERRAL_DECIDED'
  /** A referral looks like one person's. */
  | 'REFERRAL_FLAGGED'
  /** A scheduled pair was taken back. */
  | 'SCHEDULED_RATE_CANCELED'
  /** A scheduled pair was published at its instant. */
  | 'SCHEDULED_RATE_PUBLISHED'
  /** A scheduled pair was not published at its instant. */
  | 'SCHEDULED_RATE_REFUSED'
  /** A pair was scheduled. */
  | 'SCHEDULED_RATE_SET';

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

/** Closes a client. */
export type ClientDeactivateInput = {
  /** The client. */
  clientId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Why, for the audit trail; the client is not told. */
  reason: string;
};

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

/** Which clients. */
export type ClientFilter = {
  /** States of the identification; any of them. */
  kycStatus?: Array<KycStatus> | null | undefined;
  /** Clients of this trader. */
  ownerId?: string | null | undefined;
  /** Beginnings of words of the name, in any order and with or without accents, or the beginning of the document's number. */
  search?: string | null | undefined;
  /** States; any of them. */
  status?: Array<ClientStatus> | null | undefined;
};

/** A person's name with a DNI, CE or passport; a company's with a RUC. */
export type ClientNameInput =
  {   /** A company. */
  company: CompanyNameInput; person?: never; }
  |  { company?: never;   /** A person. */
  person: PersonNameInput; };

/** Opens a closed client again. */
export type ClientReactivateInput = {
  /** The client. */
  clientId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Why, for the audit trail; the client is not told. */
  reason: string;
};

/** A client who forgot the password. */
export type ClientResetInput = {
  /** The secret of a device on which the client signed in before, where it keeps no cookies. */
  deviceToken?: string | null | undefined;
  /** Number of the document. */
  documentNumber: string;
  /** Kind of document. */
  documentType: DocumentType;
  /** The first e-mail of the client, the one that it registered with; a further one gets no link. */
  email: string;
};

/** State of a client. */
export type ClientStatus =
  /** Activo: quotes and operates inside its limits. */
  | 'ACTIVE'
  /** Inactivo: closed with a reason. */
  | 'DEACTIVATED'
  /** Inactivo: the e-mail is not proved; nothing is possible yet. */
  | 'PENDING_VERIFICATION';

/** Changes of a client's identity by the house. What is left out stays. */
export type ClientUpdateInput = {
  /** Another address. */
  address?: AddressInput | null | undefined;
  /** The client. */
  clientId: string;
  /** Another first e-mail. The client hears of it at both. */
  email?: string | null | undefined;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Another name. */
  name?: ClientNameInput | null | undefined;
  /** Whether several operations may be live at once; for companies. */
  parallelOperations?: boolean | null | undefined;
  /** Another first telephone. */
  phone?: string | null | undefined;
  /** What the client declared about being politically exposed. */
  politicallyExposed?: boolean | null | undefined;
  /** Why, for the audit trail. */
  reason: string;
};

/** Moves clients to another trader's portfolio. What they operated so far stays where it was. */
export type ClientsReassignInput = {
  /** The clients, at most 500: all or none. */
  clientIds: Array<string>;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The active trader who gets them; null gives them to the house. */
  ownerId?: string | null | undefined;
  /** Why, for the audit trail. */
  reason: string;
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

/** A further e-mail or telephone. */
export type ContactAddInput = {
  /** For staff: whose contact. Clients leave it out. */
  clientId?: string | null | undefined;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** What it is. */
  kind: ContactKind;
  /** For example Tesorería. */
  label?: string | null | undefined;
  /** The e-mail or the number. An e-mail gets a code. */
  value: string;
};

/** What a contact is. */
export type ContactKind =
  /** Correo. */
  | 'EMAIL'
  /** Teléfono. */
  | 'PHONE';

/** Takes a contact out of use. */
export type ContactRemoveInput = {
  /** The contact. */
  contactId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
};

/** A currency of the house. */
export type Currency =
  /** Soles (S/). */
  | 'PEN'
  /** Dólares (US$). */
  | 'USD';

/** A pair that the house deals in. There is one. */
export type CurrencyPair =
  /** US dollars against soles. */
  | 'USD_PEN';

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

/** What a part of a discount is given for. */
export type DiscountKind =
  /** By a code. */
  | 'COUPON'
  /** For the amount. */
  | 'TIER';

/** A verdict on one paper. */
export type DocumentReviewInput = {
  /** True accepts it. */
  accept: boolean;
  /** The paper. */
  documentId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** For the staff. */
  note?: string | null | undefined;
  /** Needed for a rejection; the client is told. */
  reason?: KycReason | null | undefined;
};

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

/** How closely the house looks at a client. */
export type DueDiligence =
  /** Básica: the general one. */
  | 'BASIC'
  /** The house does no business with the client. */
  | 'PROHIBITED'
  /** Reforzada. */
  | 'REINFORCED'
  /** Simplificada. */
  | 'SIMPLIFIED';

/** How two files are alike. */
export type FileMatchKind =
  /** The same bytes. */
  | 'EXACT'
  /** Nearly the same picture. */
  | 'SIMILAR';

/** What holds an operation: each cause has a hold of its own, and the operation goes on when the last one is released. */
export type HoldCause =
  /** Compliance. The system opens and releases it; nobody does alone. */
  | 'COMPLIANCE'
  /** Somebody of the house wants to look. Who may hold operations opens and releases it alone. */
  | 'MANUAL'
  /** Money does not agree with what the bank says. Who may hold operations opens and releases it alone. */
  | 'RECONCILIATION';

/** What happened to a hold beside others. */
export type HoldEventKind =
  /** It was opened while another is open. */
  | 'HOLD_ADDED'
  /** It was released while another stays open. */
  | 'HOLD_LIFTED';

/** Why an operation is on hold. */
export type HoldReason =
  /** The deposit must be checked with the bank. */
  | 'DEPOSIT_CHECK'
  /** Documents are needed. */
  | 'DOCUMENTS'
  /** Another reason. */
  | 'OTHER'
  /** A routine review. */
  | 'REVIEW';

/** A day on which the house opens again. */
export type HolidayRemoveInput = {
  /** Which: from today on. */
  date: string;
  /** UUID chosen by the client; the same key does the same thing once. */
  idempotencyKey: string;
};

/** A day on which the house stays closed from now on. */
export type HolidaySetInput = {
  /** Which: from today on, up to the end of the year after next. */
  date: string;
  /** UUID chosen by the client; the same key does the same thing once. */
  idempotencyKey: string;
  /** Why, as clients read it; up to 80 characters. A holiday that is set already takes this name. */
  name: string;
};

/** A new account of the house. */
export type HouseAccountOpenInput = {
  /** Code of the catalogue `banks`: BCP, INTERBANK or BANBIF. */
  bank: string;
  /** CCI, 20 digits with check digits. */
  cci: string;
  /** Its only currency. */
  currency: Currency;
  /** Holder, as clients read it when they transfer. */
  holder: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The bank's own number. */
  number: string;
};

/** Proposes how an identification ends. Where four eyes are not asked for, it ends at once. */
export type IdentificationProposeInput = {
  /** True approves. */
  approve: boolean;
  /** The client. */
  clientId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** For the staff. */
  note?: string | null | undefined;
  /** Needed for a rejection; the client is told. */
  reason?: KycReason | null | undefined;
};

/** Opens an identification that was decided. */
export type IdentificationReopenInput = {
  /** The client. */
  clientId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Why, for the audit trail. */
  reason: string;
};

/** What a person may do about a document. */
export type InvoiceAction =
  /** Write a parked one anew, with another address. */
  | 'CORRECT'
  /** Make another in place of one that does not count. */
  | 'REISSUE'
  /** Undo it by a credit note. */
  | 'REQUEST_NOTE'
  /** Propose to void it; a second person confirms. */
  | 'REQUEST_VOID'
  /** Send it to the client once more. */
  | 'RESEND'
  /** Let a parked one go on as it is. */
  | 'RETRY';

/** Writes a parked document anew. */
export type InvoiceCorrectInput = {
  /** Where the client is. */
  address: AddressInput;
  /** The version that was seen. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The document. */
  invoiceId: string;
};

/** Undoes a document by a credit note. */
export type InvoiceCreditNoteInput = {
  /** The version that was seen. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The document. */
  invoiceId: string;
  /** Why: at most 100 characters, SUNAT and the client read it. */
  reason: string;
};

/** Which documents. Fields mean AND, lists mean OR. */
export type InvoiceFilter = {
  /** Whose. */
  clientId?: string | null | undefined;
  /** When they were asked for. */
  createdAt?: DateTimeRange | null | undefined;
  /** The Lima day that they name. */
  issuedOn?: string | null | undefined;
  /** What they are; any of them. */
  kind?: Array<InvoiceKind> | null | undefined;
  /** Of which operation. */
  operationId?: string | null | undefined;
  /** A document's number as people say it, `B002-15`, or the code of an operation, `EXP-1042`; anything else finds nothing. */
  search?: string | null | undefined;
  /** A series, `B002`. */
  series?: string | null | undefined;
  /** Where they stand exactly; any of them. Staff alone. */
  state?: Array<InvoiceState> | null | undefined;
  /** How they stand, in short; any of them. */
  status?: Array<InvoiceStatus> | null | undefined;
};

/** Asks for the document of an operation that has none. */
export type InvoiceIssueInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** A completed operation. */
  operationId: string;
};

/** What an electronic document is. */
export type InvoiceKind =
  /** Boleta: for everybody else. */
  | 'BOLETA'
  /** Nota de crédito: it undoes a document. */
  | 'CREDIT_NOTE'
  /** Factura: for who has a RUC. */
  | 'FACTURA';

/** Why a document waits for a person. */
export type InvoiceParkReason =
  /** A factura needs the client's address; no number taken. */
  | 'ADDRESS_MISSING'
  /** The provider refused its form. */
  | 'FORMAT'
  /** The provider has another document under its number. */
  | 'NUMBER_FOREIGN'
  /** It came too late. */
  | 'OUT_OF_TERM'
  /** The provider could not complete it. */
  | 'PROVIDER'
  /** SUNAT has its number with other data. */
  | 'SUNAT_CONFLICT'
  /** What it says does not fit its form; no number taken. */
  | 'UNFIT'
  /** The provider does not know it any more. */
  | 'VANISHED';

/** Lets the queues of documents go on. */
export type InvoiceQueueResumeInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
};

/** Makes another document in place of one that does not count. */
export type InvoiceReissueInput = {
  /** The version that was seen. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The document that does not count. */
  invoiceId: string;
};

/** Sends a document to its client once more. */
export type InvoiceResendInput = {
  /** The version that was seen. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The document. */
  invoiceId: string;
};

/** Lets a parked document go on. */
export type InvoiceRetryInput = {
  /** The version that was seen. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The document. */
  invoiceId: string;
};

/** Says which number a series begins with. */
export type InvoiceSeriesBeginInput = {
  /** Its first number here: the one after the last that the house issued elsewhere. */
  firstNumber: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The series, one of `invoiceSeries`. */
  series: string;
};

/** How documents are sorted. */
export type InvoiceSort = {
  /** Which way. */
  direction?: SortDirection;
  /** By what. */
  key: InvoiceSortKey;
};

/** What documents are sorted by; the id is always last. */
export type InvoiceSortKey =
  /** When they were asked for. */
  | 'CREATED_AT'
  /** Until when SUNAT must have them; those without a number come last. */
  | 'DUE_AT';

/** Where an electronic document stands between the house, its provider and SUNAT; see docs/invoice-lifecycle.md. */
export type InvoiceState =
  /** Valid. */
  | 'ACCEPTED'
  /** Undone by a credit note. Final. */
  | 'CREDITED'
  /** It has its number and waits to be sent. */
  | 'NUMBERED'
  /** Valid: SUNAT remarked on it. */
  | 'OBSERVED'
  /** It waits for a person. */
  | 'PARKED'
  /** The provider has it, and SUNAT has not answered. */
  | 'PENDING_SUNAT'
  /** Refused by SUNAT. Final. */
  | 'REJECTED'
  /** Its number is another document's, and it was issued again under the next one. Final. */
  | 'REPLACED'
  /** It has no number yet. */
  | 'REQUESTED'
  /** It is on its way. */
  | 'SENDING'
  /** It was sent and no answer came: the provider is asked before it is sent again. */
  | 'UNKNOWN'
  /** Voided at SUNAT. Final. */
  | 'VOIDED'
  /** Valid; SUNAT has the request to void it. */
  | 'VOID_PENDING'
  /** Valid: SUNAT refused to void it. */
  | 'VOID_REJECTED'
  /** Valid; two persons want it voided. */
  | 'VOID_REQUESTED'
  /** It never had a number: its operation was undone before. Final. */
  | 'WITHDRAWN';

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

/** Proposes to void a document. */
export type InvoiceVoidInput = {
  /** The version that was seen. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The document. */
  invoiceId: string;
  /** Why: at most 100 characters, SUNAT reads it. */
  reason: string;
};

/** How a run of a job ended. */
export type JobOutcome =
  /** A stop, a lost lease or its timeout ended it. */
  | 'CANCELED'
  /** It did its work. */
  | 'DONE'
  /** It returned an error; it is tried three times. */
  | 'FAILED'
  /** It met a defect, and is not tried again. */
  | 'PANICKED';

/** Why a paper or an identification was rejected, in words that are safe to tell. */
export type KycReason =
  /** No coincide con los datos declarados. */
  | 'DATA_MISMATCH'
  /** Está vencido. */
  | 'EXPIRED'
  /** Está incompleto. */
  | 'INCOMPLETE'
  /** No podemos aceptarlo; a person of the house explains. */
  | 'NOT_ACCEPTED'
  /** No se lee. */
  | 'UNREADABLE'
  /** No es el documento que se pidió. */
  | 'WRONG_DOCUMENT';

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

/** What an account of the ledger stands for. */
export type LedgerAccountKind =
  /** Banco: one per house account. */
  | 'BANK'
  /** Fondos de clientes: confirmed deposits that are not exchanged yet. */
  | 'CLIENT_FUNDS'
  /** Comisiones. */
  | 'FEES'
  /** Saldos de apertura. */
  | 'OPENING'
  /** Posición de cambio: what the house holds of a currency by exchange. */
  | 'POSITION'
  /** Resultado. */
  | 'RESULT'
  /** Redondeo. */
  | 'ROUNDING';

/** What an entry of the ledger books. */
export type LedgerEntryKind =
  /** A deposit that goes over from one operation of a client to another. */
  | 'APPLY'
  /** A completed exchange. */
  | 'COMPLETION'
  /** A confirmed deposit. */
  | 'DEPOSIT'
  /** The balance that a house account starts with. */
  | 'OPENING'
  /** A deposit given back. */
  | 'REFUND'
  /** The opposite of another entry. */
  | 'REVERSAL';

/** A register that names for documents come from. */
export type LookupSource =
  /** The register of persons. */
  | 'RENIEC'
  /** None of the state: a fictitious house answers for one. */
  | 'SANDBOX'
  /** The register of taxpayers. */
  | 'SUNAT';

/** A way to reach a person. */
export type MessageChannel =
  /** Correo. */
  | 'EMAIL'
  /** The inbox inside the product. */
  | 'INBOX'
  /** Aviso en el teléfono. */
  | 'PUSH';

/** What happened to a message to be sent. */
export type MessageEventKind =
  /** It is tried no more, and waits for somebody. */
  | 'GIVEN_UP'
  /** Somebody had it tried again. */
  | 'REPLAYED';

/** What a message tells: docs/messages.md says of each who gets it and when. The words are those of its Spanish heading. */
export type MessageKind =
  /** Agregaste una cuenta bancaria. */
  | 'ACCOUNT_ADDED'
  /** Confirmamos tu cuenta bancaria. */
  | 'ACCOUNT_CONFIRMED'
  /** Se quitó una cuenta bancaria. */
  | 'ACCOUNT_REMOVED'
  /** Te asignaron clientes. */
  | 'CLIENT_ASSIGNED'
  /** Tu cuenta fue desactivada. */
  | 'CLIENT_DEACTIVATED'
  /** Tu cuenta está lista. */
  | 'CLIENT_INVITATION'
  /** Tus clientes pasaron a otra cartera. */
  | 'CLIENT_MOVED'
  /** Tu cuenta está activa de nuevo. */
  | 'CLIENT_REACTIVATED'
  /** Te damos la bienvenida a QoriCash. */
  | 'CLIENT_REGISTERED'
  /** Actualizamos tus datos. */
  | 'CLIENT_UPDATED'
  /** Confirma este correo. */
  | 'CONTACT_CODE'
  /** Se quitó un contacto. */
  | 'CONTACT_REMOVED'
  /** Agregaste un contacto. */
  | 'CONTACT_VERIFIED'
  /** Se descargaron los datos de tu cuenta. */
  | 'DATA_EXPORTED'
  /** Aplicamos tu depósito. */
  | 'DEPOSIT_APPLIED'
  /** Devolvimos tu depósito. */
  | 'DEPOSIT_REFUNDED'
  /** No encontramos tu depósito. */
  | 'DEPOSIT_REJECTED'
  /** Tu depósito espera otra vez. */
  | 'DEPOSIT_UNAPPLIED'
  /** Verificamos otra vez tu depósito. */
  | 'DEPOSIT_UNCONFIRMED'
  /** Todavía no vemos tu depósito. */
  | 'DEPOSIT_UNSEEN'
  /** Retiramos el aviso de tu depósito. */
  | 'DEPOSIT_WITHDRAWN'
  /** Los libros cuadran de nuevo. */
  | 'DESK_BOOKS_BALANCED'
  /** Los libros no cuadran. */
  | 'DESK_BOOKS_UNBALANCED'
  /** Cliente activado. */
  | 'DESK_CLIENT_ACTIVATED'
  /** Cliente desactivado. */
  | 'DESK_CLIENT_DEACTIVATED'
  /** Cliente reactivado. */
  | 'DESK_CLIENT_REACTIVATED'
  /** Nuevo cliente. */
  | 'DESK_CLIENT_REGISTERED'
  /** Cambiaron los datos de un cliente. */
  | 'DESK_CLIENT_UPDATED'
  /** Depósito aplicado. */
  | 'DESK_DEPOSIT_APPLIED'
  /** Depósito devuelto. */
  | 'DESK_DEPOSIT_REFUNDED'
  /** Depósito rechazado. */
  | 'DESK_DEPOSIT_REJECTED'
  /** Depósito informado. */
  | 'DESK_DEPOSIT_REPORTED'
  /** Aplicación deshecha. */
  | 'DESK_DEPOSIT_UNAPPLIED'
  /** Confirmación deshecha. */
  | 'DESK_DEPOSIT_UNCONFIRMED'
  /** Depósito sin verificar a tiempo. */
  | 'DESK_DEPOSIT_UNSEEN'
  /** Aviso de depósito retirado. */
  | 'DESK_DEPOSIT_WITHDRAWN'
  /** Documentos por revisar. */
  | 'DESK_DOCUMENTS_UPLOADED'
  /** Una imagen se repite entre clientes. */
  | 'DESK_DUPLICATE_FILE'
  /** Identificación aprobada. */
  | 'DESK_IDENTIFICATION_APPROVED'
  /** No se aceptó una propuesta. */
  | 'DESK_IDENTIFICATION_DECLINED'
  /** Identificación por decidir. */
  | 'DESK_IDENTIFICATION_PROPOSED'
  /** Identificación no aprobada. */
  | 'DESK_IDENTIFICATION_REJECTED'
  /** El plazo de un comprobante está por vencer. */
  | 'DESK_INVOICE_DUE'
  /** Un comprobante está detenido. */
  | 'DESK_INVOICE_PARKED'
  /** Los comprobantes salen de nuevo. */
  | 'DESK_INVOICE_QUEUE_RESUMED'
  /** Los comprobantes no salen. */
  | 'DESK_INVOICE_QUEUE_STOPPED'
  /** SUNAT rechazó un comprobante. */
  | 'DESK_INVOICE_REJECTED'
  /** Un cliente llegó a su límite sin documentos. */
  | 'DESK_LIMIT_REACHED'
  /** Nuevo monto. */
  | 'DESK_OPERATION_AMENDED'
  /** Te asignaron la operación. */
  | 'DESK_OPERATION_ASSIGNED'
  /** Operación cancelada. */
  | 'DESK_OPERATION_CANCELED'
  /** Operación completa. */
  | 'DESK_OPERATION_COMPLETED'
  /** Nueva operación. */
  | 'DESK_OPERATION_CREATED'
  /** Operación expirada. */
  | 'DESK_OPERATION_EXPIRED'
  /** Operación expirada con dinero del cliente. */
  | 'DESK_OPERATION_EXPIRED_WITH_MONEY'
  /** Operación en revisión. */
  | 'DESK_OPERATION_HELD'
  /** Operación en proceso. */
  | 'DESK_OPERATION_IN_PROCESS'
  /** La operación espera un operador. */
  | 'DESK_OPERATION_LEFT'
  /** Operación abierta al fin del día. */
  | 'DESK_OPERATION_OVERNIGHT'
  /** Operación liberada. */
  | 'DESK_OPERATION_RELEASED'
  /** Operación devuelta. */
  | 'DESK_OPERATION_RETURNED'
  /** La operación pasó a otra persona. */
  | 'DESK_OPERATION_TAKEN_OVER'
  /** Te nombraron para la operación. */
  | 'DESK_OPERATOR_NAMED'
  /** Regresó un pago anulado. */
  | 'DESK_PAYOUT_CAME_BACK'
  /** Pago anulado. */
  | 'DESK_PAYOUT_VOIDED'
  /** Constancia de pago. */
  | 'DESK_PROOF_ADDED'
  /** Alguien está probando códigos de promociones. */
  | 'DESK_REWARD_CODES_GUESSED'
  /** Envía de nuevo un documento. */
  | 'DOCUMENT_REJECTED'
  /** El correo de tu cuenta cambió. */
  | 'EMAIL_CHANGED'
  /** Cambiamos tu correo. */
  | 'EMAIL_CHANGED_NOW'
  /** Otro cliente registró tu correo. */
  | 'EMAIL_SHARED'
  /** Cambió tu correo o tu teléfono. */
  | 'FIRST_CONTACT_CHANGED'
  /** Confirma el cambio. */
  | 'FIRST_CONTACT_CODE'
  /** Tu identificación está aprobada. */
  | 'IDENTIFICATION_APPROVED'
  /** Estamos revisando tus documentos. */
  | 'IDENTIFICATION_IN_REVIEW'
  /** No pudimos aprobar tu identificación. */
  | 'IDENTIFICATION_REJECTED'
  /** Revisamos de nuevo tu identificación. */
  | 'IDENTIFICATION_REOPENED'
  /** Tu comprobante está listo. */
  | 'INVOICE_READY'
  /** Vamos a reemplazar tu comprobante. */
  | 'INVOICE_REJECTED'
  /** Llegaste a tu límite sin documentos. */
  | 'LIMIT_REACHED'
  /** Nuevo ingreso a tu cuenta. */
  | 'NEW_DEVICE'
  /** Una persona recibió un cargo de cumplimiento. */
  | 'OFFICE_GIVEN'
  /** Una persona dejó un cargo de cumplimiento. */
  | 'OFFICE_TAKEN'
  /** Tu operación tiene un nuevo monto. */
  | 'OPERATION_AMENDED'
  /** Tu operación fue cancelada. */
  | 'OPERATION_CANCELED'
  /** Tu operación está completa. */
  | 'OPERATION_COMPLETED'
  /** Registramos tu operación. */
  | 'OPERATION_CREATED'
  /** Tu operación expiró. */
  | 'OPERATION_EXPIRED'
  /** Tu operación expiró y tu dinero espera. */
  | 'OPERATION_EXPIRED_WITH_MONEY'
  /** Tu operación está en revisión. */
  | 'OPERATION_HELD'
  /** Tu operación está en proceso. */
  | 'OPERATION_IN_PROCESS'
  /** Tu operación sigue adelante. */
  | 'OPERATION_RELEASED'
  /** Tu operación volvió a estar pendiente. */
  | 'OPERATION_RETURNED'
  /** Cambiaste tu contraseña. */
  | 'PASSWORD_CHANGED'
  /** Debes cambiar tu contraseña. */
  | 'PASSWORD_CHANGE_FORCED'
  /** Elige una contraseña nueva. */
  | 'PASSWORD_RESET'
  /** Pago anulado. */
  | 'PAYOUT_VOIDED'
  /** Tienes un permiso nuevo. */
  | 'PERMISSION_GRANTED'
  /** Se retiró uno de tus permisos. */
  | 'PERMISSION_REVOKED'
  /** Confirma tu correo. */
  | 'REGISTRATION_CODE'
  /** Ya tienes una cuenta. */
  | 'REGISTRATION_KNOWN'
  /** Whom the client recommended the house to completed an operation. */
  | 'REWARD_EARNED'
  /** Tu perfil cambió. */
  | 'ROLE_CHANGED'
  /** A scheduled rate was not published. */
  | 'SCHEDULED_RATE_REFUSED'
  /** Tienes un cargo nuevo. */
  | 'SET_GRANTED'
  /** Se retiró uno de tus cargos. */
  | 'SET_WITHDRAWN'
  /** Cambió el correo de tu acceso. */
  | 'STAFF_EMAIL_CHANGED'
  /** Tu acceso está listo. */
  | 'STAFF_INVITATION'
  /** Una persona es parte del equipo. */
  | 'STAFF_JOINED'
  /** Una persona ya no tiene acceso. */
  | 'STAFF_LEFT'
  /** Se creó una llave de acceso. */
  | 'TOKEN_CREATED'
  /** Se revocó una llave de acceso. */
  | 'TOKEN_REVOKED'
  /** Se renovó una llave de acceso. */
  | 'TOKEN_ROTATED'
  /** Se desactivó la verificación en dos pasos. */
  | 'TOTP_DISABLED'
  /** Activaste la verificación en dos pasos. */
  | 'TOTP_ENABLED'
  /** Se reinició tu verificación en dos pasos. */
  | 'TOTP_RESET'
  /** Tu cuenta está activa. */
  | 'WELCOME';

/** How far a message is. */
export type MessageStatus =
  /** Not sent, because there was nothing left to say. */
  | 'CANCELED'
  /** Given up; a Master may send it again. */
  | 'DEAD'
  /** It waits for its time or for another try. */
  | 'PENDING'
  /** The provider took it. */
  | 'SENT';

/** How money is like other money. */
export type MoneyDuplicateKind =
  /** The same proof, on a deposit of another operation. */
  | 'SAME_FILE'
  /** The same bank's number at the same house account. */
  | 'SAME_REFERENCE'
  /** The same bank's number and the same amount at another house account. */
  | 'SAME_REFERENCE_ELSEWHERE';

/** An exact amount and its currency, as input. */
export type MoneyInput = {
  /** Positive, at most two decimals, as a string. */
  amount: string;
  /** Its currency. */
  currency: Currency;
};

/** Asks for a rate outside of the band of negotiation. */
export type NegotiatedRateProposeInput = {
  /** The amount that the client fixes; its currency decides the side. */
  amount: QuoteAmount;
  /** For which client. Left out, the quote will be a draft of the person. */
  clientId?: string | null | undefined;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The rate: farther from the public one than `NEGOTIATION_BAND_PIPS`, and no farther than `RATE_REJECT_BASIS_POINTS`. */
  rate: string;
  /** Why, for who decides; up to 300 characters. */
  reason: string;
};

/** Writes a note. */
export type NoteAddInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** About which operation. */
  operationId: string;
  /** At most 2,000 characters. */
  text: string;
};

/** Marks notes as read by the caller. */
export type NoteMarkReadInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Of which operation: all its notes. */
  operationId: string;
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

/** Records a payment to the client. */
export type OperationAddPayoutInput = {
  /** How much, in the payout's currency. */
  amount: string;
  /** The bank's operation number. */
  bankReference: string;
  /** Its version as last read. */
  expectedVersion: number;
  /** From which house account. Never guessed. */
  houseAccountId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
};

/** Attaches evidence of a payment. */
export type OperationAddProofInput = {
  /** What there is to say of it. */
  comment?: string | null | undefined;
  /** Its version as last read. */
  expectedVersion: number;
  /** The document, uploaded before. */
  fileId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
};

/** Changes the amount before any deposit counts. */
export type OperationAmendInput = {
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
  /** The new promise, for the same client and side. */
  quoteId: string;
};

/** Moves waiting money to another operation of the client. */
export type OperationApplyDepositInput = {
  /** Which deposit; confirmed, and not counted. */
  depositId: string;
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The operation that the money waits in. */
  operationId: string;
  /** That one's version as last read. */
  toExpectedVersion: number;
  /** The live operation of the same client that it goes to. */
  toOperationId: string;
};

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

/** Finishes an operation. */
export type OperationCompleteInput = {
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
  /** The proofs that were looked at: at least one, all of this operation. */
  proofIds: Array<string>;
};

/** Says that the money of a deposit was seen. */
export type OperationConfirmDepositInput = {
  /** Which deposit. */
  depositId: string;
  /** Its version as last read. */
  expectedVersion: number;
  /** Where it was seen; left out, where the client was told to pay. */
  houseAccountId?: string | null | undefined;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
  /** Why two transfers have the same number at this account, asked for with DUPLICATE_REFERENCE; left out where the number is new. */
  overrideReason?: string | null | undefined;
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

/** Why something happened to an operation: a cancellation or expiry, a return, a hold, or a void payout. */
export type OperationEventReason =
  /** Canceled: the client gave up. */
  | 'CLIENT_REQUEST'
  /** Held: the deposit must be checked with the bank. */
  | 'DEPOSIT_CHECK'
  /** Expired: the deadline passed without the whole deposit. */
  | 'DEPOSIT_TIMEOUT'
  /** Held: documents are needed. */
  | 'DOCUMENTS'
  /** Expired: the house's day ended without the whole deposit. */
  | 'END_OF_DAY'
  /** Canceled: somebody of the house did it. */
  | 'HOUSE_DECISION'
  /** Void payout: the bank shows no such transfer. */
  | 'NEVER_SENT'
  /** Returned: an operator handed back what did not arrive. */
  | 'NOT_ARRIVED'
  /** Returned: nobody saw the money in time. */
  | 'NOT_SEEN_IN_TIME'
  /** Held: another reason. */
  | 'OTHER'
  /** Held: a routine review. */
  | 'REVIEW'
  /** Void payout: the bank sent it back. */
  | 'SENT_BACK'
  /** Void payout: it went out with wrong data. */
  | 'WRONG_DATA';

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

/** Gives an operation back that the caller holds. */
export type OperationHandBackInput = {
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
};

/** Blocks an operation for one cause. */
export type OperationHoldInput = {
  /** What holds the operation: MANUAL or RECONCILIATION. */
  cause?: HoldCause | null | undefined;
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Why, for the house: neither client nor trader reads it. At most 300 characters. */
  note: string;
  /** Which operation. */
  operationId: string;
  /** Why. */
  reason: HoldReason;
};

/** Says which operator gets an operation once its deposit is complete. */
export type OperationNameOperatorInput = {
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
  /** An active operator; takes the place of whoever was named before. */
  operatorId: string;
};

/** An act, and what it is about, as its mutation takes it. What the act does not ask for is left alone. */
export type OperationPreviewInput = {
  /** Which act: any but AMEND, of which the quote says what it comes to. */
  action: OperationAction;
  /** REPORT_DEPOSIT and ADD_PAYOUT: how much. */
  amount?: string | null | undefined;
  /** HOLD and RELEASE: what holds the operation; left out, MANUAL. */
  cause?: HoldCause | null | undefined;
  /** The deposit that is confirmed, undone, rejected, refunded, withdrawn, applied or taken back. */
  depositId?: string | null | undefined;
  /** Its version as last read; left out, whichever it is. */
  expectedVersion?: number | null | undefined;
  /** CONFIRM_DEPOSIT: where the money was seen. REFUND_DEPOSIT and ADD_PAYOUT: where it leaves from. */
  houseAccountId?: string | null | undefined;
  /** Which operation. */
  operationId: string;
  /** REASSIGN and NAME_OPERATOR: who. */
  operatorId?: string | null | undefined;
  /** CONFIRM_DEPOSIT: whether a reason is given why two transfers have the same number. */
  overridesReference?: boolean;
  /** VOID_PAYOUT: the payout. */
  payoutId?: string | null | undefined;
  /** COMPLETE: the proofs that were looked at; left out, while nobody said yet. */
  proofIds?: Array<string> | null | undefined;
  /** RETURN: the deposits that are rejected with it. */
  rejectDepositIds?: Array<string> | null | undefined;
  /** APPLY_DEPOSIT: the operation that the money goes to. */
  toOperationId?: string | null | undefined;
  /** VOID_PAYOUT: why. */
  voidReason?: PayoutVoidReason | null | undefined;
};

/** Gives an operation to another operator. */
export type OperationReassignInput = {
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
  /** An active operator. */
  operatorId: string;
};

/** Gives confirmed money back. */
export type OperationRefundDepositInput = {
  /** The bank's operation number of the refund. */
  bankReference: string;
  /** Which deposit. */
  depositId: string;
  /** Its version as last read. */
  expectedVersion: number;
  /** From which house account, in the deposit's currency. */
  houseAccountId: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
};

/** Says that the money of a deposit was not found. */
export type OperationRejectDepositInput = {
  /** Which deposit. */
  depositId: string;
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
  /** Why; the client reads it. */
  reason: string;
};

/** Releases the hold of one cause. */
export type OperationReleaseInput = {
  /** Whose hold is released; left out, that of MANUAL. */
  cause?: HoldCause | null | undefined;
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
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

/** Hands an operation back to the client for another deposit. */
export type OperationReturnInput = {
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
  /** Why; the client reads it. */
  reason: string;
  /** Deposits that did not arrive; may be left empty when the rest does not cover the amount anyway. */
  rejectDepositIds: Array<string>;
};

/** How operations are sorted. */
export type OperationSort = {
  /** Which way. */
  direction?: SortDirection;
  /** By what. */
  key: OperationSortKey;
};

/** What operations are sorted by; the id is always last. */
export type OperationSortKey =
  /** When the clock that runs ends, the client's or the house's (`clockDueAt`); those without come last. */
  | 'CLOCK_DUE_AT'
  /** When they were made. */
  | 'CREATED_AT'
  /** When their deadline ends; those without come last. */
  | 'EXPIRES_AT'
  /** USD amount. */
  | 'USD_AMOUNT';

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

/** Takes an operation that nobody holds. */
export type OperationTakeInput = {
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
};

/** Undoes a move of money. */
export type OperationUnapplyDepositInput = {
  /** Which deposit of it; one with an `origin`. */
  depositId: string;
  /** Its version as last read. */
  expectedVersion: number;
  /** The version, as last read, of the operation that the money came from. */
  fromExpectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The operation that the money went to. */
  operationId: string;
};

/** Undoes a mistaken confirmation. */
export type OperationUnconfirmDepositInput = {
  /** Which deposit; confirmed by somebody else. */
  depositId: string;
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
  /** Why; the staff reads it. */
  reason: string;
};

/** Says that a recorded payment did not reach the client. */
export type OperationVoidPayoutInput = {
  /** Its version as last read. */
  expectedVersion: number;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which operation. */
  operationId: string;
  /** Which payout; recorded by somebody else. */
  payoutId: string;
  /** Why; the client never reads it. */
  reason: PayoutVoidReason;
};

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

/** Which messages. */
export type OutboxMessageFilter = {
  /** Channel. */
  channel?: MessageChannel | null | undefined;
  /** States; any of them. */
  status?: Array<MessageStatus> | null | undefined;
};

/** Sends messages again that were given up. */
export type OutboxReplayInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which, at most 100. A provider that saw one keeps it from arriving twice. */
  messageIds: Array<string>;
};

/** What happened to a parameter of the house. */
export type ParameterEventKind =
  /** It was given a value, from an instant on. */
  | 'SET';

/** The parameters of the house. */
export type ParameterKey =
  /** Within how many days an alert that was taken is ended, and a case decided. The norm's number is unconfirmed. */
  | 'ALERT_ANALYSIS_DAYS'
  /** Within how many business days somebody takes a new alert. */
  | 'ALERT_TRIAGE_DAYS'
  /** When clients may make operations, but for holidays. Without a second person; a Master sets it. */
  | 'BUSINESS_HOURS'
  /** How often; zero: as often as they like. */
  | 'COMPANY_LIMIT_OPERATIONS'
  /** What companies operate in all before their documents are approved. */
  | 'COMPANY_LIMIT_USD'
  /** The largest operation that takes a code, in USD. */
  | 'COUPON_MAX_USD'
  /** What a code takes off a price, in pips. */
  | 'COUPON_PIPS'
  /** How much longer while a part of it counts. */
  | 'DEPOSIT_PART_GRACE'
  /** How long a whole deposit that was reported without a file is believed. */
  | 'DEPOSIT_UNPROVEN'
  /** How long a client has for its deposit. */
  | 'DEPOSIT_WINDOW'
  /** The least that the desk quotes. */
  | 'DESK_MIN_USD'
  /** What the discounts of a price sum to at most, in pips. */
  | 'DISCOUNT_CAP_PIPS'
  /** For how many years somebody is politically exposed after leaving the post. */
  | 'EXPOSURE_YEARS'
  /** The first day whose completed operations get an electronic document; without one, all of them. */
  | 'INVOICING_FROM'
  /** Whether a second person decides identifications. */
  | 'KYC_FOUR_EYES'
  /** Whether nobody operates before its identification is approved. */
  | 'KYC_STRICT'
  /** How far a negotiated rate may be from the public one. */
  | 'NEGOTIATION_BAND_PIPS'
  /** How often; zero: as often as they like. */
  | 'PERSON_LIMIT_OPERATIONS'
  /** What people operate in all before their documents are approved. */
  | 'PERSON_LIMIT_USD'
  /** Whether the house makes no new prices: nobody quotes, what was quoted holds. A Master sets it, at once or for an instant to come. */
  | 'PRICING_PAUSED'
  /** How long a quote holds. */
  | 'QUOTE_TTL'
  /** How old a public rate may be to quote from it; zero: as old as it is. */
  | 'RATE_MAX_AGE'
  /** From which deviation on a Master alone publishes a rate. */
  | 'RATE_REJECT_BASIS_POINTS'
  /** From which deviation on a rate is published with a warning. */
  | 'RATE_WARN_BASIS_POINTS'
  /** From which sum in USD of a client's month all its operations go into the register. The norm's number is unconfirmed. */
  | 'REGISTER_MONTH_USD'
  /** From which amount in USD a completed operation goes into the register of operations. The norm's number is unconfirmed. */
  | 'REGISTER_SINGLE_USD'
  /** What a referrer earns with each completed operation, in pips. */
  | 'REWARD_EARN_PIPS'
  /** The least operation that earns anything, in USD. */
  | 'REWARD_MIN_USD'
  /** What becomes a code, in pips. */
  | 'REWARD_REDEEM_PIPS'
  /** From which score on the risk of a client is critical, and its due diligence reinforced. */
  | 'RISK_CRITICAL_FROM'
  /** From which score on the risk of a client is high. */
  | 'RISK_HIGH_FROM'
  /** From which score on the risk of a client is medium. */
  | 'RISK_MEDIUM_FROM'
  /** The most that clients operate without an adviser. */
  | 'SELF_SERVICE_MAX_USD'
  /** The least that clients operate without an adviser. */
  | 'SELF_SERVICE_MIN_USD'
  /** Whether clients of low and medium risk have the simplified due diligence; else the basic one. */
  | 'SIMPLIFIED_DUE_DILIGENCE'
  /** How far the public rate is from the base, either way, from the next base on. A Master sets it, without a second person; who sees the base reads it. */
  | 'SPREAD_PIPS'
  /** How long after an operation was called suspicious its report must be filed. The norm's number is unconfirmed. */
  | 'SUSPICIOUS_REPORT_TERM'
  /** The discount of the first tier, in pips; 0 for none. */
  | 'TIER_1_PIPS'
  /** From which amount on the first tier gives its discount, in USD. */
  | 'TIER_1_USD'
  /** The discount of the second tier, in pips; 0 for none. */
  | 'TIER_2_PIPS'
  /** From which amount on the second tier gives its discount, in USD. */
  | 'TIER_2_USD'
  /** The discount of the third tier, in pips; 0 for none. */
  | 'TIER_3_PIPS'
  /** From which amount on the third tier gives its discount, in USD. */
  | 'TIER_3_USD'
  /** What the open operations that the desk made for the clients of one trader may come to, in USD; 0 for no bound. */
  | 'TRADER_EXPOSURE_USD';

/** What the value of a parameter is. */
export type ParameterKind =
  /** An amount in USD. */
  | 'AMOUNT'
  /** A day in Lima. */
  | 'DATE'
  /** A time. */
  | 'DURATION'
  /** Yes or no. */
  | 'FLAG'
  /** A number. */
  | 'INTEGER'
  /** The hours of each day of the week. */
  | 'WEEK';

/** Gives a parameter a value from an instant on. */
export type ParameterSetInput = {
  /** UUID chosen by the client; the same key does the same thing once. */
  idempotencyKey: string;
  /** Which. */
  key: ParameterKey;
  /** Why, for the audit trail; up to 300 characters. */
  reason: string;
  /** Where the value comes from; up to 200 characters. */
  source?: string | null | undefined;
  /** From when on: now or within a year; left out: at once. A proposal that is confirmed later holds from then on. */
  validFrom?: string | null | undefined;
  /** The value, within `minimum` and `maximum` of the parameter. */
  value: ParameterValueInput;
};

/** The value of a parameter, in the field of its kind. */
export type ParameterValueInput =
  {   /** For AMOUNT, in USD. */
  amount: string; date?: never; flag?: never; integer?: never; seconds?: never; week?: never; }
  |  { amount?: never;   /** For DATE. */
  date: string; flag?: never; integer?: never; seconds?: never; week?: never; }
  |  { amount?: never; date?: never;   /** For FLAG. */
  flag: boolean; integer?: never; seconds?: never; week?: never; }
  |  { amount?: never; date?: never; flag?: never;   /** For INTEGER. */
  integer: number; seconds?: never; week?: never; }
  |  { amount?: never; date?: never; flag?: never; integer?: never;   /** For DURATION. */
  seconds: number; week?: never; }
  |  { amount?: never; date?: never; flag?: never; integer?: never; seconds?: never;   /** For WEEK: the days on which the house opens; all others are closed. All days from `00:00` to `24:00`: it never closes, on no holiday either. */
  week: Array<BusinessDayInput>; };

/** Another password for oneself. */
export type PasswordChangeInput = {
  /** The password of today: always needed, also where the house forces the change. */
  currentPassword: string;
  /** The secret of this device, where it keeps no cookies: it stays known, all others are forgotten. */
  deviceToken?: string | null | undefined;
  /** At least 8 characters for clients; at least 10 with upper and lower case, digit and special for staff. */
  newPassword: string;
};

/** Chooses a password by a link. */
export type PasswordResetInput = {
  /** How the secret of this device comes, which is known from now on. */
  delivery?: SessionDelivery;
  /** The secret of this device, where it has one already and keeps no cookies. */
  deviceToken?: string | null | undefined;
  /** The new password. */
  newPassword: string;
  /** From the link. It works once. */
  token: string;
};

/** Who forgot the password. */
export type PasswordResetRequestInput =
  {   /** A client: document and first e-mail. */
  client: ClientResetInput; staffLogin?: never; }
  |  { client?: never;   /** A person of the house: e-mail or DNI. */
  staffLogin: string; };

/** Why a payout is void. */
export type PayoutVoidReason =
  /** No se envió: the bank shows no such transfer. */
  | 'NEVER_SENT'
  /** El banco lo devolvió: the money is back in the house account. */
  | 'SENT_BACK'
  /** Salió con datos equivocados: a wrong account or amount, and the money is still out. The same payout is voided once more, as SENT_BACK, when it comes back; until then nothing is refunded or canceled. */
  | 'WRONG_DATA';

/** How somebody is politically exposed. */
export type PepKind =
  /** Is close to who has or had it. */
  | 'ASSOCIATE'
  /** Has or had the post. */
  | 'DIRECT'
  /** Is kin to who has or had it, to the second degree. */
  | 'RELATIVE';

/** One thing that a caller may do. */
export type Permission =
  /** Confirm that an account is its client's own. */
  | 'ACCOUNTS_CONFIRM'
  /** Add and remove bank accounts of clients. */
  | 'ACCOUNTS_WRITE'
  /** See alerts of compliance, and what the rules that watch operations say. */
  | 'ALERTS_READ'
  /** Take, resolve and escalate alerts of compliance. */
  | 'ALERTS_RESOLVE'
  /** Search the audit trail. */
  | 'AUDIT_READ'
  /** See the house's balances. */
  | 'BALANCES_READ'
  /** Set the days and hours on which the house stays closed. */
  | 'CALENDAR_MANAGE'
  /** Make and end campaigns. */
  | 'CAMPAIGNS_MANAGE'
  /** Register clients for the house. */
  | 'CLIENTS_CREATE'
  /** Close clients and open them again. */
  | 'CLIENTS_DEACTIVATE'
  /** Export all that the house knows of a client. */
  | 'CLIENTS_EXPORT'
  /** Read clients. */
  | 'CLIENTS_READ'
  /** Move clients between portfolios. */
  | 'CLIENTS_REASSIGN'
  /** Correct who a client is. */
  | 'CLIENTS_UPDATE'
  /** Oficial de cumplimiento alterno: decide cases and reports in the officer's place. */
  | 'COMPLIANCE_ALTERNATE'
  /** Oficial de cumplimiento: decide cases and reports. */
  | 'COMPLIANCE_OFFICER'
  /** Report deposits. */
  | 'DEPOSITS_REPORT'
  /** Send papers of clients. */
  | 'DOCUMENTS_SUBMIT'
  /** Upload files. */
  | 'FILES_UPLOAD'
  /** Open accounts of the house. */
  | 'HOUSE_ACCOUNTS_OPEN'
  /** Try electronic documents again, correct them and send them anew. */
  | 'INVOICES_MANAGE'
  /** See electronic documents. */
  | 'INVOICES_READ'
  /** Propose and decide to void electronic documents. */
  | 'INVOICES_VOID'
  /** See a client's papers and its identification. */
  | 'KYC_READ'
  /** Judge papers and decide identifications. */
  | 'KYC_REVIEW'
  /** Read the ledger. */
  | 'LEDGER_READ'
  /** See what could not be sent, and send it again. */
  | 'MESSAGES_MANAGE'
  /** Read notes. */
  | 'NOTES_READ'
  /** Write notes. */
  | 'NOTES_WRITE'
  /** Amend pending operations. */
  | 'OPERATIONS_AMEND'
  /** Cancel operations. */
  | 'OPERATIONS_CANCEL'
  /** Lock quotes and create operations. */
  | 'OPERATIONS_CREATE'
  /** Hold and release operations. */
  | 'OPERATIONS_HOLD'
  /** Read operations. */
  | 'OPERATIONS_READ'
  /** Give operations to another operator. */
  | 'OPERATIONS_REASSIGN'
  /** Confirm deposits, pay, attach proofs, complete and return. */
  | 'OPERATIONS_SETTLE'
  /** Take operations that nobody holds. */
  | 'OPERATIONS_TAKE'
  /** Set what the people of the house change while it runs. */
  | 'PARAMETERS_MANAGE'
  /** See the base rate and the waterfall of a price. */
  | 'RATES_BASE'
  /** Publish beyond the deviation guard. */
  | 'RATES_OVERRIDE'
  /** Publish rates. */
  | 'RATES_PUBLISH'
  /** Decide whether a referral earns. */
  | 'REFERRALS_DECIDE'
  /** See pips, codes and recommendations of clients. */
  | 'REWARDS_READ'
  /** Make codes of pips, and take them back. */
  | 'REWARDS_REDEEM'
  /** Assess the risk of clients, and propose and decide their due diligence. */
  | 'RISK_MANAGE'
  /** See how much risk clients bring. */
  | 'RISK_READ'
  /** Write, try and switch the rules that watch operations. */
  | 'RULES_MANAGE'
  /** Send any document where only registered ones are answered. */
  | 'SCHEMA_EXPLORE'
  /** Look at what was found of clients on lists, and propose and decide what it is. */
  | 'SCREENING_REVIEW'
  /** See how the program itself fares. */
  | 'SYSTEM_READ'
  /** Make and revoke access tokens. */
  | 'TOKENS_MANAGE'
  /** See the people of the house. */
  | 'USERS_READ'
  /** Administer the people of the house. */
  | 'USERS_WRITE';

/** An office of the house: permissions that one person holds together, beyond the role. */
export type PermissionSet =
  /** Responsable de contabilidad: keeps the books, and neither confirms nor pays. */
  | 'ACCOUNTANT'
  /** Oficial de cumplimiento alterno: stands in for the officer. */
  | 'ALTERNATE'
  /** Oficial de cumplimiento: answers for the prevention of money laundering. */
  | 'OFFICER';

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

/** What due diligence asks of a client. */
export type ProfileField =
  /** Where it is. */
  | 'ADDRESS'
  /** Of a company: who owns more than 25 % of it. */
  | 'BENEFICIAL_OWNERS'
  /** Of a person: the day of birth. */
  | 'BIRTH_DATE'
  /** An approved identification. */
  | 'IDENTIFICATION'
  /** Of a person: what it earns in a month. */
  | 'MONTHLY_INCOME'
  /** Of a person: the nationality. */
  | 'NATIONALITY'
  /** What a person does, or a company. */
  | 'OCCUPATION'
  /** Where the money comes from. */
  | 'ORIGIN_OF_FUNDS'
  /** A telephone. */
  | 'PHONE'
  /** What it is exchanged for. */
  | 'PURPOSE'
  /** Of a company: who represents it. */
  | 'REPRESENTATIVE';

/** Decides a proposal. */
export type ProposalDecideInput = {
  /** CONFIRMED or DECLINED for a second person; WITHDRAWN for who proposed it. */
  decision: ProposalDecision;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Needed to decline. */
  note?: string | null | undefined;
  /** The proposal. */
  proposalId: string;
};

/** How a proposal ended. */
export type ProposalDecision =
  /** Done as proposed. */
  | 'CONFIRMED'
  /** Nothing was done. */
  | 'DECLINED'
  /** Taken back by who proposed it. */
  | 'WITHDRAWN';

/** What a proposal would do. */
export type ProposalKind =
  /** Lift a restriction of a client. */
  | 'CLIENT_RELEASE'
  /** Give a client another due diligence than its risk does, or take that back. */
  | 'DUE_DILIGENCE_OVERRIDE'
  /** End a hold of an operation that nobody releases alone. */
  | 'HOLD_RELEASE'
  /** Void an electronic document at SUNAT. */
  | 'INVOICE_VOID'
  /** Approve an identification. */
  | 'KYC_APPROVE'
  /** Reject an identification. */
  | 'KYC_REJECT'
  /** Give a client a rate outside of the band of negotiation. */
  | 'NEGOTIATED_RATE'
  /** Give a parameter of the house another value. */
  | 'PARAMETER_SET'
  /** Give somebody an office of the house. */
  | 'PERMISSION_SET_GRANT'
  /** Take an office of the house away. */
  | 'PERMISSION_SET_WITHDRAW'
  /** Put a version of a monitoring rule in force, or take the one in force out of it. */
  | 'RULE_SWITCH'
  /** Say that somebody of a client's file is not who stands on a list. */
  | 'SCREENING_FALSE_POSITIVE'
  /** Say that somebody of a client's file is who stands on a list. */
  | 'SCREENING_TRUE_MATCH';

/** Publishes the public pair; the base stays. */
export type PublicRatePublishInput = {
  /** Compra. */
  houseBuys: string;
  /** Venta. */
  houseSells: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Master only: publish beyond the deviation guard. The day's rates are measured against these from then on. */
  override?: boolean;
  /** Why. */
  reason: string;
};

/** Schedules a public pair. */
export type PublicRateScheduleInput = {
  /** Compra. */
  houseBuys: string;
  /** Venta. */
  houseSells: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Master only: publish beyond the deviation guard. */
  override?: boolean;
  /** When it is published: later than now, within 7 days. */
  publishAt: string;
  /** Why. */
  reason: string;
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

/** How a public rate came about. */
export type RateSource =
  /** Derived from the base rate by the spread. */
  | 'BASE'
  /** Typed. */
  | 'MANUAL';

/** How far a permission goes. */
export type Reach =
  /** Every row. */
  | 'ALL'
  /** Operations assigned to the operator. */
  | 'ASSIGNED'
  /** The client's own rows. */
  | 'OWN'
  /** The trader's own clients and operations. */
  | 'PORTFOLIO'
  /** Operations that nobody holds. */
  | 'UNASSIGNED';

/** Which referrals. */
export type ReferralFilter = {
  /** Those that have something in common with their referrer, or those that have not. */
  flagged?: boolean | null | undefined;
  /** Those whose operations earn nothing, or those whose do. */
  suspended?: boolean | null | undefined;
};

/** What a referred client has in common with its referrer. */
export type ReferralFlag =
  /** A bank account. */
  | 'SAME_ACCOUNT'
  /** One person by the documents. */
  | 'SAME_DOCUMENT'
  /** An e-mail. */
  | 'SAME_EMAIL'
  /** A network, within 24 hours. */
  | 'SAME_NETWORK'
  /** A telephone. */
  | 'SAME_PHONE';

/** Where a client said who recommended the house. */
export type ReferralOrigin =
  /** With an operation. */
  | 'CREATION'
  /** At its registration. */
  | 'REGISTRATION';

/** Says whether a referral earns. */
export type ReferralSetInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Why. */
  reason: string;
  /** The referral. */
  referralId: string;
  /** Whether the operations of the referred client earn nothing. What waited is earned when it is lifted. */
  suspended: boolean;
};

/** What somebody is to a client. */
export type RelatedPersonKind =
  /** Acts for the client by a power of attorney. */
  | 'ATTORNEY'
  /** Owns more than 25 % of a company, or controls it. */
  | 'BENEFICIAL_OWNER'
  /** Represents a company. */
  | 'REPRESENTATIVE';

/** What a code is for. */
export type RewardCodeKind =
  /** The house's own, for everybody, once each. */
  | 'CAMPAIGN'
  /** A client's own, with which it recommends the house: for whoever has not completed an operation yet. */
  | 'REFERRAL'
  /** Made of pips: for anybody but its maker, once. */
  | 'REWARD';

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

/** A part of a score. */
export type RiskFactorKey =
  /** The average completed operation. */
  | 'AVERAGE_TICKET'
  /** How many operations were made in the last 30 days. */
  | 'FREQUENCY'
  /** Whether the identification is approved. */
  | 'IDENTIFICATION'
  /** Whether there are proceedings against the client. */
  | 'LEGAL_ISSUES'
  /** How the client stands to restrictive lists. */
  | 'LISTS'
  /** Whether the client is politically exposed (PEP). */
  | 'POLITICALLY_EXPOSED';

/** Why two people give a client another regime than its risk does. */
export type RiskGround =
  /** The identity is false: PROHIBITED until two people lift it. */
  | 'FALSE_IDENTITY'
  /** The client does not let itself be identified: PROHIBITED until two people lift it. */
  | 'IDENTIFICATION_REFUSED'
  /** The judgement of the house, for a while. */
  | 'JUDGEMENT';

/** How much risk of money laundering a client brings. */
export type RiskLevel =
  /** Crítico. */
  | 'CRITICAL'
  /** Alto. */
  | 'HIGH'
  /** Bajo. */
  | 'LOW'
  /** Medio. */
  | 'MEDIUM';

/** A kind of restrictive list. */
export type RiskList =
  /** Denunciations and proceedings. */
  | 'ADVERSE'
  /** Interpol. */
  | 'INTERPOL'
  /** OFAC: the United States. */
  | 'OFAC'
  /** All others: the European Union, the United Kingdom and the rest. */
  | 'OTHER'
  /** UIF-Perú. */
  | 'UIF'
  /** The Security Council of the United Nations. */
  | 'UN';

/** How a client stands to a kind of restrictive list. */
export type RiskListState =
  /** Checked, without a match. */
  | 'CHECKED_CLEAR'
  /** Checked, with a match that was confirmed. */
  | 'CHECKED_MATCH'
  /** Nobody checked it. */
  | 'NOT_CHECKED';

/** Why a regime is not that of the level. */
export type RiskReason =
  /** Two people decided it. */
  | 'DECIDED'
  /** The house does without the simplified one. */
  | 'NO_SIMPLIFIED_REGIME'
  /** A political exposure: never below REINFORCED. */
  | 'POLITICALLY_EXPOSED'
  /** A confirmed match on a list of sanctions. */
  | 'SANCTIONED';

/** Why an assessment was made. */
export type RiskTrigger =
  /** All clients were assessed again. */
  | 'ALL'
  /** A paper was accepted. */
  | 'DOCUMENT'
  /** Something that it rests on came to its end. */
  | 'DUE'
  /** A political exposure was recorded, or ended. */
  | 'EXPOSURE'
  /** The identification was decided, or opened again. */
  | 'IDENTIFICATION'
  /** Lists were checked. */
  | 'LISTS'
  /** Somebody asked for it. */
  | 'MANUAL'
  /** An operation was completed. */
  | 'OPERATION'
  /** Two people decided on the regime. */
  | 'OVERRIDE'
  /** What the house knows of the client was corrected. */
  | 'PROFILE'
  /** The client was registered. */
  | 'REGISTRATION';

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

/** How a scheduled pair ended. */
export type ScheduleOutcome =
  /** Somebody took it back before its instant. */
  | 'CANCELED'
  /** Its instant came, and it was published. */
  | 'PUBLISHED'
  /** By its instant it was too far from the rates in force, or who scheduled it published no more. */
  | 'REFUSED';

/** Takes a scheduled pair back. */
export type ScheduledRateCancelInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Which. */
  scheduledRateId: string;
};

/** By what something was found. */
export type SearchMatch =
  /** An amount in either currency, with its cents. */
  | 'AMOUNT'
  /** A bank's operation number, of a deposit or a payout. */
  | 'BANK_REFERENCE'
  /** The code of an operation. */
  | 'CODE'
  /** The beginning of a document's number. */
  | 'DOCUMENT'
  /** A global id. */
  | 'ID'
  /** Words that begin words of a name. */
  | 'NAME';

/** How the session's token reaches the caller. */
export type SessionDelivery =
  /** In the answer, for `Authorization: Bearer`. */
  | 'BEARER'
  /** An HttpOnly cookie on the house's own site. */
  | 'COOKIE';

/** Ends one session of the caller. */
export type SessionRevokeInput = {
  /** The session, `ses_…`. */
  sessionId: string;
};

/** Which way an operation goes. Always the house's side. */
export type Side =
  /** Compra: the client hands over USD and receives PEN. */
  | 'HOUSE_BUYS_USD'
  /** Venta: the client hands over PEN and receives USD. */
  | 'HOUSE_SELLS_USD';

/** Which way a list runs. */
export type SortDirection =
  /** Smallest or oldest first. */
  | 'ASC'
  /** Largest or newest first. */
  | 'DESC';

/** Which people. */
export type StaffFilter = {
  /** Roles; any of them. */
  role?: Array<Role> | null | undefined;
  /** Beginnings of words of the name, in any order and with or without accents, or the beginning of the e-mail. */
  search?: string | null | undefined;
  /** States; any of them. */
  status?: Array<UserStatus> | null | undefined;
};

/** How a document treats the IGV. */
export type TaxKind =
  /** With IGV. */
  | 'GRAVADO'
  /** Outside of the IGV, as exchange of currency is. */
  | 'INAFECTO';

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

/** For whom a token is. */
export type TokenAudience =
  /** An analyst's tool: reads masked rows, and can run no mutation. */
  | 'ANALYST'
  /** A machine: acts within its scopes for the person who answers for it. */
  | 'MACHINE';

/** A part of the API that a token opens; never more than the person behind it may. */
export type TokenScope =
  /** Clients and their accounts. */
  | 'READ_CLIENTS'
  /** The ledger and the house's balances. */
  | 'READ_LEDGER'
  /** Operations, their events and notes. */
  | 'READ_OPERATIONS'
  /** The base rate. The public one is everybody's. */
  | 'READ_RATES'
  /** The schema itself. */
  | 'READ_SCHEMA'
  /** Register clients and their accounts. */
  | 'WRITE_CLIENTS'
  /** Quotes, operations, deposits, files. */
  | 'WRITE_OPERATIONS'
  /** Rates. */
  | 'WRITE_RATES';

/** Proves that the authenticator has the secret. */
export type TotpConfirmInput = {
  /** Six digits of now. */
  code: string;
};

/** A person of the house to be. The person gets an e-mail with a link to choose a password. */
export type UserCreateInput = {
  /** The other sign-in name. */
  dni?: string | null | undefined;
  /** Sign-in name. */
  email: string;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Name as people call it. */
  name: string;
  /** The part to play. */
  role: Role;
};

/** Ends somebody's work for the house. */
export type UserDeactivateInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The operator who takes over the operations; left out, those in process go to whoever has the fewest and the others wait to be taken. */
  operationsTo?: string | null | undefined;
  /** The trader who takes over the portfolio; left out, the house does. */
  portfolioTo?: string | null | undefined;
  /** Why, for the audit trail. */
  reason: string;
  /** The person; nobody deactivates oneself. */
  userId: string;
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

/** Who must choose another password. */
export type UserForcePasswordChangeInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The person. */
  userId: string;
};

/** A permission beyond the role, to give. */
export type UserGrantInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** One of those that may be granted: RATES_PUBLISH or RATES_BASE. */
  permission: Permission;
  /** The person. */
  userId: string;
};

/** An office of the house, to give. */
export type UserGrantSetInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The office; it goes with some roles alone, see `permissionSets`. */
  set: PermissionSet;
  /** The person. */
  userId: string;
};

/** Who gets the link again. */
export type UserInviteInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The person. */
  userId: string;
};

/** A deactivated person who is hired again. */
export type UserRehireInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The person. */
  userId: string;
};

/** Who lost the second factor. */
export type UserResetTotpInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** The person. */
  userId: string;
};

/** A permission beyond the role, to take away. */
export type UserRevokeInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** One that the person was granted. */
  permission: Permission;
  /** The person. */
  userId: string;
};

/** An office of the house, to take away. */
export type UserRevokeSetInput = {
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** One that the person holds. */
  set: PermissionSet;
  /** The person. */
  userId: string;
};

/** State of a person of the house. */
export type UserStatus =
  /** Activo. */
  | 'ACTIVE'
  /** Inactivo: may be hired again. */
  | 'DEACTIVATED';

/** Changes of a person of the house. What is left out stays. */
export type UserUpdateInput = {
  /** Another second sign-in name; empty for none. */
  dni?: string | null | undefined;
  /** Another sign-in name. The person's sessions and links end, and the old address and the new one are told. */
  email?: string | null | undefined;
  /** UUID made once per intent. Kept 7 days. */
  idempotencyKey: string;
  /** Another name. */
  name?: string | null | undefined;
  /** With a role that does not settle operations: the operator who takes over the person's; left out, they wait to be taken. */
  operationsTo?: string | null | undefined;
  /** Another part. The person's sessions end. Nobody changes the own one. */
  role?: Role | null | undefined;
  /** The person. */
  userId: string;
};

/** What deserves a second look. */
export type WarningCode =
  /** A payment is more than the account of the house holds, less what is promised. */
  | 'ACCOUNT_SHORT'
  /** A rate is far from the one in force, from the day's reference or from the base. */
  | 'RATE_DEVIATION';

/** A day of the week. */
export type Weekday =
  /** Viernes. */
  | 'FRIDAY'
  /** Lunes. */
  | 'MONDAY'
  /** Sábado. */
  | 'SATURDAY'
  /** Domingo. */
  | 'SUNDAY'
  /** Jueves. */
  | 'THURSDAY'
  /** Martes. */
  | 'TUESDAY'
  /** Miércoles. */
  | 'WEDNESDAY';

export type BooksBadgeQueryVariables = Exact<{ [key: string]: never; }>;


export type BooksBadgeQuery = { __typename: 'Query', booksStatus: { __typename: 'BooksStatus', state: BooksState, text: string, checkedAt: Instant | null } };

export type PauseFactsFragment = { __typename: 'Parameter', id: string, key: ParameterKey, maySet: boolean, value: { __typename: 'ParameterValue', flag: boolean | null, text: string }, setting: { __typename: 'ParameterSetting', id: string, validFrom: Instant, reason: string, setBy: { __typename: 'StaffMember', id: string, name: string } } | null, coming: Array<{ __typename: 'ParameterSetting', id: string, validFrom: Instant, reason: string, value: { __typename: 'ParameterValue', flag: boolean | null, text: string }, setBy: { __typename: 'StaffMember', id: string, name: string } }> };

export type PricingPauseQueryVariables = Exact<{ [key: string]: never; }>;


export type PricingPauseQuery = { __typename: 'Query', parameters: Array<{ __typename: 'Parameter', id: string, key: ParameterKey, maySet: boolean, value: { __typename: 'ParameterValue', flag: boolean | null, text: string }, setting: { __typename: 'ParameterSetting', id: string, validFrom: Instant, reason: string, setBy: { __typename: 'StaffMember', id: string, name: string } } | null, coming: Array<{ __typename: 'ParameterSetting', id: string, validFrom: Instant, reason: string, value: { __typename: 'ParameterValue', flag: boolean | null, text: string }, setBy: { __typename: 'StaffMember', id: string, name: string } }> }> };

export type FindAnythingQueryVariables = Exact<{
  text: string;
}>;


export type FindAnythingQuery = { __typename: 'Query', searchAnything: Array<{ __typename: 'SearchHit', match: SearchMatch, found:
      | { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus }
      | { __typename: 'Operation', id: string, code: string, status: OperationStatus, statusLabel: string, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string }, base: { __typename: 'Money', amount: Decimal, currency: Currency } }
     }> };

export type DeskCountersSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type DeskCountersSubscription = { deskCounters: { __typename: 'DeskCounters', operationsAwaitingDeposit: number | null, operationsInProcess: number | null, operationsUnassigned: number | null, operationsMine: number | null, depositsToCheck: number | null, operationsOnHold: number | null, identificationsInReview: number | null, approvalsToDecide: number | null, messagesGivenUp: number | null } };

export type DeskEventsSubscriptionVariables = Exact<{
  after?: EventCursor | null | undefined;
}>;


export type DeskEventsSubscription = { deskEvents:
    | { __typename: 'ApprovalEvent', cursor: EventCursor, at: Instant, approvalEvent: ApprovalEventKind, proposalVersion: number, proposal: { __typename: 'Proposal', id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, client: { __typename: 'Client', id: string, kycStatus: KycStatus } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } } }
    | { __typename: 'BooksEvent', cursor: EventCursor, at: Instant }
    | { __typename: 'ChangeEvent', cursor: EventCursor, at: Instant, changeEvent: ChangeEventKind }
    | { __typename: 'HoldEvent', cursor: EventCursor, at: Instant, holdEvent: HoldEventKind, holdVersion: number, operation: { __typename: 'Operation', id: string, version: number, holds: Array<{ __typename: 'Hold', id: string, createdAt: Instant, releasedAt: Instant | null }> } }
    | { __typename: 'InvoiceEvent', cursor: EventCursor, at: Instant, invoice: { __typename: 'Invoice', id: string, version: number, status: InvoiceStatus, stateLabel: string | null, code: string | null, explanation: { __typename: 'InvoiceExplanation', text: string }, operation: { __typename: 'Operation', id: string } | null } }
    | { __typename: 'InvoiceQueueEvent', cursor: EventCursor, at: Instant }
    | { __typename: 'MessageEvent', cursor: EventCursor, at: Instant, messageEvent: MessageEventKind, messageVersion: number, message: { __typename: 'OutboxMessage', id: string } }
    | { __typename: 'OperationEvent', cursor: EventCursor, at: Instant, kind: OperationEventKind, operationVersion: number, operation: { __typename: 'Operation', id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, client: { __typename: 'Client', id: string, fullName: string, kycStatus: KycStatus }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', bank: { __typename: 'Bank', id: string, code: string } } }, deposits: Array<{ __typename: 'Deposit', id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', id: string, voidedAt: Instant | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, holds: Array<{ __typename: 'Hold', id: string, createdAt: Instant, releasedAt: Instant | null }> }, facts: { __typename: 'OperationEventFacts', from: OperationStatus | null, to: OperationStatus | null, reason: OperationEventReason | null } }
    | { __typename: 'ParameterEvent', cursor: EventCursor, at: Instant, parameterEvent: ParameterEventKind, parameterVersion: number, validFrom: Instant }
    | { __typename: 'ResyncRequired', cursor: EventCursor, at: Instant, reason: string }
    | { __typename: 'StreamPosition', cursor: EventCursor, at: Instant }
   };

export type RefusalFragment = { __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> };

export type CautionFragment = { __typename: 'Warning', code: WarningCode, message: string };

export type AmountFragment = { __typename: 'Money', amount: Decimal, currency: Currency };

export type OperationRowFragment = { __typename: 'Operation', id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, client: { __typename: 'Client', id: string, fullName: string, kycStatus: KycStatus }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', bank: { __typename: 'Bank', id: string, code: string } } }, deposits: Array<{ __typename: 'Deposit', id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', id: string, voidedAt: Instant | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, holds: Array<{ __typename: 'Hold', id: string, createdAt: Instant, releasedAt: Instant | null }> };

export type RateTicksSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type RateTicksSubscription = { rateTicks: { __typename: 'PublicRate', id: string, pair: CurrencyPair, houseBuys: Rate, houseSells: Rate, at: Instant } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { __typename: 'Query', viewer: { __typename: 'Viewer', id: string, role: Role, sets: Array<PermissionSet>, unreadNotificationCount: number | null, permissions: Array<{ __typename: 'PermissionGrant', permission: Permission, reach: Reach }>, staffMember: { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null } | null, can: { __typename: 'Abilities', operationsRead: boolean, operationsCreate: boolean, depositsReport: boolean, operationsCancel: boolean, operationsAmend: boolean, operationsSettle: boolean, operationsTake: boolean, operationsReassign: boolean, operationsHold: boolean, notesRead: boolean, notesWrite: boolean, ratesPublish: boolean, ratesBase: boolean, ratesOverride: boolean, balancesRead: boolean, ledgerRead: boolean, houseAccountsOpen: boolean, clientsRead: boolean, clientsCreate: boolean, accountsWrite: boolean, usersRead: boolean, usersWrite: boolean, clientsUpdate: boolean, clientsReassign: boolean, clientsDeactivate: boolean, clientsExport: boolean, accountsConfirm: boolean, kycRead: boolean, documentsSubmit: boolean, kycReview: boolean, auditRead: boolean, messagesManage: boolean, tokensManage: boolean, filesUpload: boolean, calendarManage: boolean, parametersManage: boolean, systemRead: boolean, schemaExplore: boolean, rewardsRead: boolean, campaignsManage: boolean, referralsDecide: boolean, invoicesRead: boolean, invoicesManage: boolean, invoicesVoid: boolean, riskRead: boolean } } };

export type HouseMoneyQueryVariables = Exact<{ [key: string]: never; }>;


export type HouseMoneyQuery = { __typename: 'Query', houseAccounts: Array<{ __typename: 'HouseAccount', id: string, currency: Currency, number: string, cci: string, holder: string, pcgeCode: string, active: boolean, bank: { __typename: 'Bank', id: string, code: string, name: string }, balance: { __typename: 'Money', amount: Decimal, currency: Currency } | null, promised: { __typename: 'Money', amount: Decimal, currency: Currency } | null, available: { __typename: 'Money', amount: Decimal, currency: Currency } | null }>, clientFunds: Array<{ __typename: 'ClientFunds', currency: Currency, owed: { __typename: 'Money', amount: Decimal, currency: Currency }, unapplied: { __typename: 'Money', amount: Decimal, currency: Currency } }> };

export type BooksQueryVariables = Exact<{ [key: string]: never; }>;


export type BooksQuery = { __typename: 'Query', booksStatus: { __typename: 'BooksStatus', state: BooksState, text: string, checkedAt: Instant | null, entries: number | null, findings: number | null, differences: Array<{ __typename: 'Money', amount: Decimal, currency: Currency }> }, ledgerAccounts: Array<{ __typename: 'LedgerAccount', id: string, kind: LedgerAccountKind, currency: Currency, name: string, pcgeCode: string, balance: { __typename: 'Money', amount: Decimal, currency: Currency } }> };

export type LedgerAccountByIdQueryVariables = Exact<{
  id: string;
}>;


export type LedgerAccountByIdQuery = { __typename: 'Query', node:
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
    | { __typename: 'LedgerAccount', id: string, kind: LedgerAccountKind, currency: Currency, name: string, pcgeCode: string, balance: { __typename: 'Money', amount: Decimal, currency: Currency } }
    | { __typename: 'LedgerEntry' }
    | { __typename: 'ManualListCheck' }
    | { __typename: 'Note' }
    | { __typename: 'Notification' }
    | { __typename: 'Operation' }
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

export type RecentEntriesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type RecentEntriesQuery = { __typename: 'Query', operations: { __typename: 'OperationConnection', nodes: Array<{ __typename: 'Operation', id: string, code: string, ledgerEntries: Array<{ __typename: 'LedgerEntry', id: string, kind: LedgerEntryKind, businessDate: Day, recordedAt: Instant, postings: Array<{ __typename: 'Posting', account: { __typename: 'LedgerAccount', id: string }, money: { __typename: 'Money', amount: Decimal, currency: Currency } }> }> }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type HouseBanksQueryVariables = Exact<{ [key: string]: never; }>;


export type HouseBanksQuery = { __typename: 'Query', banks: Array<{ __typename: 'Bank', id: string, code: string, name: string }> };

export type HouseAccountOpenMutationVariables = Exact<{
  input: HouseAccountOpenInput;
}>;


export type HouseAccountOpenMutation = { __typename: 'Mutation', houseAccountOpen: { __typename: 'HouseAccountOpenPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, houseAccount: { __typename: 'HouseAccount', id: string, currency: Currency, number: string, cci: string, holder: string, pcgeCode: string, active: boolean, bank: { __typename: 'Bank', id: string, code: string, name: string }, balance: { __typename: 'Money', amount: Decimal, currency: Currency } | null, promised: { __typename: 'Money', amount: Decimal, currency: Currency } | null, available: { __typename: 'Money', amount: Decimal, currency: Currency } | null } | null } };

export type ProposalWholeFragment = { __typename: 'Proposal', set: PermissionSet | null, id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, client: { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency } } } | null, parameter: { __typename: 'ParameterProposal', key: ParameterKey, label: string, validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, negotiatedRate: { __typename: 'NegotiatedRateProposal', rate: Rate, publicRate: Rate, pips: number, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency } } | null, invoiceVoid: { __typename: 'InvoiceVoidProposal', reason: string, invoice: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, total: { __typename: 'Money', amount: Decimal, currency: Currency }, recipient: { __typename: 'InvoiceRecipient', name: string } | null, operation: { __typename: 'Operation', id: string, code: string } | null } | null } | null, user: { __typename: 'StaffMember', id: string, name: string, role: Role, sets: Array<PermissionSet> | null } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } };

export type ApprovalsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ApprovalFilter | null | undefined;
}>;


export type ApprovalsQuery = { __typename: 'Query', approvals: { __typename: 'ProposalConnection', totalCount: number, nodes: Array<{ __typename: 'Proposal', set: PermissionSet | null, id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, client: { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency } } } | null, parameter: { __typename: 'ParameterProposal', key: ParameterKey, label: string, validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, negotiatedRate: { __typename: 'NegotiatedRateProposal', rate: Rate, publicRate: Rate, pips: number, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency } } | null, invoiceVoid: { __typename: 'InvoiceVoidProposal', reason: string, invoice: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, total: { __typename: 'Money', amount: Decimal, currency: Currency }, recipient: { __typename: 'InvoiceRecipient', name: string } | null, operation: { __typename: 'Operation', id: string, code: string } | null } | null } | null, user: { __typename: 'StaffMember', id: string, name: string, role: Role, sets: Array<PermissionSet> | null } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type ParametersNowQueryVariables = Exact<{ [key: string]: never; }>;


export type ParametersNowQuery = { __typename: 'Query', parameters: Array<{ __typename: 'Parameter', id: string, key: ParameterKey, value: { __typename: 'ParameterValue', text: string } }> };

export type ProposalDecideMutationVariables = Exact<{
  input: ProposalDecideInput;
}>;


export type ProposalDecideMutation = { __typename: 'Mutation', proposalDecide: { __typename: 'ProposalDecidePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, proposal: { __typename: 'Proposal', set: PermissionSet | null, id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, client: { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency } } } | null, parameter: { __typename: 'ParameterProposal', key: ParameterKey, label: string, validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, negotiatedRate: { __typename: 'NegotiatedRateProposal', rate: Rate, publicRate: Rate, pips: number, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency } } | null, invoiceVoid: { __typename: 'InvoiceVoidProposal', reason: string, invoice: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, total: { __typename: 'Money', amount: Decimal, currency: Currency }, recipient: { __typename: 'InvoiceRecipient', name: string } | null, operation: { __typename: 'Operation', id: string, code: string } | null } | null } | null, user: { __typename: 'StaffMember', id: string, name: string, role: Role, sets: Array<PermissionSet> | null } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } } | null, client: { __typename: 'Client', id: string, kycStatus: KycStatus, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, count: number, maxCount: number | null, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency }, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null }, identification: { __typename: 'Identification', status: KycStatus, reason: KycReason | null, nextStep: string, decidedAt: Instant | null, proposal: { __typename: 'Proposal', id: string } | null } | null } | null, parameter: { __typename: 'Parameter', id: string, key: ParameterKey, value: { __typename: 'ParameterValue', text: string } } | null, user: { __typename: 'StaffMember', id: string, sets: Array<PermissionSet> | null } | null } };

export type AuditEntriesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;


export type AuditEntriesQuery = { __typename: 'Query', auditEntries: { __typename: 'AuditEntryConnection', nodes: Array<{ __typename: 'AuditEntry', id: string, at: Instant, actorKind: ActorKind, actorRole: ActorRole, accessTokenId: string | null, action: string, objectKind: AuditObjectKind | null, objectId: string | null, address: string, userAgent: string, requestId: string, staffMember: { __typename: 'StaffMember', id: string, name: string } | null, client: { __typename: 'Client', id: string, fullName: string } | null, changes: Array<{ __typename: 'FieldChange', path: string, before: string | null, after: string | null }> }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type AuditPeopleQueryVariables = Exact<{
  filter: StaffFilter;
}>;


export type AuditPeopleQuery = { __typename: 'Query', staff: { __typename: 'StaffMemberConnection', nodes: Array<{ __typename: 'StaffMember', id: string, name: string, role: Role, status: UserStatus | null }> } };

export type ClientRowFragment = { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, maskedEmail: string, status: ClientStatus, kycStatus: KycStatus, politicallyExposed: boolean | null, parallelOperations: boolean, createdAt: Instant, owner: { __typename: 'StaffMember', id: string, name: string } | null, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, count: number, maxCount: number | null, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency }, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null } };

export type ClientAccountFragment = { __typename: 'BankAccount', id: string, currency: Currency, kind: BankAccountKind, number: string, cci: string, holderDeclaredAt: Instant, holderConfirmedAt: Instant | null, createdAt: Instant, bank: { __typename: 'Bank', id: string, code: string, name: string } };

export type ClientPaperFragment = { __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, reason: KycReason | null, advice: string | null, note: string | null, createdAt: Instant, reviewedAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string }, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind, distance: number, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string } | null }>, reviewer: { __typename: 'StaffMember', id: string, name: string } | null };

export type ClientDetailFragment = { __typename: 'Client', documentNumber: string, paternalSurname: string | null, maternalSurname: string | null, givenNames: string | null, singleSurname: boolean, contactName: string | null, contactPosition: string | null, email: string, phone: string | null, deactivationReason: string | null, id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, maskedEmail: string, status: ClientStatus, kycStatus: KycStatus, politicallyExposed: boolean | null, parallelOperations: boolean, createdAt: Instant, contacts: Array<{ __typename: 'ClientContact', id: string, kind: ContactKind, value: string, label: string | null, verifiedAt: Instant | null, createdAt: Instant }>, address: { __typename: 'Address', line: string | null, district: string | null, province: string | null, department: string | null }, consents: Array<{ __typename: 'Consent', document: ConsentDocument, version: string, createdAt: Instant }>, accounts: Array<{ __typename: 'BankAccount', id: string, currency: Currency, kind: BankAccountKind, number: string, cci: string, holderDeclaredAt: Instant, holderConfirmedAt: Instant | null, createdAt: Instant, bank: { __typename: 'Bank', id: string, code: string, name: string } }>, identification: { __typename: 'Identification', status: KycStatus, required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, reason: KycReason | null, nextStep: string, decidedAt: Instant | null, documents: Array<{ __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, reason: KycReason | null, advice: string | null, note: string | null, createdAt: Instant, reviewedAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string }, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind, distance: number, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string } | null }>, reviewer: { __typename: 'StaffMember', id: string, name: string } | null }>, proposal: { __typename: 'Proposal', id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } } | null } | null, owner: { __typename: 'StaffMember', id: string, name: string } | null, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, count: number, maxCount: number | null, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency }, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null } };

export type ProposalFactsFragment = { __typename: 'Proposal', id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } };

export type ClientPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ClientFilter | null | undefined;
}>;


export type ClientPageQuery = { __typename: 'Query', clients: { __typename: 'ClientConnection', totalCount: number, nodes: Array<{ __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, maskedEmail: string, status: ClientStatus, kycStatus: KycStatus, politicallyExposed: boolean | null, parallelOperations: boolean, createdAt: Instant, owner: { __typename: 'StaffMember', id: string, name: string } | null, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, count: number, maxCount: number | null, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency }, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type ClientRowsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type ClientRowsQuery = { __typename: 'Query', nodes: Array<
    | { __typename: 'AccessToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Bank' }
    | { __typename: 'BankAccount' }
    | { __typename: 'BaseRate' }
    | { __typename: 'Campaign' }
    | { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, maskedEmail: string, status: ClientStatus, kycStatus: KycStatus, politicallyExposed: boolean | null, parallelOperations: boolean, createdAt: Instant, owner: { __typename: 'StaffMember', id: string, name: string } | null, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, count: number, maxCount: number | null, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency }, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null } }
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
    | { __typename: 'Operation' }
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
   | null> };

export type ClientByIdQueryVariables = Exact<{
  id: string;
}>;


export type ClientByIdQuery = { __typename: 'Query', node:
    | { __typename: 'AccessToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Bank' }
    | { __typename: 'BankAccount' }
    | { __typename: 'BaseRate' }
    | { __typename: 'Campaign' }
    | { __typename: 'Client', documentNumber: string, paternalSurname: string | null, maternalSurname: string | null, givenNames: string | null, singleSurname: boolean, contactName: string | null, contactPosition: string | null, email: string, phone: string | null, deactivationReason: string | null, id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, maskedEmail: string, status: ClientStatus, kycStatus: KycStatus, politicallyExposed: boolean | null, parallelOperations: boolean, createdAt: Instant, contacts: Array<{ __typename: 'ClientContact', id: string, kind: ContactKind, value: string, label: string | null, verifiedAt: Instant | null, createdAt: Instant }>, address: { __typename: 'Address', line: string | null, district: string | null, province: string | null, department: string | null }, consents: Array<{ __typename: 'Consent', document: ConsentDocument, version: string, createdAt: Instant }>, accounts: Array<{ __typename: 'BankAccount', id: string, currency: Currency, kind: BankAccountKind, number: string, cci: string, holderDeclaredAt: Instant, holderConfirmedAt: Instant | null, createdAt: Instant, bank: { __typename: 'Bank', id: string, code: string, name: string } }>, identification: { __typename: 'Identification', status: KycStatus, required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, reason: KycReason | null, nextStep: string, decidedAt: Instant | null, documents: Array<{ __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, reason: KycReason | null, advice: string | null, note: string | null, createdAt: Instant, reviewedAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string }, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind, distance: number, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string } | null }>, reviewer: { __typename: 'StaffMember', id: string, name: string } | null }>, proposal: { __typename: 'Proposal', id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } } | null } | null, owner: { __typename: 'StaffMember', id: string, name: string } | null, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, count: number, maxCount: number | null, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency }, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null } }
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
    | { __typename: 'Operation' }
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

export type ClientTrailQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  id: string;
}>;


export type ClientTrailQuery = { __typename: 'Query', operations: { __typename: 'OperationConnection', totalCount: number, nodes: Array<{ __typename: 'Operation', id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, client: { __typename: 'Client', id: string, fullName: string, kycStatus: KycStatus }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', bank: { __typename: 'Bank', id: string, code: string } } }, deposits: Array<{ __typename: 'Deposit', id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', id: string, voidedAt: Instant | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, holds: Array<{ __typename: 'Hold', id: string, createdAt: Instant, releasedAt: Instant | null }> }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type TradersQueryVariables = Exact<{ [key: string]: never; }>;


export type TradersQuery = { __typename: 'Query', staff: { __typename: 'StaffMemberConnection', nodes: Array<{ __typename: 'StaffMember', id: string, name: string, role: Role }> } };

export type WhoMayQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoMayQuery = { __typename: 'Query', rolePermissions: Array<{ __typename: 'RolePermissions', role: Role, permissions: Array<{ __typename: 'PermissionGrant', permission: Permission }> }> };

export type ClientUpdateMutationVariables = Exact<{
  input: ClientUpdateInput;
}>;


export type ClientUpdateMutation = { __typename: 'Mutation', clientUpdate: { __typename: 'ClientUpdatePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, client: { __typename: 'Client', documentNumber: string, paternalSurname: string | null, maternalSurname: string | null, givenNames: string | null, singleSurname: boolean, contactName: string | null, contactPosition: string | null, email: string, phone: string | null, deactivationReason: string | null, id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, maskedEmail: string, status: ClientStatus, kycStatus: KycStatus, politicallyExposed: boolean | null, parallelOperations: boolean, createdAt: Instant, contacts: Array<{ __typename: 'ClientContact', id: string, kind: ContactKind, value: string, label: string | null, verifiedAt: Instant | null, createdAt: Instant }>, address: { __typename: 'Address', line: string | null, district: string | null, province: string | null, department: string | null }, consents: Array<{ __typename: 'Consent', document: ConsentDocument, version: string, createdAt: Instant }>, accounts: Array<{ __typename: 'BankAccount', id: string, currency: Currency, kind: BankAccountKind, number: string, cci: string, holderDeclaredAt: Instant, holderConfirmedAt: Instant | null, createdAt: Instant, bank: { __typename: 'Bank', id: string, code: string, name: string } }>, identification: { __typename: 'Identification', status: KycStatus, required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, reason: KycReason | null, nextStep: string, decidedAt: Instant | null, documents: Array<{ __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, reason: KycReason | null, advice: string | null, note: string | null, createdAt: Instant, reviewedAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string }, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind, distance: number, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string } | null }>, reviewer: { __typename: 'StaffMember', id: string, name: string } | null }>, proposal: { __typename: 'Proposal', id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } } | null } | null, owner: { __typename: 'StaffMember', id: string, name: string } | null, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, count: number, maxCount: number | null, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency }, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null } } | null } };

export type ClientDeactivateMutationVariables = Exact<{
  input: ClientDeactivateInput;
}>;


export type ClientDeactivateMutation = { __typename: 'Mutation', clientDeactivate: { __typename: 'ClientDeactivatePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, client: { __typename: 'Client', documentNumber: string, paternalSurname: string | null, maternalSurname: string | null, givenNames: string | null, singleSurname: boolean, contactName: string | null, contactPosition: string | null, email: string, phone: string | null, deactivationReason: string | null, id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, maskedEmail: string, status: ClientStatus, kycStatus: KycStatus, politicallyExposed: boolean | null, parallelOperations: boolean, createdAt: Instant, contacts: Array<{ __typename: 'ClientContact', id: string, kind: ContactKind, value: string, label: string | null, verifiedAt: Instant | null, createdAt: Instant }>, address: { __typename: 'Address', line: string | null, district: string | null, province: string | null, department: string | null }, consents: Array<{ __typename: 'Consent', document: ConsentDocument, version: string, createdAt: Instant }>, accounts: Array<{ __typename: 'BankAccount', id: string, currency: Currency, kind: BankAccountKind, number: string, cci: string, holderDeclaredAt: Instant, holderConfirmedAt: Instant | null, createdAt: Instant, bank: { __typename: 'Bank', id: string, code: string, name: string } }>, identification: { __typename: 'Identification', status: KycStatus, required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, reason: KycReason | null, nextStep: string, decidedAt: Instant | null, documents: Array<{ __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, reason: KycReason | null, advice: string | null, note: string | null, createdAt: Instant, reviewedAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string }, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind, distance: number, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string } | null }>, reviewer: { __typename: 'StaffMember', id: string, name: string } | null }>, proposal: { __typename: 'Proposal', id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } } | null } | null, owner: { __typename: 'StaffMember', id: string, name: string } | null, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, count: number, maxCount: number | null, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency }, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null } } | null } };

export type ClientReactivateMutationVariables = Exact<{
  input: ClientReactivateInput;
}>;


export type ClientReactivateMutation = { __typename: 'Mutation', clientReactivate: { __typename: 'ClientReactivatePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, client: { __typename: 'Client', documentNumber: string, paternalSurname: string | null, maternalSurname: string | null, givenNames: string | null, singleSurname: boolean, contactName: string | null, contactPosition: string | null, email: string, phone: string | null, deactivationReason: string | null, id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, maskedEmail: string, status: ClientStatus, kycStatus: KycStatus, politicallyExposed: boolean | null, parallelOperations: boolean, createdAt: Instant, contacts: Array<{ __typename: 'ClientContact', id: string, kind: ContactKind, value: string, label: string | null, verifiedAt: Instant | null, createdAt: Instant }>, address: { __typename: 'Address', line: string | null, district: string | null, province: string | null, department: string | null }, consents: Array<{ __typename: 'Consent', document: ConsentDocument, version: string, createdAt: Instant }>, accounts: Array<{ __typename: 'BankAccount', id: string, currency: Currency, kind: BankAccountKind, number: string, cci: string, holderDeclaredAt: Instant, holderConfirmedAt: Instant | null, createdAt: Instant, bank: { __typename: 'Bank', id: string, code: string, name: string } }>, identification: { __typename: 'Identification', status: KycStatus, required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, reason: KycReason | null, nextStep: string, decidedAt: Instant | null, documents: Array<{ __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, reason: KycReason | null, advice: string | null, note: string | null, createdAt: Instant, reviewedAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string }, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind, distance: number, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string } | null }>, reviewer: { __typename: 'StaffMember', id: string, name: string } | null }>, proposal: { __typename: 'Proposal', id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } } | null } | null, owner: { __typename: 'StaffMember', id: string, name: string } | null, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, count: number, maxCount: number | null, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency }, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null } } | null } };

export type ClientsReassignMutationVariables = Exact<{
  input: ClientsReassignInput;
}>;


export type ClientsReassignMutation = { __typename: 'Mutation', clientsReassign: { __typename: 'ClientsReassignPayload', moved: number, userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, clients: Array<{ __typename: 'Client', id: string, owner: { __typename: 'StaffMember', id: string, name: string } | null }> | null } };

export type IdentificationReopenMutationVariables = Exact<{
  input: IdentificationReopenInput;
}>;


export type IdentificationReopenMutation = { __typename: 'Mutation', identificationReopen: { __typename: 'IdentificationReopenPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, client: { __typename: 'Client', documentNumber: string, paternalSurname: string | null, maternalSurname: string | null, givenNames: string | null, singleSurname: boolean, contactName: string | null, contactPosition: string | null, email: string, phone: string | null, deactivationReason: string | null, id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, maskedEmail: string, status: ClientStatus, kycStatus: KycStatus, politicallyExposed: boolean | null, parallelOperations: boolean, createdAt: Instant, contacts: Array<{ __typename: 'ClientContact', id: string, kind: ContactKind, value: string, label: string | null, verifiedAt: Instant | null, createdAt: Instant }>, address: { __typename: 'Address', line: string | null, district: string | null, province: string | null, department: string | null }, consents: Array<{ __typename: 'Consent', document: ConsentDocument, version: string, createdAt: Instant }>, accounts: Array<{ __typename: 'BankAccount', id: string, currency: Currency, kind: BankAccountKind, number: string, cci: string, holderDeclaredAt: Instant, holderConfirmedAt: Instant | null, createdAt: Instant, bank: { __typename: 'Bank', id: string, code: string, name: string } }>, identification: { __typename: 'Identification', status: KycStatus, required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, reason: KycReason | null, nextStep: string, decidedAt: Instant | null, documents: Array<{ __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, reason: KycReason | null, advice: string | null, note: string | null, createdAt: Instant, reviewedAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string }, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind, distance: number, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string } | null }>, reviewer: { __typename: 'StaffMember', id: string, name: string } | null }>, proposal: { __typename: 'Proposal', id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } } | null } | null, owner: { __typename: 'StaffMember', id: string, name: string } | null, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, count: number, maxCount: number | null, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency }, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null } } | null } };

export type AccountAddMutationVariables = Exact<{
  input: AccountAddInput;
}>;


export type AccountAddMutation = { __typename: 'Mutation', accountAdd: { __typename: 'AccountAddPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, client: { __typename: 'Client', id: string, accounts: Array<{ __typename: 'BankAccount', id: string, currency: Currency, kind: BankAccountKind, number: string, cci: string, holderDeclaredAt: Instant, holderConfirmedAt: Instant | null, createdAt: Instant, bank: { __typename: 'Bank', id: string, code: string, name: string } }> } | null } };

export type AccountConfirmMutationVariables = Exact<{
  input: AccountConfirmInput;
}>;


export type AccountConfirmMutation = { __typename: 'Mutation', accountConfirm: { __typename: 'AccountConfirmPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, account: { __typename: 'BankAccount', id: string, currency: Currency, kind: BankAccountKind, number: string, cci: string, holderDeclaredAt: Instant, holderConfirmedAt: Instant | null, createdAt: Instant, bank: { __typename: 'Bank', id: string, code: string, name: string } } | null } };

export type AccountRemoveMutationVariables = Exact<{
  input: AccountRemoveInput;
}>;


export type AccountRemoveMutation = { __typename: 'Mutation', accountRemove: { __typename: 'AccountRemovePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, client: { __typename: 'Client', id: string, accounts: Array<{ __typename: 'BankAccount', id: string, currency: Currency, kind: BankAccountKind, number: string, cci: string, holderDeclaredAt: Instant, holderConfirmedAt: Instant | null, createdAt: Instant, bank: { __typename: 'Bank', id: string, code: string, name: string } }> } | null } };

export type ContactAddMutationVariables = Exact<{
  input: ContactAddInput;
}>;


export type ContactAddMutation = { __typename: 'Mutation', contactAdd: { __typename: 'ContactAddPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, client: { __typename: 'Client', id: string, contacts: Array<{ __typename: 'ClientContact', id: string, kind: ContactKind, value: string, label: string | null, verifiedAt: Instant | null, createdAt: Instant }> } | null } };

export type ContactRemoveMutationVariables = Exact<{
  input: ContactRemoveInput;
}>;


export type ContactRemoveMutation = { __typename: 'Mutation', contactRemove: { __typename: 'ContactRemovePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, client: { __typename: 'Client', id: string, contacts: Array<{ __typename: 'ClientContact', id: string, kind: ContactKind, value: string, label: string | null, verifiedAt: Instant | null, createdAt: Instant }> } | null } };

export type DocumentSubmitMutationVariables = Exact<{
  input: DocumentSubmitInput;
}>;


export type DocumentSubmitMutation = { __typename: 'Mutation', documentSubmit: { __typename: 'DocumentSubmitPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, client: { __typename: 'Client', documentNumber: string, paternalSurname: string | null, maternalSurname: string | null, givenNames: string | null, singleSurname: boolean, contactName: string | null, contactPosition: string | null, email: string, phone: string | null, deactivationReason: string | null, id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, maskedEmail: string, status: ClientStatus, kycStatus: KycStatus, politicallyExposed: boolean | null, parallelOperations: boolean, createdAt: Instant, contacts: Array<{ __typename: 'ClientContact', id: string, kind: ContactKind, value: string, label: string | null, verifiedAt: Instant | null, createdAt: Instant }>, address: { __typename: 'Address', line: string | null, district: string | null, province: string | null, department: string | null }, consents: Array<{ __typename: 'Consent', document: ConsentDocument, version: string, createdAt: Instant }>, accounts: Array<{ __typename: 'BankAccount', id: string, currency: Currency, kind: BankAccountKind, number: string, cci: string, holderDeclaredAt: Instant, holderConfirmedAt: Instant | null, createdAt: Instant, bank: { __typename: 'Bank', id: string, code: string, name: string } }>, identification: { __typename: 'Identification', status: KycStatus, required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, reason: KycReason | null, nextStep: string, decidedAt: Instant | null, documents: Array<{ __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, reason: KycReason | null, advice: string | null, note: string | null, createdAt: Instant, reviewedAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string }, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind, distance: number, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string } | null }>, reviewer: { __typename: 'StaffMember', id: string, name: string } | null }>, proposal: { __typename: 'Proposal', id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } } | null } | null, owner: { __typename: 'StaffMember', id: string, name: string } | null, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, count: number, maxCount: number | null, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency }, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null } } | null } };

export type ClientRiskQueryVariables = Exact<{
  id: string;
}>;


export type ClientRiskQuery = { __typename: 'Query', node:
    | { __typename: 'AccessToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Bank' }
    | { __typename: 'BankAccount' }
    | { __typename: 'BaseRate' }
    | { __typename: 'Campaign' }
    | { __typename: 'Client', id: string, relatedPersons: Array<{ __typename: 'RelatedPerson', id: string, kind: RelatedPersonKind, name: string, documentType: DocumentType, maskedDocumentNumber: string, share: Decimal | null }>, risk: { __typename: 'RiskProfile', score: number | null, level: RiskLevel, dueDiligence: DueDiligence, missing: Array<ProfileField>, reasons: Array<RiskReason>, reviewedAt: Instant | null, nextReviewAt: Instant | null, factors: Array<{ __typename: 'RiskFactor', key: RiskFactorKey, points: number, text: string, whatLowersIt: string | null }>, override: { __typename: 'DueDiligenceOverride', dueDiligence: DueDiligence, ground: RiskGround, until: Instant | null, since: Instant, note: string | null, proposer: { __typename: 'StaffMember', name: string } | null, decider: { __typename: 'StaffMember', name: string } | null } | null, proposal: { __typename: 'Proposal', id: string, createdAt: Instant, note: string | null, proposer: { __typename: 'StaffMember', name: string }, dueDiligence: { __typename: 'DueDiligenceProposal', dueDiligence: DueDiligence | null, ground: RiskGround | null, until: Instant | null, lifts: boolean } | null } | null, pepRecords: Array<{ __typename: 'PepRecord', id: string, kind: PepKind, position: string, entity: string, leftOn: Day | null, counts: boolean, endsOn: Day | null, withdrawnAt: Instant | null, endReason: string | null, recordedBy: { __typename: 'StaffMember', name: string } | null }>, listChecks: Array<{ __typename: 'ManualListCheck', id: string, createdAt: Instant, legalIssues: boolean, observations: string | null, results: Array<{ __typename: 'ManualListResult', list: RiskList, state: RiskListState, details: string | null }>, checkedBy: { __typename: 'StaffMember', name: string } | null }>, history: Array<{ __typename: 'RiskComputation', at: Instant, trigger: RiskTrigger, reason: string | null, score: number, level: RiskLevel, dueDiligence: DueDiligence, askedBy: { __typename: 'StaffMember', name: string } | null }> } | null }
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
    | { __typename: 'Operation' }
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

export type HomeQueueQueryVariables = Exact<{
  filter: OperationFilter;
}>;


export type HomeQueueQuery = { __typename: 'Query', operations: { __typename: 'OperationConnection', nodes: Array<{ __typename: 'Operation', id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, client: { __typename: 'Client', id: string, fullName: string, kycStatus: KycStatus }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', bank: { __typename: 'Bank', id: string, code: string } } }, deposits: Array<{ __typename: 'Deposit', id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', id: string, voidedAt: Instant | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, holds: Array<{ __typename: 'Hold', id: string, createdAt: Instant, releasedAt: Instant | null }> }> } };

export type HomeNextQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeNextQuery = { __typename: 'Query', operations: { __typename: 'OperationConnection', nodes: Array<{ __typename: 'Operation', id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, client: { __typename: 'Client', id: string, fullName: string, kycStatus: KycStatus }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', bank: { __typename: 'Bank', id: string, code: string } } }, deposits: Array<{ __typename: 'Deposit', id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', id: string, voidedAt: Instant | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, holds: Array<{ __typename: 'Hold', id: string, createdAt: Instant, releasedAt: Instant | null }> }> } };

export type HomeOldestQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeOldestQuery = { __typename: 'Query', operations: { __typename: 'OperationConnection', nodes: Array<{ __typename: 'Operation', id: string, code: string, statusSince: Instant }> } };

export type HomeDecideQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeDecideQuery = { __typename: 'Query', approvals: { __typename: 'ProposalConnection', nodes: Array<{ __typename: 'Proposal', id: string, kind: ProposalKind, createdAt: Instant, note: string | null, proposer: { __typename: 'StaffMember', id: string, name: string }, client: { __typename: 'Client', id: string, fullName: string } | null }> } };

export type HomeTodayQueryVariables = Exact<{
  day: string;
}>;


export type HomeTodayQuery = { __typename: 'Query', operations: { __typename: 'OperationConnection', totalCount: number, nodes: Array<{ __typename: 'Operation', id: string, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency } }> } };

export type HomeRateQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeRateQuery = { __typename: 'Query', publicRate: { __typename: 'PublicRate', id: string, pair: CurrencyPair, houseBuys: Rate, houseSells: Rate, at: Instant } | null };

export type HomeBalancesQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeBalancesQuery = { __typename: 'Query', houseAccounts: Array<{ __typename: 'HouseAccount', id: string, currency: Currency, number: string, active: boolean, bank: { __typename: 'Bank', id: string, code: string }, balance: { __typename: 'Money', amount: Decimal, currency: Currency } | null, promised: { __typename: 'Money', amount: Decimal, currency: Currency } | null, available: { __typename: 'Money', amount: Decimal, currency: Currency } | null }> };

export type InvoiceToldFragment = { __typename: 'Invoice', id: string, version: number, status: InvoiceStatus, stateLabel: string | null, code: string | null, explanation: { __typename: 'InvoiceExplanation', text: string }, operation: { __typename: 'Operation', id: string } | null };

export type InvoiceRowFragment = { __typename: 'Invoice', id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, state: InvoiceState | null, stateLabel: string | null, code: string | null, series: string, issuedOn: Day | null, attempts: number | null, nextAttemptAt: Instant | null, dueAt: Instant | null, createdAt: Instant, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency }, recipient: { __typename: 'InvoiceRecipient', name: string } | null, operation: { __typename: 'Operation', id: string, code: string, client: { __typename: 'Client', id: string, fullName: string } } | null };

export type InvoiceNamedFragment = { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string };

export type InvoiceDetailFragment = { __typename: 'Invoice', taxKind: TaxKind, creditReason: string | null, hashCode: string | null, parkedReason: InvoiceParkReason | null, parkedLabel: string | null, numberedAt: Instant | null, sentAt: Instant | null, acceptedAt: Instant | null, voidUntil: Day | null, voidReason: string | null, voidTicket: string | null, id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, state: InvoiceState | null, stateLabel: string | null, code: string | null, series: string, issuedOn: Day | null, attempts: number | null, nextAttemptAt: Instant | null, dueAt: Instant | null, createdAt: Instant, net: { __typename: 'Money', amount: Decimal, currency: Currency }, igv: { __typename: 'Money', amount: Decimal, currency: Currency }, issuer: { __typename: 'InvoiceIssuer', ruc: string, name: string, address: string } | null, recipient: { __typename: 'InvoiceRecipient', documentType: DocumentType, maskedDocumentNumber: string, address: string, name: string } | null, replaces: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, replacedBy: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, credits: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, creditNote: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, pdf: { __typename: 'File', id: string, mediaType: string } | null, xml: { __typename: 'File', id: string, mediaType: string } | null, cdr: { __typename: 'File', id: string, mediaType: string } | null, sunat: { __typename: 'SunatAnswer', code: string | null, description: string | null, note: string | null } | null, fault: { __typename: 'ProviderFault', code: number, meaning: string, message: string | null } | null, requestedBy: { __typename: 'StaffMember', id: string, name: string } | null, voidProposal: { __typename: 'Proposal', id: string, decision: ProposalDecision | null, createdAt: Instant, deciders: string, expiresAt: Instant | null, proposer: { __typename: 'StaffMember', id: string, name: string } } | null, availableActions: Array<{ __typename: 'InvoiceActionAvailability', action: InvoiceAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency }, operation: { __typename: 'Operation', id: string, code: string, client: { __typename: 'Client', id: string, fullName: string } } | null };

export type InvoicesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: InvoiceFilter | null | undefined;
  sort?: InvoiceSort | null | undefined;
}>;


export type InvoicesQuery = { __typename: 'Query', invoices: { __typename: 'InvoiceConnection', totalCount: number, nodes: Array<{ __typename: 'Invoice', id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, state: InvoiceState | null, stateLabel: string | null, code: string | null, series: string, issuedOn: Day | null, attempts: number | null, nextAttemptAt: Instant | null, dueAt: Instant | null, createdAt: Instant, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency }, recipient: { __typename: 'InvoiceRecipient', name: string } | null, operation: { __typename: 'Operation', id: string, code: string, client: { __typename: 'Client', id: string, fullName: string } } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type InvoiceByIdQueryVariables = Exact<{
  id: string;
}>;


export type InvoiceByIdQuery = { __typename: 'Query', node:
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
    | { __typename: 'Invoice', taxKind: TaxKind, creditReason: string | null, hashCode: string | null, parkedReason: InvoiceParkReason | null, parkedLabel: string | null, numberedAt: Instant | null, sentAt: Instant | null, acceptedAt: Instant | null, voidUntil: Day | null, voidReason: string | null, voidTicket: string | null, id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, state: InvoiceState | null, stateLabel: string | null, code: string | null, series: string, issuedOn: Day | null, attempts: number | null, nextAttemptAt: Instant | null, dueAt: Instant | null, createdAt: Instant, net: { __typename: 'Money', amount: Decimal, currency: Currency }, igv: { __typename: 'Money', amount: Decimal, currency: Currency }, issuer: { __typename: 'InvoiceIssuer', ruc: string, name: string, address: string } | null, recipient: { __typename: 'InvoiceRecipient', documentType: DocumentType, maskedDocumentNumber: string, address: string, name: string } | null, replaces: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, replacedBy: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, credits: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, creditNote: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, pdf: { __typename: 'File', id: string, mediaType: string } | null, xml: { __typename: 'File', id: string, mediaType: string } | null, cdr: { __typename: 'File', id: string, mediaType: string } | null, sunat: { __typename: 'SunatAnswer', code: string | null, description: string | null, note: string | null } | null, fault: { __typename: 'ProviderFault', code: number, meaning: string, message: string | null } | null, requestedBy: { __typename: 'StaffMember', id: string, name: string } | null, voidProposal: { __typename: 'Proposal', id: string, decision: ProposalDecision | null, createdAt: Instant, deciders: string, expiresAt: Instant | null, proposer: { __typename: 'StaffMember', id: string, name: string } } | null, availableActions: Array<{ __typename: 'InvoiceActionAvailability', action: InvoiceAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency }, operation: { __typename: 'Operation', id: string, code: string, client: { __typename: 'Client', id: string, fullName: string } } | null }
    | { __typename: 'LedgerAccount' }
    | { __typename: 'LedgerEntry' }
    | { __typename: 'ManualListCheck' }
    | { __typename: 'Note' }
    | { __typename: 'Notification' }
    | { __typename: 'Operation' }
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

export type InvoiceGapsQueryVariables = Exact<{
  day?: string | null | undefined;
}>;


export type InvoiceGapsQuery = { __typename: 'Query', invoiceGaps: { __typename: 'InvoiceGaps', day: Day, operationCount: number, documentCount: number, operations: Array<{ __typename: 'Operation', id: string, code: string, side: Side, completedAt: Instant | null, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, client: { __typename: 'Client', id: string, fullName: string } }>, documents: Array<{ __typename: 'Invoice', id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, state: InvoiceState | null, stateLabel: string | null, code: string | null, series: string, issuedOn: Day | null, attempts: number | null, nextAttemptAt: Instant | null, dueAt: Instant | null, createdAt: Instant, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency }, recipient: { __typename: 'InvoiceRecipient', name: string } | null, operation: { __typename: 'Operation', id: string, code: string, client: { __typename: 'Client', id: string, fullName: string } } | null }> } };

export type SeriesFactsFragment = { __typename: 'InvoiceSeries', series: string, kind: InvoiceKind, firstNumber: number | null, nextNumber: number | null, waiting: number, waitingSince: Instant | null, stoppedAt: Instant | null, probeAt: Instant | null, stopped: { __typename: 'ProviderFault', code: number, meaning: string, message: string | null } | null };

export type InvoiceSeriesNowQueryVariables = Exact<{ [key: string]: never; }>;


export type InvoiceSeriesNowQuery = { __typename: 'Query', invoiceSeries: Array<{ __typename: 'InvoiceSeries', series: string, kind: InvoiceKind, firstNumber: number | null, nextNumber: number | null, waiting: number, waitingSince: Instant | null, stoppedAt: Instant | null, probeAt: Instant | null, stopped: { __typename: 'ProviderFault', code: number, meaning: string, message: string | null } | null }> };

export type InvoiceRetryMutationVariables = Exact<{
  input: InvoiceRetryInput;
}>;


export type InvoiceRetryMutation = { __typename: 'Mutation', invoiceRetry: { __typename: 'InvoicePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, invoice: { __typename: 'Invoice', taxKind: TaxKind, creditReason: string | null, hashCode: string | null, parkedReason: InvoiceParkReason | null, parkedLabel: string | null, numberedAt: Instant | null, sentAt: Instant | null, acceptedAt: Instant | null, voidUntil: Day | null, voidReason: string | null, voidTicket: string | null, id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, state: InvoiceState | null, stateLabel: string | null, code: string | null, series: string, issuedOn: Day | null, attempts: number | null, nextAttemptAt: Instant | null, dueAt: Instant | null, createdAt: Instant, net: { __typename: 'Money', amount: Decimal, currency: Currency }, igv: { __typename: 'Money', amount: Decimal, currency: Currency }, issuer: { __typename: 'InvoiceIssuer', ruc: string, name: string, address: string } | null, recipient: { __typename: 'InvoiceRecipient', documentType: DocumentType, maskedDocumentNumber: string, address: string, name: string } | null, replaces: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, replacedBy: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, credits: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, creditNote: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, pdf: { __typename: 'File', id: string, mediaType: string } | null, xml: { __typename: 'File', id: string, mediaType: string } | null, cdr: { __typename: 'File', id: string, mediaType: string } | null, sunat: { __typename: 'SunatAnswer', code: string | null, description: string | null, note: string | null } | null, fault: { __typename: 'ProviderFault', code: number, meaning: string, message: string | null } | null, requestedBy: { __typename: 'StaffMember', id: string, name: string } | null, voidProposal: { __typename: 'Proposal', id: string, decision: ProposalDecision | null, createdAt: Instant, deciders: string, expiresAt: Instant | null, proposer: { __typename: 'StaffMember', id: string, name: string } } | null, availableActions: Array<{ __typename: 'InvoiceActionAvailability', action: InvoiceAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency }, operation: { __typename: 'Operation', id: string, code: string, client: { __typename: 'Client', id: string, fullName: string } } | null } | null } };

export type InvoiceCorrectMutationVariables = Exact<{
  input: InvoiceCorrectInput;
}>;


export type InvoiceCorrectMutation = { __typename: 'Mutation', invoiceCorrect: { __typename: 'InvoicePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, invoice: { __typename: 'Invoice', taxKind: TaxKind, creditReason: string | null, hashCode: string | null, parkedReason: InvoiceParkReason | null, parkedLabel: string | null, numberedAt: Instant | null, sentAt: Instant | null, acceptedAt: Instant | null, voidUntil: Day | null, voidReason: string | null, voidTicket: string | null, id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, state: InvoiceState | null, stateLabel: string | null, code: string | null, series: string, issuedOn: Day | null, attempts: number | null, nextAttemptAt: Instant | null, dueAt: Instant | null, createdAt: Instant, net: { __typename: 'Money', amount: Decimal, currency: Currency }, igv: { __typename: 'Money', amount: Decimal, currency: Currency }, issuer: { __typename: 'InvoiceIssuer', ruc: string, name: string, address: string } | null, recipient: { __typename: 'InvoiceRecipient', documentType: DocumentType, maskedDocumentNumber: string, address: string, name: string } | null, replaces: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, replacedBy: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, credits: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, creditNote: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, pdf: { __typename: 'File', id: string, mediaType: string } | null, xml: { __typename: 'File', id: string, mediaType: string } | null, cdr: { __typename: 'File', id: string, mediaType: string } | null, sunat: { __typename: 'SunatAnswer', code: string | null, description: string | null, note: string | null } | null, fault: { __typename: 'ProviderFault', code: number, meaning: string, message: string | null } | null, requestedBy: { __typename: 'StaffMember', id: string, name: string } | null, voidProposal: { __typename: 'Proposal', id: string, decision: ProposalDecision | null, createdAt: Instant, deciders: string, expiresAt: Instant | null, proposer: { __typename: 'StaffMember', id: string, name: string } } | null, availableActions: Array<{ __typename: 'InvoiceActionAvailability', action: InvoiceAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency }, operation: { __typename: 'Operation', id: string, code: string, client: { __typename: 'Client', id: string, fullName: string } } | null } | null } };

export type InvoiceReissueMutationVariables = Exact<{
  input: InvoiceReissueInput;
}>;


export type InvoiceReissueMutation = { __typename: 'Mutation', invoiceReissue: { __typename: 'InvoicePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, invoice: { __typename: 'Invoice', taxKind: TaxKind, creditReason: string | null, hashCode: string | null, parkedReason: InvoiceParkReason | null, parkedLabel: string | null, numberedAt: Instant | null, sentAt: Instant | null, acceptedAt: Instant | null, voidUntil: Day | null, voidReason: string | null, voidTicket: string | null, id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, state: InvoiceState | null, stateLabel: string | null, code: string | null, series: string, issuedOn: Day | null, attempts: number | null, nextAttemptAt: Instant | null, dueAt: Instant | null, createdAt: Instant, net: { __typename: 'Money', amount: Decimal, currency: Currency }, igv: { __typename: 'Money', amount: Decimal, currency: Currency }, issuer: { __typename: 'InvoiceIssuer', ruc: string, name: string, address: string } | null, recipient: { __typename: 'InvoiceRecipient', documentType: DocumentType, maskedDocumentNumber: string, address: string, name: string } | null, replaces: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, replacedBy: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, credits: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, creditNote: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, pdf: { __typename: 'File', id: string, mediaType: string } | null, xml: { __typename: 'File', id: string, mediaType: string } | null, cdr: { __typename: 'File', id: string, mediaType: string } | null, sunat: { __typename: 'SunatAnswer', code: string | null, description: string | null, note: string | null } | null, fault: { __typename: 'ProviderFault', code: number, meaning: string, message: string | null } | null, requestedBy: { __typename: 'StaffMember', id: string, name: string } | null, voidProposal: { __typename: 'Proposal', id: string, decision: ProposalDecision | null, createdAt: Instant, deciders: string, expiresAt: Instant | null, proposer: { __typename: 'StaffMember', id: string, name: string } } | null, availableActions: Array<{ __typename: 'InvoiceActionAvailability', action: InvoiceAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency }, operation: { __typename: 'Operation', id: string, code: string, client: { __typename: 'Client', id: string, fullName: string } } | null } | null, made: { __typename: 'Invoice', id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, state: InvoiceState | null, stateLabel: string | null, code: string | null, series: string, issuedOn: Day | null, attempts: number | null, nextAttemptAt: Instant | null, dueAt: Instant | null, createdAt: Instant, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency }, recipient: { __typename: 'InvoiceRecipient', name: string } | null, operation: { __typename: 'Operation', id: string, code: string, client: { __typename: 'Client', id: string, fullName: string } } | null } | null } };

export type InvoiceVoidMutationVariables = Exact<{
  input: InvoiceVoidInput;
}>;


export type InvoiceVoidMutation = { __typename: 'Mutation', invoiceVoid: { __typename: 'InvoicePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, invoice: { __typename: 'Invoice', taxKind: TaxKind, creditReason: string | null, hashCode: string | null, parkedReason: InvoiceParkReason | null, parkedLabel: string | null, numberedAt: Instant | null, sentAt: Instant | null, acceptedAt: Instant | null, voidUntil: Day | null, voidReason: string | null, voidTicket: string | null, id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, state: InvoiceState | null, stateLabel: string | null, code: string | null, series: string, issuedOn: Day | null, attempts: number | null, nextAttemptAt: Instant | null, dueAt: Instant | null, createdAt: Instant, net: { __typename: 'Money', amount: Decimal, currency: Currency }, igv: { __typename: 'Money', amount: Decimal, currency: Currency }, issuer: { __typename: 'InvoiceIssuer', ruc: string, name: string, address: string } | null, recipient: { __typename: 'InvoiceRecipient', documentType: DocumentType, maskedDocumentNumber: string, address: string, name: string } | null, replaces: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, replacedBy: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, credits: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, creditNote: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, pdf: { __typename: 'File', id: string, mediaType: string } | null, xml: { __typename: 'File', id: string, mediaType: string } | null, cdr: { __typename: 'File', id: string, mediaType: string } | null, sunat: { __typename: 'SunatAnswer', code: string | null, description: string | null, note: string | null } | null, fault: { __typename: 'ProviderFault', code: number, meaning: string, message: string | null } | null, requestedBy: { __typename: 'StaffMember', id: string, name: string } | null, voidProposal: { __typename: 'Proposal', id: string, decision: ProposalDecision | null, createdAt: Instant, deciders: string, expiresAt: Instant | null, proposer: { __typename: 'StaffMember', id: string, name: string } } | null, availableActions: Array<{ __typename: 'InvoiceActionAvailability', action: InvoiceAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency }, operation: { __typename: 'Operation', id: string, code: string, client: { __typename: 'Client', id: string, fullName: string } } | null } | null } };

export type InvoiceCreditNoteMutationVariables = Exact<{
  input: InvoiceCreditNoteInput;
}>;


export type InvoiceCreditNoteMutation = { __typename: 'Mutation', invoiceCreditNote: { __typename: 'InvoicePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, invoice: { __typename: 'Invoice', taxKind: TaxKind, creditReason: string | null, hashCode: string | null, parkedReason: InvoiceParkReason | null, parkedLabel: string | null, numberedAt: Instant | null, sentAt: Instant | null, acceptedAt: Instant | null, voidUntil: Day | null, voidReason: string | null, voidTicket: string | null, id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, state: InvoiceState | null, stateLabel: string | null, code: string | null, series: string, issuedOn: Day | null, attempts: number | null, nextAttemptAt: Instant | null, dueAt: Instant | null, createdAt: Instant, net: { __typename: 'Money', amount: Decimal, currency: Currency }, igv: { __typename: 'Money', amount: Decimal, currency: Currency }, issuer: { __typename: 'InvoiceIssuer', ruc: string, name: string, address: string } | null, recipient: { __typename: 'InvoiceRecipient', documentType: DocumentType, maskedDocumentNumber: string, address: string, name: string } | null, replaces: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, replacedBy: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, credits: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, creditNote: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, pdf: { __typename: 'File', id: string, mediaType: string } | null, xml: { __typename: 'File', id: string, mediaType: string } | null, cdr: { __typename: 'File', id: string, mediaType: string } | null, sunat: { __typename: 'SunatAnswer', code: string | null, description: string | null, note: string | null } | null, fault: { __typename: 'ProviderFault', code: number, meaning: string, message: string | null } | null, requestedBy: { __typename: 'StaffMember', id: string, name: string } | null, voidProposal: { __typename: 'Proposal', id: string, decision: ProposalDecision | null, createdAt: Instant, deciders: string, expiresAt: Instant | null, proposer: { __typename: 'StaffMember', id: string, name: string } } | null, availableActions: Array<{ __typename: 'InvoiceActionAvailability', action: InvoiceAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency }, operation: { __typename: 'Operation', id: string, code: string, client: { __typename: 'Client', id: string, fullName: string } } | null } | null, made: { __typename: 'Invoice', id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, state: InvoiceState | null, stateLabel: string | null, code: string | null, series: string, issuedOn: Day | null, attempts: number | null, nextAttemptAt: Instant | null, dueAt: Instant | null, createdAt: Instant, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency }, recipient: { __typename: 'InvoiceRecipient', name: string } | null, operation: { __typename: 'Operation', id: string, code: string, client: { __typename: 'Client', id: string, fullName: string } } | null } | null } };

export type InvoiceResendMutationVariables = Exact<{
  input: InvoiceResendInput;
}>;


export type InvoiceResendMutation = { __typename: 'Mutation', invoiceResend: { __typename: 'InvoicePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, invoice: { __typename: 'Invoice', taxKind: TaxKind, creditReason: string | null, hashCode: string | null, parkedReason: InvoiceParkReason | null, parkedLabel: string | null, numberedAt: Instant | null, sentAt: Instant | null, acceptedAt: Instant | null, voidUntil: Day | null, voidReason: string | null, voidTicket: string | null, id: string, version: number, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, state: InvoiceState | null, stateLabel: string | null, code: string | null, series: string, issuedOn: Day | null, attempts: number | null, nextAttemptAt: Instant | null, dueAt: Instant | null, createdAt: Instant, net: { __typename: 'Money', amount: Decimal, currency: Currency }, igv: { __typename: 'Money', amount: Decimal, currency: Currency }, issuer: { __typename: 'InvoiceIssuer', ruc: string, name: string, address: string } | null, recipient: { __typename: 'InvoiceRecipient', documentType: DocumentType, maskedDocumentNumber: string, address: string, name: string } | null, replaces: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, replacedBy: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, credits: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, creditNote: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string } | null, pdf: { __typename: 'File', id: string, mediaType: string } | null, xml: { __typename: 'File', id: string, mediaType: string } | null, cdr: { __typename: 'File', id: string, mediaType: string } | null, sunat: { __typename: 'SunatAnswer', code: string | null, description: string | null, note: string | null } | null, fault: { __typename: 'ProviderFault', code: number, meaning: string, message: string | null } | null, requestedBy: { __typename: 'StaffMember', id: string, name: string } | null, voidProposal: { __typename: 'Proposal', id: string, decision: ProposalDecision | null, createdAt: Instant, deciders: string, expiresAt: Instant | null, proposer: { __typename: 'StaffMember', id: string, name: string } } | null, availableActions: Array<{ __typename: 'InvoiceActionAvailability', action: InvoiceAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency }, operation: { __typename: 'Operation', id: string, code: string, client: { __typename: 'Client', id: string, fullName: string } } | null } | null } };

export type InvoiceQueueResumeMutationVariables = Exact<{
  input: InvoiceQueueResumeInput;
}>;


export type InvoiceQueueResumeMutation = { __typename: 'Mutation', invoiceQueueResume: { __typename: 'InvoiceQueueResumePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, series: Array<{ __typename: 'InvoiceSeries', series: string, kind: InvoiceKind, firstNumber: number | null, nextNumber: number | null, waiting: number, waitingSince: Instant | null, stoppedAt: Instant | null, probeAt: Instant | null, stopped: { __typename: 'ProviderFault', code: number, meaning: string, message: string | null } | null }> | null } };

export type InvoiceSeriesBeginMutationVariables = Exact<{
  input: InvoiceSeriesBeginInput;
}>;


export type InvoiceSeriesBeginMutation = { __typename: 'Mutation', invoiceSeriesBegin: { __typename: 'InvoiceSeriesBeginPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, series: { __typename: 'InvoiceSeries', series: string, kind: InvoiceKind, firstNumber: number | null, nextNumber: number | null, waiting: number, waitingSince: Instant | null, stoppedAt: Instant | null, probeAt: Instant | null, stopped: { __typename: 'ProviderFault', code: number, meaning: string, message: string | null } | null } | null } };

export type ReviewQueueQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ReviewQueueQuery = { __typename: 'Query', reviewQueue: { __typename: 'ClientConnection', totalCount: number, nodes: Array<{ __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus, owner: { __typename: 'StaffMember', id: string, name: string } | null, identification: { __typename: 'Identification', documents: Array<{ __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, createdAt: Instant, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind }> }>, proposal: { __typename: 'Proposal', id: string, proposer: { __typename: 'StaffMember', id: string, name: string } } | null } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type ReviewRowFragment = { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus, owner: { __typename: 'StaffMember', id: string, name: string } | null, identification: { __typename: 'Identification', documents: Array<{ __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, createdAt: Instant, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind }> }>, proposal: { __typename: 'Proposal', id: string, proposer: { __typename: 'StaffMember', id: string, name: string } } | null } | null };

export type ClientReviewFragment = { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, documentNumber: string, paternalSurname: string | null, maternalSurname: string | null, givenNames: string | null, kycStatus: KycStatus, address: { __typename: 'Address', line: string | null, district: string | null, province: string | null, department: string | null }, owner: { __typename: 'StaffMember', id: string, name: string } | null, identification: { __typename: 'Identification', status: KycStatus, required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, reason: KycReason | null, nextStep: string, decidedAt: Instant | null, documents: Array<{ __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, reason: KycReason | null, advice: string | null, note: string | null, createdAt: Instant, reviewedAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string }, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind, distance: number, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string } | null }>, reviewer: { __typename: 'StaffMember', id: string, name: string } | null }>, proposal: { __typename: 'Proposal', set: PermissionSet | null, id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, client: { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency } } } | null, parameter: { __typename: 'ParameterProposal', key: ParameterKey, label: string, validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, negotiatedRate: { __typename: 'NegotiatedRateProposal', rate: Rate, publicRate: Rate, pips: number, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency } } | null, invoiceVoid: { __typename: 'InvoiceVoidProposal', reason: string, invoice: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, total: { __typename: 'Money', amount: Decimal, currency: Currency }, recipient: { __typename: 'InvoiceRecipient', name: string } | null, operation: { __typename: 'Operation', id: string, code: string } | null } | null } | null, user: { __typename: 'StaffMember', id: string, name: string, role: Role, sets: Array<PermissionSet> | null } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } } | null } | null };

export type ReviewByIdQueryVariables = Exact<{
  id: string;
}>;


export type ReviewByIdQuery = { __typename: 'Query', node:
    | { __typename: 'AccessToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Bank' }
    | { __typename: 'BankAccount' }
    | { __typename: 'BaseRate' }
    | { __typename: 'Campaign' }
    | { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, documentNumber: string, paternalSurname: string | null, maternalSurname: string | null, givenNames: string | null, kycStatus: KycStatus, address: { __typename: 'Address', line: string | null, district: string | null, province: string | null, department: string | null }, owner: { __typename: 'StaffMember', id: string, name: string } | null, identification: { __typename: 'Identification', status: KycStatus, required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, reason: KycReason | null, nextStep: string, decidedAt: Instant | null, documents: Array<{ __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, reason: KycReason | null, advice: string | null, note: string | null, createdAt: Instant, reviewedAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string }, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind, distance: number, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string } | null }>, reviewer: { __typename: 'StaffMember', id: string, name: string } | null }>, proposal: { __typename: 'Proposal', set: PermissionSet | null, id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, client: { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency } } } | null, parameter: { __typename: 'ParameterProposal', key: ParameterKey, label: string, validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, negotiatedRate: { __typename: 'NegotiatedRateProposal', rate: Rate, publicRate: Rate, pips: number, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency } } | null, invoiceVoid: { __typename: 'InvoiceVoidProposal', reason: string, invoice: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, total: { __typename: 'Money', amount: Decimal, currency: Currency }, recipient: { __typename: 'InvoiceRecipient', name: string } | null, operation: { __typename: 'Operation', id: string, code: string } | null } | null } | null, user: { __typename: 'StaffMember', id: string, name: string, role: Role, sets: Array<PermissionSet> | null } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } } | null } | null }
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
    | { __typename: 'Operation' }
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

export type LookUpQueryVariables = Exact<{
  documentType: DocumentType;
  documentNumber: string;
}>;


export type LookUpQuery = { __typename: 'Query', documentLookup: { __typename: 'LookupSuggestion', source: LookupSource, at: Instant, paternalSurname: string | null, maternalSurname: string | null, givenNames: string | null, legalName: string | null, taxpayerState: string | null, address: { __typename: 'Address', line: string | null, district: string | null, province: string | null, department: string | null } | null } | null };

export type DocumentReviewMutationVariables = Exact<{
  input: DocumentReviewInput;
}>;


export type DocumentReviewMutation = { __typename: 'Mutation', documentReview: { __typename: 'DocumentReviewPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, document: { __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, reason: KycReason | null, advice: string | null, note: string | null, createdAt: Instant, reviewedAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string }, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind, distance: number, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string } | null }>, reviewer: { __typename: 'StaffMember', id: string, name: string } | null } | null, client: { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, documentNumber: string, paternalSurname: string | null, maternalSurname: string | null, givenNames: string | null, kycStatus: KycStatus, address: { __typename: 'Address', line: string | null, district: string | null, province: string | null, department: string | null }, owner: { __typename: 'StaffMember', id: string, name: string } | null, identification: { __typename: 'Identification', status: KycStatus, required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, reason: KycReason | null, nextStep: string, decidedAt: Instant | null, documents: Array<{ __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, reason: KycReason | null, advice: string | null, note: string | null, createdAt: Instant, reviewedAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string }, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind, distance: number, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string } | null }>, reviewer: { __typename: 'StaffMember', id: string, name: string } | null }>, proposal: { __typename: 'Proposal', set: PermissionSet | null, id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, client: { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency } } } | null, parameter: { __typename: 'ParameterProposal', key: ParameterKey, label: string, validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, negotiatedRate: { __typename: 'NegotiatedRateProposal', rate: Rate, publicRate: Rate, pips: number, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency } } | null, invoiceVoid: { __typename: 'InvoiceVoidProposal', reason: string, invoice: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, total: { __typename: 'Money', amount: Decimal, currency: Currency }, recipient: { __typename: 'InvoiceRecipient', name: string } | null, operation: { __typename: 'Operation', id: string, code: string } | null } | null } | null, user: { __typename: 'StaffMember', id: string, name: string, role: Role, sets: Array<PermissionSet> | null } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } } | null } | null } | null } };

export type IdentificationProposeMutationVariables = Exact<{
  input: IdentificationProposeInput;
}>;


export type IdentificationProposeMutation = { __typename: 'Mutation', identificationPropose: { __typename: 'IdentificationProposePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, proposal: { __typename: 'Proposal', id: string } | null, client: { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, documentNumber: string, paternalSurname: string | null, maternalSurname: string | null, givenNames: string | null, kycStatus: KycStatus, address: { __typename: 'Address', line: string | null, district: string | null, province: string | null, department: string | null }, owner: { __typename: 'StaffMember', id: string, name: string } | null, identification: { __typename: 'Identification', status: KycStatus, required: Array<ClientDocumentKind>, missing: Array<ClientDocumentKind>, reason: KycReason | null, nextStep: string, decidedAt: Instant | null, documents: Array<{ __typename: 'ClientDocument', id: string, kind: ClientDocumentKind, status: ClientDocumentStatus, reason: KycReason | null, advice: string | null, note: string | null, createdAt: Instant, reviewedAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string }, matches: Array<{ __typename: 'FileMatch', kind: FileMatchKind, distance: number, createdAt: Instant, client: { __typename: 'Client', id: string, fullName: string } | null }>, reviewer: { __typename: 'StaffMember', id: string, name: string } | null }>, proposal: { __typename: 'Proposal', set: PermissionSet | null, id: string, kind: ProposalKind, reason: KycReason | null, note: string | null, fourEyes: boolean, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, decidedAt: Instant | null, decisionNote: string | null, client: { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency } } } | null, parameter: { __typename: 'ParameterProposal', key: ParameterKey, label: string, validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, negotiatedRate: { __typename: 'NegotiatedRateProposal', rate: Rate, publicRate: Rate, pips: number, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency } } | null, invoiceVoid: { __typename: 'InvoiceVoidProposal', reason: string, invoice: { __typename: 'Invoice', id: string, code: string | null, kind: InvoiceKind, total: { __typename: 'Money', amount: Decimal, currency: Currency }, recipient: { __typename: 'InvoiceRecipient', name: string } | null, operation: { __typename: 'Operation', id: string, code: string } | null } | null } | null, user: { __typename: 'StaffMember', id: string, name: string, role: Role, sets: Array<PermissionSet> | null } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, decider: { __typename: 'StaffMember', id: string, name: string } | null, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, code: UserErrorCode | null, message: string | null } } | null } | null } | null } };

export type MessageRowFragment = { __typename: 'OutboxMessage', id: string, channel: MessageChannel, kind: MessageKind, recipient: string, status: MessageStatus, attempts: number, failure: string | null, createdAt: Instant, dueAt: Instant, sentAt: Instant | null, client: { __typename: 'Client', id: string, fullName: string } | null };

export type OutboxMessagesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: OutboxMessageFilter | null | undefined;
}>;


export type OutboxMessagesQuery = { __typename: 'Query', outboxMessages: { __typename: 'OutboxMessageConnection', totalCount: number, nodes: Array<{ __typename: 'OutboxMessage', id: string, channel: MessageChannel, kind: MessageKind, recipient: string, status: MessageStatus, attempts: number, failure: string | null, createdAt: Instant, dueAt: Instant, sentAt: Instant | null, client: { __typename: 'Client', id: string, fullName: string } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type OutboxCountsQueryVariables = Exact<{ [key: string]: never; }>;


export type OutboxCountsQuery = { __typename: 'Query', givenUp: { __typename: 'OutboxMessageConnection', totalCount: number }, waiting: { __typename: 'OutboxMessageConnection', totalCount: number }, sent: { __typename: 'OutboxMessageConnection', totalCount: number } };

export type OutboxQueuesQueryVariables = Exact<{ [key: string]: never; }>;


export type OutboxQueuesQuery = { __typename: 'Query', systemStatus: { __typename: 'SystemStatus', queues: Array<{ __typename: 'QueueStatus', channel: MessageChannel, waiting: number, givenUp: number, oldestDueAt: Instant | null }> } };

export type OutboxReplayMutationVariables = Exact<{
  input: OutboxReplayInput;
}>;


export type OutboxReplayMutation = { __typename: 'Mutation', outboxReplay: { __typename: 'OutboxReplayPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, messages: Array<{ __typename: 'OutboxMessage', id: string, channel: MessageChannel, kind: MessageKind, recipient: string, status: MessageStatus, attempts: number, failure: string | null, createdAt: Instant, dueAt: Instant, sentAt: Instant | null, client: { __typename: 'Client', id: string, fullName: string } | null }> | null } };

export type ClientChoicesQueryVariables = Exact<{
  text: string;
}>;


export type ClientChoicesQuery = { __typename: 'Query', clients: { __typename: 'ClientConnection', nodes: Array<{ __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus }> } };

export type ClientForOperationQueryVariables = Exact<{
  id: string;
}>;


export type ClientForOperationQuery = { __typename: 'Query', node:
    | { __typename: 'AccessToken' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Bank' }
    | { __typename: 'BankAccount' }
    | { __typename: 'BaseRate' }
    | { __typename: 'Campaign' }
    | { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus, status: ClientStatus, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, used: { __typename: 'Money', amount: Decimal, currency: Currency }, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null }, accounts: Array<{ __typename: 'BankAccount', id: string, currency: Currency, maskedNumber: string, holderConfirmedAt: Instant | null, bank: { __typename: 'Bank', id: string, code: string, name: string, interbank: boolean } }> }
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
    | { __typename: 'Operation' }
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

export type PriceNowQueryVariables = Exact<{
  amount: QuoteAmount;
}>;


export type PriceNowQuery = { __typename: 'Query', pricePreview: { __typename: 'PricePreview', side: Side, rate: Rate | null, pay: { __typename: 'Money', amount: Decimal, currency: Currency } | null, receive: { __typename: 'Money', amount: Decimal, currency: Currency } | null, minimum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, blockers: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }> } };

export type LockedQuoteFragment = { __typename: 'Quote', id: string, side: Side, rate: Rate, publicRate: Rate, expiresAt: Instant, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, discounts: Array<{ __typename: 'QuoteDiscount', kind: DiscountKind, code: string | null, pips: number, saved: { __typename: 'Money', amount: Decimal, currency: Currency } }>, blockers: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }> };

export type QuoteLockMutationVariables = Exact<{
  input: QuoteLockInput;
}>;


export type QuoteLockMutation = { __typename: 'Mutation', quoteLock: { __typename: 'QuoteLockPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, quote: { __typename: 'Quote', id: string, side: Side, rate: Rate, publicRate: Rate, expiresAt: Instant, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, discounts: Array<{ __typename: 'QuoteDiscount', kind: DiscountKind, code: string | null, pips: number, saved: { __typename: 'Money', amount: Decimal, currency: Currency } }>, blockers: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }> } | null } };

export type AskedRateFragment = { __typename: 'Proposal', id: string, decision: ProposalDecision | null, decisionNote: string | null, deciders: string, expiresAt: Instant | null, decider: { __typename: 'StaffMember', id: string, name: string } | null, negotiatedRate: { __typename: 'NegotiatedRateProposal', rate: Rate, pips: number, quote: { __typename: 'Quote', id: string, side: Side, rate: Rate, publicRate: Rate, expiresAt: Instant, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, discounts: Array<{ __typename: 'QuoteDiscount', kind: DiscountKind, code: string | null, pips: number, saved: { __typename: 'Money', amount: Decimal, currency: Currency } }>, blockers: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }> } | null } | null };

export type NegotiatedRateProposeMutationVariables = Exact<{
  input: NegotiatedRateProposeInput;
}>;


export type NegotiatedRateProposeMutation = { __typename: 'Mutation', negotiatedRatePropose: { __typename: 'NegotiatedRateProposePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, proposal: { __typename: 'Proposal', id: string, decision: ProposalDecision | null, decisionNote: string | null, deciders: string, expiresAt: Instant | null, decider: { __typename: 'StaffMember', id: string, name: string } | null, negotiatedRate: { __typename: 'NegotiatedRateProposal', rate: Rate, pips: number, quote: { __typename: 'Quote', id: string, side: Side, rate: Rate, publicRate: Rate, expiresAt: Instant, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, discounts: Array<{ __typename: 'QuoteDiscount', kind: DiscountKind, code: string | null, pips: number, saved: { __typename: 'Money', amount: Decimal, currency: Currency } }>, blockers: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }> } | null } | null } | null } };

export type AskedRateNowQueryVariables = Exact<{
  id: string;
}>;


export type AskedRateNowQuery = { __typename: 'Query', node:
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
    | { __typename: 'Operation' }
    | { __typename: 'OutboxMessage' }
    | { __typename: 'Parameter' }
    | { __typename: 'Payout' }
    | { __typename: 'PepRecord' }
    | { __typename: 'Proof' }
    | { __typename: 'Proposal', id: string, decision: ProposalDecision | null, decisionNote: string | null, deciders: string, expiresAt: Instant | null, decider: { __typename: 'StaffMember', id: string, name: string } | null, negotiatedRate: { __typename: 'NegotiatedRateProposal', rate: Rate, pips: number, quote: { __typename: 'Quote', id: string, side: Side, rate: Rate, publicRate: Rate, expiresAt: Instant, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, discounts: Array<{ __typename: 'QuoteDiscount', kind: DiscountKind, code: string | null, pips: number, saved: { __typename: 'Money', amount: Decimal, currency: Currency } }>, blockers: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }> } | null } | null }
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

export type AskedRateWithdrawMutationVariables = Exact<{
  input: ProposalDecideInput;
}>;


export type AskedRateWithdrawMutation = { __typename: 'Mutation', proposalDecide: { __typename: 'ProposalDecidePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, proposal: { __typename: 'Proposal', id: string, decision: ProposalDecision | null, decisionNote: string | null, deciders: string, expiresAt: Instant | null, decider: { __typename: 'StaffMember', id: string, name: string } | null, negotiatedRate: { __typename: 'NegotiatedRateProposal', rate: Rate, pips: number, quote: { __typename: 'Quote', id: string, side: Side, rate: Rate, publicRate: Rate, expiresAt: Instant, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, discounts: Array<{ __typename: 'QuoteDiscount', kind: DiscountKind, code: string | null, pips: number, saved: { __typename: 'Money', amount: Decimal, currency: Currency } }>, blockers: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }> } | null } | null } | null } };

export type OperationCreateMutationVariables = Exact<{
  input: OperationCreateInput;
}>;


export type OperationCreateMutation = { __typename: 'Mutation', operationCreate: { __typename: 'OperationCreatePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', text: string, interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, cci: string, holder: string | null, bank: { __typename: 'Bank', id: string, code: string, name: string } }, amount: { __typename: 'Money', amount: Decimal, currency: Currency } }, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, client: { __typename: 'Client', id: string, fullName: string, kycStatus: KycStatus }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, deposits: Array<{ __typename: 'Deposit', id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', id: string, voidedAt: Instant | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, holds: Array<{ __typename: 'Hold', id: string, createdAt: Instant, releasedAt: Instant | null }> } | null, freshQuote: { __typename: 'Quote', id: string, side: Side, rate: Rate, publicRate: Rate, expiresAt: Instant, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, discounts: Array<{ __typename: 'QuoteDiscount', kind: DiscountKind, code: string | null, pips: number, saved: { __typename: 'Money', amount: Decimal, currency: Currency } }>, blockers: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }> } | null } };

export type OperationReportDepositMutationVariables = Exact<{
  input: OperationReportDepositInput;
}>;


export type OperationReportDepositMutation = { __typename: 'Mutation', operationReportDeposit: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationWithdrawDepositMutationVariables = Exact<{
  input: OperationWithdrawDepositInput;
}>;


export type OperationWithdrawDepositMutation = { __typename: 'Mutation', operationWithdrawDeposit: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationConfirmDepositMutationVariables = Exact<{
  input: OperationConfirmDepositInput;
}>;


export type OperationConfirmDepositMutation = { __typename: 'Mutation', operationConfirmDeposit: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationUnconfirmDepositMutationVariables = Exact<{
  input: OperationUnconfirmDepositInput;
}>;


export type OperationUnconfirmDepositMutation = { __typename: 'Mutation', operationUnconfirmDeposit: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationRejectDepositMutationVariables = Exact<{
  input: OperationRejectDepositInput;
}>;


export type OperationRejectDepositMutation = { __typename: 'Mutation', operationRejectDeposit: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationRefundDepositMutationVariables = Exact<{
  input: OperationRefundDepositInput;
}>;


export type OperationRefundDepositMutation = { __typename: 'Mutation', operationRefundDeposit: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationReassignMutationVariables = Exact<{
  input: OperationReassignInput;
}>;


export type OperationReassignMutation = { __typename: 'Mutation', operationReassign: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationNameOperatorMutationVariables = Exact<{
  input: OperationNameOperatorInput;
}>;


export type OperationNameOperatorMutation = { __typename: 'Mutation', operationNameOperator: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationAddPayoutMutationVariables = Exact<{
  input: OperationAddPayoutInput;
}>;


export type OperationAddPayoutMutation = { __typename: 'Mutation', operationAddPayout: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationVoidPayoutMutationVariables = Exact<{
  input: OperationVoidPayoutInput;
}>;


export type OperationVoidPayoutMutation = { __typename: 'Mutation', operationVoidPayout: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationAddProofMutationVariables = Exact<{
  input: OperationAddProofInput;
}>;


export type OperationAddProofMutation = { __typename: 'Mutation', operationAddProof: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationCompleteMutationVariables = Exact<{
  input: OperationCompleteInput;
}>;


export type OperationCompleteMutation = { __typename: 'Mutation', operationComplete: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationReturnMutationVariables = Exact<{
  input: OperationReturnInput;
}>;


export type OperationReturnMutation = { __typename: 'Mutation', operationReturn: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationCancelMutationVariables = Exact<{
  input: OperationCancelInput;
}>;


export type OperationCancelMutation = { __typename: 'Mutation', operationCancel: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationHoldMutationVariables = Exact<{
  input: OperationHoldInput;
}>;


export type OperationHoldMutation = { __typename: 'Mutation', operationHold: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationReleaseMutationVariables = Exact<{
  input: OperationReleaseInput;
}>;


export type OperationReleaseMutation = { __typename: 'Mutation', operationRelease: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationAmendMutationVariables = Exact<{
  input: OperationAmendInput;
}>;


export type OperationAmendMutation = { __typename: 'Mutation', operationAmend: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationApplyDepositMutationVariables = Exact<{
  input: OperationApplyDepositInput;
}>;


export type OperationApplyDepositMutation = { __typename: 'Mutation', operationApplyDeposit: { __typename: 'OperationApplyDepositPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, target: { __typename: 'Operation', id: string, version: number } | null } };

export type OperationUnapplyDepositMutationVariables = Exact<{
  input: OperationUnapplyDepositInput;
}>;


export type OperationUnapplyDepositMutation = { __typename: 'Mutation', operationUnapplyDeposit: { __typename: 'OperationUnapplyDepositPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, source: { __typename: 'Operation', id: string, version: number } | null } };

export type AmendQuoteMutationVariables = Exact<{
  input: QuoteLockInput;
}>;


export type AmendQuoteMutation = { __typename: 'Mutation', quoteLock: { __typename: 'QuoteLockPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, quote: { __typename: 'Quote', id: string, rate: Rate, expiresAt: Instant, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency } } | null } };

export type OperationHandBackMutationVariables = Exact<{
  input: OperationHandBackInput;
}>;


export type OperationHandBackMutation = { __typename: 'Mutation', operationHandBack: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type OperationInvoicesQueryVariables = Exact<{
  id: string;
}>;


export type OperationInvoicesQuery = { __typename: 'Query', node:
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
    | { __typename: 'Operation', id: string, status: OperationStatus, invoices: Array<{ __typename: 'Invoice', id: string, version: number, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, createdAt: Instant, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency } }> }
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

export type InvoiceIssueMutationVariables = Exact<{
  input: InvoiceIssueInput;
}>;


export type InvoiceIssueMutation = { __typename: 'Mutation', invoiceIssue: { __typename: 'InvoiceIssuePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, invoice: { __typename: 'Invoice', id: string, version: number, code: string | null, kind: InvoiceKind, status: InvoiceStatus, statusLabel: string, createdAt: Instant, explanation: { __typename: 'InvoiceExplanation', text: string, nextStep: string | null }, total: { __typename: 'Money', amount: Decimal, currency: Currency } } | null } };

export type FileFactsFragment = { __typename: 'File', id: string, mediaType: string };

export type SnapshotFragment = { __typename: 'AccountSnapshot', number: string, cci: string, holder: string | null, bank: { __typename: 'Bank', id: string, code: string, name: string } };

export type OperationDetailFragment = { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } };

export type OperationPartiesFragment = { __typename: 'Operation', id: string, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, client: { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null } }, quote: { __typename: 'Quote', id: string, publicRate: Rate, rate: Rate, discounts: Array<{ __typename: 'QuoteDiscount', kind: DiscountKind, code: string | null, pips: number, saved: { __typename: 'Money', amount: Decimal, currency: Currency } }>, explanation: { __typename: 'PriceExplanation', base: Rate | null, spreadPips: number | null, public: Rate, discountPips: number, tierPips: number, couponPips: number, negotiatedPips: number, final: Rate, marginPips: number | null } | null } | null, sourceAccount: { __typename: 'AccountSnapshot', number: string, cci: string, holder: string | null, bank: { __typename: 'Bank', id: string, code: string, name: string } }, destinationAccount: { __typename: 'AccountSnapshot', number: string, cci: string, holder: string | null, bank: { __typename: 'Bank', id: string, code: string, name: string } }, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, text: string, account: { __typename: 'AccountSnapshot', number: string, cci: string, holder: string | null, bank: { __typename: 'Bank', id: string, code: string, name: string } }, amount: { __typename: 'Money', amount: Decimal, currency: Currency } }, notes: Array<{ __typename: 'Note', id: string, text: string, createdAt: Instant, read: boolean, author: { __typename: 'StaffMember', id: string, name: string } }> };

export type OperationPartiesByIdQueryVariables = Exact<{
  id: string;
}>;


export type OperationPartiesByIdQuery = { __typename: 'Query', node:
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
    | { __typename: 'Operation', id: string, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, client: { __typename: 'Client', id: string, fullName: string, documentType: DocumentType, maskedDocumentNumber: string, kycStatus: KycStatus, operatingLimit: { __typename: 'OperatingLimit', applies: boolean, unlock: string | null, maximum: { __typename: 'Money', amount: Decimal, currency: Currency } | null, left: { __typename: 'Money', amount: Decimal, currency: Currency } | null } }, quote: { __typename: 'Quote', id: string, publicRate: Rate, rate: Rate, discounts: Array<{ __typename: 'QuoteDiscount', kind: DiscountKind, code: string | null, pips: number, saved: { __typename: 'Money', amount: Decimal, currency: Currency } }>, explanation: { __typename: 'PriceExplanation', base: Rate | null, spreadPips: number | null, public: Rate, discountPips: number, tierPips: number, couponPips: number, negotiatedPips: number, final: Rate, marginPips: number | null } | null } | null, sourceAccount: { __typename: 'AccountSnapshot', number: string, cci: string, holder: string | null, bank: { __typename: 'Bank', id: string, code: string, name: string } }, destinationAccount: { __typename: 'AccountSnapshot', number: string, cci: string, holder: string | null, bank: { __typename: 'Bank', id: string, code: string, name: string } }, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, text: string, account: { __typename: 'AccountSnapshot', number: string, cci: string, holder: string | null, bank: { __typename: 'Bank', id: string, code: string, name: string } }, amount: { __typename: 'Money', amount: Decimal, currency: Currency } }, notes: Array<{ __typename: 'Note', id: string, text: string, createdAt: Instant, read: boolean, author: { __typename: 'StaffMember', id: string, name: string } }> }
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

export type OperationByIdQueryVariables = Exact<{
  id: string;
}>;


export type OperationByIdQuery = { __typename: 'Query', node:
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
    | { __typename: 'Operation', fixed: Currency, returnNote: string | null, cancelNote: string | null, id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', number: string, bank: { __typename: 'Bank', id: string, code: string } } }, client: { __typename: 'Client', documentType: DocumentType, maskedDocumentNumber: string, id: string, fullName: string, kycStatus: KycStatus }, deposits: Array<{ __typename: 'Deposit', bankReference: string, createdAt: Instant, decidedAt: Instant | null, overrideReason: string | null, rejectReason: string | null, id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, origin: { __typename: 'Deposit', id: string } | null, file: { __typename: 'File', id: string, mediaType: string } | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', bankReference: string, createdAt: Instant, voidReason: PayoutVoidReason | null, id: string, voidedAt: Instant | null, houseAccount: { __typename: 'HouseAccount', id: string, number: string, bank: { __typename: 'Bank', id: string, code: string } } | null, duplicates: Array<{ __typename: 'MoneyDuplicate', kind: MoneyDuplicateKind, operationCode: string, at: Instant }>, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, proofs: Array<{ __typename: 'Proof', id: string, comment: string | null, retiredAt: Instant | null, file: { __typename: 'File', id: string, mediaType: string } | null }>, holds: Array<{ __typename: 'Hold', cause: HoldCause | null, note: string | null, safeText: string, id: string, createdAt: Instant, releasedAt: Instant | null }>, timeline: Array<{ __typename: 'TimelineStep', key: TimelineStepKey, label: string, reachedAt: Instant | null, dueAt: Instant | null, detail: string | null }>, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }>, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } } }
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

export type OperationEntriesQueryVariables = Exact<{
  id: string;
}>;


export type OperationEntriesQuery = { __typename: 'Query', node:
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
    | { __typename: 'Operation', id: string, ledgerEntries: Array<{ __typename: 'LedgerEntry', id: string, kind: LedgerEntryKind, businessDate: Day, recordedAt: Instant, postings: Array<{ __typename: 'Posting', account: { __typename: 'LedgerAccount', id: string, kind: LedgerAccountKind, name: string, pcgeCode: string, currency: Currency }, money: { __typename: 'Money', amount: Decimal, currency: Currency } }> }> }
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

export type OperationHistoryQueryVariables = Exact<{
  id: string;
}>;


export type OperationHistoryQuery = { __typename: 'Query', operationEvents: Array<
    | { __typename: 'InvoiceEvent' }
    | { __typename: 'OperationEvent', cursor: EventCursor, at: Instant, kind: OperationEventKind, operationVersion: number, facts: { __typename: 'OperationEventFacts', from: OperationStatus | null, to: OperationStatus | null, rate: Rate | null, reason: OperationEventReason | null, counted: boolean | null, received: boolean | null, counterpart: string | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } | null, base: { __typename: 'Money', amount: Decimal, currency: Currency } | null, counter: { __typename: 'Money', amount: Decimal, currency: Currency } | null } }
    | { __typename: 'ResyncRequired', cursor: EventCursor }
    | { __typename: 'StreamPosition', cursor: EventCursor }
  > };

export type ClientOperationsQueryVariables = Exact<{
  clientId: string;
}>;


export type ClientOperationsQuery = { __typename: 'Query', operations: { __typename: 'OperationConnection', nodes: Array<{ __typename: 'Operation', id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, client: { __typename: 'Client', id: string, fullName: string, kycStatus: KycStatus }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', bank: { __typename: 'Bank', id: string, code: string } } }, deposits: Array<{ __typename: 'Deposit', id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', id: string, voidedAt: Instant | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, holds: Array<{ __typename: 'Hold', id: string, createdAt: Instant, releasedAt: Instant | null }> }> } };

export type FileAddressQueryVariables = Exact<{
  id: string;
}>;


export type FileAddressQuery = { __typename: 'Query', node:
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
    | { __typename: 'File', id: string, mediaType: string, url: string | null, urlExpiresAt: Instant | null }
    | { __typename: 'Hold' }
    | { __typename: 'HouseAccount' }
    | { __typename: 'Invoice' }
    | { __typename: 'LedgerAccount' }
    | { __typename: 'LedgerEntry' }
    | { __typename: 'ManualListCheck' }
    | { __typename: 'Note' }
    | { __typename: 'Notification' }
    | { __typename: 'Operation' }
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

export type ReceiptAddressQueryVariables = Exact<{
  id: string;
}>;


export type ReceiptAddressQuery = { __typename: 'Query', node:
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
    | { __typename: 'Operation', id: string, receipt: { __typename: 'OperationReceipt', url: string | null, urlExpiresAt: Instant | null, message: string | null } }
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

export type HouseAccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type HouseAccountsQuery = { __typename: 'Query', houseAccounts: Array<{ __typename: 'HouseAccount', id: string, currency: Currency, number: string, active: boolean, bank: { __typename: 'Bank', id: string, code: string, name: string }, available: { __typename: 'Money', amount: Decimal, currency: Currency } | null }> };

export type ActPreviewQueryVariables = Exact<{
  input: OperationPreviewInput;
}>;


export type ActPreviewQuery = { __typename: 'Query', operationPreview: { __typename: 'OperationPreview', status: OperationStatus | null, counterpartStatus: OperationStatus | null, blockers: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operator: { __typename: 'StaffMember', id: string, name: string } | null, counterpart: { __typename: 'Operation', id: string, code: string } | null, entries: Array<{ __typename: 'PreviewEntry', kind: LedgerEntryKind, postings: Array<{ __typename: 'PreviewPosting', kind: LedgerAccountKind, account: string, pcgeCode: string, money: { __typename: 'Money', amount: Decimal, currency: Currency } }> }>, messages: Array<{ __typename: 'PreviewMessage', kind: MessageKind, toClient: boolean, channels: Array<MessageChannel> }>, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type NoteAddMutationVariables = Exact<{
  input: NoteAddInput;
}>;


export type NoteAddMutation = { __typename: 'Mutation', noteAdd: { __typename: 'NoteAddPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', id: string, notes: Array<{ __typename: 'Note', id: string, text: string, createdAt: Instant, read: boolean, author: { __typename: 'StaffMember', id: string, name: string } }> } | null } };

export type NoteMarkReadMutationVariables = Exact<{
  input: NoteMarkReadInput;
}>;


export type NoteMarkReadMutation = { __typename: 'Mutation', noteMarkRead: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', id: string, notes: Array<{ __typename: 'Note', id: string, read: boolean }> } | null } };

export type OperationPageQueryVariables = Exact<{
  filter: OperationFilter;
  sort: OperationSort;
  first: number;
  after?: string | null | undefined;
  count: boolean;
}>;


export type OperationPageQuery = { __typename: 'Query', operations: { __typename: 'OperationConnection', totalCount?: number, nodes: Array<{ __typename: 'Operation', id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, client: { __typename: 'Client', id: string, fullName: string, kycStatus: KycStatus }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', bank: { __typename: 'Bank', id: string, code: string } } }, deposits: Array<{ __typename: 'Deposit', id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', id: string, voidedAt: Instant | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, holds: Array<{ __typename: 'Hold', id: string, createdAt: Instant, releasedAt: Instant | null }> }>, pageInfo: { __typename: 'PageInfo', endCursor: string | null, hasNextPage: boolean } } };

export type OperationRowsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type OperationRowsQuery = { __typename: 'Query', nodes: Array<
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
    | { __typename: 'Operation', id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, client: { __typename: 'Client', id: string, fullName: string, kycStatus: KycStatus }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', bank: { __typename: 'Bank', id: string, code: string } } }, deposits: Array<{ __typename: 'Deposit', id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', id: string, voidedAt: Instant | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, holds: Array<{ __typename: 'Hold', id: string, createdAt: Instant, releasedAt: Instant | null }> }
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
   | null> };

export type OperationActionsQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type OperationActionsQuery = { __typename: 'Query', nodes: Array<
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
    | { __typename: 'Operation', id: string, code: string, version: number, availableActions: Array<{ __typename: 'ActionAvailability', action: OperationAction, allowed: boolean, code: UserErrorCode | null, message: string | null }> }
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
   | null> };

export type OperatorsQueryVariables = Exact<{ [key: string]: never; }>;


export type OperatorsQuery = { __typename: 'Query', staff: { __typename: 'StaffMemberConnection', nodes: Array<{ __typename: 'StaffMember', id: string, name: string, role: Role }> } };

export type OperationTakeMutationVariables = Exact<{
  input: OperationTakeInput;
}>;


export type OperationTakeMutation = { __typename: 'Mutation', operationTake: { __typename: 'OperationPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, operation: { __typename: 'Operation', id: string, code: string, version: number, status: OperationStatus, statusLabel: string, side: Side, rate: Rate, channel: Channel, createdAt: Instant, statusSince: Instant, clockDueAt: Instant | null, completedAt: Instant | null, endedAt: Instant | null, base: { __typename: 'Money', amount: Decimal, currency: Currency }, counter: { __typename: 'Money', amount: Decimal, currency: Currency }, pay: { __typename: 'Money', amount: Decimal, currency: Currency }, receive: { __typename: 'Money', amount: Decimal, currency: Currency }, client: { __typename: 'Client', id: string, fullName: string, kycStatus: KycStatus }, trader: { __typename: 'StaffMember', id: string, name: string }, operator: { __typename: 'StaffMember', id: string, name: string } | null, sourceAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, destinationAccount: { __typename: 'AccountSnapshot', currency: Currency, bank: { __typename: 'Bank', id: string, code: string } }, depositInstructions: { __typename: 'DepositInstructions', interbank: boolean, account: { __typename: 'AccountSnapshot', bank: { __typename: 'Bank', id: string, code: string } } }, deposits: Array<{ __typename: 'Deposit', id: string, status: DepositStatus, counted: boolean, duplicateReference: boolean | null, duplicateFile: boolean | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, payouts: Array<{ __typename: 'Payout', id: string, voidedAt: Instant | null, money: { __typename: 'Money', amount: Decimal, currency: Currency } }>, holds: Array<{ __typename: 'Hold', id: string, createdAt: Instant, releasedAt: Instant | null }> } | null, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }> } };

export type RatesNowQueryVariables = Exact<{ [key: string]: never; }>;


export type RatesNowQuery = { __typename: 'Query', publicRate: { __typename: 'PublicRate', id: string, pair: CurrencyPair, houseBuys: Rate, houseSells: Rate, at: Instant, publication: { __typename: 'RatePublication', id: string, source: RateSource, reason: string | null, publishedBy: { __typename: 'StaffMember', id: string, name: string } | null } | null } | null, baseRate: { __typename: 'BaseRate', id: string, bid: Rate, ask: Rate, spreadPips: number, at: Instant, reason: string, publishedBy: { __typename: 'StaffMember', id: string, name: string } | null } | null };

export type RateHistoryQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type RateHistoryQuery = { __typename: 'Query', ratePublications: { __typename: 'RatePublicationConnection', nodes: Array<{ __typename: 'RatePublication', id: string, houseBuys: Rate, houseSells: Rate, at: Instant, source: RateSource, reason: string | null, publishedBy: { __typename: 'StaffMember', id: string, name: string } | null }>, pageInfo: { __typename: 'PageInfo', endCursor: string | null, hasNextPage: boolean } } };

export type PublicRatePublishMutationVariables = Exact<{
  input: PublicRatePublishInput;
}>;


export type PublicRatePublishMutation = { __typename: 'Mutation', publicRatePublish: { __typename: 'PublicRatePublishPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }>, publicRate: { __typename: 'PublicRate', id: string, pair: CurrencyPair, houseBuys: Rate, houseSells: Rate, at: Instant, publication: { __typename: 'RatePublication', id: string, source: RateSource, reason: string | null, publishedBy: { __typename: 'StaffMember', id: string, name: string } | null } | null } | null } };

export type BaseRatePublishMutationVariables = Exact<{
  input: BaseRatePublishInput;
}>;


export type BaseRatePublishMutation = { __typename: 'Mutation', baseRatePublish: { __typename: 'BaseRatePublishPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }>, baseRate: { __typename: 'BaseRate', id: string, bid: Rate, ask: Rate, spreadPips: number, at: Instant, reason: string, publishedBy: { __typename: 'StaffMember', id: string, name: string } | null } | null, publicRate: { __typename: 'PublicRate', id: string, pair: CurrencyPair, houseBuys: Rate, houseSells: Rate, at: Instant, publication: { __typename: 'RatePublication', id: string, source: RateSource, reason: string | null, publishedBy: { __typename: 'StaffMember', id: string, name: string } | null } | null } | null } };

export type PriceTrialQueryVariables = Exact<{
  amount: QuoteAmount;
  couponCode?: string | null | undefined;
}>;


export type PriceTrialQuery = { __typename: 'Query', pricePreview: { __typename: 'PricePreview', side: Side, rate: Rate | null, pay: { __typename: 'Money', amount: Decimal, currency: Currency } | null, receive: { __typename: 'Money', amount: Decimal, currency: Currency } | null, discounts: Array<{ __typename: 'QuoteDiscount', kind: DiscountKind, code: string | null, pips: number, saved: { __typename: 'Money', amount: Decimal, currency: Currency } }>, blockers: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }> } };

export type DiscountParametersQueryVariables = Exact<{ [key: string]: never; }>;


export type DiscountParametersQuery = { __typename: 'Query', parameters: Array<{ __typename: 'Parameter', id: string, key: ParameterKey, label: string, about: string, kind: ParameterKind, fourEyes: boolean, maySet: boolean, value: { __typename: 'ParameterValue', integer: number | null, amount: Decimal | null, seconds: number | null, flag: boolean | null, date: Day | null, text: string, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }> | null }, setting: { __typename: 'ParameterSetting', id: string, validFrom: Instant, createdAt: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', integer: number | null, amount: Decimal | null, seconds: number | null, flag: boolean | null, date: Day | null, text: string, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }> | null }, setBy: { __typename: 'StaffMember', id: string, name: string }, confirmedBy: { __typename: 'StaffMember', id: string, name: string } | null } | null, firstValue: { __typename: 'ParameterValue', text: string }, minimum: { __typename: 'ParameterValue', text: string } | null, maximum: { __typename: 'ParameterValue', text: string } | null, coming: Array<{ __typename: 'ParameterSetting', id: string, validFrom: Instant, value: { __typename: 'ParameterValue', text: string } }>, proposal: { __typename: 'Proposal', id: string, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, parameter: { __typename: 'ParameterProposal', validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, message: string | null } } | null }> };

export type PricingPauseSetMutationVariables = Exact<{
  input: ParameterSetInput;
}>;


export type PricingPauseSetMutation = { __typename: 'Mutation', parameterSet: { __typename: 'ParameterSetPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, parameter: { __typename: 'Parameter', id: string, key: ParameterKey, maySet: boolean, value: { __typename: 'ParameterValue', flag: boolean | null, text: string }, setting: { __typename: 'ParameterSetting', id: string, validFrom: Instant, reason: string, setBy: { __typename: 'StaffMember', id: string, name: string } } | null, coming: Array<{ __typename: 'ParameterSetting', id: string, validFrom: Instant, reason: string, value: { __typename: 'ParameterValue', flag: boolean | null, text: string }, setBy: { __typename: 'StaffMember', id: string, name: string } }> } | null, proposal: { __typename: 'Proposal', id: string, deciders: string } | null } };

export type ScheduledRateFactsFragment = { __typename: 'ScheduledRate', id: string, houseBuys: Rate, houseSells: Rate, publishAt: Instant, reason: string, override: boolean, createdAt: Instant, outcome: ScheduleOutcome | null, endedAt: Instant | null, refusal: string | null, scheduledBy: { __typename: 'StaffMember', id: string, name: string } | null };

export type ScheduledRatesQueryVariables = Exact<{
  open: boolean;
  first: number;
  after?: string | null | undefined;
}>;


export type ScheduledRatesQuery = { __typename: 'Query', scheduledRates: { __typename: 'ScheduledRateConnection', nodes: Array<{ __typename: 'ScheduledRate', id: string, houseBuys: Rate, houseSells: Rate, publishAt: Instant, reason: string, override: boolean, createdAt: Instant, outcome: ScheduleOutcome | null, endedAt: Instant | null, refusal: string | null, scheduledBy: { __typename: 'StaffMember', id: string, name: string } | null }>, pageInfo: { __typename: 'PageInfo', endCursor: string | null, hasNextPage: boolean } } };

export type PublicRateScheduleMutationVariables = Exact<{
  input: PublicRateScheduleInput;
}>;


export type PublicRateScheduleMutation = { __typename: 'Mutation', publicRateSchedule: { __typename: 'PublicRateSchedulePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, warnings: Array<{ __typename: 'Warning', code: WarningCode, message: string }>, scheduledRate: { __typename: 'ScheduledRate', id: string, houseBuys: Rate, houseSells: Rate, publishAt: Instant, reason: string, override: boolean, createdAt: Instant, outcome: ScheduleOutcome | null, endedAt: Instant | null, refusal: string | null, scheduledBy: { __typename: 'StaffMember', id: string, name: string } | null } | null } };

export type ScheduledRateCancelMutationVariables = Exact<{
  input: ScheduledRateCancelInput;
}>;


export type ScheduledRateCancelMutation = { __typename: 'Mutation', scheduledRateCancel: { __typename: 'ScheduledRateCancelPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, scheduledRate: { __typename: 'ScheduledRate', id: string, houseBuys: Rate, houseSells: Rate, publishAt: Instant, reason: string, override: boolean, createdAt: Instant, outcome: ScheduleOutcome | null, endedAt: Instant | null, refusal: string | null, scheduledBy: { __typename: 'StaffMember', id: string, name: string } | null } | null } };

export type ReferralRowFragment = { __typename: 'Referral', id: string, origin: ReferralOrigin, boundAt: Instant, confirmedAt: Instant | null, flags: Array<ReferralFlag>, suspended: boolean, decidedAt: Instant | null, decisionReason: string | null, referred: { __typename: 'Client', id: string, fullName: string, maskedDocumentNumber: string }, referrer: { __typename: 'Client', id: string, fullName: string, maskedDocumentNumber: string } };

export type ReferralsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ReferralFilter | null | undefined;
}>;


export type ReferralsQuery = { __typename: 'Query', referrals: { __typename: 'ReferralConnection', totalCount: number, nodes: Array<{ __typename: 'Referral', id: string, origin: ReferralOrigin, boundAt: Instant, confirmedAt: Instant | null, flags: Array<ReferralFlag>, suspended: boolean, decidedAt: Instant | null, decisionReason: string | null, referred: { __typename: 'Client', id: string, fullName: string, maskedDocumentNumber: string }, referrer: { __typename: 'Client', id: string, fullName: string, maskedDocumentNumber: string } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type ReferralSetMutationVariables = Exact<{
  input: ReferralSetInput;
}>;


export type ReferralSetMutation = { __typename: 'Mutation', referralSet: { __typename: 'ReferralSetPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, referral: { __typename: 'Referral', id: string, origin: ReferralOrigin, boundAt: Instant, confirmedAt: Instant | null, flags: Array<ReferralFlag>, suspended: boolean, decidedAt: Instant | null, decisionReason: string | null, referred: { __typename: 'Client', id: string, fullName: string, maskedDocumentNumber: string }, referrer: { __typename: 'Client', id: string, fullName: string, maskedDocumentNumber: string } } | null } };

export type CampaignRowFragment = { __typename: 'Campaign', id: string, name: string, code: string, pips: number, validFrom: Instant, validUntil: Instant, maxUses: number, used: number, state: RewardCodeState };

export type CampaignsQueryVariables = Exact<{ [key: string]: never; }>;


export type CampaignsQuery = { __typename: 'Query', campaigns: Array<{ __typename: 'Campaign', id: string, name: string, code: string, pips: number, validFrom: Instant, validUntil: Instant, maxUses: number, used: number, state: RewardCodeState }> };

export type CampaignCreateMutationVariables = Exact<{
  input: CampaignCreateInput;
}>;


export type CampaignCreateMutation = { __typename: 'Mutation', campaignCreate: { __typename: 'CampaignCreatePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, campaign: { __typename: 'Campaign', id: string, name: string, code: string, pips: number, validFrom: Instant, validUntil: Instant, maxUses: number, used: number, state: RewardCodeState } | null } };

export type CampaignEndMutationVariables = Exact<{
  input: CampaignEndInput;
}>;


export type CampaignEndMutation = { __typename: 'Mutation', campaignEnd: { __typename: 'CampaignEndPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, campaign: { __typename: 'Campaign', id: string, name: string, code: string, pips: number, validFrom: Instant, validUntil: Instant, maxUses: number, used: number, state: RewardCodeState } | null } };

export type ClientRewardsQueryVariables = Exact<{
  id: string;
}>;


export type ClientRewardsQuery = { __typename: 'Query', rewards: { __typename: 'Rewards', code: string, shareUrl: string, pipsAvailable: number, pipsEarned: number, pipsForCode: number, referredCount: number, completedCount: number, movements: Array<{ __typename: 'RewardMovement', at: Instant, pips: number, reason: RewardReason }>, referred: Array<{ __typename: 'ReferredClient', maskedName: string, since: Instant, firstOperationStatus: OperationStatus | null }>, codes: Array<{ __typename: 'RewardCode', id: string, value: string, kind: RewardCodeKind, state: RewardCodeState, pips: number | null, createdAt: Instant, expiresAt: Instant | null }> } | null };

export type CodeWithdrawMutationVariables = Exact<{
  input: CodeWithdrawInput;
}>;


export type CodeWithdrawMutation = { __typename: 'Mutation', codeWithdraw: { __typename: 'CodeWithdrawPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, code: { __typename: 'RewardCode', id: string, state: RewardCodeState } | null } };

export type SessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionsQuery = { __typename: 'Query', sessions: Array<{ __typename: 'Session', id: string, device: string, address: string, createdAt: Instant, seenAt: Instant, current: boolean }> };

export type SessionRevokeMutationVariables = Exact<{
  input: SessionRevokeInput;
}>;


export type SessionRevokeMutation = { __typename: 'Mutation', sessionRevoke: { __typename: 'SessionRevokePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, sessions: Array<{ __typename: 'Session', id: string }> | null } };

export type SessionsRevokeOthersMutationVariables = Exact<{ [key: string]: never; }>;


export type SessionsRevokeOthersMutation = { __typename: 'Mutation', sessionsRevokeOthers: { __typename: 'SessionsRevokeOthersPayload', ended: number, userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, sessions: Array<{ __typename: 'Session', id: string }> | null } };

export type ValueFactsFragment = { __typename: 'ParameterValue', integer: number | null, amount: Decimal | null, seconds: number | null, flag: boolean | null, date: Day | null, text: string, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }> | null };

export type SettingFactsFragment = { __typename: 'ParameterSetting', id: string, validFrom: Instant, createdAt: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', integer: number | null, amount: Decimal | null, seconds: number | null, flag: boolean | null, date: Day | null, text: string, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }> | null }, setBy: { __typename: 'StaffMember', id: string, name: string }, confirmedBy: { __typename: 'StaffMember', id: string, name: string } | null };

export type ParameterRowFragment = { __typename: 'Parameter', id: string, key: ParameterKey, label: string, about: string, kind: ParameterKind, fourEyes: boolean, maySet: boolean, value: { __typename: 'ParameterValue', integer: number | null, amount: Decimal | null, seconds: number | null, flag: boolean | null, date: Day | null, text: string, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }> | null }, setting: { __typename: 'ParameterSetting', id: string, validFrom: Instant, createdAt: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', integer: number | null, amount: Decimal | null, seconds: number | null, flag: boolean | null, date: Day | null, text: string, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }> | null }, setBy: { __typename: 'StaffMember', id: string, name: string }, confirmedBy: { __typename: 'StaffMember', id: string, name: string } | null } | null, firstValue: { __typename: 'ParameterValue', text: string }, minimum: { __typename: 'ParameterValue', text: string } | null, maximum: { __typename: 'ParameterValue', text: string } | null, coming: Array<{ __typename: 'ParameterSetting', id: string, validFrom: Instant, value: { __typename: 'ParameterValue', text: string } }>, proposal: { __typename: 'Proposal', id: string, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, parameter: { __typename: 'ParameterProposal', validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, message: string | null } } | null };

export type ParameterChangeFragment = { __typename: 'Proposal', id: string, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, parameter: { __typename: 'ParameterProposal', validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, message: string | null } };

export type ParametersQueryVariables = Exact<{ [key: string]: never; }>;


export type ParametersQuery = { __typename: 'Query', parameters: Array<{ __typename: 'Parameter', id: string, key: ParameterKey, label: string, about: string, kind: ParameterKind, fourEyes: boolean, maySet: boolean, value: { __typename: 'ParameterValue', integer: number | null, amount: Decimal | null, seconds: number | null, flag: boolean | null, date: Day | null, text: string, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }> | null }, setting: { __typename: 'ParameterSetting', id: string, validFrom: Instant, createdAt: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', integer: number | null, amount: Decimal | null, seconds: number | null, flag: boolean | null, date: Day | null, text: string, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }> | null }, setBy: { __typename: 'StaffMember', id: string, name: string }, confirmedBy: { __typename: 'StaffMember', id: string, name: string } | null } | null, firstValue: { __typename: 'ParameterValue', text: string }, minimum: { __typename: 'ParameterValue', text: string } | null, maximum: { __typename: 'ParameterValue', text: string } | null, coming: Array<{ __typename: 'ParameterSetting', id: string, validFrom: Instant, value: { __typename: 'ParameterValue', text: string } }>, proposal: { __typename: 'Proposal', id: string, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, parameter: { __typename: 'ParameterProposal', validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, message: string | null } } | null }> };

export type ParameterHistoryQueryVariables = Exact<{
  key: ParameterKey;
  first: number;
  after?: string | null | undefined;
}>;


export type ParameterHistoryQuery = { __typename: 'Query', parameterHistory: { __typename: 'ParameterSettingConnection', totalCount: number, nodes: Array<{ __typename: 'ParameterSetting', id: string, validFrom: Instant, createdAt: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', integer: number | null, amount: Decimal | null, seconds: number | null, flag: boolean | null, date: Day | null, text: string, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }> | null }, setBy: { __typename: 'StaffMember', id: string, name: string }, confirmedBy: { __typename: 'StaffMember', id: string, name: string } | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type HoursFragment = { __typename: 'BusinessHours', timeZone: string, roundTheClock: boolean, open: boolean, opensAt: Instant | null, closesAt: Instant | null, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }>, holidays: Array<{ __typename: 'Holiday', date: Day, name: string }> };

export type HouseHoursQueryVariables = Exact<{ [key: string]: never; }>;


export type HouseHoursQuery = { __typename: 'Query', house: { __typename: 'House', businessHours: { __typename: 'BusinessHours', timeZone: string, roundTheClock: boolean, open: boolean, opensAt: Instant | null, closesAt: Instant | null, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }>, holidays: Array<{ __typename: 'Holiday', date: Day, name: string }> } } };

export type ProviderQueuesQueryVariables = Exact<{ [key: string]: never; }>;


export type ProviderQueuesQuery = { __typename: 'Query', systemStatus: { __typename: 'SystemStatus', queues: Array<{ __typename: 'QueueStatus', channel: MessageChannel, waiting: number, givenUp: number, oldestDueAt: Instant | null }> } };

export type ParameterSetMutationVariables = Exact<{
  input: ParameterSetInput;
}>;


export type ParameterSetMutation = { __typename: 'Mutation', parameterSet: { __typename: 'ParameterSetPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, parameter: { __typename: 'Parameter', id: string, key: ParameterKey, label: string, about: string, kind: ParameterKind, fourEyes: boolean, maySet: boolean, value: { __typename: 'ParameterValue', integer: number | null, amount: Decimal | null, seconds: number | null, flag: boolean | null, date: Day | null, text: string, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }> | null }, setting: { __typename: 'ParameterSetting', id: string, validFrom: Instant, createdAt: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', integer: number | null, amount: Decimal | null, seconds: number | null, flag: boolean | null, date: Day | null, text: string, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }> | null }, setBy: { __typename: 'StaffMember', id: string, name: string }, confirmedBy: { __typename: 'StaffMember', id: string, name: string } | null } | null, firstValue: { __typename: 'ParameterValue', text: string }, minimum: { __typename: 'ParameterValue', text: string } | null, maximum: { __typename: 'ParameterValue', text: string } | null, coming: Array<{ __typename: 'ParameterSetting', id: string, validFrom: Instant, value: { __typename: 'ParameterValue', text: string } }>, proposal: { __typename: 'Proposal', id: string, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, parameter: { __typename: 'ParameterProposal', validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, message: string | null } } | null } | null, proposal: { __typename: 'Proposal', id: string, deciders: string, expiresAt: Instant | null } | null } };

export type ParameterDecideMutationVariables = Exact<{
  input: ProposalDecideInput;
}>;


export type ParameterDecideMutation = { __typename: 'Mutation', proposalDecide: { __typename: 'ProposalDecidePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, proposal: { __typename: 'Proposal', id: string, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, parameter: { __typename: 'ParameterProposal', validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, message: string | null } } | null, parameter: { __typename: 'Parameter', id: string, key: ParameterKey, label: string, about: string, kind: ParameterKind, fourEyes: boolean, maySet: boolean, value: { __typename: 'ParameterValue', integer: number | null, amount: Decimal | null, seconds: number | null, flag: boolean | null, date: Day | null, text: string, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }> | null }, setting: { __typename: 'ParameterSetting', id: string, validFrom: Instant, createdAt: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', integer: number | null, amount: Decimal | null, seconds: number | null, flag: boolean | null, date: Day | null, text: string, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }> | null }, setBy: { __typename: 'StaffMember', id: string, name: string }, confirmedBy: { __typename: 'StaffMember', id: string, name: string } | null } | null, firstValue: { __typename: 'ParameterValue', text: string }, minimum: { __typename: 'ParameterValue', text: string } | null, maximum: { __typename: 'ParameterValue', text: string } | null, coming: Array<{ __typename: 'ParameterSetting', id: string, validFrom: Instant, value: { __typename: 'ParameterValue', text: string } }>, proposal: { __typename: 'Proposal', id: string, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, parameter: { __typename: 'ParameterProposal', validFrom: Instant, reason: string, source: string | null, value: { __typename: 'ParameterValue', text: string } } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, message: string | null } } | null } | null } };

export type HolidaySetMutationVariables = Exact<{
  input: HolidaySetInput;
}>;


export type HolidaySetMutation = { __typename: 'Mutation', holidaySet: { __typename: 'HolidaySetPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, holiday: { __typename: 'Holiday', date: Day, name: string } | null, businessHours: { __typename: 'BusinessHours', timeZone: string, roundTheClock: boolean, open: boolean, opensAt: Instant | null, closesAt: Instant | null, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }>, holidays: Array<{ __typename: 'Holiday', date: Day, name: string }> } | null } };

export type HolidayRemoveMutationVariables = Exact<{
  input: HolidayRemoveInput;
}>;


export type HolidayRemoveMutation = { __typename: 'Mutation', holidayRemove: { __typename: 'HolidayRemovePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, businessHours: { __typename: 'BusinessHours', timeZone: string, roundTheClock: boolean, open: boolean, opensAt: Instant | null, closesAt: Instant | null, week: Array<{ __typename: 'BusinessDay', weekday: Weekday, opensAt: string, closesAt: string }>, holidays: Array<{ __typename: 'Holiday', date: Day, name: string }> } | null } };

export type PasswordChangeMutationVariables = Exact<{
  input: PasswordChangeInput;
}>;


export type PasswordChangeMutation = { __typename: 'Mutation', passwordChange: { __typename: 'PasswordChangePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, session: { __typename: 'Session', id: string } | null } };

export type PasswordResetMutationVariables = Exact<{
  input: PasswordResetInput;
}>;


export type PasswordResetMutation = { __typename: 'Mutation', passwordReset: { __typename: 'PasswordResetPayload', done: boolean, userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }> } };

export type PasswordResetRequestMutationVariables = Exact<{
  input: PasswordResetRequestInput;
}>;


export type PasswordResetRequestMutation = { __typename: 'Mutation', passwordResetRequest: { __typename: 'PasswordResetRequestPayload', validSeconds: number, userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }> } };

export type TotpBeginMutationVariables = Exact<{ [key: string]: never; }>;


export type TotpBeginMutation = { __typename: 'Mutation', totpBegin: { __typename: 'TotpBeginPayload', secret: string | null, uri: string | null, userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }> } };

export type TotpConfirmMutationVariables = Exact<{
  input: TotpConfirmInput;
}>;


export type TotpConfirmMutation = { __typename: 'Mutation', totpConfirm: { __typename: 'TotpConfirmPayload', recoveryCodes: Array<string>, userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }> } };

export type SystemStatusQueryVariables = Exact<{ [key: string]: never; }>;


export type SystemStatusQuery = { __typename: 'Query', systemStatus: { __typename: 'SystemStatus', version: string | null, startedAt: Instant | null, leads: boolean, sockets: number, streams: number, subscriptions: number, feedLagMilliseconds: number, feedHeldMilliseconds: number, databaseVersion: string, databaseMegabytes: number, schemaVersion: string, jobs: Array<{ __typename: 'JobStatus', name: string, firedAt: Instant, startedAt: Instant, finishedAt: Instant | null, outcome: JobOutcome | null }>, queues: Array<{ __typename: 'QueueStatus', channel: MessageChannel, waiting: number, givenUp: number, oldestDueAt: Instant | null }> }, booksStatus: { __typename: 'BooksStatus', state: BooksState, text: string, checkedAt: Instant | null, entries: number | null, findings: number | null } };

export type TokenRowFragment = { __typename: 'AccessToken', id: string, name: string, audience: TokenAudience, scopes: Array<TokenScope>, hint: string, budgetPerHour: number, createdAt: Instant, expiresAt: Instant, lastUsedAt: Instant | null, retiresAt: Instant | null, revokedAt: Instant | null, live: boolean, holder: { __typename: 'StaffMember', id: string, name: string } };

export type AccessTokensQueryVariables = Exact<{
  includeEnded: boolean;
}>;


export type AccessTokensQuery = { __typename: 'Query', accessTokens: Array<{ __typename: 'AccessToken', id: string, name: string, audience: TokenAudience, scopes: Array<TokenScope>, hint: string, budgetPerHour: number, createdAt: Instant, expiresAt: Instant, lastUsedAt: Instant | null, retiresAt: Instant | null, revokedAt: Instant | null, live: boolean, holder: { __typename: 'StaffMember', id: string, name: string } }> };

export type AccessTokenCreateMutationVariables = Exact<{
  input: AccessTokenCreateInput;
}>;


export type AccessTokenCreateMutation = { __typename: 'Mutation', accessTokenCreate: { __typename: 'AccessTokenPayload', token: string | null, userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, accessToken: { __typename: 'AccessToken', id: string, name: string, audience: TokenAudience, scopes: Array<TokenScope>, hint: string, budgetPerHour: number, createdAt: Instant, expiresAt: Instant, lastUsedAt: Instant | null, retiresAt: Instant | null, revokedAt: Instant | null, live: boolean, holder: { __typename: 'StaffMember', id: string, name: string } } | null } };

export type AccessTokenRotateMutationVariables = Exact<{
  input: AccessTokenRotateInput;
}>;


export type AccessTokenRotateMutation = { __typename: 'Mutation', accessTokenRotate: { __typename: 'AccessTokenPayload', token: string | null, userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, accessToken: { __typename: 'AccessToken', id: string, name: string, audience: TokenAudience, scopes: Array<TokenScope>, hint: string, budgetPerHour: number, createdAt: Instant, expiresAt: Instant, lastUsedAt: Instant | null, retiresAt: Instant | null, revokedAt: Instant | null, live: boolean, holder: { __typename: 'StaffMember', id: string, name: string } } | null, replaced: { __typename: 'AccessToken', id: string, name: string, audience: TokenAudience, scopes: Array<TokenScope>, hint: string, budgetPerHour: number, createdAt: Instant, expiresAt: Instant, lastUsedAt: Instant | null, retiresAt: Instant | null, revokedAt: Instant | null, live: boolean, holder: { __typename: 'StaffMember', id: string, name: string } } | null } };

export type AccessTokenRevokeMutationVariables = Exact<{
  input: AccessTokenRevokeInput;
}>;


export type AccessTokenRevokeMutation = { __typename: 'Mutation', accessTokenRevoke: { __typename: 'AccessTokenRevokePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, accessToken: { __typename: 'AccessToken', id: string, name: string, audience: TokenAudience, scopes: Array<TokenScope>, hint: string, budgetPerHour: number, createdAt: Instant, expiresAt: Instant, lastUsedAt: Instant | null, retiresAt: Instant | null, revokedAt: Instant | null, live: boolean, holder: { __typename: 'StaffMember', id: string, name: string } } | null } };

export type PersonFragment = { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null };

export type StaffQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: StaffFilter | null | undefined;
}>;


export type StaffQuery = { __typename: 'Query', staff: { __typename: 'StaffMemberConnection', totalCount: number, nodes: Array<{ __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type PersonByIdQueryVariables = Exact<{
  id: string;
}>;


export type PersonByIdQuery = { __typename: 'Query', node:
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
    | { __typename: 'Operation' }
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
    | { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null }
   | null };

export type RightsQueryVariables = Exact<{ [key: string]: never; }>;


export type RightsQuery = { __typename: 'Query', rolePermissions: Array<{ __typename: 'RolePermissions', role: Role, permissions: Array<{ __typename: 'PermissionGrant', permission: Permission, reach: Reach }> }>, permissionSets: Array<{ __typename: 'PermissionSetRule', set: PermissionSet, permissions: Array<Permission>, roles: Array<Role>, fourEyes: boolean }> };

export type ColleaguesQueryVariables = Exact<{
  role: Role;
}>;


export type ColleaguesQuery = { __typename: 'Query', staff: { __typename: 'StaffMemberConnection', nodes: Array<{ __typename: 'StaffMember', id: string, name: string, role: Role }> } };

export type PortfolioQueryVariables = Exact<{
  id: string;
}>;


export type PortfolioQuery = { __typename: 'Query', clients: { __typename: 'ClientConnection', totalCount: number } };

export type WorkInHandQueryVariables = Exact<{
  id: string;
}>;


export type WorkInHandQuery = { __typename: 'Query', operations: { __typename: 'OperationConnection', totalCount: number } };

export type OfficeProposalFragment = { __typename: 'Proposal', id: string, kind: ProposalKind, set: PermissionSet | null, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, user: { __typename: 'StaffMember', id: string, name: string } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, message: string | null } };

export type OfficeProposalsQueryVariables = Exact<{ [key: string]: never; }>;


export type OfficeProposalsQuery = { __typename: 'Query', approvals: { __typename: 'ProposalConnection', nodes: Array<{ __typename: 'Proposal', id: string, kind: ProposalKind, set: PermissionSet | null, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, user: { __typename: 'StaffMember', id: string, name: string } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, message: string | null } }> } };

export type OfficeDecideMutationVariables = Exact<{
  input: ProposalDecideInput;
}>;


export type OfficeDecideMutation = { __typename: 'Mutation', proposalDecide: { __typename: 'ProposalDecidePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, proposal: { __typename: 'Proposal', id: string, kind: ProposalKind, set: PermissionSet | null, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, user: { __typename: 'StaffMember', id: string, name: string } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, message: string | null } } | null, user: { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null } | null } };

export type UserCreateMutationVariables = Exact<{
  input: UserCreateInput;
}>;


export type UserCreateMutation = { __typename: 'Mutation', userCreate: { __typename: 'UserCreatePayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, user: { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null } | null } };

export type UserUpdateMutationVariables = Exact<{
  input: UserUpdateInput;
}>;


export type UserUpdateMutation = { __typename: 'Mutation', userUpdate: { __typename: 'UserUpdatePayload', movedOperations: number, leftOperations: number, userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, user: { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null } | null } };

export type UserDeactivateMutationVariables = Exact<{
  input: UserDeactivateInput;
}>;


export type UserDeactivateMutation = { __typename: 'Mutation', userDeactivate: { __typename: 'UserDeactivatePayload', movedClients: number, movedOperations: number, leftOperations: number, userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, user: { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null } | null } };

export type UserRehireMutationVariables = Exact<{
  input: UserRehireInput;
}>;


export type UserRehireMutation = { __typename: 'Mutation', userRehire: { __typename: 'UserPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, user: { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null } | null } };

export type UserInviteMutationVariables = Exact<{
  input: UserInviteInput;
}>;


export type UserInviteMutation = { __typename: 'Mutation', userInvite: { __typename: 'UserPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, user: { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null } | null } };

export type UserForcePasswordChangeMutationVariables = Exact<{
  input: UserForcePasswordChangeInput;
}>;


export type UserForcePasswordChangeMutation = { __typename: 'Mutation', userForcePasswordChange: { __typename: 'UserPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, user: { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null } | null } };

export type UserResetTotpMutationVariables = Exact<{
  input: UserResetTotpInput;
}>;


export type UserResetTotpMutation = { __typename: 'Mutation', userResetTotp: { __typename: 'UserPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, user: { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null } | null } };

export type UserGrantMutationVariables = Exact<{
  input: UserGrantInput;
}>;


export type UserGrantMutation = { __typename: 'Mutation', userGrant: { __typename: 'UserPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, user: { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null } | null } };

export type UserRevokeMutationVariables = Exact<{
  input: UserRevokeInput;
}>;


export type UserRevokeMutation = { __typename: 'Mutation', userRevoke: { __typename: 'UserPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, user: { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null } | null } };

export type UserGrantSetMutationVariables = Exact<{
  input: UserGrantSetInput;
}>;


export type UserGrantSetMutation = { __typename: 'Mutation', userGrantSet: { __typename: 'UserSetPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, user: { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null } | null, proposal: { __typename: 'Proposal', id: string, kind: ProposalKind, set: PermissionSet | null, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, user: { __typename: 'StaffMember', id: string, name: string } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, message: string | null } } | null } };

export type UserRevokeSetMutationVariables = Exact<{
  input: UserRevokeSetInput;
}>;


export type UserRevokeSetMutation = { __typename: 'Mutation', userRevokeSet: { __typename: 'UserSetPayload', userErrors: Array<{ __typename: 'UserError', code: UserErrorCode, message: string, field: Array<string> | null, params: Array<{ __typename: 'UserErrorParam', name: string, value: string }> }>, user: { __typename: 'StaffMember', id: string, name: string, role: Role, email: string | null, dni: string | null, status: UserStatus | null, deactivationReason: string | null, grants: Array<Permission> | null, sets: Array<PermissionSet> | null, totpEnabled: boolean | null, mustChangePassword: boolean | null, createdAt: Instant | null } | null, proposal: { __typename: 'Proposal', id: string, kind: ProposalKind, set: PermissionSet | null, createdAt: Instant, deciders: string, expiresAt: Instant | null, decision: ProposalDecision | null, user: { __typename: 'StaffMember', id: string, name: string } | null, proposer: { __typename: 'StaffMember', id: string, name: string }, mayDecide: { __typename: 'ProposalAvailability', allowed: boolean, mayWithdraw: boolean, message: string | null } } | null } };

export * from './app/books.ts';
export * from './app/pricing.ts';
export * from './app/search.ts';
export * from './house/deskCounters.ts';
export * from './house/deskEvents.ts';
export * from './house/fragments.ts';
export * from './house/rateTicks.ts';
export * from './house/viewer.ts';
export * from './screens/accounts/accounts.ts';
export * from './screens/approvals/approvals.ts';
export * from './screens/audit/audit.ts';
export * from './screens/clients/clients.ts';
export * from './screens/clients/risk.ts';
export * from './screens/home/home.ts';
export * from './screens/invoices/invoices.ts';
export * from './screens/kyc/kyc.ts';
export * from './screens/messages/messages.ts';
export * from './screens/new-operation/newOperation.ts';
export * from './screens/operation/acts/acts.ts';
export * from './screens/operation/invoices.ts';
export * from './screens/operation/operation.ts';
export * from './screens/operations/operations.ts';
export * from './screens/rates/rates.ts';
export * from './screens/rewards/rewards.ts';
export * from './screens/sessions/sessions.ts';
export * from './screens/settings/settings.ts';
export * from './screens/sign-in/steps.ts';
export * from './screens/system/system.ts';
export * from './screens/users/tokens.ts';
export * from './screens/users/users.ts';
