package restriction_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/hold"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// house is one with an officer and an alternate, where a test says how clients stand to the lists.
type house struct {
	*testkit.Kit
	officer, alternate uuid.UUID

	mutex    sync.Mutex
	standing domain.ScreeningStanding
	matter   string
}

func open(t *testing.T, options ...testkit.Option) *house {
	t.Helper()
	h := &house{Kit: testkit.New(t, options...), standing: domain.ScreeningChecked}
	h.officer, h.alternate = h.appointed(t, "Omar Farías", domain.SetOfficer), h.appointed(t, "Alba Tello", domain.SetAlternate)
	h.Restriction.ScreenedBy(func(context.Context, *ent.Client, uuid.UUID) (domain.ScreeningStanding, error) {
		h.mutex.Lock()
		defer h.mutex.Unlock()
		return h.standing, nil
	}, func(context.Context, *ent.Client, uuid.UUID) (string, bool, error) {
		h.mutex.Lock()
		defer h.mutex.Unlock()
		return h.matter, h.matter != "", nil
	})
	return h
}

// appointed takes somebody into Middle Office, whom Master lets in, with an office that two Masters give.
func (h *house) appointed(t *testing.T, name string, set domain.PermissionSet) uuid.UUID {
	t.Helper()
	id := h.HireAs(t, testkit.Master, testkit.Hired{Name: name, Email: strings.ToLower(string(set)) + "@qoricash.pe", Role: domain.RoleMiddleOffice, Password: "Dólares-2026!"})
	h.Appoint(t, id, set)
	return id
}

// in is the context of somebody with an office.
func (h *house) in(t *testing.T, id uuid.UUID, sets ...domain.PermissionSet) context.Context {
	t.Helper()
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: id, Role: domain.RoleMiddleOffice, Sets: sets, Session: domain.SessionStaff})
}

func (h *house) asOfficer(t *testing.T) context.Context {
	t.Helper()
	return h.in(t, h.officer, domain.SetOfficer)
}

func (h *house) asAlternate(t *testing.T) context.Context {
	t.Helper()
	return h.in(t, h.alternate, domain.SetAlternate)
}

// stands says how clients stand to the lists from now on, and what is open about them.
func (h *house) stands(standing domain.ScreeningStanding, matter string) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.standing, h.matter = standing, matter
}

// restrict opens a restriction as another area does that found something.
func (h *house) restrict(t *testing.T, client uuid.UUID, kind domain.RestrictionKind, cause domain.RestrictionCause) uuid.UUID {
	t.Helper()
	id, _, err := store.Run(testkit.System(t), h.Store, store.Command{Action: "test.found", Locks: restriction.Locks(client)},
		func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
			return h.Restriction.Open(ctx, tx, restriction.Restricted{ClientID: client, Kind: kind, Cause: cause, Note: "Entrada 7 de la lista."})
		})
	testkit.Must(t, err)
	return id
}

func (h *house) propose(ctx context.Context, id uuid.UUID) (uuid.UUID, error) {
	proposal, _, err := h.Restriction.ProposeRelease(ctx, restriction.ReleaseInput{IdempotencyKey: uuid.NewString(), RestrictionID: id, Note: "Es otra persona"})
	return proposal, err
}

func (h *house) proposeHold(ctx context.Context, operation uuid.UUID) (uuid.UUID, error) {
	proposal, _, err := h.Restriction.ProposeHoldRelease(ctx, restriction.HoldReleaseInput{IdempotencyKey: uuid.NewString(), OperationID: operation,
		Note: "Es otra persona"})
	return proposal, err
}

func (h *house) decide(ctx context.Context, proposal uuid.UUID, decision domain.ProposalDecision) error {
	_, _, err := h.Approval.Decide(ctx, approval.DecideInput{IdempotencyKey: uuid.NewString(), ProposalID: proposal, Decision: decision, Note: "Visto"})
	return err
}

// watch has the house look at what happened, and answers at how many operations it did.
func (h *house) watch(t *testing.T) int {
	t.Helper()
	h.Settle(t)
	looked, err := h.Restriction.Watch(t.Context())
	testkit.Must(t, err)
	return looked
}

// seen is an operation of Client whose money was seen.
func (h *house) seen(t *testing.T) uuid.UUID {
	t.Helper()
	id := h.Pending(t, testkit.Client, "200.00")
	h.Report(t, id)
	h.Confirm(t, id)
	return id
}

// holds are the holds of an operation, oldest first.
func (h *house) holds(t *testing.T, operation uuid.UUID) []*ent.Hold {
	t.Helper()
	return h.Store.Read().Hold.Query().Where(hold.OperationID(operation)).Order(hold.ByID()).AllX(testkit.System(t))
}

// wantHeld tells where an operation is held for compliance otherwise than it should be, and answers the open hold.
func (h *house) wantHeld(t *testing.T, operation uuid.UUID, held bool) *ent.Hold {
	t.Helper()
	for _, row := range h.holds(t, operation) {
		if row.Cause == domain.HoldCompliance && row.ReleasedAt == nil {
			if !held {
				t.Errorf("held: %s", row.Note)
			}
			return row
		}
	}
	if held {
		t.Fatal("the operation is not held for compliance")
	}
	return nil
}
