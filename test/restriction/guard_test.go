package restriction_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// attack is a way to lift a restriction, or to release a hold, past the program: statements of one transaction.
type attack []string

// agreement are the statements by which two persons agree to something about a thing.
func (h *house) agreement(kind domain.ProposalKind, object string, id, proposer, decider uuid.UUID) (uuid.UUID, attack) {
	proposal, now := uuid.New(), h.Clock.Now().Format(time.RFC3339)
	return proposal, attack{
		fmt.Sprintf(`INSERT INTO proposals (id, created_at, kind, object_kind, object_id, payload, four_eyes, proposed_by, mac)
			VALUES ('%s', '%s', '%s', '%s', '%s', '{}', true, '%s', decode(repeat('00', 32), 'hex'))`, proposal, now, kind, object, id, proposer),
		fmt.Sprintf(`UPDATE proposals SET decision = 'CONFIRMED', decided_by = '%s', decided_at = now(), decision_mac = mac WHERE id = '%s'`, decider, proposal),
	}
}

func lift(restriction, by, proposal uuid.UUID) string {
	return fmt.Sprintf(`UPDATE client_restrictions SET released_at = now(), released_by = '%s', release_id = '%s' WHERE id = '%s'`, by, proposal, restriction)
}

// attacks are the ways that must all fail.
func (h *house) attacks(t *testing.T) map[string]attack {
	t.Helper()
	client := h.ID(testkit.Client)
	id := h.seen(t)
	h.stands(domain.ScreeningChecked, "Entrada 7")
	h.watch(t)
	held := h.wantHeld(t, id, true).ID
	frozen := h.restrict(t, client, domain.RestrictionFreeze, domain.RestrictionUNMatch)
	other := h.restrict(t, h.ID(testkit.OtherClient), domain.RestrictionFreeze, domain.RestrictionUNMatch)
	middle, master, trader, officer, alternate := h.ID(testkit.MiddleOffice), h.ID(testkit.Master), h.ID(testkit.Trader), h.officer, h.alternate
	release := fmt.Sprintf(`UPDATE holds SET released_at = now() WHERE id = '%s'`, held)
	list := map[string]attack{
		"a restriction by nobody":              {fmt.Sprintf(`UPDATE client_restrictions SET released_at = now() WHERE id = '%s'`, frozen)},
		"a restriction by the officer alone":   {lift(frozen, officer, uuid.New())},
		"a restriction that is deleted":        {fmt.Sprintf(`DELETE FROM client_restrictions WHERE id = '%s'`, frozen)},
		"a restriction of another kind":        {fmt.Sprintf(`UPDATE client_restrictions SET kind = 'REVIEW' WHERE id = '%s'`, frozen)},
		"a restriction of another client":      {fmt.Sprintf(`UPDATE client_restrictions SET client_id = '%s' WHERE id = '%s'`, h.ID(testkit.OtherClient), frozen)},
		"all restrictions emptied":             {`TRUNCATE client_restrictions CASCADE`},
		"a hold by nobody":                     {release},
		"a hold by the officer alone":          {fmt.Sprintf(`UPDATE holds SET released_at = now(), released_by = '%s' WHERE id = '%s'`, officer, held)},
		"a hold that is deleted":               {fmt.Sprintf(`DELETE FROM holds WHERE id = '%s'`, held)},
		"a hold that nobody had checked for":   {fmt.Sprintf(`INSERT INTO compliance_grounds (id, created_at, operation_id, hold_id, ground, note) VALUES (gen_random_uuid(), now(), '%s', '%s', 'NOT_CHECKED', 'x')`, id, held), release},
		"a hold whose grounds are gone":        {fmt.Sprintf(`DELETE FROM compliance_grounds WHERE hold_id = '%s'`, held), release},
		"a hold whose ground is another":       {fmt.Sprintf(`UPDATE compliance_grounds SET ground = 'NOT_CHECKED' WHERE hold_id = '%s'`, held), release},
		"a way of releasing that there is not": {`INSERT INTO hold_releases (cause, kind) VALUES ('COMPLIANCE', 'PARAMETER_SET')`},
		"a kind that Middle Office decides":    {`UPDATE proposal_kinds SET permission = 'kyc.review' WHERE kind = 'CLIENT_RELEASE'`},
	}
	pairs := map[string][2]uuid.UUID{
		"the officer twice": {officer, officer}, "the alternate twice": {alternate, alternate}, "Middle Office and a Master": {middle, master},
		"the officer and Middle Office": {officer, middle}, "a trader and the officer": {trader, officer}, "a Master and the officer whom it let in": {master, officer},
	}
	for name, pair := range pairs {
		proposal, agreed := h.agreement(domain.ProposalClientRelease, "client_restriction", frozen, pair[0], pair[1])
		list["a restriction by "+name] = append(agreed, lift(frozen, pair[1], proposal))
		_, agreed = h.agreement(domain.ProposalHoldRelease, "hold", held, pair[0], pair[1])
		list["a hold by "+name] = append(agreed, release)
	}
	// Two who may, about something else.
	proposal, agreed := h.agreement(domain.ProposalClientRelease, "client_restriction", other, middle, officer)
	list["a restriction by what was agreed about another"] = append(agreed, lift(frozen, officer, proposal))
	proposal, agreed = h.agreement(domain.ProposalHoldRelease, "hold", held, middle, officer)
	list["a restriction by what was agreed about a hold"] = append(agreed, lift(frozen, officer, proposal))
	proposal, agreed = h.agreement(domain.ProposalClientRelease, "client_restriction", frozen, middle, officer)
	list["a hold by what was agreed about a restriction"] = append(slices.Clone(agreed), release)
	list["a restriction in another's name"] = append(agreed, lift(frozen, alternate, proposal))
	list["a restriction opened by a trader"] = attack{fmt.Sprintf(`INSERT INTO client_restrictions (id, created_at, client_id, kind, cause, note, opened_by)
		VALUES (gen_random_uuid(), now(), '%s', 'FREEZE', 'OFFICER_ORDER', 'x', '%s')`, client, trader)}
	list["a restriction that begins lifted"] = attack{fmt.Sprintf(`INSERT INTO client_restrictions (id, created_at, client_id, kind, cause, note, released_at, released_by,
		release_id) VALUES (gen_random_uuid(), now(), '%s', 'FREEZE', 'OFFICER_ORDER', 'x', now(), '%s', '%s')`, client, officer, uuid.New())}
	list["a payout of a frozen client"] = attack{fmt.Sprintf(`INSERT INTO payouts (id, created_at, operation_id, amount, currency, house_account_id, bank_reference,
		normal_reference, created_by) VALUES (gen_random_uuid(), now(), '%s', 1, 'PEN', '%s', 'P-1', 'P1', '%s')`, id, h.HouseAccount("PEN"), master)}
	return list
}

// Whoever writes past the program as the role that serves, or by what the grants do not keep from the owner, lifts nothing.
func TestNothingEndsPastTheProgramByWhoMayNot(t *testing.T) {
	t.Parallel()
	h := open(t)
	attacks := h.attacks(t)
	if len(attacks) < 20 {
		t.Fatalf("%d attacks", len(attacks))
	}
	for name, statements := range attacks {
		tx, err := h.DB.App.BeginTx(t.Context(), nil)
		testkit.Must(t, err)
		for _, statement := range statements {
			if _, err = tx.ExecContext(t.Context(), statement); err != nil {
				break
			}
		}
		if err == nil {
			err = tx.Commit()
		}
		_ = tx.Rollback()
		if !isRefusal(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	open := testkit.Texts(t, h.DB, `SELECT id::text FROM client_restrictions WHERE released_at IS NULL UNION ALL SELECT id::text FROM holds WHERE released_at IS NULL`)
	if len(open) != 3 {
		t.Errorf("%d of 3 are open still", len(open))
	}
}

// isRefusal tells a refusal of a guard, of a check, of an index or of the rights from any other failure.
func isRefusal(err error) bool {
	var refused *pq.Error
	return errors.As(err, &refused) && slices.Contains([]string{"23000", "23502", "23503", "23505", "23514", "42501"}, string(refused.Code))
}

// The tables that the program and the database keep alike.
func TestTheDatabaseKeepsTheCausesOfTheProgram(t *testing.T) {
	t.Parallel()
	h := open(t)
	var want []string
	for _, rule := range domain.RestrictionRules() {
		for _, kind := range rule.Kinds {
			want = append(want, fmt.Sprintf("%s %s %t", rule.Cause, kind, rule.ByPerson))
		}
	}
	slices.Sort(want)
	got := testkit.Texts(t, h.DB, `SELECT cause || ' ' || kind || ' ' || by_person FROM restriction_causes`)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
