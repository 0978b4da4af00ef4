package invoicing_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/proposal"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

func target(row *ent.Invoice) invoicing.Target {
	return invoicing.Target{InvoiceID: row.ID, ExpectedVersion: row.Version}
}

func wantCode(t *testing.T, err error, code domain.Code) {
	t.Helper()
	if domain.CodeOf(err) != code {
		t.Errorf("ended with %v, want %s", err, code)
	}
}

// parked is a document that the provider did not take, and does not have.
func (h *house) parked(t *testing.T) *ent.Invoice {
	t.Helper()
	row := h.completed(t)
	first := true
	h.provider.next = func(string) (happens trouble) {
		if first {
			first, happens.before = false, fault(21, 400)
		}
		return happens
	}
	h.work(t)
	return h.want(t, row.ID, domain.InvoiceParked)
}

func TestAParkedDocumentGoesOnWithItsNumberAndItsBytes(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.parked(t)
	if *row.ParkedReason != domain.ParkedProvider || !row.Absent {
		t.Fatalf("parked for %s, absent %t", *row.ParkedReason, row.Absent)
	}
	_, _, err := h.Invoicing.Retry(h.As(t, testkit.Trader), target(row)) // its own client's
	testkit.Must(t, err)
	h.work(t)
	if got := h.want(t, row.ID, domain.InvoiceAccepted); *got.Number != 1 || len(got.Edges.Payloads) != 1 {
		t.Errorf("number %d, %d payloads", *got.Number, len(got.Edges.Payloads))
	}
}

func TestACorrectedDocumentHasOtherBytesUnderTheSameNumber(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.parked(t)
	h.Clock.Advance(48 * time.Hour)
	address := domain.Address{Line: "Av. Larco 101", District: "Miraflores", Province: "Lima", Department: "Lima"}
	in := invoicing.CorrectInput{Target: target(row), Address: address}
	_, _, err := h.Invoicing.Correct(h.As(t, testkit.Trader), in)
	wantCode(t, err, domain.CodeForbidden)
	_, _, err = h.Invoicing.Correct(h.As(t, testkit.Master), in)
	testkit.Must(t, err)
	h.work(t)
	got := h.want(t, row.ID, domain.InvoiceAccepted)
	if *got.Number != 1 || len(got.Edges.Payloads) != 2 || got.ClientSnapshot.Address == row.ClientSnapshot.Address || *got.IssuedOn == *row.IssuedOn {
		t.Errorf("number %d, %d payloads, %s, of %s", *got.Number, len(got.Edges.Payloads), got.ClientSnapshot.Address, got.IssuedOn)
	}
}

func TestARefusedDocumentIsIssuedAgainOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.completed(t)
	h.provider.next = func(what string) trouble { return trouble{refused: what == "issue"} }
	h.work(t)
	h.provider.next = nil
	refused := h.want(t, row.ID, domain.InvoiceRejected)

	made, _, err := h.Invoicing.Reissue(h.As(t, testkit.Master), target(refused))
	testkit.Must(t, err)
	h.work(t)
	if got := h.want(t, made, domain.InvoiceAccepted); *got.Number != 2 || *got.ReplacesID != row.ID {
		t.Errorf("number %d replaces %v", *got.Number, got.ReplacesID)
	}
	_, _, err = h.Invoicing.Reissue(h.As(t, testkit.Master), target(refused))
	wantCode(t, err, domain.CodeAlreadyExists)
}

// decided has somebody decide on what is proposed.
func (h *house) decided(t *testing.T, by context.Context, decision domain.ProposalDecision) error {
	t.Helper()
	open, err := h.Store.Read().Proposal.Query().Where(proposal.DecisionIsNil()).Only(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	_, _, err = h.Approval.Decide(by, approval.DecideInput{ProposalID: open.ID, Decision: decision})
	return err
}

// secondMaster is another Master than the one of the kit.
func (h *house) secondMaster(t *testing.T) context.Context {
	t.Helper()
	id := h.Hire(t, testkit.Hired{Name: "Mario Vega", Email: "mario.vega@qoricash.pe", Role: domain.RoleMaster, Password: "Una clave que nadie adivina 7!"})
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: id, Role: domain.RoleMaster, Session: domain.SessionStaff})
}

func TestTwoPersonsVoid(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.completed(t)
	h.work(t)
	accepted := h.want(t, row.ID, domain.InvoiceAccepted)
	in := invoicing.VoidInput{Target: target(accepted), Reason: "Importe equivocado"}
	_, _, err := h.Invoicing.Void(h.As(t, testkit.Trader), in)
	wantCode(t, err, domain.CodeForbidden)
	_, _, err = h.Invoicing.Void(h.As(t, testkit.Master), in)
	testkit.Must(t, err)
	wantCode(t, h.decided(t, h.As(t, testkit.Master), domain.ProposalConfirmed), domain.CodeFourEyesRequired)
	testkit.Must(t, h.decided(t, h.secondMaster(t), domain.ProposalConfirmed))

	h.work(t)
	if got := h.want(t, row.ID, domain.InvoiceVoidPending); textOf(got.VoidTicket) != "T-1" {
		t.Errorf("ticket %s", textOf(got.VoidTicket))
	}
	h.later(t, time.Hour)
	voided := h.want(t, row.ID, domain.InvoiceVoided)
	// And the operation may have another one.
	made, _, err := h.Invoicing.Reissue(h.As(t, testkit.Master), target(voided))
	testkit.Must(t, err)
	h.work(t)
	h.want(t, made, domain.InvoiceAccepted)
}

func TestAVoidIsTooLateAfterItsTerm(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.completed(t)
	h.work(t)
	h.Clock.Advance(9 * 24 * time.Hour)
	_, _, err := h.Invoicing.Void(h.As(t, testkit.Master), invoicing.VoidInput{Target: target(h.row(t, row.ID)), Reason: "Importe equivocado"})
	wantCode(t, err, domain.CodeNotAllowedInStatus)
}

func TestACreditNoteUndoesItsDocument(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.completed(t)
	h.work(t)
	in := invoicing.CreditInput{Target: target(h.row(t, row.ID)), Reason: "Operación anulada"}
	note, _, err := h.Invoicing.Credit(h.As(t, testkit.Master), in)
	testkit.Must(t, err)
	_, _, err = h.Invoicing.Credit(h.As(t, testkit.Master), in)
	wantCode(t, err, domain.CodeAlreadyExists)
	h.work(t)
	if got := h.want(t, note, domain.InvoiceAccepted); got.Series != "BC01" || *got.Number != 1 {
		t.Errorf("the note is %s-%d", got.Series, *got.Number)
	}
	h.want(t, row.ID, domain.InvoiceCredited)
}

func TestAnOperationWithoutADocumentIsGivenOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	row := h.completed(t)
	_, _, err := h.Invoicing.Issue(h.As(t, testkit.Master), invoicing.IssueInput{OperationID: row.OperationID})
	wantCode(t, err, domain.CodeAlreadyExists)
	pending := h.Pending(t, testkit.OtherClient, "100.00")
	_, _, err = h.Invoicing.Issue(h.As(t, testkit.Master), invoicing.IssueInput{OperationID: pending})
	wantCode(t, err, domain.CodeNotAllowedInStatus)
}

// Whoever repeats an act hears of the document that this act made, also where a later act made another one in its place.
func TestARepeatedActAnswersTheDocumentThatItMade(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	master := h.As(t, testkit.Master)
	keyed := func(row *ent.Invoice, key string) invoicing.Target {
		return invoicing.Target{IdempotencyKey: key, InvoiceID: row.ID, ExpectedVersion: row.Version}
	}
	refuse := func(what string) trouble { return trouble{refused: what == "issue"} }
	type act = func(context.Context, invoicing.Target) (uuid.UUID, store.Replay, error)
	credit := func(ctx context.Context, target invoicing.Target) (uuid.UUID, store.Replay, error) {
		return h.Invoicing.Credit(ctx, invoicing.CreditInput{Target: target, Reason: "Operación anulada"})
	}
	for name, does := range map[string]act{"reissue": h.Invoicing.Reissue, "credit note": credit} {
		row := h.completed(t)
		if h.provider.next = nil; name == "reissue" {
			h.provider.next = refuse
		}
		h.work(t)
		before := h.row(t, row.ID)
		first, _, err := does(master, keyed(before, name+" 1"))
		testkit.Must(t, err)
		h.provider.next = refuse
		h.work(t)
		h.want(t, first, domain.InvoiceRejected)
		second, _, err := does(master, keyed(before, name+" 2"))
		testkit.Must(t, err)

		again, replayed, err := does(master, keyed(before, name+" 1"))
		testkit.Must(t, err)
		if !replayed || again != first || again == second {
			t.Errorf("the repeated %s answers %s, replayed %t; it made %s, a later act %s", name, again, replayed, first, second)
		}
	}
}
