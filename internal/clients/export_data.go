package clients

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/auditentry"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/ent/clientcontact"
	"github.com/qoricash/qoricash/ent/clientdocument"
	"github.com/qoricash/qoricash/ent/consent"
	"github.com/qoricash/qoricash/ent/notification"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/session"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// clientData is an export. Amounts are texts with two decimals, instants RFC 3339 in UTC.
type clientData struct {
	ExportedAt         time.Time           `json:"exportedAt"`
	ID                 string              `json:"id"`
	DocumentType       domain.DocumentType `json:"documentType"`
	DocumentNumber     string              `json:"documentNumber"`
	FullName           string              `json:"fullName"`
	Name               domain.ClientName   `json:"name"`
	Email              string              `json:"email"`
	Phone              *string             `json:"phone"`
	Address            domain.Address      `json:"address"`
	PoliticallyExposed *bool               `json:"politicallyExposed"`
	BirthDate          *domain.Date        `json:"birthDate"`
	Nationality        *string             `json:"nationality"`
	Occupation         *string             `json:"occupation"`
	OriginOfFunds      *string             `json:"originOfFunds"`
	Purpose            *string             `json:"purpose"`
	MonthlyIncome      *domain.IncomeBand  `json:"monthlyIncome"`
	Gender             *domain.Gender      `json:"gender"`
	ReferralCode       *string             `json:"referralCode"`
	Status             domain.ClientStatus `json:"status"`
	KYCStatus          domain.KYCStatus    `json:"kycStatus"`
	Channel            domain.Channel      `json:"channel"`
	CreatedAt          time.Time           `json:"createdAt"`

	Contacts      []contactData      `json:"contacts"`
	Consents      []consentData      `json:"consents"`
	Accounts      []accountData      `json:"accounts"`
	Documents     []documentData     `json:"documents"`
	Operations    []operationData    `json:"operations"`
	Sessions      []sessionData      `json:"sessions"`
	Notifications []notificationData `json:"notifications"`
	// History is what was done to the client's own record, and by which kind of person.
	History []historyData `json:"history"`
}

type contactData struct {
	Kind       domain.ContactKind `json:"kind"`
	Value      string             `json:"value"`
	Label      *string            `json:"label"`
	CreatedAt  time.Time          `json:"createdAt"`
	VerifiedAt *time.Time         `json:"verifiedAt"`
	RemovedAt  *time.Time         `json:"removedAt"`
}

type consentData struct {
	Document domain.ConsentDocument `json:"document"`
	Version  string                 `json:"version"`
	Channel  domain.Channel         `json:"channel"`
	Address  string                 `json:"networkAddress"`
	At       time.Time              `json:"at"`
}

type accountData struct {
	Bank        string             `json:"bank"`
	Currency    domain.Currency    `json:"currency"`
	Kind        domain.AccountKind `json:"kind"`
	Number      string             `json:"number"`
	CCI         string             `json:"cci"`
	CreatedAt   time.Time          `json:"createdAt"`
	ConfirmedAt *time.Time         `json:"holderConfirmedAt"`
	RemovedAt   *time.Time         `json:"removedAt"`
}

type documentData struct {
	Kind        domain.DocumentKind   `json:"kind"`
	Status      domain.DocumentStatus `json:"status"`
	Reason      *domain.KYCReason     `json:"reason"`
	MediaType   string                `json:"mediaType"`
	Size        int64                 `json:"size"`
	SubmittedAt time.Time             `json:"submittedAt"`
	ReviewedAt  *time.Time            `json:"reviewedAt"`
}

type operationData struct {
	Code        string                 `json:"code"`
	Status      domain.Status          `json:"status"`
	Side        domain.Side            `json:"side"`
	USD         money.Amount           `json:"usd"`
	PEN         money.Amount           `json:"pen"`
	Rate        money.Rate             `json:"rate"`
	Source      domain.AccountSnapshot `json:"sourceAccount"`
	Destination domain.AccountSnapshot `json:"destinationAccount"`
	Deposits    []transferData         `json:"deposits"`
	Payouts     []transferData         `json:"payouts"`
	CreatedAt   time.Time              `json:"createdAt"`
	CompletedAt *time.Time             `json:"completedAt"`
	EndedAt     *time.Time             `json:"endedAt"`
}

type transferData struct {
	Amount        money.Amount    `json:"amount"`
	Currency      domain.Currency `json:"currency"`
	BankReference string          `json:"bankReference"`
	Status        string          `json:"status,omitempty"`
	At            time.Time       `json:"at"`
}

type sessionData struct {
	Kind    domain.SessionKind `json:"kind"`
	Device  string             `json:"device"`
	Address string             `json:"networkAddress"`
	From    time.Time          `json:"from"`
	SeenAt  time.Time          `json:"seenAt"`
	EndedAt *time.Time         `json:"endedAt"`
}

type notificationData struct {
	Title  string     `json:"title"`
	Body   string     `json:"body"`
	At     time.Time  `json:"at"`
	ReadAt *time.Time `json:"readAt"`
}

type historyData struct {
	At     time.Time        `json:"at"`
	Action string           `json:"action"`
	By     domain.ActorKind `json:"by"`
	// Changes are shown of what the client did itself: what the house wrote down is not the client's.
	Changes map[string]any `json:"changes,omitempty"`
}

func dataOf(row *ent.Customer, now time.Time) *clientData {
	return &clientData{ExportedAt: now.UTC(), ID: row.GlobalID(), DocumentType: row.DocumentType, DocumentNumber: row.DocumentNumber,
		FullName: row.FullName, Name: nameOf(row), Email: row.Email, Phone: row.Phone, Address: addressOf(row),
		PoliticallyExposed: row.PoliticallyExposed, BirthDate: row.BirthDate, Nationality: row.Nationality, Occupation: row.Occupation,
		OriginOfFunds: row.OriginOfFunds, Purpose: row.Purpose, MonthlyIncome: row.MonthlyIncomeBand, Gender: row.Gender,
		ReferralCode: row.ReferralCodeUsed, Status: row.Status, KYCStatus: row.KycStatus,
		Channel: row.Channel, CreatedAt: row.CreatedAt.UTC()}
}

// each answers what is shown of rows; a list of an export is never null.
func each[Row, Shown any](rows []Row, show func(Row) Shown) []Shown {
	list := make([]Shown, len(rows))
	for i, row := range rows {
		list[i] = show(row)
	}
	return list
}

func (d *clientData) readContacts(ctx context.Context, from *ent.Client, id uuid.UUID) error {
	rows, err := from.ClientContact.Query().Where(clientcontact.ClientID(id)).Order(clientcontact.ByID()).All(ctx)
	d.Contacts = each(rows, func(row *ent.ClientContact) contactData {
		return contactData{row.Kind, row.Value, row.Label, row.CreatedAt.UTC(), inUTC(row.VerifiedAt), inUTC(row.RemovedAt)}
	})
	return err
}

func (d *clientData) readConsents(ctx context.Context, from *ent.Client, id uuid.UUID) error {
	rows, err := from.Consent.Query().Where(consent.ClientID(id)).Order(consent.ByID()).All(ctx)
	d.Consents = each(rows, func(row *ent.Consent) consentData {
		return consentData{row.Document, row.Version, row.Channel, row.Address, row.CreatedAt.UTC()}
	})
	return err
}

func (d *clientData) readAccounts(ctx context.Context, from *ent.Client, id uuid.UUID) error {
	rows, err := from.BankAccount.Query().Where(bankaccount.ClientID(id)).Order(bankaccount.ByID()).All(ctx)
	d.Accounts = each(rows, func(row *ent.BankAccount) accountData {
		return accountData{row.Bank, row.Currency, row.Kind, row.Number, row.Cci, row.CreatedAt.UTC(), inUTC(row.HolderConfirmedAt),
			inUTC(row.RemovedAt)}
	})
	return err
}

func (d *clientData) readDocuments(ctx context.Context, from *ent.Client, id uuid.UUID) error {
	// What the house added itself is its own.
	rows, err := from.ClientDocument.Query().Where(clientdocument.ClientID(id), clientdocument.KindNEQ(domain.PaperComplianceValidation)).
		WithFile().Order(clientdocument.ByID()).All(ctx)
	d.Documents = each(rows, func(row *ent.ClientDocument) documentData {
		return documentData{row.Kind, row.Status, row.Reason, row.Edges.File.MediaType, row.Edges.File.Size, row.CreatedAt.UTC(), inUTC(row.ReviewedAt)}
	})
	return err
}

func (d *clientData) readOperations(ctx context.Context, from *ent.Client, id uuid.UUID) error {
	rows, err := from.Operation.Query().Where(operation.ClientID(id)).WithDeposits().WithPayouts().Order(operation.ByNumber()).All(ctx)
	d.Operations = each(rows, operationOf)
	return err
}

func operationOf(row *ent.Operation) operationData {
	return operationData{Code: row.Code, Status: row.Status, Side: row.Side, USD: row.Usd, PEN: row.Pen, Rate: row.Rate,
		Source: row.SourceSnapshot, Destination: row.DestinationSnapshot,
		Deposits: each(row.Edges.Deposits, func(deposit *ent.Deposit) transferData {
			return transferData{deposit.Amount, deposit.Currency, deposit.BankReference, string(deposit.Status), deposit.CreatedAt.UTC()}
		}),
		Payouts: each(row.Edges.Payouts, func(payout *ent.Payout) transferData {
			return transferData{payout.Amount, payout.Currency, payout.BankReference, "", payout.CreatedAt.UTC()}
		}),
		CreatedAt: row.CreatedAt.UTC(), CompletedAt: inUTC(row.CompletedAt), EndedAt: inUTC(row.EndedAt)}
}

func (d *clientData) readSessions(ctx context.Context, from *ent.Client, id uuid.UUID) error {
	rows, err := from.Session.Query().Where(session.ClientID(id)).Order(session.ByID()).All(ctx)
	d.Sessions = each(rows, func(row *ent.Session) sessionData {
		return sessionData{row.Kind, row.Device, row.Address, row.CreatedAt.UTC(), row.SeenAt.UTC(), inUTC(row.EndedAt)}
	})
	return err
}

func (d *clientData) readNotifications(ctx context.Context, from *ent.Client, id uuid.UUID) error {
	rows, err := from.Notification.Query().Where(notification.ClientID(id)).Order(notification.ByID()).All(ctx)
	d.Notifications = each(rows, func(row *ent.Notification) notificationData {
		return notificationData{row.Title, row.Body, row.CreatedAt.UTC(), inUTC(row.ReadAt)}
	})
	return err
}

func (d *clientData) readTrail(ctx context.Context, from *ent.Client, id uuid.UUID) error {
	// Who looked into the client, and why, is not told to it: of what the house did, its own commands on the record are.
	rows, err := from.AuditEntry.Query().Where(auditentry.ObjectID(id), auditentry.Or(auditentry.ActorKindIn(domain.ActorClient, domain.ActorAnonymous),
		auditentry.ActionHasPrefix("client."))).Order(auditentry.ByID()).All(ctx)
	d.History = each(rows, func(row *ent.AuditEntry) historyData {
		shown := historyData{At: row.At.UTC(), Action: row.Action, By: row.ActorKind}
		if row.ActorKind == domain.ActorClient {
			shown.Changes = row.Changes
		}
		return shown
	})
	return err
}

func inUTC(instant *time.Time) *time.Time {
	if instant == nil {
		return nil
	}
	shown := instant.UTC()
	return &shown
}
