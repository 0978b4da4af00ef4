package approval

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
)

// proposed is the canonical content of a proposal: everything but how it ended.
func proposed(row *ent.Proposal) ([]evidence.Field, error) {
	payload, err := evidence.CanonicalJSON(row.Payload)
	if err != nil {
		return nil, fmt.Errorf("proposal %s: %w", row.ID, err)
	}
	fourEyes := int64(0)
	if row.FourEyes {
		fourEyes = 1
	}
	return []evidence.Field{
		evidence.Text("proposal"), evidence.UUID(row.ID), evidence.Time(row.CreatedAt), evidence.Text(string(row.Kind)),
		evidence.Text(row.ObjectKind), evidence.UUID(row.ObjectID), evidence.Bytes(payload), optionalText(row.Note),
		evidence.Integer(fourEyes), evidence.UUID(row.ProposedBy),
	}, nil
}

// ended is the canonical content of a decision. The proposal's MAC binds it to what was proposed.
func ended(proposalMAC []byte, decision domain.ProposalDecision, by uuid.UUID, at time.Time, note *string) []evidence.Field {
	return []evidence.Field{
		evidence.Text("decision"), evidence.Bytes(proposalMAC), evidence.Text(string(decision)), evidence.UUID(by), evidence.Time(at),
		optionalText(note),
	}
}

func optionalText(text *string) evidence.Field {
	if text == nil {
		return evidence.Field{}
	}
	return evidence.Text(*text)
}

// signature is that of a proposal.
func signature(row *ent.Proposal) evidence.Signature {
	return evidence.Signature{MAC: row.MAC, Key: evidence.KeyID(row.KeyID)}
}

// decisionSignature is that of the decision on a proposal.
func decisionSignature(row *ent.Proposal) evidence.Signature {
	return evidence.Signature{MAC: row.DecisionMAC, Key: evidence.KeyID(row.DecisionKeyID)}
}
