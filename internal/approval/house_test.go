package approval_test

import (
	"context"
	"database/sql"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// house has one client in each situation that somebody could start from. Whoever proposed is MiddleOffice, and Master is the
// second person.
type house struct {
	*testkit.Kit
	// waiting is in review with an open proposal to approve it; refused with one to reject it.
	waiting, refused proposed
	// reopened was approved by two people and is in review again; its proposal is the confirmed one.
	reopened proposed
	// declined is in review, its only proposal was declined.
	declined proposed
	// former was hired to review and is deactivated.
	former uuid.UUID
}

type proposed struct{ client, proposal uuid.UUID }

func open(t *testing.T) *house {
	t.Helper()
	h := &house{Kit: testkit.New(t)}
	h.waiting = h.propose(t, "")
	h.refused = h.propose(t, domain.KYCExpired)
	h.declined = h.propose(t, "")
	testkit.Must(t, h.Decide(h.As(t, testkit.Master), h.declined.proposal, domain.ProposalDeclined))
	h.reopened = h.propose(t, "")
	testkit.Must(t, h.Decide(h.As(t, testkit.Master), h.reopened.proposal, domain.ProposalConfirmed))
	h.Reopen(t, h.reopened.client)
	row, err := h.Store.Read().User.Create().SetCreatedAt(h.Clock.Now()).SetName("Persona").SetEmail("antes@qoricash.pe").SetPasswordHash("").
		SetRole(domain.RoleMiddleOffice).SetStatus(domain.UserDeactivated).Save(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	h.former = row.ID
	return h
}

// propose brings another client to a proposal; without a reason, to approve it.
func (h *house) propose(t *testing.T, reason domain.KYCReason) proposed {
	t.Helper()
	client := h.Newcomer(t, domain.DocumentDNI)
	h.Review(t, client)
	return proposed{client, h.Propose(t, client, reason)}
}

// together runs statements in one transaction of one connection.
func together(ctx context.Context, db *sql.DB, statements ...statement) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, s := range statements {
		if _, err := tx.ExecContext(ctx, s.text, s.arguments...); err != nil {
			return err
		}
	}
	return tx.Commit()
}

type statement struct {
	text      string
	arguments []any
}

func run(text string, arguments ...any) statement { return statement{text, arguments} }

// state is everything about decisions that an attack might change.
func (h *house) state(t *testing.T) string {
	t.Helper()
	var state string
	testkit.Must(t, h.DB.Owner.QueryRowContext(t.Context(), `SELECT (SELECT string_agg(to_jsonb(p)::text, E'\n' ORDER BY id) FROM proposals p) || E'\n'
		|| (SELECT string_agg(id || ' ' || kyc_status || ' ' || password_hash, E'\n' ORDER BY id) FROM clients)`).Scan(&state))
	return state
}

func (h *house) verify(t *testing.T) approval.Report {
	t.Helper()
	report, err := approval.Verify(t.Context(), h.DB.App, h.Store.Keys())
	testkit.Must(t, err)
	return report
}
