package compliance_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/compliance"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/testkit"
)

// officers makes some people compliance officers.
func officers(ids *[]uuid.UUID) testkit.Option {
	return testkit.WithCompliance(func(o *compliance.Options) {
		o.Officer = func(_ context.Context, _ *ent.Client, person uuid.UUID) (bool, error) {
			return slices.Contains(*ids, person), nil
		}
	})
}

func TestTwoPeopleDecideOnAHitAndTheOfficerOnAMatch(t *testing.T) {
	t.Parallel()
	var named []uuid.UUID
	h := open(t, officers(&named))
	h.load(t, domain.ListUIF, "1;ROJAS LUNA EVA MARIA")
	h.work(t)
	client := h.register(t, "Rojas", "Luna", "Eva María")
	hit := h.hits(t, client)[0].ID
	_, err := h.propose(t, testkit.Trader, hit, domain.VerdictFalsePositive)
	testkit.Refused(t, err, domain.CodeForbidden, "")
	_, err = h.propose(t, testkit.MiddleOffice, uuid.New(), domain.VerdictFalsePositive)
	testkit.Refused(t, err, domain.CodeNotFound, "hitId")
	proposal, err := h.propose(t, testkit.MiddleOffice, hit, domain.VerdictTrueMatch)
	testkit.Must(t, err)
	h.states(t, client, domain.HitProposed)
	_, err = h.propose(t, testkit.Master, hit, domain.VerdictFalsePositive)
	testkit.Refused(t, err, domain.CodeAlreadyExists, "hitId")
	testkit.Refused(t, h.decide(t, testkit.MiddleOffice, proposal, domain.ProposalConfirmed), domain.CodeFourEyesRequired, "proposalId")
	testkit.Refused(t, h.decide(t, testkit.Master, proposal, domain.ProposalConfirmed), domain.CodeForbidden, "proposalId")
	testkit.Must(t, h.decide(t, testkit.Master, proposal, domain.ProposalDeclined))
	h.states(t, client, domain.HitOpen)
	named = append(named, h.ID(testkit.Master))
	h.decided(t, hit, domain.VerdictTrueMatch)
	h.states(t, client, domain.HitTrueMatch)
	_, err = h.propose(t, testkit.MiddleOffice, hit, domain.VerdictFalsePositive)
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "hitId")
	told := testkit.Texts(t, h.DB, `SELECT facts ->> 'state' FROM events WHERE kind = 'HIT_DECIDED' AND aggregate_id = $1`, client)
	if !slices.Equal(told, []string{"TRUE_MATCH"}) {
		t.Errorf("told %v", told)
	}
}

func TestAProposalOfWhatIsOverIsRefusedWithBothContents(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.load(t, domain.ListUIF, "1;ROJAS LUNA EVA MARIA")
	h.work(t)
	client := h.register(t, "Rojas", "Luna", "Eva María")
	before := h.hits(t, client)[0]
	proposal, err := h.propose(t, testkit.MiddleOffice, before.ID, domain.VerdictFalsePositive)
	testkit.Must(t, err)
	h.load(t, domain.ListUIF, "1;ROJAS LUNA EVA MARIA;;1980-01-01")
	h.work(t)
	err = h.decide(t, testkit.Master, proposal, domain.ProposalConfirmed)
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "proposalId")
	var refusal *domain.Error
	after := h.hits(t, client)[1]
	if !errors.As(err, &refusal) || before.EntrySha == after.EntrySha {
		t.Fatalf("it is refused with %v", err)
	}
	said := map[string]any{}
	for _, param := range refusal.Params {
		said[param.Name] = param.Value
	}
	if said["entrySha"] != before.EntrySha || said["entryShaNow"] != after.EntrySha {
		t.Errorf("it is refused with %v", said)
	}
	testkit.Must(t, h.decide(t, testkit.MiddleOffice, proposal, domain.ProposalWithdrawn))
	h.states(t, client, domain.HitSuperseded, domain.HitOpen)
}

// compliance.md 7.2: whoever gets past the program finds the database holding to the same rules, as the program's role and as the owner's.
func TestNoAttackOnWhatWasFoundSucceeds(t *testing.T) {
	t.Parallel()
	var named []uuid.UUID
	h := open(t, officers(&named))
	named = append(named, h.ID(testkit.Master))
	h.load(t, domain.ListUIF, "1;ROJAS LUNA EVA MARIA")
	h.work(t)
	client, decided, cleared := h.register(t, "Rojas", "Luna", "Eva María"), h.register(t, "Rojas", "Luna", "Eva María"), h.register(t, "Rojas", "Luna", "Eva María")
	hit, matched, false1 := h.hits(t, client)[0], h.hits(t, decided)[0], h.hits(t, cleared)[0]
	h.decided(t, matched.ID, domain.VerdictTrueMatch)
	h.decided(t, false1.ID, domain.VerdictFalsePositive)
	proposal, err := h.propose(t, testkit.MiddleOffice, hit.ID, domain.VerdictFalsePositive)
	testkit.Must(t, err)
	master := h.ID(testkit.Master)
	type attack struct {
		statement string
		arguments []any
	}
	attacks := map[string]attack{
		"a hit decided by one person":    {`UPDATE screening_hits SET state = 'FALSE_POSITIVE', closed_at = now() WHERE id = $1`, []any{hit.ID}},
		"a match by one person":          {`UPDATE screening_hits SET state = 'TRUE_MATCH', closed_at = now() WHERE id = $1`, []any{hit.ID}},
		"a match taken back":             {`UPDATE screening_hits SET state = 'OPEN', closed_at = NULL WHERE id = $1`, []any{matched.ID}},
		"a match that is over":           {`UPDATE screening_hits SET state = 'SUPERSEDED' WHERE id = $1`, []any{matched.ID}},
		"a false positive made a match":  {`UPDATE screening_hits SET state = 'TRUE_MATCH' WHERE id = $1`, []any{false1.ID}},
		"another score":                  {`UPDATE screening_hits SET score = 0 WHERE id = $1`, []any{hit.ID}},
		"another explanation":            {`UPDATE screening_hits SET explanation = '{}' WHERE id = $1`, []any{hit.ID}},
		"a hit of somebody else":         {`UPDATE screening_hits SET client_id = $2 WHERE id = $1`, []any{hit.ID, decided}},
		"a hit removed":                  {`DELETE FROM screening_hits WHERE id = $1`, []any{hit.ID}},
		"hits emptied":                   {`TRUNCATE screening_hits CASCADE`, nil},
		"a result changed":               {`UPDATE screening_results SET outcome = 'CLEAR'`, nil},
		"a result removed":               {`DELETE FROM screening_results`, nil},
		"a run changed":                  {`UPDATE screening_runs SET hits = 0, opened = 0`, nil},
		"a run removed":                  {`DELETE FROM screening_runs`, nil},
		"a decision changed":             {`UPDATE hit_decisions SET verdict = 'FALSE_POSITIVE'`, nil},
		"a decision removed":             {`DELETE FROM hit_decisions`, nil},
		"a subject removed":              {`DELETE FROM screening_subjects`, nil},
		"a subject of another client":    {`UPDATE screening_subjects SET client_id = $1 WHERE client_id <> $1`, []any{client}},
		"a subject that no run compared": {`UPDATE screening_subjects SET coverage = repeat('0', 64)`, nil},
		"a cleared pair that lasts":      {`UPDATE cleared_pairs SET expires_at = now() + interval '100 years'`, nil},
		"a decision by an older proposal": {`INSERT INTO hit_decisions (id, created_at, hit_id, proposal_id, verdict, reasons, proposed_by, decided_by)
			SELECT gen_random_uuid(), now(), $1, proposal_id, 'TRUE_MATCH', reasons, proposed_by, decided_by FROM hit_decisions WHERE verdict = 'TRUE_MATCH'`, []any{hit.ID}},
		"a pair that nobody cleared": {`INSERT INTO cleared_pairs (id, created_at, subject_id, source, external_id, entry_sha, snapshot_sha, decision_id, expires_at)
			SELECT gen_random_uuid(), now(), h.subject_id, h.source, '1', h.entry_sha, h.snapshot_sha, d.id, now() + interval '1 month'
			FROM screening_hits h, hit_decisions d WHERE h.id = $1 AND d.verdict = 'TRUE_MATCH'`, []any{hit.ID}},
		"the proposer decides": {`WITH p AS (UPDATE proposals SET decision = 'CONFIRMED', decided_by = proposed_by, decided_at = now(), decision_mac = mac WHERE id = $1
			RETURNING object_id) UPDATE screening_hits SET state = 'FALSE_POSITIVE', closed_at = now() FROM p WHERE screening_hits.id = p.object_id`, []any{proposal}},
		"a match by who confirmed that it is none": {`WITH p AS (UPDATE proposals SET decision = 'CONFIRMED', decided_by = $2, decided_at = now(), decision_mac = mac
			WHERE id = $1 RETURNING object_id) UPDATE screening_hits SET state = 'TRUE_MATCH', closed_at = now() FROM p WHERE screening_hits.id = p.object_id`,
			[]any{proposal, master}},
	}
	for name, attack := range attacks {
		if _, err := h.DB.App.ExecContext(t.Context(), attack.statement, attack.arguments...); !isRefusal(err) {
			t.Errorf("%s, as the program: %v", name, err)
		}
		if _, err := h.DB.Owner.ExecContext(t.Context(), attack.statement, attack.arguments...); !isRefusal(err) {
			t.Errorf("%s, as the owner: %v", name, err)
		}
	}
	t.Logf("%d attacks", 2*len(attacks))
	h.states(t, client, domain.HitProposed)
	h.states(t, decided, domain.HitTrueMatch)
	h.states(t, cleared, domain.HitFalsePositive)
}

// isRefusal tells a refusal of a guard, of a check, of an index or of the rights from any other failure.
func isRefusal(err error) bool {
	var refused *pq.Error
	return errors.As(err, &refused) && slices.Contains([]string{"23000", "23503", "23505", "23514", "42501"}, string(refused.Code))
}

// compliance.md 2.6: whoever has what was compared and the numbers of the engine makes each explanation again, byte for byte.
func TestAThousandStoredExplanationsAreMadeAgain(t *testing.T) {
	t.Parallel()
	const people, entries = 25, 40
	h := open(t)
	given := []string{"EVA MARIA", "EBA MARIA", "EVA M.", "EVAMARIA", "MARIA EVA"}
	var rows []string
	for i := range entries {
		rows = append(rows, fmt.Sprintf("%d;ROJAS LUNA %s;DNI %08d;%d-01-02", i, given[i%len(given)], 10_000_000+i, 1950+i))
	}
	h.load(t, domain.ListUIF, rows...)
	h.work(t)
	for range people {
		h.register(t, "Rojas", "Luna", "Eva María")
	}
	engine, replayed := screening.New(screening.DefaultConfig()), 0
	for _, hit := range h.Store.Read().ScreeningHit.Query().WithEntry().WithResult().AllX(testkit.System(t)) {
		var subject screening.Subject
		var entry screening.Entry
		testkit.Must(t, json.Unmarshal(hit.Edges.Result.Snapshot, &subject))
		testkit.Must(t, json.Unmarshal(hit.Edges.Entry.Payload, &entry))
		again, err := json.Marshal(engine.Replay(subject, entry))
		testkit.Must(t, err)
		if string(again) != string(hit.Explanation) {
			t.Fatalf("of %s came\n%s\nand now\n%s", entry.ID, hit.Explanation, again)
		}
		replayed++
	}
	if replayed != people*entries {
		t.Errorf("%d of %d explanations", replayed, people*entries)
	}
}
