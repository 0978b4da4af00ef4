package migrations_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/lib/pq"
	"github.com/pressly/goose/v3"

	"github.com/qoricash/qoricash/migrations"
)

// The last version in which the program alone held to the bounds of texts, and the one in which the database does too.
const (
	beforeBounds = 20261129230010
	withBounds   = 20261129231000
)

// bound takes the house to the version with bounds.
func (o old) bound(t *testing.T) error {
	t.Helper()
	provider, err := goose.NewProvider(goose.DialectPostgres, o.DB, migrations.FS)
	must(t, err)
	_, err = provider.UpTo(t.Context(), withBounds)
	return err
}

// version is the newest one that is applied.
func (o old) version(t *testing.T) (newest int64) {
	t.Helper()
	must(t, o.QueryRowContext(t.Context(), `SELECT max(version_id) FROM goose_db_version`).Scan(&newest))
	return newest
}

// visited writes a row of the trail of somebody with that browser.
const visited = `INSERT INTO audit_entries (at, actor_kind, actor_role, action, object_kind, changes, address, user_agent, request_id, mac)
	VALUES (now(), 'STAFF', 'MASTER', 'user.update', 'user', '{}', '190.1.2.3', $1, 'req-1', $2)`

// refusedBy is the check that refused a statement or a migration; empty for none.
func refusedBy(err error) string {
	var refused *pq.Error
	if errors.As(err, &refused) && refused.Code == "23514" {
		return refused.Constraint
	}
	return ""
}

func TestTextsOfAHouseOfBeforeStayAsTheyAre(t *testing.T) {
	t.Parallel()
	// Given a trail with a browser that says more of itself than is kept today, and texts of as many characters as there may be, each of
	// which takes two bytes.
	house := upTo(t, beforeBounds)
	client := house.client(t, "PENDING")
	browser, address := strings.Repeat("Mozilla ", 100), strings.Repeat("ñ", 200)
	house.exec(t, visited, browser, make([]byte, 32))
	house.exec(t, `UPDATE clients SET address = $2 WHERE id = $1`, client, address)
	house.exec(t, `UPDATE users SET name = $1 WHERE is_house`, strings.Repeat("ñ", 120))

	must(t, house.bound(t))

	var kept, lives string
	must(t, house.QueryRowContext(t.Context(), `SELECT user_agent FROM audit_entries`).Scan(&kept))
	must(t, house.QueryRowContext(t.Context(), `SELECT address FROM clients WHERE id = $1`, client).Scan(&lives))
	if kept != browser || lives != address {
		t.Errorf("the browser has %d characters, the address %d", len(kept), len([]rune(lives)))
	}
	for check, write := range map[string]func() error{
		"audit_entries_user_agent_length": func() error {
			_, err := house.ExecContext(t.Context(), visited, browser, make([]byte, 32))
			return err
		},
		"clients_address_length": func() error {
			_, err := house.ExecContext(t.Context(), `UPDATE clients SET address = $2 WHERE id = $1`, client, address+"ñ")
			return err
		},
		"users_name_length": func() error {
			_, err := house.ExecContext(t.Context(), `UPDATE users SET name = name || 'ñ' WHERE is_house`)
			return err
		},
	} {
		if err := write(); refusedBy(err) != check {
			t.Errorf("from then on %s lets through: %v", check, err)
		}
	}
	_, err := migrations.Up(t.Context(), house.DB)
	must(t, err)
}

// No program wrote such a text, so somebody must look at it: nothing is cut off.
func TestATextThatNoProgramWroteStopsTheMigrationByName(t *testing.T) {
	t.Parallel()
	for check, odd := range map[string]struct{ spoil, mend string }{
		"clients_address_length": {`UPDATE clients SET address = repeat('ñ', 201)`, `UPDATE clients SET address = 'Av. Arequipa 100'`},
		"users_name_length":      {`UPDATE users SET name = repeat('x', 121)`, `UPDATE users SET name = 'La casa'`},
	} {
		t.Run(check, func(t *testing.T) {
			t.Parallel()
			house := upTo(t, beforeBounds)
			house.client(t, "PENDING")
			house.exec(t, odd.spoil)

			err := house.bound(t)

			if refusedBy(err) != check || house.version(t) != beforeBounds {
				t.Fatalf("refused by %q at version %d: %v", refusedBy(err), house.version(t), err)
			}
			house.exec(t, odd.mend)
			must(t, house.bound(t))
		})
	}
}
