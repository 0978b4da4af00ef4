package trading_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// heldForAll is an operation with an open hold of each cause, and the hold of each.
func heldForAll(t *testing.T, h *house) (*deal, map[domain.HoldCause]uuid.UUID) {
	t.Helper()
	d := h.inProcess(t)
	holds := map[domain.HoldCause]uuid.UUID{}
	for _, cause := range domain.HoldCauses() {
		testkit.Must(t, d.openFor(cause))
	}
	for _, row := range d.now().Edges.Holds {
		holds[row.Cause] = row.ID
	}
	return d, holds
}

// agreed are statements by which two persons agree about a hold, past the program.
func agreed(kind domain.ProposalKind, hold, proposer, decider uuid.UUID) []string {
	id := uuid.New()
	return []string{
		fmt.Sprintf(`INSERT INTO proposals (id, created_at, kind, object_kind, object_id, payload, four_eyes, proposed_by, mac)
			VALUES ('%s', now(), '%s', 'hold', '%s', '{}', true, '%s', decode(repeat('00', 32), 'hex'))`, id, kind, hold, proposer),
		fmt.Sprintf(`UPDATE proposals SET decision = 'CONFIRMED', decided_by = '%s', decided_at = now(), decision_mac = mac WHERE id = '%s'`, decider, id),
	}
}

// Whoever writes past the program, as the role that serves or as the owner of the tables, releases nothing without its right or its two persons.
func TestNoHoldIsReleasedPastTheProgramByWhoMayNot(t *testing.T) {
	t.Parallel()
	g := guarded{newHouse(t)}
	_, holds := heldForAll(t, g.house)
	release := func(cause domain.HoldCause, by string) string {
		return fmt.Sprintf(`UPDATE holds SET released_at = now(), released_by = %s WHERE id = '%s'`, by, holds[cause])
	}
	named := func(p person) string { return "'" + p.id.String() + "'" }
	former := g.hire(t, domain.RoleMiddleOffice)
	testkit.Exec(t, g.db, `UPDATE users SET status = 'DEACTIVATED', deactivated_at = now() WHERE id = $1`, former.id)

	attacks := map[string][]string{}
	for _, cause := range domain.HoldCauses() {
		for name, who := range map[string]person{"a trader": g.trader, "an operator": g.operator, "an analyst": g.analyst, "who works here no more": former} {
			attacks[fmt.Sprintf("%s by %s", cause, name)] = []string{release(cause, named(who))}
		}
		attacks[string(cause)+" by nobody's hand"] = []string{release(cause, "NULL")}
	}
	for name, who := range map[string]person{"a Master": g.master, "Middle Office": g.middle} {
		attacks["COMPLIANCE alone by "+name] = []string{release(domain.HoldCompliance, named(who))}
	}
	kind, none := domain.ProposalParameterSet, release(domain.HoldCompliance, "NULL")
	attacks["COMPLIANCE by an agreement of a kind that releases nothing"] = append(
		agreed(domain.ProposalKYCApprove, holds[domain.HoldCompliance], g.middle.id, g.master.id), none)
	attacks["a kind made to release"] = []string{fmt.Sprintf(`INSERT INTO hold_releases (cause, kind) VALUES ('COMPLIANCE', '%s')`, domain.ProposalKYCApprove)}
	attacks["a cause made one's own"] = []string{`UPDATE hold_causes SET alone = true`}
	attacks["another cause"] = []string{fmt.Sprintf(`UPDATE holds SET cause = 'MANUAL' WHERE id = '%s'`, holds[domain.HoldCompliance])}
	for name, statements := range attacks {
		g.wantNo(t, name, g.asProgram(t, statements...))
	}

	testkit.LetRelease(t, g.db, domain.HoldCompliance)
	for name, statements := range map[string][]string{
		"an agreement about another hold": append(agreed(kind, holds[domain.HoldManual], g.middle.id, g.master.id), none),
		"an agreement that was declined": {agreed(kind, holds[domain.HoldCompliance], g.middle.id, g.master.id)[0],
			`UPDATE proposals SET decision = 'DECLINED', decided_by = '` + g.master.id.String() + `', decided_at = now(), decision_mac = mac WHERE decision IS NULL`, none},
		"an agreement that waits": {agreed(kind, holds[domain.HoldCompliance], g.middle.id, g.master.id)[0], none},
		"by name after an agreement": append(agreed(kind, holds[domain.HoldCompliance], g.middle.id, g.master.id),
			release(domain.HoldCompliance, named(g.master))),
	} {
		g.wantNo(t, name, g.asProgram(t, statements...))
		g.wantNo(t, name+", by the owner", g.within(t, statements...))
	}
	g.wantNo(t, "one person twice", g.asProgram(t, agreed(kind, holds[domain.HoldCompliance], g.middle.id, g.middle.id)...))
	g.wantNo(t, "by who may not decide", g.asProgram(t, agreed(kind, holds[domain.HoldCompliance], g.middle.id, g.operator.id)...))

	// What may be is none of an attack.
	g.wantAllowed(t, "two persons", g.asProgram(t, append(agreed(kind, holds[domain.HoldCompliance], g.middle.id, g.master.id), none)...))
	for _, cause := range []domain.HoldCause{domain.HoldManual, domain.HoldReconciliation} {
		g.wantAllowed(t, string(cause)+" by who may", g.asProgram(t, release(cause, named(g.middle))))
	}
}

// An agreement is for the transaction that made it: what two persons agreed to before releases nothing afterwards.
func TestAnAgreementOfBeforeReleasesNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d, holds := heldForAll(t, h)
	testkit.LetRelease(t, h.db, domain.HoldCompliance)
	testkit.Must(t, d.inTransaction(t.Context(), func(ctx context.Context, tx *store.Tx) error {
		return testkit.AgreeToRelease(ctx, tx, holds[domain.HoldCompliance], h.middle.id, h.master.id)
	}))
	err := d.systemReleasesAfter(domain.HoldCompliance, func(context.Context, *store.Tx) error { return nil })
	guarded{h}.wantRefused(t, "an agreement of before", err, "what two persons agree to")
	testkit.Must(t, d.systemReleases(domain.HoldCompliance))
}

func TestNoHoldIsOpenedPastTheProgramByWhoMayNot(t *testing.T) {
	t.Parallel()
	g := guarded{newHouse(t)}
	d := g.inProcess(t)
	insert := func(cause domain.HoldCause, by, released string) string {
		id := uuid.New()
		return fmt.Sprintf(`INSERT INTO holds (id, created_at, operation_id, cause, period_id, reason, note, opened_by, released_at)
			VALUES ('%[1]s', now(), '%[2]s', '%[3]s', coalesce((SELECT period_id FROM holds WHERE operation_id = '%[2]s' AND released_at IS NULL LIMIT 1), '%[1]s'),
				'OTHER', 'x', %[4]s, %[5]s)`, id, d.id, cause, by, released)
	}
	named := func(p person) string { return "'" + p.id.String() + "'" }
	for _, cause := range domain.HoldCauses() {
		for name, who := range map[string]person{"a trader": g.trader, "an operator": g.operator, "an analyst": g.analyst} {
			g.wantNo(t, fmt.Sprintf("%s by %s", cause, name), g.asProgram(t, insert(cause, named(who), "NULL")))
		}
		g.wantNo(t, string(cause)+" that ended before it began", g.asProgram(t, insert(cause, "NULL", "now()")))
		g.wantAllowed(t, string(cause)+" by the system", g.asProgram(t, insert(cause, "NULL", "NULL")))
		g.wantRefused(t, "a second one for "+string(cause), g.asProgram(t, insert(cause, "NULL", "NULL"), insert(cause, "NULL", "NULL")), "hold_operation_id_cause")
	}
	g.wantNo(t, "COMPLIANCE by a Master", g.asProgram(t, insert(domain.HoldCompliance, named(g.master), "NULL")))
	g.wantAllowed(t, "MANUAL by a Master", g.asProgram(t, insert(domain.HoldManual, named(g.master), "NULL")))
}

// Who gets past the program takes no money out under a hold (areas.md F15).
func TestNoMoneyLeavesUnderAHoldPastTheProgram(t *testing.T) {
	t.Parallel()
	g := guarded{newHouse(t)}
	const asked = `SET CONSTRAINTS deposits_held IMMEDIATE` // as at the commit
	for _, cause := range domain.HoldCauses() {
		paid, late := g.sell(t, g.client(t), "1000.00").paid(), g.late(t, g.client(t), "100.00")
		for _, d := range []*deal{paid, late} {
			testkit.Must(t, d.openFor(cause))
		}
		for deed, statement := range map[string]string{
			"a completion": fmt.Sprintf(`UPDATE operations SET status = 'COMPLETED', completed_at = now(), version = version + 1 WHERE id = '%s'`, paid.id),
			"a payment": fmt.Sprintf(`INSERT INTO payouts SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'bank_reference', 'X-9'))).*
				FROM payouts p WHERE p.operation_id = '%s'`, paid.id),
			"money for another operation": fmt.Sprintf(`UPDATE deposits SET status = 'APPLIED', counted = false WHERE operation_id = '%s'`, late.id),
		} {
			g.wantRefused(t, deed+" under "+string(cause), g.asProgram(t, asked, statement), "is on hold")
		}
		refund := g.asProgram(t, asked, fmt.Sprintf(`UPDATE deposits SET status = 'RETURNED', counted = false, returned_at = now(), refund_account_id = house_account_id,
			refund_reference = 'DEV-1' WHERE operation_id = '%s'`, late.id))
		if cause.Apart() {
			g.wantRefused(t, "a refund under "+string(cause), refund, "is on hold")
		} else {
			g.wantAllowed(t, "a refund under "+string(cause), refund)
		}
	}
}

// The table of the database is that of the rule: a migration follows each change of it.
func TestTheDatabaseKeepsWhoHoldsAndReleases(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	var want []string
	for _, rule := range domain.HoldRules() {
		want = append(want, fmt.Sprintf("%s %s %t", rule.Cause, rule.Permission, rule.Alone))
	}
	slices.Sort(want)
	if got := testkit.Texts(t, h.db, `SELECT cause || ' ' || permission || ' ' || alone FROM hold_causes ORDER BY 1`); !slices.Equal(got, want) {
		t.Errorf("the database keeps %v, the rule says %v", got, want)
	}
}

// wantNo wants a refusal of a guard, a check or the rights, and no mistake in the statement.
func (g guarded) wantNo(t *testing.T, deed string, err error) {
	t.Helper()
	var refused *pq.Error
	if !errors.As(err, &refused) || !slices.Contains([]pqerror.Code{"23000", "23514", "42501"}, refused.Code) {
		t.Errorf("%s: %v", deed, err)
	}
}
