package kyc_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestAnApprovalTakesTwoPeopleAndLiftsTheLimit(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	h.Review(t, client)
	proposal := h.propose(t, client, true, "")
	h.wantStatus(t, client, domain.KYCInReview)
	testkit.Must(t, h.decide(t, testkit.Master, proposal, domain.ProposalConfirmed))
	h.wantStatus(t, client, domain.KYCApproved)
	told := h.told(t, client)
	if got := told[len(told)-2:]; !slices.Equal(got, []string{`KYC_PROPOSED {"approve":true}`, `KYC_APPROVED {}`}) {
		t.Errorf("told %q", got)
	}
	h.wantWhole(t)
}

// wantWhole verifies every decision of the house.
func (h *house) wantWhole(t *testing.T) {
	t.Helper()
	report, err := approval.Verify(t.Context(), h.DB.App, h.Store.Keys())
	testkit.Must(t, err)
	if len(report.Findings) > 0 || report.Decided == 0 || report.Identified == 0 {
		t.Errorf("%d decided, %d identified; %q", report.Decided, report.Identified, report.Findings)
	}
}

func TestARejectionTellsItsReasonAndNothingElse(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentRUC)
	h.Submit(t, client)
	_, _, err := h.KYC.Propose(h.As(t, testkit.MiddleOffice), kyc.ProposeInput{ClientID: client, Reason: domain.KYCNotAccepted, Note: "Coincide con la lista"})
	testkit.Must(t, err)
	proposal := h.openProposal(t, client)
	testkit.Must(t, h.decide(t, testkit.Master, proposal.ID, domain.ProposalConfirmed))
	h.wantStatus(t, client, domain.KYCRejected)
	told := h.told(t, client)
	if got := told[len(told)-1]; got != `KYC_REJECTED {"reason":"NOT_ACCEPTED"}` {
		t.Errorf("told %q", got)
	}
	found, err := h.KYC.Identifications(testkit.ClientContext(t, client), []*ent.Customer{h.row(t, client)}, everything())
	testkit.Must(t, err)
	if shown := found[client]; shown.Reason != domain.KYCNotAccepted || shown.Proposal != nil || strings.Contains(shown.NextStep, "lista") {
		t.Errorf("the client reads %+v", shown)
	}
	h.wantWhole(t)
}

// everything loads all that an identification may show.
func everything() kyc.Load { return kyc.Load{Proposals: func(*ent.ProposalQuery) {}} }

func (h *house) openProposal(t *testing.T, client uuid.UUID) *ent.Proposal {
	t.Helper()
	found, err := h.KYC.Identifications(h.As(t, testkit.MiddleOffice), []*ent.Customer{h.row(t, client)}, everything())
	testkit.Must(t, err)
	if found[client].Proposal == nil {
		t.Fatal("no proposal is open")
	}
	return found[client].Proposal
}

func TestADeclinedOrWithdrawnProposalLeavesTheReviewOpen(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	h.Review(t, client)
	testkit.Must(t, h.decide(t, testkit.Master, h.propose(t, client, true, ""), domain.ProposalDeclined))
	h.wantStatus(t, client, domain.KYCInReview)
	testkit.Must(t, h.decide(t, testkit.MiddleOffice, h.propose(t, client, true, ""), domain.ProposalWithdrawn))
	h.wantStatus(t, client, domain.KYCInReview)
	told := h.told(t, client)
	want := []string{`KYC_PROPOSED {"approve":true}`, `KYC_DECLINED {}`, `KYC_PROPOSED {"approve":true}`, `KYC_WITHDRAWN {}`}
	if got := told[len(told)-4:]; !slices.Equal(got, want) {
		t.Errorf("told %q", got)
	}
	testkit.Must(t, h.decide(t, testkit.Master, h.propose(t, client, true, ""), domain.ProposalConfirmed))
	h.wantStatus(t, client, domain.KYCApproved)
	h.wantWhole(t)
}

func TestWhatCannotBeProposedIsRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	client, middle := h.Newcomer(t, domain.DocumentDNI), h.As(t, testkit.MiddleOffice)
	propose := func(in kyc.ProposeInput) error {
		_, _, err := h.KYC.Propose(middle, in)
		return err
	}
	err := propose(kyc.ProposeInput{ClientID: client, Approve: true})
	if testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "clientId"); testkit.Param(err, "kycStatus") != "PENDING" {
		t.Errorf("the refusal carries %v", err)
	}
	h.Submit(t, client)
	err = propose(kyc.ProposeInput{ClientID: client, Approve: true})
	if testkit.Refused(t, err, domain.CodeKYCIncomplete, "clientId"); testkit.Param(err, "missing") != "ID_FRONT,ID_BACK" {
		t.Errorf("the refusal carries %v", err)
	}
	testkit.Must(t, h.review(t, h.paper(t, client, domain.PaperIDFront).ID, ""))
	err = propose(kyc.ProposeInput{ClientID: client, Approve: true})
	if testkit.Refused(t, err, domain.CodeKYCIncomplete, "clientId"); testkit.Param(err, "missing") != "ID_BACK" || !strings.Contains(err.Error(), "reverso") {
		t.Errorf("the refusal carries %v", err)
	}
	testkit.Refused(t, propose(kyc.ProposeInput{ClientID: client}), domain.CodeRequired, "reason")
	testkit.Refused(t, propose(kyc.ProposeInput{ClientID: client, Approve: true, Reason: domain.KYCExpired}), domain.CodeInvalid, "reason")
	testkit.Refused(t, propose(kyc.ProposeInput{ClientID: client, Reason: domain.KYCExpired, Note: strings.Repeat("x", 501)}), domain.CodeInvalid, "note")
	testkit.Refused(t, propose(kyc.ProposeInput{ClientID: uuid.New(), Reason: domain.KYCExpired}), domain.CodeNotFound, "clientId")
	testkit.Must(t, propose(kyc.ProposeInput{ClientID: client, Reason: domain.KYCExpired}))
	testkit.Refused(t, propose(kyc.ProposeInput{ClientID: client, Reason: domain.KYCExpired}), domain.CodeAlreadyExists, "clientId")
}

func TestNobodyDecidesOnWhatTheyProposed(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	h.Review(t, client)
	proposal := h.propose(t, client, true, "")
	for _, decision := range []domain.ProposalDecision{domain.ProposalConfirmed, domain.ProposalDeclined} {
		err := h.decide(t, testkit.MiddleOffice, proposal, decision)
		if testkit.Refused(t, err, domain.CodeFourEyesRequired, "proposalId"); !strings.Contains(err.Error(), "otra persona de Middle Office debe decidirla") {
			t.Errorf("the next step is not told: %v", err)
		}
	}
	testkit.Refused(t, h.decide(t, testkit.Master, proposal, domain.ProposalWithdrawn), domain.CodeForbidden, "proposalId")
	_, _, err := h.Approval.Decide(h.As(t, testkit.Master), approval.DecideInput{ProposalID: proposal, Decision: domain.ProposalDeclined})
	testkit.Refused(t, err, domain.CodeRequired, "note")
	_, _, err = h.Approval.Decide(h.As(t, testkit.Master), approval.DecideInput{ProposalID: proposal, Decision: "MAYBE"})
	testkit.Refused(t, err, domain.CodeInvalid, "decision")
	testkit.Refused(t, h.decide(t, testkit.Master, uuid.New(), domain.ProposalConfirmed), domain.CodeNotFound, "proposalId")
	h.wantStatus(t, client, domain.KYCInReview)
	testkit.Must(t, h.decide(t, testkit.Master, proposal, domain.ProposalConfirmed))
	err = h.decide(t, testkit.Master, proposal, domain.ProposalDeclined)
	if testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "proposalId"); testkit.Param(err, "decision") != "CONFIRMED" {
		t.Errorf("the refusal carries %v", err)
	}
}

// What is confirmed is what was looked at: other papers or another name since then ask for another proposal.
func TestAnApprovalOfSomethingElseIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(t *testing.T, h *house, client uuid.UUID)
		code   domain.Code
	}{
		"a newer paper that nobody looked at": {func(t *testing.T, h *house, client uuid.UUID) {
			h.sent(t, testkit.ClientContext(t, client), client, domain.PaperIDBack)
		}, domain.CodeKYCIncomplete},
		"a newer paper that somebody accepted": {func(t *testing.T, h *house, client uuid.UUID) {
			testkit.Must(t, h.review(t, h.sent(t, testkit.ClientContext(t, client), client, domain.PaperIDBack), ""))
		}, domain.CodeNotAllowedInStatus},
		"another name": {func(t *testing.T, h *house, client uuid.UUID) {
			testkit.Must(t, h.Store.Read().Customer.UpdateOneID(client).SetFullName("OTRO NOMBRE").Exec(testkit.System(t)))
		}, domain.CodeNotAllowedInStatus},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			client := h.Newcomer(t, domain.DocumentDNI)
			h.Review(t, client)
			proposal := h.propose(t, client, true, "")
			c.change(t, h, client)
			testkit.Refused(t, h.decide(t, testkit.Master, proposal, domain.ProposalConfirmed), c.code, "proposalId")
			h.wantStatus(t, client, domain.KYCInReview)
			testkit.Must(t, h.decide(t, testkit.MiddleOffice, proposal, domain.ProposalWithdrawn))
		})
	}
}

func TestOfTwoDecidersOneWins(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	h.Review(t, client)
	proposal := h.propose(t, client, true, "")
	second := h.hire(t, domain.RoleMiddleOffice)
	outcomes := make([]error, 8)
	var together sync.WaitGroup
	for i := range outcomes {
		ctx := second
		in := approval.DecideInput{ProposalID: proposal, Decision: domain.ProposalConfirmed}
		if i%2 == 0 {
			ctx, in.Decision, in.Note = h.As(t, testkit.Master), domain.ProposalDeclined, "No"
		}
		together.Go(func() { _, _, outcomes[i] = h.Approval.Decide(ctx, in) })
	}
	together.Wait()
	won := 0
	for _, err := range outcomes {
		if err == nil {
			won++
		} else if domain.CodeOf(err) != domain.CodeNotAllowedInStatus {
			t.Errorf("who came too late gets %v", err)
		}
	}
	if won != 1 {
		t.Errorf("%d decided", won)
	}
	h.wantWhole(t)
}

// hire adds a person of the house and answers the context in which that one acts.
func (h *house) hire(t *testing.T, role domain.Role) context.Context {
	t.Helper()
	row, err := h.Store.Read().User.Create().SetCreatedAt(h.Clock.Now()).SetName("Persona").SetEmail(uuid.NewString() + "@qoricash.pe").SetPasswordHash("").
		SetRole(role).SetStatus(domain.UserActive).Save(testkit.System(t))
	testkit.Must(t, err)
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: row.ID, Role: role, Session: domain.SessionStaff})
}

// A session may outlive a role by seconds; a decision does not.
func TestWhoLostTheRoleDecidesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	h.Review(t, client)
	proposal := h.propose(t, client, true, "")
	for name, change := range map[string]func(id uuid.UUID){
		"deactivated":  func(id uuid.UUID) { h.Dismiss(t, id) },
		"another role": func(id uuid.UUID) { h.GiveRole(t, id, domain.RoleTrader) },
	} {
		ctx := h.hire(t, domain.RoleMiddleOffice)
		change(access.Current(ctx).ID)
		_, _, err := h.Approval.Decide(ctx, approval.DecideInput{ProposalID: proposal, Decision: domain.ProposalConfirmed})
		if domain.CodeOf(err) != domain.CodeForbidden {
			t.Errorf("%s: %v", name, err)
		}
		_, _, err = h.KYC.Propose(ctx, kyc.ProposeInput{ClientID: client, Reason: domain.KYCExpired})
		if domain.CodeOf(err) != domain.CodeForbidden {
			t.Errorf("%s proposes: %v", name, err)
		}
	}
	h.wantStatus(t, client, domain.KYCInReview)
}

// A key belongs to who made it: it lets nobody repeat another's decision as their own.
func TestAKeyOfAnotherPersonDecidesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	h.Review(t, client)
	proposal := h.propose(t, client, true, "")
	in := approval.DecideInput{IdempotencyKey: "k", ProposalID: proposal, Decision: domain.ProposalConfirmed}
	_, _, err := h.Approval.Decide(h.As(t, testkit.MiddleOffice), in)
	testkit.Refused(t, err, domain.CodeFourEyesRequired, "proposalId")
	_, replayed, err := h.Approval.Decide(h.As(t, testkit.Master), in)
	if testkit.Must(t, err); bool(replayed) {
		t.Error("the first decision is a replay")
	}
	_, replayed, err = h.Approval.Decide(h.As(t, testkit.Master), in)
	if testkit.Must(t, err); !bool(replayed) {
		t.Error("the repeated decision is no replay")
	}
	_, _, err = h.Approval.Decide(h.As(t, testkit.MiddleOffice), in)
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "proposalId")
}

func TestAHouseWithoutFourEyesDecidesAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t, withoutFourEyes)
	client := h.Newcomer(t, domain.DocumentDNI)
	h.Review(t, client)
	proposal := h.propose(t, client, true, "")
	h.wantStatus(t, client, domain.KYCApproved)
	logged, err := event.OfAggregates(t.Context(), h.DB.App, domain.ObjectProposal, []uuid.UUID{proposal})
	testkit.Must(t, err)
	if len(logged) != 2 || logged[0].Kind != domain.EventProposed || logged[1].Kind != domain.EventProposalConfirmed {
		t.Errorf("of the proposal is told %v", logged)
	}
	told := h.told(t, client)
	if got := told[len(told)-1]; got != `KYC_APPROVED {}` || slices.Contains(told, `KYC_PROPOSED {"approve":true}`) {
		t.Errorf("told %q", told)
	}
	h.wantWhole(t)
}

func TestAnAlteredProposalIsNotDecided(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	h.Review(t, client)
	proposal := h.propose(t, client, false, domain.KYCExpired)
	// The owner of the database can take the guards away; the signature stays.
	for _, statement := range []string{`ALTER TABLE proposals DISABLE TRIGGER proposals_guard`, `UPDATE proposals SET payload = '{"reason": "NOT_ACCEPTED"}'`} {
		_, err := h.DB.Owner.ExecContext(t.Context(), statement)
		testkit.Must(t, err)
	}
	err := h.decide(t, testkit.Master, proposal, domain.ProposalConfirmed)
	if err == nil || domain.CodeOf(err) != "" || !strings.Contains(err.Error(), "altered") {
		t.Errorf("deciding it answers %v", err)
	}
	h.wantStatus(t, client, domain.KYCInReview)
}

func TestAnIdentificationIsOpenedAgainWithAReason(t *testing.T) {
	t.Parallel()
	h := open(t)
	client, middle := h.Newcomer(t, domain.DocumentDNI), h.As(t, testkit.MiddleOffice)
	reopen := func(reason string) error {
		_, _, err := h.KYC.Reopen(middle, kyc.ReopenInput{ClientID: client, Reason: reason})
		return err
	}
	testkit.Refused(t, reopen("x"), domain.CodeNotAllowedInStatus, "clientId")
	h.Identify(t, client)
	testkit.Refused(t, reopen("  "), domain.CodeRequired, "reason")
	testkit.Refused(t, reopen(strings.Repeat("x", 501)), domain.CodeInvalid, "reason")
	testkit.Must(t, reopen("Documento vencido"))
	h.wantStatus(t, client, domain.KYCInReview)
	testkit.Refused(t, reopen("Otra vez"), domain.CodeNotAllowedInStatus, "clientId")
	testkit.Must(t, h.decide(t, testkit.Master, h.propose(t, client, false, domain.KYCExpired), domain.ProposalConfirmed))
	h.wantStatus(t, client, domain.KYCRejected)
	testkit.Must(t, reopen("Nuevo documento"))
	h.wantStatus(t, client, domain.KYCInReview)
}
