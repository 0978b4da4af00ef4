package approval_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestWholeDecisionsHaveNoFindings(t *testing.T) {
	t.Parallel()
	h := open(t)
	report := h.verify(t)
	// The two clients of every kit are approved too.
	if report.Proposals != 6 || report.Decided != 4 || report.Identified != 2 || len(report.Findings) > 0 {
		t.Errorf("got %+v", report)
	}
}

// The database cannot know who typed: a decision in the name of a second person goes through, and is named, with the client
// whose identification rests on it.
func TestADecisionForgedInAnothersNameIsNamed(t *testing.T) {
	t.Parallel()
	const forgedTrail = `INSERT INTO audit_entries (at, actor_kind, actor_id, actor_role, action, object_kind, object_id, changes, address, user_agent, request_id, mac)
		SELECT now(), 'STAFF', $2, 'MASTER', 'proposal.decide', 'proposal', $1, '{"after": {"decision": "CONFIRMED"}}', '', '', '', mac FROM proposals WHERE id = $1`
	for name, forge := range map[string]func(h *house) []statement{
		"with the proposal's own signature": func(h *house) []statement {
			return []statement{run(decideAs, h.waiting.proposal, h.ID(testkit.Master)), run(approve, h.waiting.client)}
		},
		"with the signature of a true decision": func(h *house) []statement {
			return []statement{run(`UPDATE proposals p SET decision = 'CONFIRMED', decided_by = d.decided_by, decided_at = d.decided_at,
				decision_mac = d.decision_mac, decision_key_id = d.decision_key_id
				FROM proposals d WHERE p.id = $1 AND d.id = $2`, h.waiting.proposal, h.reopened.proposal), run(approve, h.waiting.client)}
		},
		"with a row of the trail, forged too": func(h *house) []statement {
			return []statement{run(decideAs, h.waiting.proposal, h.ID(testkit.Master)), run(approve, h.waiting.client),
				run(forgedTrail, h.waiting.proposal, h.ID(testkit.Master))}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			testkit.Must(t, together(t.Context(), h.DB.App, forge(h)...))
			h.wantFindings(t,
				fmt.Sprintf("proposal %s (KYC_APPROVE of client %s): nobody signed that %s decided CONFIRMED", h.waiting.proposal, h.waiting.client, h.ID(testkit.Master)),
				fmt.Sprintf("proposal %s (KYC_APPROVE of client %s): the trail does not say that %s decided CONFIRMED", h.waiting.proposal, h.waiting.client, h.ID(testkit.Master)),
				fmt.Sprintf("client %s is APPROVED and its last decision, proposal %s, is not whole", h.waiting.client, h.waiting.proposal))
		})
	}
}

func (h *house) wantFindings(t *testing.T, want ...string) {
	t.Helper()
	if got := h.verify(t).Findings; strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAProposalThatNobodyMadeIsNamed(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, middle := uuid.New(), h.ID(testkit.MiddleOffice)
	testkit.Must(t, together(t.Context(), h.DB.App, run(insertOpen, id, h.declined.client, middle), run(decideAs, id, middle), run(approve, h.declined.client)))
	of := fmt.Sprintf("proposal %s (KYC_APPROVE of client %s): ", id, h.declined.client)
	h.wantFindings(t, of+"what was proposed is not what "+middle.String()+" signed", of+"the trail does not say that "+middle.String()+" proposed it",
		of+"nobody signed that "+middle.String()+" decided CONFIRMED", of+"the trail does not say that "+middle.String()+" decided CONFIRMED",
		fmt.Sprintf("client %s is APPROVED and its last decision, proposal %s, is not whole", h.declined.client, id))
}

// Even the owner of the database, who can take every guard away, cannot sign.
func TestWhatTheOwnerOfTheDatabaseChangesIsNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(h *house) statement
		want   func(h *house) []string
	}{
		"a payload": {func(h *house) statement {
			return run(`UPDATE proposals SET payload = '{"documents": []}' WHERE id = $1`, h.waiting.proposal)
		}, func(h *house) []string {
			return []string{fmt.Sprintf("proposal %s (KYC_APPROVE of client %s): what was proposed is not what %s signed", h.waiting.proposal,
				h.waiting.client, h.ID(testkit.MiddleOffice))}
		}},
		"the key that signed": {func(h *house) statement {
			return run(`UPDATE proposals SET key_id = NULL WHERE id = $1`, h.waiting.proposal)
		}, func(h *house) []string {
			return []string{fmt.Sprintf("proposal %s (KYC_APPROVE of client %s): what was proposed is not what %s signed", h.waiting.proposal,
				h.waiting.client, h.ID(testkit.MiddleOffice))}
		}},
		"a payload that is none": {func(h *house) statement {
			return run(`UPDATE proposals SET payload = '[1]' WHERE id = $1`, h.waiting.proposal)
		}, func(h *house) []string {
			return []string{fmt.Sprintf("proposal %s (KYC_APPROVE of client %s): what was proposed is not what %s signed", h.waiting.proposal,
				h.waiting.client, h.ID(testkit.MiddleOffice))}
		}},
		"a note of a decision": {func(h *house) statement {
			return run(`UPDATE proposals SET decision_note = 'otra' WHERE id = $1`, h.declined.proposal)
		}, func(h *house) []string {
			return []string{fmt.Sprintf("proposal %s (KYC_APPROVE of client %s): nobody signed that %s decided DECLINED", h.declined.proposal,
				h.declined.client, h.ID(testkit.Master))}
		}},
		"an identification that nobody decided": {func(h *house) statement {
			return run(`UPDATE clients SET kyc_status = 'REJECTED' WHERE id = $1`, h.waiting.client)
		},
			func(h *house) []string {
				return []string{fmt.Sprintf("client %s is REJECTED and nobody decided so", h.waiting.client)}
			}},
		"an identification against its decision": {func(h *house) statement {
			return run(`UPDATE clients SET kyc_status = 'REJECTED' WHERE id = $1`, h.ID(testkit.Client))
		}, func(h *house) []string {
			return []string{fmt.Sprintf("client %s is REJECTED and its last decision, proposal %s, says KYC_APPROVE", h.ID(testkit.Client), proposalOf(h, h.ID(testkit.Client)))}
		}},
		"an identification that was opened again": {func(h *house) statement { return run(approve, h.reopened.client) }, func(h *house) []string {
			return []string{fmt.Sprintf("client %s is APPROVED and its history says KYC_REOPENED last, after proposal %s", h.reopened.client, h.reopened.proposal)}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			testkit.Must(t, together(t.Context(), h.DB.Owner, run(`ALTER TABLE proposals DISABLE TRIGGER USER`), run(`ALTER TABLE clients DISABLE TRIGGER USER`),
				c.change(h)))
			h.wantFindings(t, c.want(h)...)
		})
	}
}

func proposalOf(h *house, client uuid.UUID) (id uuid.UUID) {
	// An answer that is not there shows as the empty id in the comparison.
	_ = h.DB.Owner.QueryRow(`SELECT id FROM proposals WHERE object_id = $1`, client).Scan(&id)
	return id
}

// A row of the trail that is missing is missed, whoever removed it.
func TestADecisionOutsideTheTrailIsNamed(t *testing.T) {
	t.Parallel()
	h := open(t)
	testkit.Must(t, h.Decide(h.As(t, testkit.Master), h.waiting.proposal, domain.ProposalConfirmed))
	testkit.Must(t, together(t.Context(), h.DB.Owner, run(`ALTER TABLE audit_entries DISABLE TRIGGER USER`),
		run(`DELETE FROM audit_entries WHERE object_id = $1 AND action = 'proposal.decide'`, h.waiting.proposal)))
	h.wantFindings(t, fmt.Sprintf("proposal %s (KYC_APPROVE of client %s): the trail does not say that %s decided CONFIRMED", h.waiting.proposal,
		h.waiting.client, h.ID(testkit.Master)),
		fmt.Sprintf("client %s is APPROVED and its last decision, proposal %s, is not whole", h.waiting.client, h.waiting.proposal))
}

func TestMoreProposalsThanOnePageAreAllRead(t *testing.T) {
	t.Parallel()
	h := open(t)
	const many = 1_100
	testkit.Must(t, together(t.Context(), h.DB.Owner, run(`ALTER TABLE proposals DISABLE TRIGGER USER`),
		run(`INSERT INTO proposals (id, created_at, kind, object_kind, object_id, payload, four_eyes, proposed_by, mac)
		SELECT gen_random_uuid(), now(), 'KYC_APPROVE', 'client', gen_random_uuid(), '{}', true, $1, decode(repeat('00', 32), 'hex') FROM generate_series(1, $2)`,
			h.ID(testkit.MiddleOffice), many)))
	report := h.verify(t)
	if report.Proposals != many+6 || len(report.Findings) != 2*many {
		t.Errorf("%d proposals, %d findings", report.Proposals, len(report.Findings))
	}
}
