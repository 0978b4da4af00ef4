package kyc_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/testkit"
)

// acts are the commands of the area, each on a client of Trader's portfolio that is ready for it.
func acts() map[string]func(t *testing.T, h *house, ctx context.Context) error {
	ready := func(t *testing.T, h *house) uuid.UUID {
		client := h.Newcomer(t, domain.DocumentDNI)
		h.Review(t, client)
		return client
	}
	return map[string]func(t *testing.T, h *house, ctx context.Context) error{
		"submit": func(t *testing.T, h *house, ctx context.Context) error {
			file := uuid.New() // whoever has no part in it is refused before any file is looked for
			if actor := access.Current(ctx); actor.Kind != domain.ActorAnonymous {
				file = h.FileOf(t, ctx, domain.FileClientDocument)
			}
			_, _, err := h.KYC.SubmitDocument(ctx, kyc.SubmitInput{ClientID: h.ID(testkit.Client), Kind: domain.PaperIDFront, FileID: file})
			return err
		},
		"review": func(t *testing.T, h *house, ctx context.Context) error {
			client := h.Newcomer(t, domain.DocumentRUC)
			h.Submit(t, client)
			_, _, err := h.KYC.ReviewDocument(ctx, kyc.ReviewInput{DocumentID: h.paper(t, client, domain.PaperRUCSheet).ID, Accept: true})
			return err
		},
		"propose": func(t *testing.T, h *house, ctx context.Context) error {
			_, _, err := h.KYC.Propose(ctx, kyc.ProposeInput{ClientID: ready(t, h), Approve: true})
			return err
		},
		"decide": func(t *testing.T, h *house, ctx context.Context) error {
			proposer := h.hire(t, domain.RoleMiddleOffice)
			id, _, err := h.KYC.Propose(proposer, kyc.ProposeInput{ClientID: ready(t, h), Approve: true})
			testkit.Must(t, err)
			_, _, err = h.Approval.Decide(ctx, approval.DecideInput{ProposalID: id, Decision: domain.ProposalConfirmed})
			return err
		},
		"reopen": func(t *testing.T, h *house, ctx context.Context) error {
			_, _, err := h.KYC.Reopen(ctx, kyc.ReopenInput{ClientID: h.ID(testkit.Client), Reason: "Otra revisión"})
			if err == nil {
				testkit.Approve(t, h.Store, h.ID(testkit.Client))
			}
			return err
		},
	}
}

func TestEachActIsForThoseWhoMay(t *testing.T) {
	t.Parallel()
	reviewers := []testkit.Caller{testkit.Master, testkit.MiddleOffice}
	allowed := map[string][]testkit.Caller{"submit": append([]testkit.Caller{testkit.Client, testkit.Trader}, reviewers...),
		"review": reviewers, "propose": reviewers, "decide": reviewers, "reopen": reviewers}
	traders := []testkit.Caller{testkit.Trader, testkit.OtherTrader}
	strangers := []testkit.Caller{testkit.OtherClient, testkit.OtherTrader}
	for name, act := range acts() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			for _, caller := range testkit.Callers() {
				want := domain.CodeForbidden
				switch {
				case slices.Contains(allowed[name], caller):
					want = ""
				case caller == testkit.Anonymous:
					want = domain.CodeUnauthenticated
				case name == "submit" && slices.Contains(strangers, caller), name == "decide" && slices.Contains(traders, caller):
					want = domain.CodeNotFound // who proposes anything has proposals of its own, and no others
				}
				if got := act(t, h, h.As(t, caller)); domain.CodeOf(got) != want || (got == nil) != (want == "") {
					t.Errorf("by %s: %v, want %s", caller, got, want)
				}
			}
		})
	}
}

func TestASessionThatMustDoSomethingFirstDoesNothingHere(t *testing.T) {
	t.Parallel()
	h := open(t)
	for restriction, want := range map[domain.SessionRestriction]domain.Code{
		domain.RestrictedToPassword: domain.CodePasswordChangeRequired, domain.RestrictedToTOTP: domain.CodeTOTPSetupRequired,
	} {
		actor := h.Actor(testkit.Master)
		actor.Restriction = restriction
		for name, act := range acts() {
			if err := act(t, h, access.WithActor(t.Context(), actor)); domain.CodeOf(err) != want {
				t.Errorf("%s: %v, want %s", name, err, want)
			}
		}
	}
}

func TestAnIdentificationIsReadByThoseWhoMay(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.Newcomer(t, domain.DocumentDNI)
	h.Review(t, client)
	h.propose(t, client, true, "")
	rows := []*ent.Customer{h.row(t, client), h.row(t, h.ID(testkit.Client)), h.row(t, client)}
	for caller, want := range map[testkit.Caller][3]int{ // of Newcomer: papers, proposals; of Client: 1 when it is shown
		testkit.Anonymous: {-1, 0, 0}, testkit.Client: {-1, 0, 1}, testkit.OtherClient: {-1, 0, 0}, testkit.Master: {2, 1, 1}, testkit.Trader: {2, 0, 1},
		testkit.OtherTrader: {-1, 0, 0}, testkit.Operator: {-1, 0, 0}, testkit.MiddleOffice: {2, 1, 1}, testkit.Analyst: {-1, 0, 0},
	} {
		found, err := h.KYC.Identifications(h.As(t, caller), rows, everything())
		testkit.Must(t, err)
		got := [3]int{-1, 0, 0}
		if one, shown := found[client]; shown {
			got[0] = len(one.Documents)
			if one.Proposal != nil {
				got[1] = 1
			}
			if one.Status != domain.KYCInReview || len(one.Required) != 2 || len(one.Missing) != 0 || one.NextStep == "" {
				t.Errorf("%s reads %+v", caller, one)
			}
		}
		if _, shown := found[h.ID(testkit.Client)]; shown {
			got[2] = 1
		}
		if got != want {
			t.Errorf("%s reads %v, want %v", caller, got, want)
		}
	}
}

func TestTheComplianceOfficersPaperIsPartOfAnIdentificationForReviewersAlone(t *testing.T) {
	t.Parallel()
	h := open(t)
	first, second := h.Newcomer(t, domain.DocumentDNI), h.Newcomer(t, domain.DocumentDNI)
	rows := []*ent.Customer{h.row(t, first), h.row(t, second)}
	for _, client := range []uuid.UUID{first, second} {
		h.sent(t, h.As(t, testkit.MiddleOffice), client, domain.PaperIDFront)
		h.sent(t, h.As(t, testkit.MiddleOffice), client, domain.PaperComplianceValidation)
	}
	front, both := []domain.DocumentKind{domain.PaperIDFront}, []domain.DocumentKind{domain.PaperComplianceValidation, domain.PaperIDFront}
	for name, c := range map[string]struct {
		ctx     context.Context
		clients []uuid.UUID
		want    []domain.DocumentKind
	}{
		"the client": {testkit.ClientContext(t, first), []uuid.UUID{first}, front},
		"its trader": {h.As(t, testkit.Trader), []uuid.UUID{first, second}, front},
		"a reviewer": {h.As(t, testkit.MiddleOffice), []uuid.UUID{first, second}, both},
	} {
		found, err := h.KYC.Identifications(c.ctx, rows, everything())
		testkit.Must(t, err)
		if len(found) != len(c.clients) {
			t.Errorf("%s reads %d identifications", name, len(found))
		}
		for _, client := range c.clients {
			var kinds []domain.DocumentKind
			for _, paper := range found[client].Documents {
				kinds = append(kinds, paper.Kind)
			}
			if !slices.Equal(kinds, c.want) || !slices.Equal(found[client].Missing, []domain.DocumentKind{domain.PaperIDBack}) {
				t.Errorf("%s reads %v, missing %v", name, kinds, found[client].Missing)
			}
		}
	}
}
