package graph_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/testkit"
)

// takeSecondFactor has somebody end the second factor of another, by which that one could sign in to the account.
func (a *api) takeSecondFactor(t *testing.T, by, of testkit.Caller) {
	t.Helper()
	_, _, err := a.Staff.ResetSecondFactor(a.As(t, by), staff.Target{IdempotencyKey: uuid.NewString(), UserID: a.ID(of)})
	must(t, err)
}

// What is offered is what the decision takes: whom the proposer chose decides nothing, and nothing waits for them.
func TestADecisionIsOfferedToNobodyWhomTheProposerChose(t *testing.T) {
	t.Parallel()
	a := open(t)
	client := a.inReview(t)
	id := a.proposedBy(t, master, client)
	offered := func(caller testkit.Caller) map[string]any {
		return a.must(t, caller, `{ approvals(first: 10, filter: {open: true}) { nodes { mayDecide { allowed mayWithdraw code } } }
			deskCounters { approvalsToDecide } }`, nil).Data
	}
	wantText(t, "before", offered(middleOffice),
		"map[approvals:map[nodes:[map[mayDecide:map[allowed:true code:<nil> mayWithdraw:false]]]] deskCounters:map[approvalsToDecide:1]]")

	a.takeSecondFactor(t, master, middleOffice)

	wantText(t, "whom the proposer chose", offered(middleOffice),
		"map[approvals:map[nodes:[map[mayDecide:map[allowed:false code:FOUR_EYES_REQUIRED mayWithdraw:false]]]] deskCounters:map[approvalsToDecide:0]]")
	wantText(t, "who proposed", offered(master),
		"map[approvals:map[nodes:[map[mayDecide:map[allowed:false code:FOUR_EYES_REQUIRED mayWithdraw:true]]]] deskCounters:map[approvalsToDecide:0]]")
	ofClient := a.identification(t, a.As(t, middleOffice), client)["proposal"].(map[string]any)["mayDecide"].(map[string]any)
	payload := a.act(t, a.As(t, middleOffice), "proposalDecide", "proposal { mayDecide { message } }",
		map[string]any{"proposalId": proposalID(id), "decision": "CONFIRMED"})
	refusal := payload["userErrors"].([]any)[0].(map[string]any)
	if refusal["code"] != "FOUR_EYES_REQUIRED" || refusal["message"] != ofClient["message"] || ofClient["allowed"] != false {
		t.Errorf("the decision is refused with %v, the identification says %v", refusal, ofClient)
	}
}

// Whoever waits at the desk for something to decide hears that it is theirs no more.
func TestTheCounterOfDecisionsFollowsWhoGaveWhat(t *testing.T) {
	t.Parallel()
	a := open(t)
	l := a.stream(t, a.hub(t), middleOffice, "subscription { "+allCounters+" }", nil)
	a.proposedBy(t, master, a.inReview(t))
	l.reaches(t, "approvalsToDecide", 1)
	a.takeSecondFactor(t, master, middleOffice)
	l.reaches(t, "approvalsToDecide", 0)
}

// A parameter shows its proposal beside it, with the same answer.
func TestTheProposalOfAParameterIsOfferedByTheSameRule(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.takeSecondFactor(t, master, middleOffice)
	proposed := a.act(t, a.As(t, master), "parameterSet", "proposal { id }",
		map[string]any{"key": string(domain.ParameterBand), "value": map[string]any{"integer": 50}, "reason": "Mercado volátil"})
	if proposed["proposal"] == nil {
		t.Fatalf("proposed %v", proposed)
	}
	got := a.must(t, middleOffice, `{ parameters(keys: [NEGOTIATION_BAND_PIPS]) { proposal { mayDecide { allowed code } } } }`, nil)
	wantText(t, "of the parameter", got.at(t, "parameters"), "[map[proposal:map[mayDecide:map[allowed:false code:FOUR_EYES_REQUIRED]]]]")
}
