package approval

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
)

// Report is what [Verify] saw.
type Report struct {
	// Proposals is how many there are, Decided how many of them ended, Identified how many clients' identifications are decided.
	Proposals, Decided, Identified int64
	// Findings name what is wrong, one line each; empty when every decision is whole.
	Findings []string
}

// Verify proves that every proposal and every decision is what its author signed, that each stands in the audit trail under
// the name of that author, that nobody decided on what they proposed, and that every identification that is approved or
// rejected was decided so last; or it names the rows for which that is not so. It reads one state of the database. The error
// tells that it could not look, never what it found.
func Verify(ctx context.Context, db *sql.DB, keys evidence.Keys) (Report, error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return Report{}, fmt.Errorf("verify the decisions: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // it has written nothing
	v := &verification{ctx: ctx, tx: tx, keys: keys, unsound: map[uuid.UUID]bool{}}
	if err := v.proposals(); err != nil {
		return Report{}, fmt.Errorf("verify the decisions: %w", err)
	}
	if err := v.identifications(); err != nil {
		return Report{}, fmt.Errorf("verify the identifications: %w", err)
	}
	return v.report, nil
}

// verification is one run of Verify.
type verification struct {
	ctx    context.Context
	tx     *sql.Tx
	keys   evidence.Keys
	report Report
	// unsound are the proposals with a finding.
	unsound map[uuid.UUID]bool
}

func (v *verification) found(row *ent.Proposal, what string, args ...any) {
	v.unsound[row.ID] = true
	v.report.Findings = append(v.report.Findings, fmt.Sprintf("proposal %s (%s of %s %s): ", row.ID, row.Kind, row.ObjectKind, row.ObjectID)+
		fmt.Sprintf(what, args...))
}

// page is how many proposals are in memory at once.
const page = 1_000

func (v *verification) proposals() error {
	last := uuid.Nil
	for {
		rows, err := v.read(last)
		if err != nil {
			return err
		}
		acts, err := v.acts(rows)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := v.one(row, acts[row.ID]); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
		last = rows[len(rows)-1].ID
	}
}

func (v *verification) one(row *ent.Proposal, acts []act) error {
	v.report.Proposals++
	content, err := proposed(row)
	if err != nil {
		return err
	}
	if !v.keys.Valid(signature(row), content...) {
		v.found(row, "what was proposed is not what %s signed", row.ProposedBy)
	}
	if !slices.Contains(acts, act{action: proposeAction, by: row.ProposedBy}) {
		v.found(row, "the trail does not say that %s proposed it", row.ProposedBy)
	}
	if row.Decision == nil {
		return nil
	}
	v.report.Decided++
	decision, by := *row.Decision, *row.DecidedBy
	if !v.keys.Valid(decisionSignature(row), ended(row.MAC, decision, by, *row.DecidedAt, row.DecisionNote)...) {
		v.found(row, "nobody signed that %s decided %s", by, decision)
	}
	if !slices.Contains(acts, act{action: decideAction, by: by, decision: decision}) {
		v.found(row, "the trail does not say that %s decided %s", by, decision)
	}
	if row.FourEyes && (decision == domain.ProposalWithdrawn) != (by == row.ProposedBy) {
		v.found(row, "%s decided %s on what %s proposed", by, decision, row.ProposedBy)
	}
	return nil
}

const selectProposals = `
SELECT id, created_at, kind, object_kind, object_id, payload, note, four_eyes, proposed_by, mac, coalesce(key_id, 0),
	decision, decided_by, decided_at, decision_note, decision_mac, coalesce(decision_key_id, 0)
FROM proposals WHERE id > $1 ORDER BY id LIMIT $2`

func (v *verification) read(after uuid.UUID) ([]*ent.Proposal, error) {
	rows, err := v.tx.QueryContext(v.ctx, selectProposals, after, page)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var read []*ent.Proposal
	for rows.Next() {
		row, payload := &ent.Proposal{}, []byte(nil)
		err := rows.Scan(&row.ID, &row.CreatedAt, &row.Kind, &row.ObjectKind, &row.ObjectID, &payload, &row.Note, &row.FourEyes, &row.ProposedBy,
			&row.MAC, &row.KeyID, &row.Decision, &row.DecidedBy, &row.DecidedAt, &row.DecisionNote, &row.DecisionMAC, &row.DecisionKeyID)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(payload, &row.Payload); err != nil {
			// A payload that is no object was never written by Propose; it stays empty and its MAC does not hold.
			row.Payload = nil
		}
		read = append(read, row)
	}
	return read, rows.Err()
}

// act is what a row of the trail says, if its signature holds.
type act struct {
	action   string
	by       uuid.UUID
	decision domain.ProposalDecision
}

// selectActs answers what a row says first, and then the columns that the trail signs.
func selectActs(signed string) string {
	return `SELECT object_id, action, actor_id, coalesce(changes #>> '{after,decision}', ''), mac, key_id, ` + signed + `
		FROM audit_entries WHERE object_kind = $1 AND object_id = ANY($2::uuid[])`
}

// acts are the signed rows of the trail about proposals, by proposal.
func (v *verification) acts(proposals []*ent.Proposal) (map[uuid.UUID][]act, error) {
	ids := make([]string, len(proposals))
	for i, row := range proposals {
		ids[i] = row.ID.String()
	}
	content := audit.Content()
	rows, err := v.tx.QueryContext(v.ctx, selectActs(content.Columns), string(domain.ObjectProposal), pq.Array(ids))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := map[uuid.UUID][]act{}
	for rows.Next() {
		var of uuid.UUID
		var by uuid.NullUUID
		var said act
		var written evidence.Signature
		fields, err := content.Fields(func(dest ...any) error {
			return rows.Scan(append([]any{&of, &said.action, &by, &said.decision, &written.MAC, &written.Key}, dest...)...)
		})
		if err != nil {
			return nil, err
		}
		if said.by = by.UUID; v.keys.Valid(written, fields...) {
			found[of] = append(found[of], said)
		}
	}
	return found, rows.Err()
}

// selectIdentified answers the clients whose identification is decided, each with the last decision on it, and with what its
// history says of its identification last.
const selectIdentified = `
SELECT c.id, c.kyc_status, p.id, coalesce(p.kind, ''), coalesce(e.kind, '')
FROM clients c LEFT JOIN LATERAL (
	SELECT id, kind FROM proposals WHERE object_kind = 'client' AND object_id = c.id AND decision = 'CONFIRMED'
	ORDER BY decided_at DESC, id DESC LIMIT 1) p ON true
LEFT JOIN LATERAL (
	SELECT kind FROM events WHERE aggregate = 'client' AND aggregate_id = c.id AND kind = ANY($1)
	ORDER BY aggregate_version DESC LIMIT 1) e ON true
WHERE c.kyc_status IN ('APPROVED', 'REJECTED') ORDER BY c.id`

func (v *verification) identifications() error {
	var moves []string
	for _, row := range domain.KYCTransitions() {
		moves = append(moves, string(row.Event))
	}
	rows, err := v.tx.QueryContext(v.ctx, selectIdentified, pq.Array(moves))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var client uuid.UUID
		var by uuid.NullUUID
		var status domain.KYCStatus
		var kind domain.ProposalKind
		var last domain.EventKind
		if err := rows.Scan(&client, &status, &by, &kind, &last); err != nil {
			return err
		}
		v.report.Identified++
		if why := v.fault(status, by, kind, last); why != "" {
			v.report.Findings = append(v.report.Findings, fmt.Sprintf("client %s is %s and %s", client, status, why))
		}
	}
	return rows.Err()
}

// fault is why a decided identification does not follow from its last decision; empty when it does.
func (v *verification) fault(status domain.KYCStatus, by uuid.NullUUID, kind domain.ProposalKind, last domain.EventKind) string {
	wanted, told := domain.ProposalKYCReject, domain.EventKYCRejected
	if status == domain.KYCApproved {
		wanted, told = domain.ProposalKYCApprove, domain.EventKYCApproved
	}
	switch {
	case !by.Valid:
		return "nobody decided so"
	case kind != wanted:
		return fmt.Sprintf("its last decision, proposal %s, says %s", by.UUID, kind)
	case v.unsound[by.UUID]:
		return fmt.Sprintf("its last decision, proposal %s, is not whole", by.UUID)
	case last != "" && last != told:
		return fmt.Sprintf("its history says %s last, after proposal %s", last, by.UUID)
	}
	return ""
}
