package view

import (
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// Client is a client of the house.
type Client struct {
	*ent.Customer
	lens *Lens
}

// NewClient shows a client.
func NewClient(lens *Lens, row *ent.Customer) *Client { return &Client{row, lens} }

// ID is the global id.
func (c *Client) ID() string { return c.GlobalID() }

// Owner is the trader whose portfolio the client is in; nil for clients.
func (c *Client) Owner() *StaffMember {
	if !c.lens.Viewer.IsStaff() {
		return nil
	}
	return optional(c.lens, c.Edges.Owner, NewStaffMember)
}

// Accounts are the bank accounts in use, oldest first.
func (c *Client) Accounts() []*BankAccount { return each(c.lens, c.Edges.Accounts, NewBankAccount) }

// MaskedDocumentNumber is the document's number for lists.
func (c *Client) MaskedDocumentNumber() string { return access.Mask(c.DocumentNumber) }

// MaskedEmail is the e-mail for lists.
func (c *Client) MaskedEmail() string { return access.MaskEmail(c.Email) }

// Contacts are the further e-mails and telephones in use, oldest first.
func (c *Client) Contacts() []*ClientContact { return each(c.lens, c.Edges.Contacts, NewClientContact) }

// Address is where the client is.
func (c *Client) Address() *Address {
	return &Address{Line: c.Customer.Address, District: c.District, Province: c.Province, Department: c.Department}
}

// Consents are the texts that the client accepted, newest first.
func (c *Client) Consents() []*Consent { return each(c.lens, c.Edges.Consents, NewConsent) }

// Invoices are its newest electronic documents, newest first.
func (c *Client) Invoices() []*Invoice {
	return each(c.lens, c.lens.ClientInvoices[c.Customer.ID], NewInvoice)
}

// Identification is how far the client's identification is.
func (c *Client) Identification() *Identification { return c.lens.Identifications[c.Customer.ID] }

// Risk is how much risk the client brings; nil for who may not see it.
func (c *Client) Risk() *RiskProfile {
	picture := c.lens.Risks[c.Customer.ID]
	if picture == nil {
		return nil
	}
	return &RiskProfile{picture, c}
}

// RelatedPersons are who represents, owns or acts for the client, oldest first.
func (c *Client) RelatedPersons() []*RelatedPerson {
	return each(c.lens, c.lens.RelatedPersons[c.Customer.ID], NewRelatedPerson)
}

// MonthlyIncome is what the client says to earn in a month.
func (c *Client) MonthlyIncome() *domain.IncomeBand { return c.MonthlyIncomeBand }

// OperatingLimit is what the client may still operate without documents.
func (c *Client) OperatingLimit() OperatingLimit {
	limit := c.lens.Limits[c.Customer.ID]
	shown := OperatingLimit{Applies: limit.Applies, Used: money.Dollars(limit.Used.USD), Count: limit.Used.Count}
	if limit.Applies {
		if limit.Bound.MaxCount > 0 {
			shown.MaxCount = &limit.Bound.MaxCount
		}
		bound, left := money.Dollars(limit.Bound.Amount), money.Dollars(limit.Left())
		shown.Maximum, shown.Left, shown.Unlock = &bound, &left, textOrNil(limit.Unlock(c.lens.Viewer.Reader()))
	}
	return shown
}

// OperatingLimit is what a client may still operate without documents.
type OperatingLimit struct {
	Applies bool
	Maximum *money.Money
	Used    money.Money
	Left    *money.Money
	// Count is how many operations count, MaxCount how many may; nil where their number is not limited.
	Count    int
	MaxCount *int
	Unlock   *string
}

// Address is where a client is.
type Address struct{ Line, District, Province, Department *string }

// ClientContact is a further e-mail or telephone.
type ClientContact struct {
	*ent.ClientContact
	lens *Lens
}

// NewClientContact shows a contact.
func NewClientContact(lens *Lens, row *ent.ClientContact) *ClientContact {
	return &ClientContact{row, lens}
}

// ID is the global id.
func (c *ClientContact) ID() string { return c.GlobalID() }

// MaskedValue is the e-mail or number for lists.
func (c *ClientContact) MaskedValue() string {
	if c.Kind == domain.ContactEmail {
		return access.MaskEmail(c.Value)
	}
	return access.Mask(c.Value)
}

// Consent is a text that a client accepted.
type Consent struct{ *ent.Consent }

// NewConsent shows a consent.
func NewConsent(_ *Lens, row *ent.Consent) *Consent { return &Consent{row} }

// BankAccount is a client's own account.
type BankAccount struct {
	*ent.BankAccount
	lens *Lens
}

// NewBankAccount shows a bank account.
func NewBankAccount(lens *Lens, row *ent.BankAccount) *BankAccount { return &BankAccount{row, lens} }

// ID is the global id.
func (a *BankAccount) ID() string { return a.GlobalID() }

// MaskedNumber is the account's number for lists.
func (a *BankAccount) MaskedNumber() string { return access.Mask(a.Number) }

// MaskedCci is the CCI for lists.
func (a *BankAccount) MaskedCci() string { return access.Mask(a.Cci) }

// AccountNumberForm is one way a bank writes its account numbers.
type AccountNumberForm struct{ domain.AccountFormat }

// Kind is the kind of account written so; nil when every kind is.
func (f AccountNumberForm) Kind() *domain.AccountKind {
	if f.AccountFormat.Kind == "" {
		return nil
	}
	return &f.AccountFormat.Kind
}

// CurrencyDigit is the digit that tells the currency; nil where none does.
func (f AccountNumberForm) CurrencyDigit() *int {
	if f.AccountFormat.CurrencyDigit == 0 {
		return nil
	}
	return &f.AccountFormat.CurrencyDigit
}

// Bank is the account's bank.
func (a *BankAccount) Bank() *Bank { return BankOf(a.BankAccount.Bank) }

// StaffMember is a person of the house.
type StaffMember struct {
	*ent.User
	lens *Lens
}

// NewStaffMember shows a person of the house.
func NewStaffMember(lens *Lens, row *ent.User) *StaffMember { return &StaffMember{row, lens} }

// ID is the global id.
func (m *StaffMember) ID() string { return m.GlobalID() }

// Email is the sign-in name; nil for clients.
func (m *StaffMember) Email() *string {
	if !m.lens.Viewer.IsStaff() {
		return nil
	}
	return textOrNil(m.User.Email)
}

// administers tells whether the viewer sees what is for who administers people.
func (m *StaffMember) administers() bool { return m.lens.Viewer.Can(domain.UsersWrite) }

// Dni is the other sign-in name; nil for who does not administer people.
func (m *StaffMember) Dni() *string { return onlyIf(m.administers(), m.User.Dni) }

// Status is the state of the person; nil for clients.
func (m *StaffMember) Status() *domain.UserStatus {
	return onlyIf(m.lens.Viewer.IsStaff(), &m.User.Status)
}

// DeactivationReason is why the person was deactivated; nil for who does not administer people.
func (m *StaffMember) DeactivationReason() *string {
	return onlyIf(m.administers(), m.User.DeactivationReason)
}

// Grants are the permissions beyond the role; nil for who does not administer people.
func (m *StaffMember) Grants() []domain.Permission {
	rows, err := m.Edges.GrantsOrErr()
	if err != nil || !m.administers() {
		return nil
	}
	grants := make([]domain.Permission, len(rows))
	for i, grant := range rows {
		grants[i] = grant.Permission
	}
	return grants
}

// Sets are the offices that the person holds; nil for who is no person of the house.
func (m *StaffMember) Sets() []domain.PermissionSet {
	rows, err := m.Edges.SetsOrErr()
	if err != nil {
		return nil
	}
	sets := make([]domain.PermissionSet, len(rows))
	for i, grant := range rows {
		sets[i] = grant.PermissionSet
	}
	return sets
}

// TotpEnabled tells whether the person has a second factor; nil for who does not administer people.
func (m *StaffMember) TotpEnabled() *bool {
	enabled := m.TotpConfirmedAt != nil
	return onlyIf(m.administers(), &enabled)
}

// MustChangePassword tells whether the next session must choose another password; nil for who does not administer people.
func (m *StaffMember) MustChangePassword() *bool {
	return onlyIf(m.administers(), &m.User.MustChangePassword)
}

// CreatedAt is when the person was hired; nil for who does not administer people.
func (m *StaffMember) CreatedAt() *time.Time { return onlyIf(m.administers(), &m.User.CreatedAt) }

func onlyIf[T any](shown bool, value *T) *T {
	if shown {
		return value
	}
	return nil
}

// Session is a sign-in of the viewer.
type Session struct {
	*ent.Session
	lens *Lens
}

// NewSession shows a session.
func NewSession(lens *Lens, row *ent.Session) *Session { return &Session{row, lens} }

// ID is the global id.
func (s *Session) ID() string { return s.GlobalID() }

// Current tells whether it is the session of this request.
func (s *Session) Current() bool { return s.lens.Viewer.SessionID == s.Session.ID }
