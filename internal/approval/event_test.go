package approval_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/testkit"
)

// history is what the log tells of a proposal, which it always routes to the proposer.
func history(t *testing.T, k *testkit.Kit, proposal uuid.UUID, proposer testkit.Caller, facts domain.ProposalFacts) (kinds []domain.EventKind, by []uuid.UUID) {
	t.Helper()
	told, err := event.OfAggregates(t.Context(), k.DB.App, domain.ObjectProposal, []uuid.UUID{proposal})
	testkit.Must(t, err)
	for i, e := range told {
		var said domain.ProposalFacts
		testkit.Must(t, json.Unmarshal(e.Facts, &said))
		if e.AggregateVersion != i+1 || e.TraderID != k.ID(proposer) || e.ClientID != uuid.Nil || said != facts {
			t.Errorf("%s is version %d, routed to %s and %s, and says %s", e.Kind, e.AggregateVersion, e.TraderID, e.ClientID, e.Facts)
		}
		kinds, by = append(kinds, e.Kind), append(by, e.Actor.ID)
	}
	return kinds, by
}

func TestAProposalOfAnyKindIsToldWhenItIsMadeAndWhenItEnds(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	facts := domain.ProposalFacts{Kind: toy, Object: domain.ObjectAccount}
	for decision, c := range map[domain.ProposalDecision]struct {
		by   testkit.Caller
		told domain.EventKind
	}{
		domain.ProposalConfirmed: {testkit.Master, domain.EventProposalConfirmed},
		domain.ProposalDeclined:  {testkit.OtherOperator, domain.EventProposalDeclined},
		domain.ProposalWithdrawn: {testkit.Operator, domain.EventProposalWithdrawn},
	} {
		id := w.proposedBy(t, testkit.Operator)
		testkit.Must(t, w.decide(w.As(t, c.by), id, decision))
		kinds, by := history(t, w.Kit, id, testkit.Operator, facts)
		if !slices.Equal(kinds, []domain.EventKind{domain.EventProposed, c.told}) || !slices.Equal(by, []uuid.UUID{w.ID(testkit.Operator), w.ID(c.by)}) {
			t.Errorf("%s: told %v by %v", decision, kinds, by)
		}
	}
}

func TestAProposalThatIsRefusedIsNotTold(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	id := w.proposedBy(t, testkit.Operator)
	testkit.Refused(t, w.decide(w.As(t, testkit.Operator), id, domain.ProposalConfirmed), domain.CodeFourEyesRequired, "proposalId")
	if kinds, _ := history(t, w.Kit, id, testkit.Operator, domain.ProposalFacts{Kind: toy, Object: domain.ObjectAccount}); len(kinds) != 1 {
		t.Errorf("told %v", kinds)
	}
}
