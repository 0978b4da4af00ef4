package view

import (
	"time"

	"github.com/qoricash/qoricash/ent"
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

// Limit is what the client may still operate without documents.
func (c *Client) Limit() OperatingLimit {
	limit := c.lens.Limits[c.Customer.ID]
	shown := OperatingLimit{Applies: limit.Applies, Used: money.Dollars(limit.Used.USD)}
	if limit.Applies {
		bound, left := money.Dollars(limit.Bound.Amount), money.Dollars(limit.Left())
		shown.Limit, shown.Left, shown.Unlock = &bound, &left, textOrNil(limit.Unlock())
	}
	return shown
}

// OperatingLimit is what a client may still operate without documents.
type OperatingLimit struct {
	Applies bool
	Limit   *money.Money
	Used    money.Money
	Left    *money.Money
	Unlock  *string
}

// BankAccount is a client's own account.
type BankAccount struct {
	*ent.BankAccount
	lens *Lens
}

// NewBankAccount shows a bank account.
func NewBankAccount(lens *Lens, row *ent.BankAccount) *BankAccount { return &BankAccount{row, lens} }

// ID is the global id.
func (a *BankAccount) ID() string { return a.GlobalID() }

// Bank is a bank of the catalogue.
type Bank struct {
	Code, Name string
	CciOnly    bool
}

// NewBank shows an entry of the catalogue.
func NewBank(bank domain.Bank) Bank {
	return Bank{Code: bank.Key, Name: bank.Name, CciOnly: len(bank.Formats) == 0}
}

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

// Session is the session behind a request.
type Session struct {
	*ent.Session
	lens *Lens
}

// NewSession shows a session.
func NewSession(lens *Lens, row *ent.Session) *Session { return &Session{row, lens} }

// ID is the global id.
func (s *Session) ID() string { return s.GlobalID() }

// ServerTime is the clock to count down against the session's ends.
func (s *Session) ServerTime() time.Time { return s.lens.Now }
