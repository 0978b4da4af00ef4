package graph_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// The description of each Node's id names its prefix; that is where people look it up.
func TestEveryNodeOfTheSDLIsReadByItsPrefix(t *testing.T) {
	t.Parallel()
	schema, prefix := sdl(), regexp.MustCompile("`([a-z]+)_…`")
	read := graph.NodePrefixes()
	for _, object := range schema.PossibleTypes["Node"] {
		found := prefix.FindStringSubmatch(object.Fields.ForName("id").Description)
		if found == nil {
			t.Errorf("%s.id does not say its prefix", object.Name)
			continue
		}
		if !slices.Contains(read, found[1]) {
			t.Errorf("node does not read %s (%s_…)", object.Name, found[1])
		}
		read = slices.DeleteFunc(read, func(p string) bool { return p == found[1] })
	}
	if len(read) > 0 {
		t.Errorf("node reads %v, which are no Nodes of the SDL", read)
	}
}

// everyNode makes an object of each Node type and answers their ids by type.
func everyNode(t *testing.T, a *api) map[string]string {
	t.Helper()
	id := a.Operation(t, domain.Completed)
	row := a.Row(t, id)
	if _, _, err := a.Trading.AddNote(a.As(t, testkit.Trader), trading.AddNoteInput{OperationID: id, Text: "Llamar"}); err != nil {
		t.Fatal(err)
	}
	held := a.Operation(t, domain.Pending)
	if _, _, err := a.Trading.Hold(a.As(t, testkit.Master), trading.HoldInput{Target: a.Target(t, held), Reason: domain.HoldReview, Note: "Revisión"}); err != nil {
		t.Fatal(err)
	}
	system := access.AsSystem(t.Context())
	public, err := a.Pricing.Current(system)
	if err != nil {
		t.Fatal(err)
	}
	base, err := a.Pricing.CurrentBase(system)
	if err != nil {
		t.Fatal(err)
	}
	account := a.Store.Read().LedgerAccount.Query().FirstX(system)
	entry := a.Store.Read().LedgerEntry.Query().FirstX(system)
	trail := a.Store.Read().AuditEntry.Query().FirstX(system)
	return map[string]string{
		"Operation": row.GlobalID(), "Client": a.client(testkit.Client), "BankAccount": a.account(testkit.Client, money.PEN),
		"StaffMember": a.staff(testkit.Trader), "File": globalid.Encode(ent.FileIDPrefix, *row.Edges.Deposits[0].FileID),
		"Deposit": row.Edges.Deposits[0].GlobalID(), "Payout": row.Edges.Payouts[0].GlobalID(), "Proof": row.Edges.Proofs[0].GlobalID(),
		"Hold": a.Row(t, held).Edges.Holds[0].GlobalID(), "Note": a.Row(t, id).Edges.Notes[0].GlobalID(), "Quote": row.Edges.Quote.GlobalID(),
		"RatePublication": public.GlobalID(), "PublicRate": view.PublicRateID(), "Bank": view.BankOf("BCP").ID(),
		"Parameter": globalid.Encode(view.ParameterIDPrefix, domain.ParameterID(domain.ParameterQuoteTTL)),
		"Session":   a.sessionOf(testkit.Master), "AuditEntry": trail.GlobalID(), "BaseRate": base.GlobalID(),
		"ScheduledRate": globalid.Encode(ent.ScheduledRateIDPrefix, a.scheduledRate(t)), "HouseAccount": a.house(money.PEN),
		"LedgerAccount": account.GlobalID(), "LedgerEntry": entry.GlobalID(), "AccessToken": a.token(t),
		"ClientDocument": documentID(a.Submit(t, a.Newcomer(t, domain.DocumentRUC))[0]),
		"Proposal":       proposalID(a.proposedBy(t, testkit.MiddleOffice, a.inReview(t))), "ClientContact": a.contact(t, testkit.Client),
		"Notification": a.notification(t, testkit.Master), "PushDevice": a.device(t, testkit.Master), "OutboxMessage": a.deadMessage(t),
		"PepRecord": a.pepRecord(t), "RelatedPerson": a.relatedPerson(t), "ManualListCheck": a.listCheck(t, domain.RiskListUN, domain.RiskListClear),
		"RewardCode": a.reward(t, testkit.Client), "Referral": a.referral(t), "Campaign": a.campaign(t),
		"Invoice": invoiceID(a.acceptedInvoice(t)),
	}
}

func TestNodesAnswerEveryTypeInTheOrderOfTheirIDs(t *testing.T) {
	t.Parallel()
	a := open(t)
	nodes := everyNode(t, a)
	var ids, want []any
	for name, id := range nodes {
		ids, want = append(ids, id, "op_nothing"), append(want, map[string]any{"__typename": name, "id": id}, nil)
	}
	got := a.must(t, testkit.Master, `query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }`, map[string]any{"ids": ids})
	if fmt.Sprint(got.Data["nodes"]) != fmt.Sprint(want) {
		t.Errorf("got %v\nwant %v", got.Data["nodes"], want)
	}
	if missing := len(sdl().PossibleTypes["Node"]) - len(nodes); missing != 0 {
		t.Errorf("%d Node types are not tried", missing)
	}
}

func TestNodesOfOthersAreNull(t *testing.T) {
	t.Parallel()
	a := open(t)
	public := []string{"PublicRate", "Bank"}
	for name, id := range everyNode(t, a) {
		for _, caller := range []testkit.Caller{anonymous, otherClient} {
			got := a.must(t, caller, `query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": id})
			if shown := got.Data["node"] != nil; shown != slices.Contains(public, name) {
				t.Errorf("%s of another, by %s: %s", name, caller, got.raw)
			}
		}
	}
}

func TestNodesTakeABoundedNumberOfIDs(t *testing.T) {
	t.Parallel()
	a := open(t)
	ids := make([]any, 101)
	for i := range ids {
		ids[i] = globalid.Encode(ent.OperationIDPrefix, uuid.Must(uuid.NewV7()))
	}
	got := a.ask(t, testkit.Master, `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, map[string]any{"ids": ids})
	if got.code() != "BAD_REQUEST" || !strings.Contains(got.Errors[0].Message, "100") {
		t.Errorf("101 ids: %v", got.Errors)
	}
}
