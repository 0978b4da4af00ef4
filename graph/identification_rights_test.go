package graph_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/testkit"
)

// rightsIdentification says who sends papers, and who reviews them.
func rightsIdentification() map[string]outcomes {
	review := outcomes{granted: {master, middleOffice}}
	return map[string]outcomes{
		"Query.reviewQueue":              {empty: {master, middleOffice}},
		"Query.approvals":                {granted: {master, middleOffice}, empty: {trader, otherTrader}},
		"Mutation.documentSubmit":        {granted: {own, master, trader, middleOffice}, notFound: {otherClient, otherTrader}},
		"Mutation.documentReview":        review,
		"Mutation.identificationPropose": review,
		"Mutation.proposalDecide":        {granted: {master, middleOffice}, notFound: {trader, otherTrader}},
		"Mutation.identificationReopen":  review,
	}
}

func queriesIdentification() map[string]string {
	return map[string]string{"reviewQueue": `{ reviewQueue { nodes { id } } }`, "approvals": `{ approvals { nodes { id } } }`}
}

func inputsIdentification() map[string]input {
	return map[string]input{
		"documentSubmit": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
			return keyed(map[string]any{"clientId": a.client(testkit.Client), "kind": "ID_FRONT",
				"fileId": globalid.Encode(ent.FileIDPrefix, a.File(t, caller, domain.FileClientDocument))})
		},
		"documentReview": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"documentId": documentID(a.Submit(t, a.Newcomer(t, domain.DocumentRUC))[0]), "accept": true})
		},
		"identificationPropose": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"clientId": clientID(a.inReview(t)), "approve": true})
		},
		"proposalDecide": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
			proposer := testkit.MiddleOffice
			if caller == proposer {
				proposer = testkit.Master
			}
			return keyed(map[string]any{"proposalId": proposalID(a.proposedBy(t, proposer, a.inReview(t))), "decision": "CONFIRMED"})
		},
		"identificationReopen": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			client := a.Newcomer(t, domain.DocumentDNI)
			testkit.Approve(t, a.Store, client)
			return keyed(map[string]any{"clientId": clientID(client), "reason": "Documento vencido"})
		},
	}
}

// namedIDsIdentification: papers and proposals are all reviewers'; there are no foreign ones.
func namedIDsIdentification() map[string]named {
	return map[string]named{"documentId": {prefix: ent.ClientDocumentIDPrefix}, "proposalId": {prefix: ent.ProposalIDPrefix}}
}

// system acts as the house itself.
func (a *api) system(t *testing.T) context.Context { return access.AsSystem(t.Context()) }

// inReview is a client whose papers are accepted, and who waits for a decision.
func (a *api) inReview(t *testing.T) uuid.UUID {
	t.Helper()
	client := a.Newcomer(t, domain.DocumentDNI)
	a.Review(t, client)
	return client
}

func (a *api) proposedBy(t *testing.T, caller testkit.Caller, client uuid.UUID) uuid.UUID {
	t.Helper()
	id, _, err := a.KYC.Propose(a.As(t, caller), kyc.ProposeInput{ClientID: client, Approve: true, Note: "Revisado"})
	must(t, err)
	return id
}

func clientID(id uuid.UUID) string   { return globalid.Encode(ent.CustomerIDPrefix, id) }
func documentID(id uuid.UUID) string { return globalid.Encode(ent.ClientDocumentIDPrefix, id) }
func proposalID(id uuid.UUID) string { return globalid.Encode(ent.ProposalIDPrefix, id) }
