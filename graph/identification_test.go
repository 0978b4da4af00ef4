package graph_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

const shownIdentification = `query($id: ID!) { node(id: $id) { ... on Client { kycStatus operatingLimit { applies } identification {
	status required missing nextStep reason decidedAt
	documents { kind status reason advice note reviewedAt file { mediaType } reviewer { name } }
	proposal { kind fourEyes note proposer { name } client { fullName } mayDecide { allowed mayWithdraw code message } }
} } } }`

// identification reads a client's identification as somebody; nil where it is not shown.
func (a *api) identification(t *testing.T, ctx context.Context, client uuid.UUID) map[string]any {
	t.Helper()
	got := a.run(t, ctx, shownIdentification, map[string]any{"id": clientID(client)})
	if len(got.Errors) > 0 {
		t.Fatal(got.Errors)
	}
	shown, _ := got.at(t, "node", "identification").(map[string]any)
	return shown
}

// act runs a mutation as somebody and answers its payload.
func (a *api) act(t *testing.T, ctx context.Context, name, selection string, input map[string]any) map[string]any {
	t.Helper()
	document := fmt.Sprintf("mutation($input: %sInput!) { %s(input: $input) { userErrors { code message field params { name value } } %s } }",
		strings.ToUpper(name[:1])+name[1:], name, selection)
	got := a.run(t, ctx, document, map[string]any{"input": keyed(input)})
	if len(got.Errors) > 0 {
		t.Fatalf("%s: %v", name, got.Errors)
	}
	return got.Data[name].(map[string]any)
}

func wantText(t *testing.T, what string, got any, want string) {
	t.Helper()
	if fmt.Sprint(got) != want {
		t.Errorf("%s: %v, want %s", what, got, want)
	}
}

func (a *api) fileID(t *testing.T, ctx context.Context) string {
	t.Helper()
	return globalid.Encode(ent.FileIDPrefix, a.FileOf(t, ctx, domain.FileClientDocument))
}

func TestAnIdentificationGoesFromTheFirstPaperToItsEnd(t *testing.T) {
	t.Parallel()
	a := open(t)
	client := a.Newcomer(t, domain.DocumentDNI)
	own, middle, master := testkit.ClientContext(t, client), a.As(t, testkit.MiddleOffice), a.As(t, testkit.Master)

	shown := a.identification(t, own, client)
	wantText(t, "at first", []any{shown["status"], shown["missing"], shown["nextStep"]},
		"[PENDING [ID_FRONT ID_BACK] Envía: documento de identidad (anverso) y documento de identidad (reverso). Con eso empezamos a revisar tu identificación.]")
	wantText(t, "the house at first", a.identification(t, middle, client)["nextStep"],
		"El cliente debe enviar: documento de identidad (anverso) y documento de identidad (reverso). Con eso empieza la revisión.")

	sent := map[string]string{}
	for _, kind := range []string{"ID_FRONT", "ID_BACK"} {
		payload := a.act(t, own, "documentSubmit", "document { id kind status } client { kycStatus operatingLimit { applies } }",
			map[string]any{"kind": kind, "fileId": a.fileID(t, own)})
		sent[kind] = payload["document"].(map[string]any)["id"].(string)
		wantText(t, kind, payload["userErrors"], "[]")
		if kind == "ID_BACK" {
			wantText(t, "with the last paper", payload["client"], "map[kycStatus:IN_REVIEW operatingLimit:map[applies:true]]")
		}
	}

	a.act(t, middle, "documentReview", "document { status }", map[string]any{"documentId": sent["ID_FRONT"], "accept": true})
	a.act(t, middle, "documentReview", "document { status }", map[string]any{"documentId": sent["ID_BACK"], "accept": false, "reason": "UNREADABLE", "note": "Borrosa"})
	shown = a.identification(t, own, client)
	back := shown["documents"].([]any)[0].(map[string]any)
	wantText(t, "the client reads", []any{shown["missing"], back["status"], back["advice"], back["note"], back["reviewer"]},
		"[[ID_BACK] REJECTED No se puede leer. Envía una foto nítida, completa y sin reflejos. <nil> <nil>]")
	shown = a.identification(t, middle, client)
	wantText(t, "the reviewer reads", []any{shown["documents"].([]any)[0].(map[string]any)["note"], shown["nextStep"]},
		"[Borrosa La identificación está en revisión. El cliente debe enviar: documento de identidad (reverso).]")

	payload := a.act(t, middle, "identificationPropose", "proposal { id } client { id }", map[string]any{"clientId": clientID(client), "approve": true})
	refusal := payload["userErrors"].([]any)[0].(map[string]any)
	wantText(t, "an approval too soon", []any{refusal["code"], refusal["field"], refusal["params"]}, "[KYC_INCOMPLETE [clientId] [map[name:missing value:ID_BACK]]]")

	again := a.act(t, own, "documentSubmit", "document { id }", map[string]any{"kind": "ID_BACK", "fileId": a.fileID(t, own)})
	a.act(t, middle, "documentReview", "document { status }", map[string]any{"documentId": again["document"].(map[string]any)["id"], "accept": true})
	payload = a.act(t, middle, "identificationPropose", "proposal { id } client { kycStatus }",
		map[string]any{"clientId": clientID(client), "approve": true, "note": "Todo claro"})
	proposal := payload["proposal"].(map[string]any)["id"]
	wantText(t, "while it waits", payload["client"], "map[kycStatus:IN_REVIEW]")

	mine, theirs := a.identification(t, middle, client)["proposal"], a.identification(t, master, client)["proposal"]
	wantText(t, "who proposed it may", mine.(map[string]any)["mayDecide"],
		"map[allowed:false code:FOUR_EYES_REQUIRED mayWithdraw:true message:Tú hiciste esta propuesta: otra persona de Middle Office debe decidirla. Tú puedes retirarla.]")
	wantText(t, "somebody else may", theirs.(map[string]any)["mayDecide"], "map[allowed:true code:<nil> mayWithdraw:false message:<nil>]")
	for who, ctx := range map[string]context.Context{"the client": own, "its trader": a.As(t, testkit.Trader)} {
		if shown := a.identification(t, ctx, client); shown["proposal"] != nil {
			t.Errorf("%s reads the proposal %v", who, shown["proposal"])
		}
	}

	payload = a.act(t, middle, "proposalDecide", "proposal { decision } client { kycStatus }", map[string]any{"proposalId": proposal, "decision": "CONFIRMED"})
	wantText(t, "one's own", []any{payload["userErrors"].([]any)[0].(map[string]any)["code"], payload["proposal"], payload["client"]},
		"[FOUR_EYES_REQUIRED map[decision:<nil>] map[kycStatus:IN_REVIEW]]")
	payload = a.act(t, master, "proposalDecide", "proposal { decision decider { name } decisionNote mayDecide { code } } client { kycStatus operatingLimit { applies } }",
		map[string]any{"proposalId": proposal, "decision": "CONFIRMED"})
	wantText(t, "at the end", []any{payload["client"], payload["proposal"]}, "[map[kycStatus:APPROVED operatingLimit:map[applies:false]] "+
		"map[decider:map[name:Marta Salas] decision:CONFIRMED decisionNote:<nil> mayDecide:map[code:NOT_ALLOWED_IN_STATUS]]]")

	payload = a.act(t, master, "identificationReopen", "client { kycStatus identification { decidedAt } }",
		map[string]any{"clientId": clientID(client), "reason": "Documento vencido"})
	wantText(t, "opened again", payload["client"], "map[identification:map[decidedAt:<nil>] kycStatus:IN_REVIEW]")
}

func TestAnIdentificationIsNullForWhoMayNotSeeIt(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Pending(t, testkit.Client, "100.00")
	for caller, shown := range map[testkit.Caller]bool{own: true, master: true, trader: true, middleOffice: true, operator: false, analyst: false} {
		if got := a.identification(t, a.As(t, caller), a.ID(testkit.Client)); (got != nil) != shown {
			t.Errorf("%s reads %v", caller, got)
		}
		got := a.must(t, caller, `{ operations { nodes { client { identification { status } } } } }`, nil)
		if value := got.at(t, "operations", "nodes", 0, "client", "identification"); (value != nil) != shown {
			t.Errorf("through an operation %s reads %v", caller, value)
		}
	}
}

func TestTheLongestWaitComesFirst(t *testing.T) {
	t.Parallel()
	a := open(t)
	var want []any
	for range 5 {
		client := a.Newcomer(t, domain.DocumentDNI)
		a.Submit(t, client)
		a.Clock.Advance(time.Minute)
		want = append(want, map[string]any{"id": clientID(client)})
	}
	// Nothing else that changes about a client costs it its place; a client who is gone has none.
	_, first, err := globalid.Decode(want[0].(map[string]any)["id"].(string))
	must(t, err)
	_, last, err := globalid.Decode(want[4].(map[string]any)["id"].(string))
	must(t, err)
	_, err = store.Do(a.system(t), a.Store, store.Command{Action: "test"}, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.Customer.UpdateOneID(first).SetPhone("+51987654321").SetUpdatedAt(a.Clock.Now()).Exec(ctx); err != nil {
			return err
		}
		return tx.Customer.UpdateOneID(last).SetStatus(domain.ClientDeactivated).Exec(ctx)
	})
	must(t, err)
	want = want[:4]

	var got []any
	cursor := any(nil)
	for range 3 {
		page := a.must(t, testkit.MiddleOffice, `query($after: String) { reviewQueue(first: 2, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }`,
			map[string]any{"after": cursor})
		got = append(got, page.at(t, "reviewQueue", "nodes").([]any)...)
		wantText(t, "all that wait", page.at(t, "reviewQueue", "totalCount"), "4")
		cursor = page.at(t, "reviewQueue", "pageInfo", "endCursor")
		if page.at(t, "reviewQueue", "pageInfo", "hasNextPage") == false {
			break
		}
	}
	wantText(t, "the queue", got, fmt.Sprint(want))
}

func TestAlikePapersNameTheOtherClient(t *testing.T) {
	t.Parallel()
	a := open(t)
	one, other := a.Newcomer(t, domain.DocumentRUC), a.Newcomer(t, domain.DocumentRUC)
	papers := map[uuid.UUID]uuid.UUID{}
	for _, client := range []uuid.UUID{one, other} {
		row, err := a.Store.Read().ClientDocument.Get(a.system(t), a.Submit(t, client)[0])
		must(t, err)
		papers[client] = row.FileID
	}
	deposit := a.File(t, testkit.Client, domain.FileDepositProof)
	stray := a.File(t, testkit.Master, domain.FileClientDocument)
	_, err := store.Do(a.system(t), a.Store, store.Command{Action: "test"}, func(ctx context.Context, tx *store.Tx) error {
		for file, kind := range map[uuid.UUID]domain.FileMatchKind{papers[one]: domain.MatchExact, stray: domain.MatchSimilar} {
			if err := tx.FileMatch.Create().SetCreatedAt(tx.Now).SetFileID(papers[other]).SetOtherFileID(file).SetKind(kind).SetDistance(2).Exec(ctx); err != nil {
				return err
			}
		}
		return tx.FileMatch.Create().SetCreatedAt(tx.Now).SetFileID(deposit).SetOtherFileID(papers[one]).SetKind(domain.MatchSimilar).SetDistance(3).Exec(ctx)
	})
	must(t, err)
	document := `query($id: ID!) { node(id: $id) { ... on Client { identification { documents { matches { kind distance
		client { id identification { status documents { kind } } } } } } } } }`
	read := func(caller testkit.Caller, client uuid.UUID) []any {
		got := a.must(t, caller, document, map[string]any{"id": clientID(client)})
		return got.at(t, "node", "identification", "documents", 0, "matches").([]any)
	}
	mine, theirs := read(testkit.MiddleOffice, one), read(testkit.MiddleOffice, other)
	if len(mine) != 2 || len(theirs) != 2 {
		t.Fatalf("%v and %v", mine, theirs)
	}
	// The match is seen from both sides.
	for what, found := range map[string]any{clientID(other): mine, clientID(one): theirs} {
		named := ""
		for _, match := range found.([]any) {
			if client, ok := match.(map[string]any)["client"].(map[string]any); ok {
				named += fmt.Sprint(client["id"])
				wantText(t, "on from there", client["identification"], "map[documents:[map[kind:RUC_SHEET]] status:IN_REVIEW]")
			}
		}
		wantText(t, "the other client", named, what)
	}
	if seen := read(testkit.Trader, one); len(seen) != 0 {
		t.Errorf("a trader reads %v", seen)
	}
}

// However many clients, papers and proposals there are.
func TestIdentificationsCostAFixedNumberOfStatements(t *testing.T) {
	t.Parallel()
	kit, statements := testkit.NewCounted(t)
	a := serve(t, kit, graph.ExecutorOptions{})
	document := `{ clients(first: 20) { nodes { identification { status missing reason documents { file { id } reviewer { name } matches { kind } }
		proposal { proposer { name } client { fullName } mayDecide { allowed } } } } } }`
	cost := func() int {
		statements.Reset()
		a.must(t, testkit.Master, document, nil)
		return len(statements.Sent())
	}
	a.proposedBy(t, testkit.MiddleOffice, a.inReview(t))
	few := cost()
	for range 4 {
		a.proposedBy(t, testkit.MiddleOffice, a.inReview(t))
	}
	if many := cost(); many != few || few > 8 {
		t.Errorf("%d statements for one client with papers, %d for five:\n%s", few, many, strings.Join(statements.Sent(), "\n"))
	}
}
