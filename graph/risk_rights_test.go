package graph_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/risk"
	"github.com/qoricash/qoricash/internal/testkit"
)

// rightsRisk says who sees how much risk clients bring, and who assesses it.
func rightsRisk() map[string]outcomes {
	manage := outcomes{granted: {master, middleOffice}}
	return map[string]outcomes{
		"Query.pepRecords": {empty: {master, operator, otherOp, middleOffice}},

		"Mutation.pepSet": manage, "Mutation.pepEnd": manage, "Mutation.relatedPersonAdd": manage, "Mutation.relatedPersonRemove": manage,
		"Mutation.manualListCheck": manage, "Mutation.riskRecalculate": manage, "Mutation.dueDiligenceOverride": manage,
		"Mutation.clientProfileUpdate": manage,
	}
}

func queriesRisk() map[string]string {
	return map[string]string{"pepRecords": `{ pepRecords { nodes { id } } }`}
}

func inputsRisk() map[string]input {
	about := func(fields map[string]any) input {
		return func(_ *testing.T, a *api, _ testkit.Caller) map[string]any {
			all := keyed(map[string]any{"clientId": a.client(testkit.Client)})
			for name, value := range fields {
				all[name] = value
			}
			return all
		}
	}
	return map[string]input{
		"pepSet": about(map[string]any{"kind": "RELATIVE", "position": "Alcaldesa", "entity": "Municipalidad de Lince"}),
		"pepEnd": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"recordId": a.pepRecord(t), "leftOn": "2026-10-31", "reason": "Terminó su periodo"})
		},
		"relatedPersonAdd": func(_ *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"clientId": a.client(testkit.Client), "kind": "ATTORNEY", "name": "Eva Rojas Paz", "documentType": "PASSPORT",
				"documentNumber": "P" + uuid.NewString()[:8]})
		},
		"relatedPersonRemove": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"personId": a.relatedPerson(t), "reason": "Se revocó el poder"})
		},
		"manualListCheck": about(map[string]any{"results": []any{map[string]any{"list": "UN", "state": "CHECKED_CLEAR"}}}),
		"riskRecalculate": about(map[string]any{"reason": "Revisión anual"}),
		"dueDiligenceOverride": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			// Of one client one proposal waits at a time.
			return keyed(map[string]any{"clientId": globalid.Encode(ent.CustomerIDPrefix, a.registered(t)), "dueDiligence": "REINFORCED", "ground": "JUDGEMENT",
				"until": testkit.Opening.AddDate(0, 6, 0).Format(time.RFC3339), "note": "Visita a su oficina"})
		},
		"clientProfileUpdate": func(_ *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"clientId": a.client(testkit.Client), "occupation": "Contadora " + uuid.NewString()[:4]})
		},
	}
}

func namedIDsRisk() map[string]named {
	return map[string]named{"recordId": {prefix: ent.PepRecordIDPrefix}, "personId": {prefix: ent.RelatedPersonIDPrefix}}
}

// pepRecord is a political exposure of Client, on record.
func (a *api) pepRecord(t *testing.T) string {
	t.Helper()
	id, _, err := a.Risk.SetExposure(a.As(t, middleOffice), risk.SetExposureInput{IdempotencyKey: uuid.NewString(), ClientID: a.ID(own),
		Exposure: domain.Exposure{Kind: domain.ExposureDirect, Position: "Congresista", Entity: "Congreso de la República"}})
	must(t, err)
	return globalid.Encode(ent.PepRecordIDPrefix, id)
}

// relatedPerson is an attorney of Client.
func (a *api) relatedPerson(t *testing.T) string {
	t.Helper()
	id, _, err := a.Risk.AddPerson(a.As(t, middleOffice), risk.AddPersonInput{IdempotencyKey: uuid.NewString(), ClientID: a.ID(own),
		Person: domain.RelatedPerson{Kind: domain.RelatedAttorney, Name: "Eva Rojas Paz", DocumentType: domain.DocumentPassport,
			DocumentNumber: "P" + uuid.NewString()[:8]}})
	must(t, err)
	return globalid.Encode(ent.RelatedPersonIDPrefix, id)
}

// listCheck is a check of lists about Client.
func (a *api) listCheck(t *testing.T, list domain.RiskList, state domain.RiskListState) string {
	t.Helper()
	result := domain.RiskListResult{List: list, State: state}
	if state == domain.RiskListMatch {
		result.Details = "Mismo nombre y fecha de nacimiento"
	}
	id, _, err := a.Risk.CheckLists(a.As(t, middleOffice), risk.CheckListsInput{IdempotencyKey: uuid.NewString(), ClientID: a.ID(own),
		Check: domain.RiskListCheck{Results: []domain.RiskListResult{result}}})
	must(t, err)
	return globalid.Encode(ent.ManualListCheckIDPrefix, id)
}

// assessed has every client of the house assessed.
func (a *api) assessed(t *testing.T) {
	t.Helper()
	a.Settle(t)
	must(t, a.Risk.Work(testkit.System(t)))
}

const riskOfClient = `query($id: ID!) { node(id: $id) { ... on Client { relatedPersons { name } risk { level dueDiligence missing score factors { key points text
	whatLowersIt } reasons computedAt reviewedAt nextReviewAt override { dueDiligence } proposal { id } history { trigger score lists { list state } askedBy { name } }
	pepRecords { kind counts endsOn recordedBy { name } client { id } } listChecks { results { list state details } checkedBy { name } } } } } }`

// What the house thinks of a client reaches neither the client nor, by any of its parts, the trader (areas.md E38, E39, E43).
func TestOfARiskEverybodyIsShownItsPart(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.assessed(t)
	about := map[string]any{"id": a.client(own)}
	before := a.must(t, trader, riskOfClient, about)
	a.pepRecord(t)
	a.listCheck(t, domain.RiskListOFAC, domain.RiskListMatch)
	if after := a.must(t, trader, riskOfClient, about); fmt.Sprint(after.Data) != fmt.Sprint(before.Data) {
		t.Errorf("the trader is shown %v, and before %v", after.Data, before.Data)
	}
	shown := before.at(t, "node", "risk").(map[string]any)
	if shown["level"] != "LOW" || shown["score"] != nil || shown["computedAt"] != nil || len(shown["factors"].([]any)) > 0 || len(shown["history"].([]any)) > 0 ||
		len(shown["missing"].([]any)) == 0 {
		t.Errorf("over a portfolio a risk is %v", shown)
	}
	for _, caller := range []testkit.Caller{own, analyst} {
		if got := a.must(t, caller, riskOfClient, about); got.at(t, "node", "risk") != nil {
			t.Errorf("%s is shown %s", caller, got.raw)
		}
	}
	for _, caller := range []testkit.Caller{master, operator, middleOffice} {
		got := a.must(t, caller, riskOfClient, about).at(t, "node", "risk").(map[string]any)
		if got["dueDiligence"] != "PROHIBITED" || fmt.Sprint(got["reasons"]) != "[NO_SIMPLIFIED_REGIME POLITICALLY_EXPOSED SANCTIONED]" ||
			len(got["factors"].([]any)) != 6 || len(got["history"].([]any)) != 3 || len(got["pepRecords"].([]any)) != 1 || len(got["listChecks"].([]any)) != 1 {
			t.Errorf("%s is shown %v", caller, got)
		}
	}
}

// Who decides on another due diligence sees what is proposed, why and until when, and how the client stands.
func TestADueDiligenceIsDecidedBySomebodyWhoSeesTheWholeOfIt(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.assessed(t)
	until := testkit.Opening.AddDate(0, 6, 0).UTC().Format("2006-01-02T15:04:05.000Z")
	proposed := a.must(t, middleOffice, `mutation($in: DueDiligenceOverrideInput!) { dueDiligenceOverride(input: $in) { userErrors { code message } proposal { id }
		client { risk { dueDiligence proposal { id } } } } }`, map[string]any{"in": keyed(map[string]any{"clientId": a.client(own), "dueDiligence": "REINFORCED",
		"ground": "JUDGEMENT", "until": until, "note": "Visita a su oficina"})})
	id := proposed.at(t, "dueDiligenceOverride", "proposal", "id")
	if proposed.at(t, "dueDiligenceOverride", "client", "risk", "proposal", "id") != id || proposed.at(t, "dueDiligenceOverride", "client", "risk", "dueDiligence") != "BASIC" {
		t.Errorf("proposed as %s", proposed.raw)
	}
	seen := a.must(t, master, `{ approvals(filter: { open: true, kind: [DUE_DILIGENCE_OVERRIDE] }) { nodes { id note deciders dueDiligence { dueDiligence ground until lifts }
		client { id risk { score level dueDiligence factors { key text } } } mayDecide { allowed } } } }`, nil).at(t, "approvals", "nodes").([]any)
	first, _ := seen[0].(map[string]any)
	if len(seen) != 1 || first["note"] != "Visita a su oficina" || fmt.Sprint(first["dueDiligence"]) != fmt.Sprint(map[string]any{"dueDiligence": "REINFORCED",
		"ground": "JUDGEMENT", "until": until, "lifts": false}) || fmt.Sprint(first["mayDecide"]) != "map[allowed:true]" {
		t.Errorf("the decider sees %v", seen)
	}
	if risk, _ := first["client"].(map[string]any)["risk"].(map[string]any); risk["score"] != 5.0 || len(risk["factors"].([]any)) != 6 {
		t.Errorf("of the client it sees %v", first["client"])
	}
	decided := a.must(t, master, `mutation($in: ProposalDecideInput!) { proposalDecide(input: $in) { userErrors { code message } client { risk { dueDiligence reasons
		override { dueDiligence ground until note proposer { name } decider { name } } } } } }`, map[string]any{"in": keyed(map[string]any{"proposalId": id, "decision": "CONFIRMED"})})
	if got := decided.at(t, "proposalDecide", "client", "risk", "override", "note"); got != "Visita a su oficina" ||
		decided.at(t, "proposalDecide", "client", "risk", "dueDiligence") != "REINFORCED" {
		t.Errorf("decided as %s", decided.raw)
	}
}

func TestAnAssessmentIsAskedForOneClientOrForAll(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.assessed(t)
	const document = `mutation($in: RiskRecalculateInput!) { riskRecalculate(input: $in) { userErrors { code field } count client { risk { history { trigger reason askedBy { name } } } } } }`
	ask := func(fields map[string]any) answer {
		fields["reason"] = "Revisión anual"
		return a.must(t, middleOffice, document, map[string]any{"in": keyed(fields)})
	}
	if got := ask(map[string]any{"clientId": a.client(own)}); got.at(t, "riskRecalculate", "count") != 1.0 ||
		got.at(t, "riskRecalculate", "client", "risk", "history").([]any)[0].(map[string]any)["trigger"] != "MANUAL" {
		t.Errorf("of one: %s", got.raw)
	}
	if got := ask(map[string]any{"all": true}); got.at(t, "riskRecalculate", "count") != 2.0 {
		t.Errorf("of all: %s", got.raw)
	}
	for _, fields := range []map[string]any{{}, {"clientId": a.client(own), "all": true}} {
		if got := ask(fields); outcomeOf(got, "riskRecalculate") != "user:INVALID" {
			t.Errorf("of neither or both: %s", got.raw)
		}
	}
}

// The shares of the owners of a company are percent, and no more than the whole.
func TestAnOwnerHasAShareInPercent(t *testing.T) {
	t.Parallel()
	a := open(t)
	company := globalid.Encode(ent.CustomerIDPrefix, a.Newcomer(t, domain.DocumentRUC))
	const document = `mutation($in: RelatedPersonAddInput!) { relatedPersonAdd(input: $in) { userErrors { code message field } person { share maskedDocumentNumber }
		client { relatedPersons { kind name share } } } }`
	add := func(number, share string) answer {
		return a.must(t, middleOffice, document, map[string]any{"in": keyed(map[string]any{"clientId": company, "kind": "BENEFICIAL_OWNER", "name": "Ana Quispe",
			"documentType": "DNI", "documentNumber": number, "share": share})})
	}
	if got := add("40000017", "60.00"); got.at(t, "relatedPersonAdd", "person", "share") != "60.00" ||
		len(got.at(t, "relatedPersonAdd", "client", "relatedPersons").([]any)) != 1 {
		t.Errorf("the first is %s", got.raw)
	}
	if got := add("40000025", "40.01"); outcomeOf(got, "relatedPersonAdd") != "user:INVALID" {
		t.Errorf("together they have more than the whole: %s", got.raw)
	}
}
