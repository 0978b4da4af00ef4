package approval_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// toy is a kind of proposals that only these tests have, decided within an hour: by those who publish rates, where nothing else is said.
const toy = domain.ProposalKind("TOY")

// workshop is a house that has the toy: one row in the table of the program and one in that of the database, and what it does.
type workshop struct {
	*testkit.Kit
	decisions *approval.Service
	// carried are the decisions that were carried out.
	carried []domain.ProposalDecision
}

func openWorkshop(t *testing.T) *workshop {
	t.Helper()
	return openWorkshopFor(t, domain.RatesPublish)
}

// openWorkshopFor opens a workshop whose toy those decide who have a permission.
func openWorkshopFor(t *testing.T, permission domain.Permission) *workshop {
	t.Helper()
	w := &workshop{Kit: testkit.New(t)}
	testkit.Exec(t, w.DB, `ALTER TABLE proposals DROP CONSTRAINT proposals_kind`)
	testkit.Exec(t, w.DB, `INSERT INTO proposal_kinds (kind, permission) VALUES ('TOY', $1)`, permission)
	table := domain.HouseApprovals()
	table[toy] = domain.Approval{Permission: permission, Deciders: "Operaciones", Lasts: time.Hour}
	w.decisions = approval.NewOver(w.Store, table, w.Approval)
	w.decisions.Carries(approval.Effects{toy: {
		Locks: func(row *ent.Proposal) []event.Aggregate {
			return []event.Aggregate{{Type: domain.ObjectAccount, ID: row.ObjectID}}
		},
		Carry: func(_ context.Context, _ *store.Tx, row *ent.Proposal) error {
			w.carried = append(w.carried, *row.Decision)
			return nil
		},
	}})
	return w
}

// propose proposes the toy about something of its own.
func (w *workshop) propose(ctx context.Context) (uuid.UUID, error) {
	command := store.Command{Action: "toy.propose"}
	id, _, err := store.Run(ctx, w.Store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := w.decisions.Propose(ctx, tx, approval.Proposal{Kind: toy, ObjectKind: domain.ObjectAccount, ObjectID: uuid.New(),
			Payload: map[string]any{"color": "rojo"}, FourEyes: true})
		if err != nil {
			return uuid.Nil, err
		}
		return row.ID, nil
	})
	return id, err
}

func (w *workshop) proposedBy(t *testing.T, caller testkit.Caller) uuid.UUID {
	t.Helper()
	id, err := w.propose(w.As(t, caller))
	testkit.Must(t, err)
	return id
}

func (w *workshop) decide(ctx context.Context, id uuid.UUID, decision domain.ProposalDecision) error {
	_, _, err := w.decisions.Decide(ctx, approval.DecideInput{IdempotencyKey: uuid.NewString(), ProposalID: id, Decision: decision, Note: "Visto"})
	return err
}

// codes are what each caller is answered, for those who are refused.
func (w *workshop) codes(t *testing.T, try func(ctx context.Context) error) map[testkit.Caller]domain.Code {
	t.Helper()
	got := map[testkit.Caller]domain.Code{}
	for _, caller := range testkit.Callers() {
		if err := try(w.As(t, caller)); err != nil {
			got[caller] = domain.CodeOf(err)
		}
	}
	return got
}

func TestAKindIsProposedAndDecidedByWhoHasItsPermission(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	outsiders := map[testkit.Caller]domain.Code{testkit.Anonymous: domain.CodeUnauthenticated}
	for _, caller := range []testkit.Caller{testkit.Client, testkit.OtherClient, testkit.Trader, testkit.OtherTrader, testkit.MiddleOffice, testkit.Analyst} {
		outsiders[caller] = domain.CodeForbidden
	}
	if got := w.codes(t, func(ctx context.Context) error { _, err := w.propose(ctx); return err }); !maps.Equal(got, outsiders) {
		t.Errorf("to propose: %v", got)
	}

	got := w.codes(t, func(ctx context.Context) error {
		return w.decide(ctx, w.proposedBy(t, testkit.Operator), domain.ProposalConfirmed)
	})

	// Whoever decides other kinds, or proposes some, does not know of this one; whoever does neither has no part in it.
	outsiders[testkit.MiddleOffice], outsiders[testkit.Operator] = domain.CodeNotFound, domain.CodeFourEyesRequired
	outsiders[testkit.Trader], outsiders[testkit.OtherTrader] = domain.CodeNotFound, domain.CodeNotFound
	if !maps.Equal(got, outsiders) {
		t.Errorf("to decide: %v", got)
	}
	if want := []domain.ProposalDecision{domain.ProposalConfirmed, domain.ProposalConfirmed}; !slices.Equal(w.carried, want) {
		t.Errorf("carried %v for a Master and another operator", w.carried)
	}
	err := w.decide(w.As(t, testkit.Operator), w.proposedBy(t, testkit.Operator), domain.ProposalConfirmed)
	if refusal := testkit.Refused(t, err, domain.CodeFourEyesRequired, "proposalId"); !strings.Contains(refusal.Message, "otra persona de Operaciones") {
		t.Errorf("told %q", refusal.Message)
	}
}

func TestWhatWaitedTooLongIsNotConfirmed(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	last := w.proposedBy(t, testkit.Operator)
	w.Clock.Advance(time.Second)
	late := w.proposedBy(t, testkit.Operator)
	w.Clock.Advance(time.Hour - time.Second)
	testkit.Refused(t, w.decide(w.As(t, testkit.Master), last, domain.ProposalConfirmed), domain.CodeNotAllowedInStatus, "proposalId")
	testkit.Must(t, w.decide(w.As(t, testkit.Master), late, domain.ProposalConfirmed))
	testkit.Must(t, w.decide(w.As(t, testkit.Master), last, domain.ProposalDeclined))
}

// Of two persons one is gone: what somebody proposed who left the house is declined, and never confirmed.
func TestWhatSomebodyProposedWhoLeftIsNotConfirmed(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	left := w.proposedBy(t, testkit.Operator)
	w.Dismiss(t, w.ID(testkit.Operator))
	testkit.Refused(t, w.decide(w.As(t, testkit.Master), left, domain.ProposalConfirmed), domain.CodeNotAllowedInStatus, "proposalId")
	testkit.Must(t, w.decide(w.As(t, testkit.Master), left, domain.ProposalDeclined))
}

// way is one in which somebody comes to decide on things who could not before.
type way struct {
	// permission is what the toy takes.
	permission domain.Permission
	// actor is who decides in the end, but for the key.
	actor access.Actor
	// ready answers who it is, where that is somebody of the house already.
	ready func(t *testing.T, w *workshop) uuid.UUID
	// open lets that one decide, by somebody's hand.
	open func(t *testing.T, w *workshop, by testkit.Caller, who uuid.UUID) uuid.UUID
}

// waysToDecide are all of them.
func waysToDecide() map[string]way {
	operator := testkit.Hired{Name: "Eva Luna", Email: "eva@qoricash.pe", Role: domain.RoleOperator, Password: "Dólares-2026!"}
	employee := func(caller testkit.Caller) func(*testing.T, *workshop) uuid.UUID {
		return func(_ *testing.T, w *workshop) uuid.UUID { return w.ID(caller) }
	}
	return map[string]way{
		"a permission": {domain.RatesPublish, access.Actor{Role: domain.RoleTrader, Granted: []domain.Permission{domain.RatesPublish}},
			employee(testkit.Trader), func(t *testing.T, w *workshop, by testkit.Caller, who uuid.UUID) uuid.UUID {
				w.GrantAs(t, by, who, domain.RatesPublish)
				return who
			}},
		"an office": {domain.LedgerRead, access.Actor{Role: domain.RoleMiddleOffice, Sets: []domain.PermissionSet{domain.SetAccountant}},
			employee(testkit.MiddleOffice), func(t *testing.T, w *workshop, by testkit.Caller, who uuid.UUID) uuid.UUID {
				w.GrantSetAs(t, by, who, domain.SetAccountant)
				return who
			}},
		"a role": {domain.RatesPublish, access.Actor{Role: domain.RoleOperator},
			employee(testkit.Analyst), func(t *testing.T, w *workshop, by testkit.Caller, who uuid.UUID) uuid.UUID {
				w.GiveRoleAs(t, by, who, domain.RoleOperator)
				return who
			}},
		"a place in the house": {domain.RatesPublish, access.Actor{Role: domain.RoleOperator},
			employee(testkit.Anonymous), func(t *testing.T, w *workshop, by testkit.Caller, _ uuid.UUID) uuid.UUID {
				return w.HireAs(t, by, operator)
			}},
		"a place that was left": {domain.RatesPublish, access.Actor{Role: domain.RoleOperator},
			func(t *testing.T, w *workshop) uuid.UUID {
				who := w.Hire(t, operator)
				w.Dismiss(t, who)
				return who
			}, func(t *testing.T, w *workshop, by testkit.Caller, who uuid.UUID) uuid.UUID {
				w.RehireAs(t, by, who)
				return who
			}},
	}
}

func TestWhomTheProposerChoseDoesNotCount(t *testing.T) {
	t.Parallel()
	for name, way := range waysToDecide() {
		for when, c := range map[string]struct {
			by     testkit.Caller
			after  bool
			before time.Duration
			code   domain.Code
		}{
			"given a week before by the proposer":      {testkit.Master, false, domain.EntrustmentSettles, ""},
			"given in the week before by the proposer": {testkit.Master, false, domain.EntrustmentSettles - time.Second, domain.CodeFourEyesRequired},
			"given after by the proposer":              {testkit.Master, true, time.Second, domain.CodeFourEyesRequired},
			"given after by nobody's hand":             {"", true, time.Second, ""},
		} {
			t.Run(name+" "+when, func(t *testing.T) {
				t.Parallel()
				w := openWorkshopFor(t, way.permission)
				who := way.ready(t, w)
				w.Clock.Advance(time.Second)
				if !c.after {
					who = way.open(t, w, c.by, who)
				}
				w.Clock.Advance(c.before)
				id := w.proposedBy(t, testkit.Master)
				w.Clock.Advance(time.Second)
				if c.after {
					who = way.open(t, w, c.by, who)
				}
				actor := way.actor
				actor.Kind, actor.ID, actor.Session = domain.ActorStaff, who, domain.SessionStaff

				bySQL := together(t.Context(), w.DB.App, run(decideAs, id, who), run(`ROLLBACK`))
				if isRefusal(bySQL) != (c.code != "") {
					t.Errorf("past the program: %v", bySQL)
				}
				if code := domain.CodeOf(w.decide(access.WithActor(t.Context(), actor), id, domain.ProposalConfirmed)); code != c.code {
					t.Errorf("answered %q, want %q", code, c.code)
				}
			})
		}
	}
}

// The database keeps who may what for whoever gets past the program: a migration follows each change of the tables.
func TestTheDatabaseKeepsThePermissionsOfTheProgram(t *testing.T) {
	t.Parallel()
	k := testkit.Empty(t)
	var roles, grantable, kinds, sets, given, fitting []string
	for _, role := range domain.StaffRoles() {
		for _, permission := range domain.Permissions() {
			if domain.ReachOf(role, permission, nil) != domain.ReachNone {
				roles = append(roles, string(role)+" "+string(permission))
			}
		}
	}
	for _, permission := range domain.Grantable() {
		grantable = append(grantable, string(permission))
	}
	for kind, approval := range domain.HouseApprovals() {
		kinds = append(kinds, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", kind, approval.Permission, approval.ToPropose(), approval.Alternate)))
	}
	for _, rule := range domain.HouseSets() {
		sets = append(sets, fmt.Sprintf("%s %v", rule.Set, rule.FourEyes))
		for _, permission := range rule.Permissions {
			given = append(given, string(rule.Set)+" "+string(permission))
		}
		for _, role := range rule.Roles {
			fitting = append(fitting, string(rule.Set)+" "+string(role))
		}
	}
	for query, want := range map[string][]string{
		`SELECT permission_set || ' ' || four_eyes FROM permission_sets`:                                          sets,
		`SELECT permission_set || ' ' || permission FROM permission_set_permissions`:                              given,
		`SELECT permission_set || ' ' || role FROM permission_set_roles`:                                          fitting,
		`SELECT role || ' ' || permission FROM role_permissions`:                                                  roles,
		`SELECT permission FROM grantable_permissions`:                                                            grantable,
		`SELECT concat_ws(' ', kind, permission, coalesce(proposing, permission), alternate) FROM proposal_kinds`: kinds,
	} {
		got := testkit.Texts(t, k.DB, query)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
}
