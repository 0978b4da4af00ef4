package demo_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"
)

// businessRows are queries that answer one text per row of the business: everything but ids, keys and hashes. Rows are
// named by what people name them by.
var businessRows = map[string]string{
	"users": `SELECT to_jsonb(u) - '{id,password_hash}'::text[] FROM users u WHERE NOT is_house`,
	"clients": `SELECT to_jsonb(c) - '{id,password_hash,owner_id,referral_code_used}'::text[] || jsonb_build_object('owner', o.email)
		FROM clients c JOIN users o ON o.id = c.owner_id`,
	"bank_accounts": `SELECT to_jsonb(a) - '{id,client_id}'::text[] || jsonb_build_object('client', c.document_number)
		FROM bank_accounts a JOIN clients c ON c.id = a.client_id`,
	"papers": `SELECT jsonb_build_object('at', d.created_at, 'client', c.document_number, 'kind', d.kind, 'status', d.status, 'file', encode(f.sha256, 'hex'), 'by', u.email)
		FROM client_documents d JOIN clients c ON c.id = d.client_id JOIN files f ON f.id = d.file_id LEFT JOIN users u ON u.id = d.reviewed_by`,
	"proposals": `SELECT jsonb_build_object('at', p.created_at, 'client', c.document_number, 'kind', p.kind, 'by', u.email,
		'decision', p.decision, 'decided', d.email, 'end', p.decided_at)
		FROM proposals p JOIN clients c ON c.id = p.object_id JOIN users u ON u.id = p.proposed_by LEFT JOIN users d ON d.id = p.decided_by`,
	"house_accounts": `SELECT to_jsonb(h) - 'id' FROM house_accounts h`,
	"base_rates":     `SELECT to_jsonb(b) - '{id,published_by}'::text[] || jsonb_build_object('by', u.email) FROM base_rates b JOIN users u ON u.id = b.published_by`,
	"public_rates": `SELECT to_jsonb(r) - '{id,published_by,base_rate_id}'::text[] || jsonb_build_object('by', u.email, 'base', b.bid)
		FROM public_rates r JOIN users u ON u.id = r.published_by LEFT JOIN base_rates b ON b.id = r.base_rate_id`,
	"quotes": `SELECT to_jsonb(q) - '{id,client_id,drafted_by,public_rate_id,coupon_id,coupon_code}'::text[]
		|| jsonb_build_object('client', c.document_number, 'by', u.email)
		FROM quotes q JOIN clients c ON c.id = q.client_id LEFT JOIN users u ON u.id = q.drafted_by`,
	"operations": `SELECT to_jsonb(o)
		- '{id,number,code,client_id,trader_id,operator_id,named_operator_id,quote_id,created_by,source_account_id,destination_account_id,deposit_account_id}'::text[]
		|| jsonb_build_object('client', c.document_number, 'trader', t.email, 'operator', p.email, 'named', n.email)
		FROM operations o JOIN clients c ON c.id = o.client_id JOIN users t ON t.id = o.trader_id
		LEFT JOIN users p ON p.id = o.operator_id LEFT JOIN users n ON n.id = o.named_operator_id`,
	"deposits": `SELECT to_jsonb(d) - '{id,operation_id,house_account_id,file_id,reported_by,decided_by,refund_account_id,applied_from}'::text[]
		|| jsonb_build_object('operation', o.created_at, 'house', h.number, 'refunded', r.number, 'decided', u.email,
			'from', s.created_at)
		FROM deposits d JOIN operations o ON o.id = d.operation_id JOIN house_accounts h ON h.id = d.house_account_id
		LEFT JOIN house_accounts r ON r.id = d.refund_account_id LEFT JOIN users u ON u.id = d.decided_by LEFT JOIN deposits s ON s.id = d.applied_from`,
	"confirmations": `SELECT jsonb_build_object('at', c.created_at, 'operation', o.created_at, 'reference', c.bank_reference, 'by', u.email, 'undone', c.undone_at,
		'undone by', v.email, 'reason', c.undone_reason) FROM deposit_confirmations c JOIN deposits d ON d.id = c.deposit_id
		JOIN operations o ON o.id = d.operation_id JOIN users u ON u.id = c.confirmed_by LEFT JOIN users v ON v.id = c.undone_by`,
	"payouts": `SELECT to_jsonb(p) - '{id,operation_id,house_account_id,created_by,voided_by}'::text[]
		|| jsonb_build_object('operation', o.created_at, 'house', h.number, 'by', u.email)
		FROM payouts p JOIN operations o ON o.id = p.operation_id JOIN house_accounts h ON h.id = p.house_account_id JOIN users u ON u.id = p.created_by`,
	"proofs": `SELECT jsonb_build_object('at', p.created_at, 'operation', o.created_at, 'file', encode(f.sha256, 'hex'), 'by', u.email)
		FROM proofs p JOIN operations o ON o.id = p.operation_id JOIN files f ON f.id = p.file_id JOIN users u ON u.id = p.created_by`,
	"holds": `SELECT to_jsonb(h) - '{id,period_id,operation_id,opened_by,released_by}'::text[] || jsonb_build_object('operation', o.created_at)
		FROM holds h JOIN operations o ON o.id = h.operation_id`,
	"notes": `SELECT jsonb_build_object('at', n.created_at, 'operation', o.created_at, 'by', u.email, 'text', n.text,
		'read', (SELECT count(*) FROM note_reads r WHERE r.note_id = n.id))
		FROM notes n JOIN operations o ON o.id = n.operation_id JOIN users u ON u.id = n.author_id`,
	"referrals": `SELECT to_jsonb(r) - '{id,referred_id,referrer_id,code_id,confirmed_by,decided_by}'::text[]
		|| jsonb_build_object('referred', c.document_number, 'referrer', f.document_number, 'confirmed', o.created_at, 'decided', u.email)
		FROM referrals r JOIN clients c ON c.id = r.referred_id JOIN clients f ON f.id = r.referrer_id LEFT JOIN operations o ON o.id = r.confirmed_by
		LEFT JOIN users u ON u.id = r.decided_by`,
	"pips": `SELECT jsonb_build_object('at', m.created_at, 'client', c.document_number, 'pips', m.pips, 'reason', m.reason, 'operation', o.created_at)
		FROM reward_movements m JOIN clients c ON c.id = m.client_id LEFT JOIN operations o ON o.id = m.operation_id`,
	"codes": `SELECT jsonb_build_object('at', k.created_at, 'kind', k.kind, 'client', c.document_number, 'campaign', g.name, 'pips', k.pips,
		'until', k.expires_at, 'withdrawn', k.withdrawn_at)
		FROM codes k LEFT JOIN clients c ON c.id = k.client_id LEFT JOIN campaigns g ON g.id = k.campaign_id`,
	"uses": `SELECT jsonb_build_object('at', s.created_at, 'kind', s.kind, 'client', c.document_number, 'operation', o.created_at, 'pips', s.pips,
		'state', s.state, 'ended', s.ended_at) FROM coupon_uses s JOIN clients c ON c.id = s.client_id JOIN operations o ON o.id = s.operation_id`,
	"invoices": `SELECT jsonb_build_object('at', i.created_at, 'operation', o.created_at, 'kind', i.kind, 'state', i.state, 'series', i.series,
		'number', i.number, 'total', i.total, 'code', i.sunat_code, 'parked', i.parked_reason, 'fault', i.fault_code)
		FROM invoices i JOIN operations o ON o.id = i.operation_id`,
	"files": `SELECT to_jsonb(f) - '{id,uploaded_by}'::text[] || jsonb_build_object('by', u.email) FROM files f JOIN users u ON u.id = f.uploaded_by`,
	"postings": `SELECT jsonb_build_object('kind', e.kind, 'date', e.business_date, 'at', e.recorded_at, 'operation', o.created_at,
		'account', coalesce(h.number, a.name), 'amount', p.amount, 'currency', p.currency)
		FROM postings p JOIN ledger_entries e ON e.id = p.entry_id JOIN ledger_accounts a ON a.id = p.account_id
		LEFT JOIN house_accounts h ON h.id = a.house_account_id LEFT JOIN operations o ON o.id = e.operation_id`,
	"events": `SELECT jsonb_build_object('kind', e.kind, 'aggregate', e.aggregate, 'version', e.aggregate_version, 'at', e.occurred_at,
		'facts', CASE WHEN jsonb_typeof(e.facts) = 'object' THEN e.facts - '{operator,formerOperator,counterpart,code,operation,operationId,balance,sealed}'::text[]
			ELSE e.facts END,
		'actor', e.actor_kind, 'operation', o.created_at, 'operator', p.email, 'former', f.email)
		FROM events e LEFT JOIN operations o ON o.id = e.aggregate_id LEFT JOIN users p ON p.id::text = e.facts ->> 'operator'
		LEFT JOIN users f ON f.id::text = e.facts ->> 'formerOperator'`,
	"audit": `SELECT jsonb_build_object('at', a.at, 'actor', a.actor_kind, 'role', a.actor_role, 'action', a.action, 'kind', a.object_kind) FROM audit_entries a`,
}

// rowsOf answers the business rows of a house, sorted.
func rowsOf(t *testing.T, db *sql.DB) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for name, query := range businessRows {
		var text sql.NullString
		err := db.QueryRowContext(t.Context(), `SELECT string_agg(row::text, E'\n' ORDER BY row::text COLLATE "C") FROM (`+query+`) AS q (row)`).Scan(&text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[name] = strings.Split(text.String, "\n")
	}
	return all
}

// wantEqualRows compares two houses and shows the first difference of each kind of row.
func wantEqualRows(t *testing.T, got, want map[string][]string) {
	t.Helper()
	for name := range businessRows {
		if difference := firstDifference(got[name], want[name]); difference != "" {
			t.Errorf("%s: %d and %d rows; %s", name, len(got[name]), len(want[name]), difference)
		}
	}
}

func firstDifference(got, want []string) string {
	for i := range max(len(got), len(want)) {
		g, w := "nothing", "nothing"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			return fmt.Sprintf("row %d is\n\t%s\nand\n\t%s", i, g, w)
		}
	}
	return ""
}

func count(t *testing.T, db *sql.DB, query string) int {
	t.Helper()
	var n int
	if err := db.QueryRowContext(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
