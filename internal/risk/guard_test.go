package risk_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// What the grants keep from the serving role the triggers keep from everybody.
func TestTheDatabaseKeepsEvidenceAndFourEyes(t *testing.T) {
	t.Parallel()
	h := open(t)
	client, middle, master := h.ID(testkit.Client), h.ID(testkit.MiddleOffice), h.ID(testkit.Master)
	record := h.expose(t, client)
	testkit.Must(t, h.check(t, testkit.MiddleOffice, client, domain.RiskListMatch, domain.RiskListUN))
	proposal, err := h.override(t, client, &domain.RiskOverride{To: domain.DueDiligenceProhibited, Ground: domain.RiskRefused})
	testkit.Must(t, err)
	testkit.Must(t, h.decide(t, testkit.Master, proposal))
	open, err := h.override(t, client, nil)
	testkit.Must(t, err)
	const give = `INSERT INTO due_diligence_overrides (id, created_at, client_id, due_diligence, ground, until, proposal_id)
		VALUES (gen_random_uuid(), now(), $1, 'BASIC', 'JUDGEMENT', now() + interval '1 day', $2)`
	for name, attack := range map[string]struct {
		statement string
		arguments []any
	}{
		"another score of an assessment": {`UPDATE risk_computations SET score = 0 WHERE client_id = $1`, []any{client}},
		"an assessment removed":          {`DELETE FROM risk_computations WHERE client_id = $1`, []any{client}},
		"assessments emptied":            {`TRUNCATE risk_computations CASCADE`, nil},
		"another result of a check":      {`UPDATE manual_list_checks SET results = '[]' WHERE client_id = $1`, []any{client}},
		"a check removed":                {`DELETE FROM manual_list_checks WHERE client_id = $1`, []any{client}},
		"a profile of its own":           {`UPDATE risk_profiles SET due_diligence = 'BASIC' WHERE client_id = $1`, []any{client}},
		"another client's assessment": {`UPDATE risk_profiles SET computation_id = (SELECT computation_id FROM risk_profiles WHERE client_id <> $1 LIMIT 1)
			WHERE client_id = $1`, []any{client}},
		"a second profile": {`INSERT INTO risk_profiles (id, created_at, updated_at, client_id, computation_id, score, level, due_diligence, shown_level,
			shown_due_diligence, reviewed_at, next_review_at) SELECT gen_random_uuid(), now(), now(), client_id, computation_id, score, level, due_diligence,
			shown_level, shown_due_diligence, reviewed_at, next_review_at FROM risk_profiles WHERE client_id = $1`, []any{client}},
		"a regime by nobody":                  {give, []any{client, uuid.New()}},
		"a regime by one person":              {give, []any{h.ID(testkit.OtherClient), open}},
		"a regime by an older decision":       {give, []any{h.ID(testkit.OtherClient), proposal}},
		"a regime ended by one person":        {`UPDATE due_diligence_overrides SET ended_at = now(), ended_by = $2 WHERE client_id = $1`, []any{client, open}},
		"a regime changed":                    {`UPDATE due_diligence_overrides SET due_diligence = 'BASIC' WHERE client_id = $1`, []any{client}},
		"an exposure withdrawn by its maker":  {`UPDATE pep_records SET withdrawn_at = now(), withdrawn_by = $2, end_reason = 'x' WHERE id = $1`, []any{record, middle}},
		"an exposure withdrawn without words": {`UPDATE pep_records SET withdrawn_at = now(), withdrawn_by = $2 WHERE id = $1`, []any{record, master}},
		"an owner of nothing": {`INSERT INTO related_persons (id, created_at, client_id, kind, name, document_type, document_number, added_by)
			VALUES (gen_random_uuid(), now(), $1, 'BENEFICIAL_OWNER', 'X', 'DNI', '40000017', $2)`, []any{client, middle}},
	} {
		if _, err := h.DB.App.ExecContext(t.Context(), attack.statement, attack.arguments...); !isRefusal(err) {
			t.Errorf("%s, as the program: %v", name, err)
		}
		if _, err := h.DB.Owner.ExecContext(t.Context(), attack.statement, attack.arguments...); !isRefusal(err) {
			t.Errorf("%s, as the owner: %v", name, err)
		}
	}
	h.stands(t, client, 45, domain.RiskMedium, domain.DueDiligenceProhibited)
}

// isRefusal tells a refusal of a guard, of a check, of an index or of the rights from any other failure.
func isRefusal(err error) bool {
	var refused *pq.Error
	return errors.As(err, &refused) && (refused.Code == "23000" || refused.Code == "23503" || refused.Code == "23505" || refused.Code == "23514" || refused.Code == "42501")
}
