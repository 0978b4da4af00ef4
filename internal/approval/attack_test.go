package approval_test

import (
	"context"
	"errors"
	"maps"
	"testing"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// decideAs writes a decision past the program, in the name of somebody.
const decideAs = `UPDATE proposals SET decision = 'CONFIRMED', decided_by = $2, decided_at = now(), decision_mac = mac WHERE id = $1`

const approve = `UPDATE clients SET kyc_status = 'APPROVED' WHERE id = $1`

// viaAPI are ways round four eyes through the program. An attack answers why it failed; nil is a success of the attacker.
func viaAPI(h *house) map[string]func(ctx context.Context) error {
	api := func(actor access.Actor, proposal uuid.UUID, decision domain.ProposalDecision) func(context.Context) error {
		return func(ctx context.Context) error {
			return h.Decide(access.WithActor(ctx, actor), proposal, decision)
		}
	}
	person := func(id uuid.UUID, role domain.Role) access.Actor {
		return access.Actor{Kind: domain.ActorStaff, ID: id, Role: role, Session: domain.SessionStaff}
	}
	token := h.Actor(testkit.Master)
	token.TokenID, token.Scopes = uuid.New(), domain.TokenScopes()
	return map[string]func(ctx context.Context) error{
		"deciding on one's own proposal":               api(h.Actor(testkit.MiddleOffice), h.waiting.proposal, domain.ProposalConfirmed),
		"declining one's own proposal":                 api(h.Actor(testkit.MiddleOffice), h.waiting.proposal, domain.ProposalDeclined),
		"taking back somebody else's":                  api(h.Actor(testkit.Master), h.waiting.proposal, domain.ProposalWithdrawn),
		"deciding what was declined":                   api(h.Actor(testkit.Master), h.declined.proposal, domain.ProposalConfirmed),
		"deciding after being deactivated":             api(person(h.former, domain.RoleMiddleOffice), h.waiting.proposal, domain.ProposalConfirmed),
		"deciding with a role that is another by now":  api(person(h.ID(testkit.Trader), domain.RoleMaster), h.waiting.proposal, domain.ProposalConfirmed),
		"deciding as a client":                         api(h.Actor(testkit.Client), h.waiting.proposal, domain.ProposalConfirmed),
		"deciding as the house itself":                 api(access.Actor{Kind: domain.ActorSystem, Role: domain.RoleSystem}, h.waiting.proposal, domain.ProposalConfirmed),
		"deciding with a machine's key of every scope": api(token, h.waiting.proposal, domain.ProposalConfirmed),
	}
}

// inRows are ways round four eyes by SQL that writes rows, each in one transaction.
func inRows(h *house) map[string][]statement {
	middle, master, trader := h.ID(testkit.MiddleOffice), h.ID(testkit.Master), h.ID(testkit.Trader)
	return map[string][]statement{
		"the decider is who proposed": {run(decideAs, h.waiting.proposal, middle)},
		"and approves at once":        {run(decideAs, h.waiting.proposal, middle), run(approve, h.waiting.client)},
		"another proposer, then deciding": {run(`UPDATE proposals SET proposed_by = $2 WHERE id = $1`, h.waiting.proposal, master),
			run(decideAs, h.waiting.proposal, middle)},
		"another payload":                     {run(`UPDATE proposals SET payload = '{}' WHERE id = $1`, h.waiting.proposal)},
		"another note":                        {run(`UPDATE proposals SET note = 'x' WHERE id = $1`, h.waiting.proposal)},
		"another key":                         {run(`UPDATE proposals SET key_id = NULL WHERE id = $1`, h.waiting.proposal)},
		"about another client":                {run(`UPDATE proposals SET object_id = $2 WHERE id = $1`, h.declined.proposal, h.refused.client)},
		"a rejection turned into an approval": {run(`UPDATE proposals SET kind = 'KYC_APPROVE' WHERE id = $1`, h.refused.proposal)},
		"without four eyes, then deciding":    {run(`UPDATE proposals SET four_eyes = false WHERE id = $1`, h.waiting.proposal), run(decideAs, h.waiting.proposal, middle)},
		"a second decision":                   {run(decideAs, h.declined.proposal, master)},
		"a second decision by another":        {run(`UPDATE proposals SET decided_by = $2 WHERE id = $1`, h.reopened.proposal, trader)},
		"the decision taken back": {run(`UPDATE proposals SET decision = NULL, decided_by = NULL, decided_at = NULL, decision_mac = NULL WHERE id = $1`,
			h.declined.proposal)},
		"the proposal deleted":                 {run(`DELETE FROM proposals WHERE id = $1`, h.declined.proposal)},
		"all proposals removed":                {run(`TRUNCATE proposals CASCADE`)},
		"a row that is decided from the start": {run(insertDecided, uuid.New(), h.declined.client, middle, master)},
		"a proposal by who may not propose":    {run(insertOpen, uuid.New(), h.declined.client, trader), run(approve, h.declined.client)},
		"decided by who is deactivated":        {run(decideAs, h.waiting.proposal, h.former)},
		"decided by a trader":                  {run(decideAs, h.waiting.proposal, trader)},
		"decided by who granted itself to review": {run(`INSERT INTO permission_grants (id, created_at, user_id, permission)
			VALUES (gen_random_uuid(), now(), $1, 'kyc.review')`, trader),
			run(decideAs, h.waiting.proposal, trader)},
		"decided by nobody": {run(`UPDATE proposals SET decision = 'CONFIRMED' WHERE id = $1`, h.waiting.proposal)},

		"the state set by hand":                {run(approve, h.waiting.client)},
		"the state set to rejected by hand":    {run(`UPDATE clients SET kyc_status = 'REJECTED' WHERE id = $1`, h.waiting.client)},
		"by a decision of another transaction": {run(approve, h.reopened.client)},
		"by a transaction set by hand": {run(`UPDATE proposals SET decided_tx = pg_current_xact_id() WHERE id = $1`, h.reopened.proposal),
			run(approve, h.reopened.client)},
		"by a decision about another client": {run(decideAs, h.waiting.proposal, master), run(approve, h.refused.client)},
		"by a decision to reject":            {run(decideAs, h.refused.proposal, master), run(approve, h.refused.client)},
		"with a password of the attacker's": {run(decideAs, h.waiting.proposal, master),
			run(`UPDATE clients SET kyc_status = 'APPROVED', password_hash = 'x' WHERE id = $1`, h.waiting.client)},
		"a client that is approved from the start": {run(`INSERT INTO clients (id, created_at, updated_at, document_type, document_number, full_name, email, password_hash,
				status, kyc_status, owner_id, parallel_operations, channel)
			SELECT gen_random_uuid(), now(), now(), 'DNI', '49999999', full_name, email, '', 'ACTIVE', 'APPROVED', owner_id, false, 'WEB' FROM clients WHERE id = $1`,
			h.waiting.client)},
	}
}

// byRights are ways that need more rights than the serving role has.
func byRights(h *house) map[string][]statement {
	return map[string][]statement{
		"triggers disabled":                {run(`ALTER TABLE proposals DISABLE TRIGGER ALL`)},
		"triggers of clients disabled":     {run(`ALTER TABLE clients DISABLE TRIGGER ALL`), run(approve, h.waiting.client)},
		"rows written as a replica writes": {run(`SET LOCAL session_replication_role = replica`), run(approve, h.waiting.client)},
		"a trigger dropped":                {run(`DROP TRIGGER clients_identification ON clients`)},
		"the check dropped":                {run(`ALTER TABLE proposals DROP CONSTRAINT proposals_four_eyes`)},
		"a guard replaced":                 {run(`CREATE OR REPLACE FUNCTION guard_identification() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`)},
		"as the owner":                     {run(`SET LOCAL ROLE qoricash_owner`), run(approve, h.waiting.client)},
	}
}

// aTableInTheWay is a way that begins with a right which a careless administrator may have left: to make temporary tables,
// which a session looks into before the house's.
func aTableInTheWay(h *house) []statement {
	return []statement{run(`CREATE TEMPORARY TABLE proposals AS SELECT * FROM public.proposals`),
		run(`UPDATE proposals SET object_id = $1, decision = 'CONFIRMED', decided_tx = pg_current_xact_id()`, h.waiting.client), run(approve, h.waiting.client)}
}

const insertOpen = `INSERT INTO proposals (id, created_at, kind, object_kind, object_id, payload, four_eyes, proposed_by, mac)
VALUES ($1, now(), 'KYC_APPROVE', 'client', $2, '{}', false, $3, decode(repeat('00', 32), 'hex'))`

const insertDecided = `INSERT INTO proposals (id, created_at, kind, object_kind, object_id, payload, four_eyes, proposed_by, mac,
	decision, decided_by, decided_at, decision_mac)
VALUES ($1, now(), 'KYC_APPROVE', 'client', $2, '{}', true, $3, decode(repeat('00', 32), 'hex'), 'CONFIRMED', $4, now(), decode(repeat('00', 32), 'hex'))`

// compliance.md 7.2: 0 of a suite of 20 succeed.
func TestNoAttackOnFourEyesSucceeds(t *testing.T) {
	t.Parallel()
	h := open(t)
	testkit.Must(t, together(t.Context(), h.DB.Owner, run(`GRANT TEMPORARY ON DATABASE `+h.DB.Name+` TO qoricash_app`)))
	all := viaAPI(h)
	bySQL := inRows(h)
	maps.Copy(bySQL, byRights(h))
	bySQL["a table of the attacker's own in the way"] = aTableInTheWay(h)
	for name, statements := range bySQL {
		all["SQL: "+name] = func(ctx context.Context) error { return together(ctx, h.DB.App, statements...) }
	}
	t.Logf("%d of %d attacks succeeded", h.succeeded(t, all), len(all))
	if report := h.verify(t); len(report.Findings) > 0 || report.Decided != 4 {
		t.Errorf("%d decisions; %q", report.Decided, report.Findings)
	}
}

// What the grants keep from the serving role the triggers keep from everybody.
func TestTheGuardsHoldForTheOwnerOfTheDatabaseToo(t *testing.T) {
	t.Parallel()
	h := open(t)
	all := map[string]func(ctx context.Context) error{}
	for name, statements := range inRows(h) {
		all[name] = func(ctx context.Context) error { return together(ctx, h.DB.Owner, statements...) }
	}
	all["a table of the owner's in the way"] = func(ctx context.Context) error { return together(ctx, h.DB.Owner, aTableInTheWay(h)...) }
	h.succeeded(t, all)
}

// succeeded counts the attacks that went through or left something. An attack fails by a refusal, not by a mistake in it.
func (h *house) succeeded(t *testing.T, attacks map[string]func(ctx context.Context) error) int {
	t.Helper()
	before, succeeded := h.state(t), 0
	for name, attack := range attacks {
		err := attack(t.Context())
		if !isRefusal(err) {
			t.Errorf("%s: ended with %v", name, err)
		}
		after := h.state(t)
		if after != before {
			t.Errorf("%s: left\n%s\nin the place of\n%s", name, after, before)
		}
		if err == nil || after != before {
			succeeded++
		}
		before = after
	}
	return succeeded
}

// isRefusal tells a refusal of the program, of a guard, of a check or of the rights from any other failure.
func isRefusal(err error) bool {
	var refused *pq.Error
	if errors.As(err, &refused) {
		return refused.Code == "23000" || refused.Code == "23514" || refused.Code == "42501"
	}
	return domain.CodeOf(err) != ""
}
