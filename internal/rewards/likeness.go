package rewards

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/ent/clientcontact"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/knowndevice"
	"github.com/qoricash/qoricash/ent/session"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// compare answers what two clients have in common, of what the house knows of them: documents, contacts that they ever had, accounts, and
// the networks that they sign in from.
func compare(ctx context.Context, tx *store.Tx, first, second uuid.UUID) ([]domain.ReferralFlag, error) {
	ctx = access.AsSystem(ctx)
	both := []uuid.UUID{first, second}
	rows, err := tx.Customer.Query().Where(customer.IDIn(both...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read two clients: %w", err)
	}
	known := map[uuid.UUID]*domain.Likeness{first: {}, second: {}}
	for _, row := range rows {
		likeness := identityOf(row)
		likeness.Emails, likeness.Networks = []string{row.Email}, map[string]time.Time{}
		if row.Phone != nil {
			likeness.Phones = []string{*row.Phone}
		}
		known[row.ID] = &likeness
	}
	for _, read := range []func(context.Context, *ent.Client, []uuid.UUID, map[uuid.UUID]*domain.Likeness) error{readContacts, readAccounts, readNetworks} {
		if err := read(ctx, tx.Client(), both, known); err != nil {
			return nil, err
		}
	}
	return known[first].FlagsWith(*known[second]), nil
}

func readContacts(ctx context.Context, from *ent.Client, of []uuid.UUID, known map[uuid.UUID]*domain.Likeness) error {
	rows, err := from.ClientContact.Query().Where(clientcontact.ClientIDIn(of...)).All(ctx)
	if err != nil {
		return fmt.Errorf("read the contacts of two clients: %w", err)
	}
	for _, row := range rows {
		if row.Kind == domain.ContactEmail {
			known[row.ClientID].Emails = append(known[row.ClientID].Emails, row.Value)
		} else {
			known[row.ClientID].Phones = append(known[row.ClientID].Phones, row.Value)
		}
	}
	return nil
}

func readAccounts(ctx context.Context, from *ent.Client, of []uuid.UUID, known map[uuid.UUID]*domain.Likeness) error {
	rows, err := from.BankAccount.Query().Where(bankaccount.ClientIDIn(of...)).All(ctx)
	if err != nil {
		return fmt.Errorf("read the accounts of two clients: %w", err)
	}
	for _, row := range rows {
		known[row.ClientID].Accounts = append(known[row.ClientID].Accounts, row.Cci)
	}
	return nil
}

// readNetworks reads from where two clients signed in: last on each device that is known, and at the beginning of each session.
func readNetworks(ctx context.Context, from *ent.Client, of []uuid.UUID, known map[uuid.UUID]*domain.Likeness) error {
	devices, err := from.KnownDevice.Query().Where(knowndevice.ClientIDIn(of...)).All(ctx)
	if err != nil {
		return fmt.Errorf("read the devices of two clients: %w", err)
	}
	for _, row := range devices {
		known[*row.ClientID].Networks[row.Network] = row.SeenAt
	}
	sessions, err := from.Session.Query().Where(session.ClientIDIn(of...), session.EndedAtIsNil()).All(ctx)
	if err != nil {
		return fmt.Errorf("read the sessions of two clients: %w", err)
	}
	for _, row := range sessions {
		if row.Address != "" {
			known[*row.ClientID].Networks[row.Address] = row.SeenAt
		}
	}
	return nil
}
