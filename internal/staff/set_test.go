package staff_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/testkit"
)

// officeHouse has two Masters and somebody of Middle Office, Ana.
type officeHouse struct {
	*house
	first, second     context.Context
	firstID, secondID uuid.UUID
	ana               uuid.UUID
}

func openOffices(t *testing.T) *officeHouse {
	t.Helper()
	h := &officeHouse{house: open(t)}
	h.first, h.firstID = h.master(t, "marta@qoricash.pe")
	h.second, h.secondID = h.master(t, "mario@qoricash.pe")
	h.ana = h.hire(t, "ana@qoricash.pe", domain.RoleMiddleOffice)
	return h
}

// office names an office of somebody with a fresh key.
func office(id uuid.UUID, set domain.PermissionSet) staff.SetInput {
	return staff.SetInput{Target: about(id), Set: set}
}

func (h *officeHouse) decide(ctx context.Context, proposal uuid.UUID, decision domain.ProposalDecision) error {
	_, _, err := h.Approval.Decide(ctx, approval.DecideInput{IdempotencyKey: uuid.NewString(), ProposalID: proposal, Decision: decision, Note: "Acta 4"})
	return err
}

// appoint gives somebody an office that two persons give.
func (h *officeHouse) appoint(t *testing.T, id uuid.UUID, set domain.PermissionSet) {
	t.Helper()
	proposed := done(h.GrantSet(h.first, office(id, set)))(t)
	testkit.Must(t, h.decide(h.second, proposed.Proposal, domain.ProposalConfirmed))
}

func (h *officeHouse) sets(t *testing.T, id uuid.UUID) []string {
	t.Helper()
	return h.texts(t, `SELECT permission_set FROM permission_set_grants WHERE user_id = $1 ORDER BY 1`, id)
}

func TestOneMasterGivesAndTakesTheBooks(t *testing.T) {
	t.Parallel()
	h := openOffices(t)
	token := h.signIn(t, "ana@qoricash.pe").Token
	if h.authenticate(t, token).Can(domain.LedgerRead) {
		t.Fatal("Ana reads the ledger already")
	}
	for range 2 { // the second time changes nothing
		if got := done(h.GrantSet(h.first, office(h.ana, domain.SetAccountant)))(t); got.Proposal != uuid.Nil || got.UserID != h.ana {
			t.Errorf("answered %+v", got)
		}
	}
	h.Settle(t)
	if actor := h.authenticate(t, token); !actor.Can(domain.LedgerRead) || !slices.Equal(actor.Sets, []domain.PermissionSet{domain.SetAccountant}) {
		t.Errorf("acts as %+v", actor)
	}
	if actor := h.signIn(t, "ana@qoricash.pe").Actor; !actor.Can(domain.BalancesRead) {
		t.Errorf("signs in as %+v", actor)
	}
	for range 2 {
		done(h.WithdrawSet(h.second, office(h.ana, domain.SetAccountant)))(t)
	}
	if actor := h.signIn(t, "ana@qoricash.pe").Actor; actor.Can(domain.LedgerRead) || len(actor.Sets) > 0 {
		t.Errorf("signs in as %+v", actor)
	}
	want := []string{`CREATED 1 {"role": "MIDDLE_OFFICE"}`, `SET_GRANTED 2 {"set": "ACCOUNTANT"}`, `SET_WITHDRAWN 3 {"set": "ACCOUNTANT"}`}
	if got := h.events(t, "user", h.ana); !slices.Equal(got, want) {
		t.Errorf("events %v", got)
	}
	audited := h.texts(t, `SELECT action || ' ' || (changes::text) FROM audit_entries WHERE action LIKE 'user.%Set' ORDER BY id`)
	if want := []string{`user.grantSet {"after": {"set": "ACCOUNTANT", "hadIt": false}}`, `user.grantSet {"after": {"set": "ACCOUNTANT", "hadIt": true}}`,
		`user.revokeSet {"before": {"set": "ACCOUNTANT", "hadIt": true}}`, `user.revokeSet {"before": {"set": "ACCOUNTANT", "hadIt": false}}`}; !slices.Equal(audited, want) {
		t.Errorf("audited %q", audited)
	}
}

func TestTheBooksGoToNobodyWhoEarnsByTheMoneyOrMovesIt(t *testing.T) {
	t.Parallel()
	h := openOffices(t)
	for _, role := range []domain.Role{domain.RoleTrader, domain.RoleOperator, domain.RoleMaster} {
		_, _, err := h.GrantSet(h.first, office(h.hire(t, string(role)+"@qoricash.pe", role), domain.SetAccountant))
		testkit.Refused(t, err, domain.CodeInvalid, "set")
	}
	done(h.GrantSet(h.first, office(h.hire(t, "lira@qoricash.pe", domain.RoleAnalyst), domain.SetAccountant)))(t)
	_, _, err := h.GrantSet(h.first, office(h.ana, "TREASURER"))
	testkit.Refused(t, err, domain.CodeInvalid, "set")
}

func TestTwoPersonsGiveAndTakeTheComplianceOffices(t *testing.T) {
	t.Parallel()
	for _, set := range domain.FourEyesSets() {
		t.Run(string(set), func(t *testing.T) {
			t.Parallel()
			h := openOffices(t)
			granted := done(h.GrantSet(h.first, office(h.ana, set)))(t)
			if granted.Proposal == uuid.Nil || len(h.sets(t, h.ana)) > 0 {
				t.Fatalf("one person gave it: %+v, %v", granted, h.sets(t, h.ana))
			}
			testkit.Refused(t, h.decide(h.first, granted.Proposal, domain.ProposalConfirmed), domain.CodeFourEyesRequired, "proposalId")
			_, _, err := h.GrantSet(h.second, office(h.ana, set))
			testkit.Refused(t, err, domain.CodeAlreadyExists, "userId")

			testkit.Must(t, h.decide(h.second, granted.Proposal, domain.ProposalConfirmed))
			if actor := h.signIn(t, "ana@qoricash.pe").Actor; !actor.Can(domain.LedgerRead) {
				t.Errorf("signs in as %+v", actor)
			}
			if again := done(h.GrantSet(h.first, office(h.ana, set)))(t); again.Proposal != uuid.Nil {
				t.Error("what she has is proposed again")
			}

			_, _, err = h.WithdrawSet(h.second, office(h.ana, set))
			testkit.Refused(t, err, domain.CodeInUse, "userId")
			h.appoint(t, h.hire(t, "luz@qoricash.pe", domain.RoleMiddleOffice), set)
			withdrawn := done(h.WithdrawSet(h.second, office(h.ana, set)))(t)
			testkit.Must(t, h.decide(h.first, withdrawn.Proposal, domain.ProposalDeclined))
			if len(h.sets(t, h.ana)) != 1 {
				t.Error("it is gone, though the second person declined")
			}
			withdrawn = done(h.WithdrawSet(h.second, office(h.ana, set)))(t)
			testkit.Must(t, h.decide(h.first, withdrawn.Proposal, domain.ProposalConfirmed))
			if len(h.sets(t, h.ana)) > 0 {
				t.Errorf("still has %v", h.sets(t, h.ana))
			}
			want := []string{`CREATED 1 {"role": "MIDDLE_OFFICE"}`, `SET_GRANTED 2 {"set": "` + string(set) + `"}`, `SET_WITHDRAWN 3 {"set": "` + string(set) + `"}`}
			if got := h.events(t, "user", h.ana); !slices.Equal(got, want) {
				t.Errorf("events %v", got)
			}
		})
	}
}

func TestTheAlternateIsAnotherPersonThanTheOfficer(t *testing.T) {
	t.Parallel()
	h := openOffices(t)
	h.appoint(t, h.ana, domain.SetOfficer)
	_, _, err := h.GrantSet(h.first, office(h.ana, domain.SetAlternate))
	testkit.Refused(t, err, domain.CodeInvalid, "set")
	h.appoint(t, h.hire(t, "luz@qoricash.pe", domain.RoleMiddleOffice), domain.SetAlternate)
}

func TestAnOfficeIsNotGivenToWhoCannotHaveItByThen(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(t *testing.T, h *officeHouse){
		"who left": func(t *testing.T, h *officeHouse) { h.Dismiss(t, h.ana) },
		"who has another role": func(t *testing.T, h *officeHouse) {
			h.GiveRole(t, h.ana, domain.RoleTrader)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := openOffices(t)
			proposed := done(h.GrantSet(h.first, office(h.ana, domain.SetOfficer)))(t)
			change(t, h)
			testkit.Refused(t, h.decide(h.second, proposed.Proposal, domain.ProposalConfirmed), domain.CodeNotAllowedInStatus, "proposalId")
			testkit.Must(t, h.decide(h.first, proposed.Proposal, domain.ProposalWithdrawn))
			if len(h.sets(t, h.ana)) > 0 {
				t.Errorf("has %v", h.sets(t, h.ana))
			}
		})
	}
}

func TestAProposedOfficeWaitsAWeek(t *testing.T) {
	t.Parallel()
	h := openOffices(t)
	proposed := done(h.GrantSet(h.first, office(h.ana, domain.SetOfficer)))(t)
	h.Clock.Advance(7 * 24 * time.Hour)
	testkit.Refused(t, h.decide(h.second, proposed.Proposal, domain.ProposalConfirmed), domain.CodeNotAllowedInStatus, "proposalId")
}

func TestOnePersonDoesNotTakeAComplianceOfficeByAnotherWay(t *testing.T) {
	t.Parallel()
	h := openOffices(t)
	h.appoint(t, h.ana, domain.SetOfficer)
	role := domain.RoleAnalyst
	_, _, err := h.Update(h.first, staff.UpdateInput{Target: about(h.ana), Role: &role})
	testkit.Refused(t, err, domain.CodeInUse, "role")
	if got := h.sets(t, h.ana); !slices.Equal(got, []string{"OFFICER"}) {
		t.Errorf("holds %v", got)
	}
}

// Whoever lets people in, promotes them or leads their sign-in elsewhere has no second person by it.
func TestNobodyChoosesWhoConfirmsAnOffice(t *testing.T) {
	t.Parallel()
	role := domain.RoleMaster
	masterOf := func(t *testing.T, id uuid.UUID) context.Context {
		t.Helper()
		return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: id, Role: domain.RoleMaster})
	}
	hired := func(t *testing.T, h *officeHouse, by context.Context) uuid.UUID {
		t.Helper()
		return done(h.Hire(by, staff.HireInput{IdempotencyKey: uuid.NewString(), Name: "Luz Paz", Email: uuid.NewString() + "@qoricash.pe", Role: role}))(t)
	}
	for name, choose := range map[string]func(t *testing.T, h *officeHouse) uuid.UUID{
		"somebody let in before": func(t *testing.T, h *officeHouse) uuid.UUID { return hired(t, h, h.first) },
		"somebody let in by whom the proposer let in": func(t *testing.T, h *officeHouse) uuid.UUID {
			return hired(t, h, masterOf(t, hired(t, h, h.first)))
		},
		"somebody promoted": func(t *testing.T, h *officeHouse) uuid.UUID {
			id := h.hire(t, "luz@qoricash.pe", domain.RoleMiddleOffice)
			done(h.Update(h.first, staff.UpdateInput{Target: about(id), Role: &role}))(t)
			return id
		},
		"the other Master, by an e-mail of the proposer's": func(t *testing.T, h *officeHouse) uuid.UUID {
			email := "marta.otra@qoricash.pe"
			done(h.Update(h.first, staff.UpdateInput{Target: about(h.secondID), Email: &email}))(t)
			return h.secondID
		},
		"the other Master, invited again": func(t *testing.T, h *officeHouse) uuid.UUID {
			done(h.InviteAgain(h.first, about(h.secondID)))(t)
			return h.secondID
		},
		"the other Master, whose second factor was taken": func(t *testing.T, h *officeHouse) uuid.UUID {
			done(h.ResetSecondFactor(h.first, about(h.secondID)))(t)
			return h.secondID
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := openOffices(t)
			chosen := masterOf(t, choose(t, h))
			proposed := done(h.GrantSet(h.first, office(h.ana, domain.SetOfficer)))(t).Proposal
			testkit.Refused(t, h.decide(chosen, proposed, domain.ProposalConfirmed), domain.CodeFourEyesRequired, "proposalId")
			_, err := h.DB.Owner.ExecContext(t.Context(), `UPDATE proposals SET decision = 'CONFIRMED', decided_at = now(), decided_by = $2 WHERE id = $1`,
				proposed, access.Current(chosen).ID)
			if !refusedByTheDatabase(err) {
				t.Errorf("past the program: %v", err)
			}
			testkit.Must(t, h.decide(h.first, proposed, domain.ProposalWithdrawn))
			h.Clock.Advance(domain.EntrustmentSettles)
			again := done(h.GrantSet(h.first, office(h.ana, domain.SetOfficer)))(t).Proposal
			testkit.Must(t, h.decide(chosen, again, domain.ProposalConfirmed))
		})
	}
}

// Who has to go goes at once; the office, by which nobody acts any more, ends by two persons, and not by work again.
func TestAnOfficerLeavesAtOnceAndComesBackWithoutTheOffice(t *testing.T) {
	t.Parallel()
	h := openOffices(t)
	h.appoint(t, h.ana, domain.SetOfficer)
	token := h.signIn(t, "ana@qoricash.pe").Token
	h.Dismiss(t, h.ana)
	if !h.isOut(t, token) || !slices.Equal(h.sets(t, h.ana), []string{"OFFICER"}) {
		t.Errorf("is in, or the office ended by one hand: %v", h.sets(t, h.ana))
	}
	_, _, err := h.Rehire(h.first, about(h.ana))
	testkit.Refused(t, err, domain.CodeInUse, "userId")
	ended := done(h.WithdrawSet(h.first, office(h.ana, domain.SetOfficer)))(t)
	testkit.Must(t, h.decide(h.second, ended.Proposal, domain.ProposalConfirmed))
	_, _, err = h.Rehire(h.first, about(h.ana))
	testkit.Must(t, err)
	if got := h.sets(t, h.ana); len(got) > 0 {
		t.Errorf("holds %v", got)
	}
}

func TestTheBooksEndWithTheRole(t *testing.T) {
	t.Parallel()
	h := openOffices(t)
	for name, end := range map[string]func(id uuid.UUID){
		"leaves":            func(id uuid.UUID) { h.Dismiss(t, id) },
		"gets another role": func(id uuid.UUID) { h.GiveRole(t, id, domain.RoleAnalyst) },
	} {
		id := h.hire(t, uuid.NewString()+"@qoricash.pe", domain.RoleMiddleOffice)
		done(h.GrantSet(h.first, office(id, domain.SetAccountant)))(t)
		end(id)
		if len(h.sets(t, id)) > 0 {
			t.Errorf("who %s has %v", name, h.sets(t, id))
		}
	}
}

func TestAnOfficeIsNotGivenOrTakenByAnAccessTokenNorOpensOneByIt(t *testing.T) {
	t.Parallel()
	h := openOffices(t)
	program := access.Actor{Kind: domain.ActorStaff, ID: h.firstID, Role: domain.RoleMaster, TokenID: uuid.New(), Scopes: domain.TokenScopes()}
	ctx := access.WithActor(t.Context(), program)
	_, _, err := h.GrantSet(ctx, office(h.ana, domain.SetOfficer))
	testkit.Refused(t, err, domain.CodeForbidden)
	_, _, err = h.WithdrawSet(ctx, office(h.ana, domain.SetOfficer))
	testkit.Refused(t, err, domain.CodeForbidden)
	proposed := done(h.GrantSet(h.second, office(h.ana, domain.SetOfficer)))(t)
	testkit.Refused(t, h.decide(ctx, proposed.Proposal, domain.ProposalConfirmed), domain.CodeForbidden)
}

// Whoever gets past the program meets the same rules in the database.
func TestPastTheProgramAnOfficeTakesTwoPersonsToo(t *testing.T) {
	t.Parallel()
	h := openOffices(t)
	h.appoint(t, h.ana, domain.SetOfficer)
	luz := h.hire(t, "luz@qoricash.pe", domain.RoleMiddleOffice)
	trader := h.hire(t, "tomas@qoricash.pe", domain.RoleTrader)
	waiting := done(h.GrantSet(h.first, office(luz, domain.SetOfficer)))(t).Proposal
	insert := `INSERT INTO permission_set_grants (id, created_at, user_id, permission_set, granted_by, proposal_id) VALUES (gen_random_uuid(), now(), $1, $2, $3, $4)`
	confirmed := h.texts(t, `SELECT proposal_id::text FROM permission_set_grants WHERE user_id = $1`, h.ana)[0]
	for name, attack := range map[string]statement{
		"an office that nobody proposed":       {insert, []any{luz, "OFFICER", h.firstID, nil}},
		"one that waits for a decision":        {insert, []any{luz, "OFFICER", h.firstID, waiting}},
		"by what was confirmed for another":    {insert, []any{luz, "OFFICER", h.firstID, confirmed}},
		"the alternate's by the officer's":     {insert, []any{h.ana, "ALTERNATE", h.firstID, confirmed}},
		"the books by a proposal of an office": {insert, []any{luz, "ACCOUNTANT", h.firstID, waiting}},
		"the books of a trader":                {insert, []any{trader, "ACCOUNTANT", h.firstID, nil}},
		"the office taken by one":              {`DELETE FROM permission_set_grants WHERE user_id = $1`, []any{h.ana}},
		"the office of somebody else":          {`UPDATE permission_set_grants SET user_id = $1`, []any{luz}},
		"all offices":                          {`TRUNCATE permission_set_grants`, nil},
		"a role by nobody's hand":              {`UPDATE users SET role = 'MASTER' WHERE id = $1`, []any{luz}},
		"who gave a role, written afterwards":  {`UPDATE entrustments SET given_by = $2 WHERE user_id = $1`, []any{luz, h.secondID}},
		"who gave a role, forgotten":           {`DELETE FROM entrustments WHERE user_id = $1`, []any{luz}},
	} {
		if _, err := h.DB.Owner.ExecContext(t.Context(), attack.text, attack.arguments...); !refusedByTheDatabase(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := h.texts(t, `SELECT user_id::text || ' ' || permission_set FROM permission_set_grants`); !slices.Equal(got, []string{h.ana.String() + " OFFICER"}) {
		t.Errorf("left %v", got)
	}
	testkit.Exec(t, h.DB, insert, luz, "ACCOUNTANT", h.firstID, nil)
}

// statement is one that somebody types past the program.
type statement struct {
	text      string
	arguments []any
}

// refusedByTheDatabase tells a refusal of a guard from any other failure.
func refusedByTheDatabase(err error) bool {
	var refused *pq.Error
	return errors.As(err, &refused) && (refused.Code == "23000" || refused.Code == "42501")
}
