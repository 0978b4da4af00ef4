package trail_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/auditentry"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trail"
)

// reads are the rows of reads, oldest first.
func reads(t *testing.T, kit *testkit.Kit) []*ent.AuditEntry {
	t.Helper()
	rows, err := kit.Store.Read().AuditEntry.Query().Where(auditentry.Action(trail.ActionRead)).Order(auditentry.ByID()).All(testkit.System(t))
	testkit.Must(t, err)
	return rows
}

// Given a person of the house, when personal data are about to be shown, then the trail names who, from where, of whom and which fields.
func TestAReadOfPersonalDataNamesWhoReadWhat(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	service, client := trail.New(kit.Store), kit.ID(testkit.Client)
	ctx := access.WithOrigin(kit.As(t, testkit.Operator), access.Origin{Address: "192.0.2.7", RequestID: "r1", UserAgent: "Mozilla"})
	testkit.Must(t, service.WriteRead(ctx, trail.Read{ObjectKind: domain.ObjectClient, ObjectID: client, Fields: []string{"Client.email"},
		Roots: []string{"client"}, Objects: []string{"cl_1"}, Operation: "ClientSheet"}))
	testkit.Must(t, service.WriteRead(ctx, trail.Read{ObjectKind: "query", Fields: []string{"Client.email"}, Roots: []string{"clients"}}))

	rows := reads(t, kit)
	if len(rows) != 2 {
		t.Fatalf("two reads left %d rows", len(rows))
	}
	one := rows[0]
	if one.ObjectID == nil || *one.ObjectID != client || one.ActorID == nil || *one.ActorID != kit.ID(testkit.Operator) ||
		one.Address != "192.0.2.7" || one.RequestID != "r1" {
		t.Errorf("the row of the read says %+v", one)
	}
	after, _ := one.Changes["after"].(map[string]any)
	if after["operation"] != "ClientSheet" || after["objects"] == nil || after["fields"] == nil || after["roots"] == nil {
		t.Errorf("of what was read it says %v", after)
	}
	if several := rows[1]; several.ObjectID != nil || several.ObjectKind != "query" {
		t.Errorf("a read of several names %v %v", several.ObjectKind, several.ObjectID)
	}
	if other, _ := rows[1].Changes["after"].(map[string]any); other["objects"] != nil {
		t.Errorf("a document that names no object says that it names %v", other["objects"])
	}
}

// Without its row there is no answer: whoever cannot write does not read.
func TestAReadThatCannotBeWrittenDownIsRefused(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	_, err := kit.DB.Owner.ExecContext(t.Context(), `REVOKE INSERT ON audit_entries FROM qoricash_app; ALTER TABLE audit_entries RENAME TO hidden_entries`)
	testkit.Must(t, err)
	if err := trail.New(kit.Store).WriteRead(kit.As(t, testkit.Operator), trail.Read{ObjectKind: domain.ObjectClient, ObjectID: kit.ID(testkit.Client)}); err == nil {
		t.Error("the read may go on without a row in the trail")
	}
}

// The proof covers the trail and the decisions that need two people.
func TestVerifyNamesAnEditedReadAndAnEditedDecision(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	testkit.Must(t, trail.New(kit.Store).WriteRead(kit.As(t, testkit.Operator), trail.Read{ObjectKind: domain.ObjectClient, ObjectID: uuid.New()}))
	kit.Identify(t, kit.Newcomer(t, domain.DocumentDNI))
	seals := evidence.NewFile(t.TempDir())
	verify := func() trail.Report {
		report, err := trail.Verify(t.Context(), kit.DB.App, kit.Store.Keys(), seals)
		testkit.Must(t, err)
		return report
	}
	if whole := verify(); !whole.Whole() || whole.Rows == 0 || whole.Decided == 0 || whole.Identified == 0 {
		t.Fatalf("before any deed: %+v", whole)
	}
	for deed, named := range map[string]string{
		`ALTER TABLE audit_entries DISABLE TRIGGER USER; UPDATE audit_entries SET address = '198.51.100.7' WHERE action = 'read.personal'`: "audit: ",
		`ALTER TABLE proposals DISABLE TRIGGER USER; UPDATE proposals SET decided_at = decided_at + interval '1 hour'`:                     "proposal ",
	} {
		_, err := kit.DB.Owner.ExecContext(t.Context(), deed)
		testkit.Must(t, err)
		if found := strings.Join(verify().Findings, "\n"); !strings.Contains(found, named) {
			t.Errorf("%s: found %q", deed, found)
		}
	}
}
