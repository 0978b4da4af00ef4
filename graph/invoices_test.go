package graph_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/imitation"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/nubefacttest"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// shownInvoice is all that a document says of itself.
const shownInvoice = `id kind status statusLabel state stateLabel explanation { text nextStep } series number code total { amount currency }
	net { amount } igv { amount } taxKind issuedOn issuer { ruc name } recipient { documentType documentNumber maskedDocumentNumber name address }
	pdf { url } xml { url } cdr { url } parkedReason parkedLabel sunat { code description } fault { code meaning message } attempts
	nextAttemptAt requestedBy { name } sentAt dueAt voidUntil voidReason voidTicket voidProposal { id }
	availableActions { action allowed code message }`

func TestADocumentExplainsItselfToWhoAsks(t *testing.T) {
	t.Parallel()
	a := open(t)
	// Given a document that the provider could not complete.
	id := invoiceID(a.parkedInvoice(t))
	document := `query($id: ID!) { node(id: $id) { ... on Invoice { ` + shownInvoice + ` } } }`
	shownTo := func(caller testkit.Caller) map[string]any {
		return a.must(t, caller, document, map[string]any{"id": id}).at(t, "node").(map[string]any)
	}

	// Then the Master reads why it waits, what the provider said in plain words, and what to do.
	toMaster := shownTo(master)
	explained := toMaster["explanation"].(map[string]any)
	fault := toMaster["fault"].(map[string]any)
	if explained["text"] != "El proveedor no pudo emitirlo." || !strings.Contains(fmt.Sprint(explained["nextStep"]), "reinténtalo") ||
		fault["code"] != float64(21) || !strings.Contains(fmt.Sprint(fault["meaning"]), "No lo guardó") || !strings.Contains(fmt.Sprint(fault["message"]), "RUC") {
		t.Errorf("the Master reads %v", toMaster)
	}
	if got := allowed(toMaster); !slices.Equal(got, []string{"RETRY", "CORRECT"}) {
		t.Errorf("a Master may %v", got)
	}
	// The trader reads the same of its own, and may try again alone.
	toTrader := shownTo(trader)
	if toTrader["state"] != "PARKED" || !slices.Equal(allowed(toTrader), []string{"RETRY"}) {
		t.Errorf("the trader reads %v", toTrader)
	}
	// The client reads that it is prepared, and nothing of what keeps it.
	toClient := shownTo(own)
	if toClient["statusLabel"] != "En preparación" || toClient["explanation"].(map[string]any)["nextStep"] != nil {
		t.Errorf("the client reads %v", toClient)
	}
	for _, field := range []string{"state", "stateLabel", "parkedReason", "parkedLabel", "sunat", "fault", "attempts", "nextAttemptAt", "requestedBy", "sentAt",
		"dueAt", "voidUntil", "voidReason", "voidTicket", "voidProposal"} {
		if toClient[field] != nil {
			t.Errorf("the client reads %s: %v", field, toClient[field])
		}
	}
	if actions := toClient["availableActions"].([]any); len(actions) != 0 {
		t.Errorf("the client may %v", actions)
	}
	// Who sees personal data masked reads whom it is to masked, and no words of the provider.
	toAnalyst := shownTo(analyst)
	if recipient := fmt.Sprint(toAnalyst["recipient"]); strings.Contains(recipient, "44443333") || !strings.Contains(recipient, "•") ||
		strings.Contains(fmt.Sprint(toAnalyst["fault"]), "RUC") || len(allowed(toAnalyst)) != 0 {
		t.Errorf("an analyst reads %v", toAnalyst)
	}
}

// allowed are the acts that a document says its reader may do.
func allowed(shown map[string]any) []string {
	var acts []string
	for _, one := range shown["availableActions"].([]any) {
		if one := one.(map[string]any); one["allowed"] == true {
			acts = append(acts, one["action"].(string))
		} else if one["code"] == nil || one["message"] == nil {
			acts = append(acts, fmt.Sprint("no reason for ", one["action"]))
		}
	}
	return acts
}

func TestAClientReadsItsDocumentWithItsOperation(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.acceptedInvoice(t)
	got := a.must(t, own, `{ operations { nodes { code invoice { id code statusLabel total { amount currency } pdf { url mediaType } xml { url mediaType }
		operation { code invoice { id } } } invoices { id } client { invoices { id operation { code } } } } } }`, nil)
	shown := got.at(t, "operations", "nodes", 0).(map[string]any)
	document := shown["invoice"].(map[string]any)
	if document["id"] != invoiceID(id) || document["code"] != "B002-1" || document["statusLabel"] != "Válido" {
		t.Errorf("the document is %v", document)
	}
	for field, media := range map[string]string{"pdf": "application/pdf", "xml": "application/xml"} {
		file, _ := document[field].(map[string]any)
		if file == nil || file["mediaType"] != media || !strings.Contains(fmt.Sprint(file["url"]), "/files/") {
			t.Errorf("%s is %v", field, file)
		}
	}
	if around := document["operation"].(map[string]any); around["code"] != shown["code"] || around["invoice"].(map[string]any)["id"] != document["id"] {
		t.Errorf("around it is %v", around)
	}
	mine := shown["client"].(map[string]any)["invoices"].([]any)
	if len(mine) != 1 || mine[0].(map[string]any)["operation"].(map[string]any)["code"] != shown["code"] || len(shown["invoices"].([]any)) != 1 {
		t.Errorf("the client has %v, the operation %v", mine, shown["invoices"])
	}
}

func TestAnalystsReachNoFileOfADocument(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.acceptedInvoice(t)
	got := a.must(t, analyst, `{ invoices { nodes { code pdf { url } xml { url } cdr { url } creditReason } } }`, nil)
	if node := got.at(t, "invoices", "nodes", 0).(map[string]any); node["pdf"] != nil || node["xml"] != nil || node["cdr"] != nil || node["code"] != "B002-1" {
		t.Errorf("an analyst reads %v", node)
	}
}

func TestDocumentsAreFoundAndSorted(t *testing.T) {
	t.Parallel()
	a := open(t)
	// Given a rejected, an accepted and a parked document of Client, and one of another that has no number yet.
	rejected, accepted, parked, waiting := a.rejectedInvoice(t), a.acceptedInvoice(t), a.parkedInvoice(t), a.foreignInvoice(t)
	all := []uuid.UUID{waiting, parked, accepted, rejected}
	for filter, want := range map[string][]uuid.UUID{
		``:                                      all,
		`filter: { status: [ERROR, REJECTED] }`: {parked, rejected},
		`filter: { status: [PENDING] }`:         {waiting},
		`filter: { state: [PARKED] }`:           {parked},
		`filter: { kind: [FACTURA, CREDIT_NOTE] }`:                     nil,
		`filter: { series: "b002", status: [ACCEPTED] }`:               {accepted},
		`filter: { series: "x" }`:                                      nil,
		`filter: { search: "b002-2" }`:                                 {accepted},
		`filter: { search: "EXP-1001" }`:                               {rejected},
		`filter: { search: "nada" }`:                                   nil,
		`filter: { issuedOn: "2026-11-20" }`:                           nil,
		`sort: { key: CREATED_AT, direction: ASC }, first: 2`:          {rejected, accepted},
		`sort: { key: DUE_AT, direction: ASC }, last: 1`:               {waiting},
		fmt.Sprintf(`filter: { clientId: %q }`, a.client(otherClient)): {waiting},
	} {
		document := `{ invoices { nodes { id } totalCount } }`
		if filter != "" {
			document = `{ invoices(` + filter + `) { nodes { id } totalCount } }`
		}
		got := a.must(t, master, document, nil)
		var ids []uuid.UUID
		for _, node := range got.at(t, "invoices", "nodes").([]any) {
			_, id, err := globalid.Decode(node.(map[string]any)["id"].(string))
			must(t, err)
			ids = append(ids, id)
		}
		if !slices.Equal(ids, want) {
			t.Errorf("%s: %v, want %v of %v", filter, ids, want, all)
		}
	}
	if got := a.ask(t, own, `{ invoices(filter: { state: [PARKED] }) { nodes { id } } }`, nil); got.code() != "BAD_REQUEST" {
		t.Errorf("a client asks by states: %s %v", got.raw, got.Errors)
	}
}

func TestADayNamesWhatIsMissingOfIt(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.acceptedInvoice(t)
	parked := a.parkedInvoice(t)
	rejected := a.rejectedInvoice(t)
	got := a.must(t, operator, `{ invoiceGaps { day operationCount operations { invoice { id } } documentCount documents { id } } }`, nil)
	gaps := got.at(t, "invoiceGaps").(map[string]any)
	if gaps["day"] != domain.BusinessDate(a.Clock.Now()).String() || gaps["operationCount"] != float64(2) || gaps["documentCount"] != float64(1) ||
		got.at(t, "invoiceGaps", "documents", 0, "id") != invoiceID(parked) || got.at(t, "invoiceGaps", "operations", 1, "invoice", "id") != invoiceID(rejected) {
		t.Errorf("missing is %s", got.raw)
	}
	got = a.must(t, operator, `{ invoiceGaps(day: "2026-01-02") { operations { id } documents { id } } }`, nil)
	if got.raw != `{"invoiceGaps":{"operations":[],"documents":[]}}` {
		t.Errorf("of another day is missing %s", got.raw)
	}
}

func TestASeriesSaysWhyNothingGoesOutAndGoesOnWhenAPersonSaysSo(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.acceptedInvoice(t)
	operation := a.Operation(t, domain.Completed)
	a.nubefact.Script(imitation.Fault{Code: 50, Message: "Su cuenta se encuentra suspendida"})
	a.worksInvoices(t)
	const series = `series firstNumber nextNumber waiting waitingSince stoppedAt stopped { code meaning message } probeAt`
	got := a.must(t, master, `{ invoiceSeries { `+series+` } invoices(first: 1) { nodes { explanation { text nextStep } } } }`, nil)
	boleta := got.at(t, "invoiceSeries", 1).(map[string]any)
	stopped, _ := boleta["stopped"].(map[string]any)
	if boleta["series"] != "B002" || boleta["nextNumber"] != float64(3) || boleta["waiting"] != float64(1) || boleta["stoppedAt"] == nil ||
		stopped["code"] != float64(50) || !strings.Contains(fmt.Sprint(stopped["meaning"]), "suspendió") {
		t.Errorf("the series stands %v", boleta)
	}
	if text := got.at(t, "invoices", "nodes", 0, "explanation", "text"); !strings.Contains(fmt.Sprint(text), "cola está detenida") {
		t.Errorf("the document says %v", text)
	}
	// The provider may name people of the house or clients in its words, which analysts do not read.
	if shown := a.must(t, analyst, `{ invoiceSeries { `+series+` } }`, nil).at(t, "invoiceSeries", 1, "stopped").(map[string]any); shown["message"] != nil ||
		shown["code"] != float64(50) || stopped["message"] != "Su cuenta se encuentra suspendida" {
		t.Errorf("an analyst reads %v, a Master %v", shown, stopped)
	}
	got = a.must(t, master, `mutation($in: InvoiceQueueResumeInput!) { invoiceQueueResume(input: $in) { userErrors { code } series { `+series+` } } }`,
		map[string]any{"in": keyed(map[string]any{})})
	if got.at(t, "invoiceQueueResume", "series", 1, "stoppedAt") != nil {
		t.Errorf("after it the series stands %s", got.raw)
	}
	a.worksInvoices(t)
	if row := a.documentOfOperation(t, operation); row.State != domain.InvoiceAccepted {
		t.Errorf("the document is %s", row.State)
	}
}

const invoiceAct = `mutation($in: %sInput!) { %s(input: $in) { userErrors { code message field } invoice { id version state explanation { text nextStep }
	voidProposal { id decision invoiceVoid { reason invoice { code } } } availableActions { action allowed code message } }
	made { id code kind replaces { id } credits { id } }
	operation { invoice { id } invoices { id } } } }`

// act asks for an act on a document.
func (a *api) actOnInvoice(t *testing.T, by testkit.Caller, name string, input map[string]any) map[string]any {
	t.Helper()
	return a.must(t, by, fmt.Sprintf(invoiceAct, upper(name), name), map[string]any{"in": input}).at(t, name).(map[string]any)
}

func TestTwoPersonsVoidADocument(t *testing.T) {
	t.Parallel()
	a := open(t)
	second := a.secondMaster(t)
	id := a.acceptedInvoice(t)
	// Given that a Master proposes to void it.
	done := a.actOnInvoice(t, master, "invoiceVoid", a.ofInvoice(t, id, map[string]any{"reason": "Importe equivocado"}))
	shown := done["invoice"].(map[string]any)
	proposal, _ := shown["voidProposal"].(map[string]any)
	if len(done["userErrors"].([]any)) != 0 || proposal == nil || shown["state"] != "ACCEPTED" {
		t.Fatalf("the proposal is %v", done)
	}
	if about := proposal["invoiceVoid"].(map[string]any); about["reason"] != "Importe equivocado" || about["invoice"].(map[string]any)["code"] != "B002-1" {
		t.Errorf("it would void %v", about)
	}
	if slices.Contains(allowed(shown), "REQUEST_VOID") {
		t.Error("it may be proposed twice")
	}
	again := a.actOnInvoice(t, master, "invoiceVoid", a.ofInvoice(t, id, map[string]any{"reason": "Importe equivocado"}))
	if again["userErrors"].([]any)[0].(map[string]any)["code"] != "ALREADY_EXISTS" || again["invoice"] == nil {
		t.Errorf("twice: %v", again)
	}

	// When who proposed it decides, it is refused; when another Master does, SUNAT is asked.
	decide := `mutation($in: ProposalDecideInput!) { proposalDecide(input: $in) { userErrors { code message }
		proposal { decision reason invoiceVoid { invoice { state } } } } }`
	in := func() map[string]any {
		return map[string]any{"in": keyed(map[string]any{"proposalId": proposal["id"], "decision": "CONFIRMED"})}
	}
	if got := a.must(t, master, decide, in()); outcomeOf(got, "proposalDecide") != "user:FOUR_EYES_REQUIRED" {
		t.Errorf("alone: %s", got.raw)
	}
	got := a.run(t, second, `query($id: ID!) { node(id: $id) { ... on Proposal { kind reason invoiceVoid { reason invoice { code } } mayDecide { allowed } } } }`,
		map[string]any{"id": proposal["id"]})
	if got.code() != "" || got.at(t, "node", "mayDecide", "allowed") != true || got.at(t, "node", "invoiceVoid", "invoice", "code") != "B002-1" {
		t.Errorf("the other Master reads %s %v", got.raw, got.Errors)
	}
	if got := a.run(t, second, decide, in()); outcomeOf(got, "proposalDecide") != granted ||
		got.at(t, "proposalDecide", "proposal", "invoiceVoid", "invoice", "state") != "VOID_REQUESTED" {
		t.Fatalf("by the other Master: %s %v", got.raw, got.Errors)
	}

	// Then it is voided once SUNAT says so, and its client reads that it has no effect.
	a.worksInvoices(t)
	a.Clock.Advance(time.Hour)
	a.worksInvoices(t)
	read := a.must(t, own, `query($id: ID!) { node(id: $id) { ... on Invoice { status statusLabel voidReason explanation { text } } } }`,
		map[string]any{"id": invoiceID(id)})
	if read.raw != `{"node":{"status":"VOIDED","statusLabel":"Sin efecto","voidReason":null,"explanation":{"text":"Este comprobante no tiene efecto."}}}` {
		t.Errorf("the client reads %s", read.raw)
	}
	if trail := testkit.Texts(t, a.DB, `SELECT count(DISTINCT actor_id)::text FROM audit_entries
		WHERE object_kind IN ('invoice', 'proposal') AND actor_kind = 'STAFF'`); trail[0] == "1" {
		t.Error("one person alone stands in the trail")
	}
}

// secondMaster is the context of another Master than the one of the kit.
func (a *api) secondMaster(t *testing.T) context.Context {
	t.Helper()
	id := a.Hire(t, testkit.Hired{Name: "Mario Vega", Email: "mario.vega@qoricash.pe", Role: domain.RoleMaster, Password: "Una clave que nadie adivina 7!"})
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: id, Role: domain.RoleMaster, Session: domain.SessionStaff})
}

func TestADocumentThatDoesNotCountIsIssuedAgain(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.rejectedInvoice(t)
	done := a.actOnInvoice(t, master, "invoiceReissue", a.ofInvoice(t, id, nil))
	made, _ := done["made"].(map[string]any)
	if made == nil || made["replaces"].(map[string]any)["id"] != invoiceID(id) || len(done["operation"].(map[string]any)["invoices"].([]any)) != 2 {
		t.Fatalf("made %v", done)
	}
	if next := done["invoice"].(map[string]any)["explanation"].(map[string]any)["nextStep"]; next != nil {
		t.Errorf("the old one asks for %v", next)
	}
	if current := done["operation"].(map[string]any)["invoice"].(map[string]any); current["id"] != made["id"] {
		t.Errorf("the operation shows %v", current)
	}
	a.worksInvoices(t)
	got := a.must(t, own, `query($id: ID!) { node(id: $id) { ... on Invoice { explanation { text } replacedBy { code status } } } }`, map[string]any{"id": invoiceID(id)})
	if got.raw != `{"node":{"explanation":{"text":"Este comprobante no vale: emitimos otro en su lugar."},"replacedBy":{"code":"B002-2","status":"ACCEPTED"}}}` {
		t.Errorf("the client reads %s", got.raw)
	}
}

func TestACreditNoteIsShownWithWhatItUndoes(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.acceptedInvoice(t)
	done := a.actOnInvoice(t, master, "invoiceCreditNote", a.ofInvoice(t, id, map[string]any{"reason": "Operación anulada"}))
	made, _ := done["made"].(map[string]any)
	if made == nil || made["kind"] != "CREDIT_NOTE" || made["credits"].(map[string]any)["id"] != invoiceID(id) {
		t.Fatalf("made %v", done)
	}
	if current := done["operation"].(map[string]any)["invoice"].(map[string]any); current["id"] != invoiceID(id) {
		t.Errorf("the operation shows %v", current)
	}
	a.worksInvoices(t)
	got := a.must(t, own, `{ operations { nodes { invoice { statusLabel creditNote { code creditReason explanation { text } } } } } }`, nil)
	note := got.at(t, "operations", "nodes", 0, "invoice", "creditNote").(map[string]any)
	if note["code"] != "BC01-1" || note["creditReason"] != "Operación anulada" {
		t.Errorf("the note is %v", note)
	}
}

func TestTwoWhoActOnOneDocumentDoNotBothDo(t *testing.T) {
	t.Parallel()
	a := open(t)
	id := a.parkedInvoice(t)
	first, second := a.ofInvoice(t, id, nil), a.ofInvoice(t, id, nil)
	if done := a.actOnInvoice(t, trader, "invoiceRetry", first); len(done["userErrors"].([]any)) != 0 || done["invoice"].(map[string]any)["state"] != "NUMBERED" {
		t.Fatalf("the trader: %v", done)
	}
	late := a.actOnInvoice(t, master, "invoiceRetry", second)
	if refused := late["userErrors"].([]any)[0].(map[string]any); refused["code"] != "STALE_VERSION" || late["invoice"].(map[string]any)["state"] != "NUMBERED" {
		t.Errorf("the Master: %v", late)
	}
	// The same intent once more repeats its answer.
	if again := a.actOnInvoice(t, trader, "invoiceRetry", first); len(again["userErrors"].([]any)) != 0 {
		t.Errorf("again: %v", again)
	}
}

func TestTheClientHearsItsDocumentArrive(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Settle(t)
	from := a.Cursors.Encode(a.Feed.Head())
	operation := a.Operation(t, domain.Completed)
	a.worksInvoices(t)
	a.Settle(t)
	const stream = `operationEvents(after: $after, filter: $filter) { __typename ... on Event { cursor } ... on OperationEvent { kind }
		... on InvoiceEvent { invoiceEvent invoiceVersion invoice { code statusLabel pdf { url } } } }`
	heardBy := func(caller testkit.Caller, filter map[string]any) []string {
		got := a.must(t, caller, `query($after: EventCursor, $filter: OperationEventFilter) { `+stream+` }`, map[string]any{"after": from, "filter": filter})
		var kinds []string
		for _, item := range got.at(t, "operationEvents").([]any) {
			if item := item.(map[string]any); item["__typename"] == "InvoiceEvent" {
				kinds = append(kinds, item["invoiceEvent"].(string))
			}
		}
		return kinds
	}
	want := []string{"INVOICE_REQUESTED", "INVOICE_SENDING", "INVOICE_ACCEPTED", "INVOICE_READY"}
	id := globalid.Encode(ent.OperationIDPrefix, operation)
	if got := heardBy(own, nil); !slices.Equal(got, want) {
		t.Errorf("the client hears %v", got)
	}
	if got := heardBy(own, map[string]any{"operationId": id}); !slices.Equal(got, want) {
		t.Errorf("of its operation the client hears %v", got)
	}
	other := globalid.Encode(ent.OperationIDPrefix, a.Operation(t, domain.Pending))
	for caller, filter := range map[testkit.Caller]map[string]any{own: {"operationId": other}, otherClient: nil, master: nil, trader: {"operationId": id}} {
		if got := heardBy(caller, filter); len(got) != 0 {
			t.Errorf("%s hears %v", caller, got)
		}
	}
	// Live, the last of them comes with its paper.
	l := newListener()
	t.Cleanup(a.hub(t).Execute(a.As(t, own), &wsproto.Request{RawParams: graphql.RawParams{
		Query: `subscription($after: EventCursor, $filter: OperationEventFilter) { ` + stream + ` }`, Variables: map[string]any{"after": from}}}, l))
	for {
		item, code := l.next(t, "operationEvents")
		if code != "" {
			t.Fatalf("ended with %s", code)
		}
		if item["invoiceEvent"] != "INVOICE_READY" {
			continue
		}
		if shown := item["invoice"].(map[string]any); shown["code"] != "B002-1" || shown["pdf"] == nil {
			t.Errorf("heard %v", shown)
		}
		break
	}
}

func TestTheDeskHearsOfDocumentsAndQueues(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.Settle(t)
	from := a.Cursors.Encode(a.Feed.Head())
	a.acceptedInvoice(t)
	a.foreignInvoice(t)
	a.nubefact.Script(imitation.Fault{Code: 10, Message: "El token no es correcto"})
	a.worksInvoices(t)
	a.Settle(t)
	const document = `query($after: EventCursor, $kinds: [DeskEventKind!]) { deskEvents(after: $after, kinds: $kinds) {
		... on InvoiceEvent { invoiceEvent invoice { recipient { name } } } ... on InvoiceQueueEvent { queueEvent faultCode } } }`
	for caller, want := range map[testkit.Caller]struct{ documents, queues int }{
		master: {9, 1}, operator: {9, 0}, middleOffice: {9, 0}, analyst: {9, 0}, trader: {5, 0}, otherTrader: {4, 0},
	} {
		got := a.must(t, caller, document, map[string]any{"after": from, "kinds": []any{"INVOICE", "INVOICE_QUEUE"}})
		documents, queues := 0, 0
		for _, item := range got.at(t, "deskEvents").([]any) {
			item := item.(map[string]any)
			if item["invoiceEvent"] != nil {
				documents++
			}
			if item["queueEvent"] == "INVOICE_QUEUE_STOPPED" && item["faultCode"] == float64(10) {
				queues++
			}
		}
		if documents != want.documents || queues != want.queues {
			t.Errorf("%s hears of %d documents and %d queues, want %v: %s", caller, documents, queues, want, got.raw)
		}
		if caller == analyst && strings.Contains(got.raw, "QUISPE") {
			t.Errorf("an analyst reads %s", got.raw)
		}
	}
}

func TestAHouseWithoutAProviderShowsNoDocument(t *testing.T) {
	t.Parallel()
	a := serve(t, testkit.New(t), graph.ExecutorOptions{})
	id := a.Operation(t, domain.Completed)
	got := a.must(t, master, `{ operations { nodes { invoice { id } invoices { id } } } invoices { totalCount } invoiceSeries { series }
		invoiceGaps { operations { id } } }`, nil)
	if got.raw != `{"operations":{"nodes":[{"invoice":null,"invoices":[]}]},"invoices":{"totalCount":0},"invoiceSeries":[],"invoiceGaps":{"operations":[]}}` {
		t.Errorf("it shows %s", got.raw)
	}
	refused := a.ask(t, master, `mutation($in: InvoiceIssueInput!) { invoiceIssue(input: $in) { userErrors { code } } }`,
		map[string]any{"in": keyed(map[string]any{"operationId": globalid.Encode(ent.OperationIDPrefix, id)})})
	if refused.code() != "UNAVAILABLE" {
		t.Errorf("it issues: %s %v", refused.raw, refused.Errors)
	}
}

func TestDocumentsCostAFixedNumberOfStatements(t *testing.T) {
	t.Parallel()
	account, err := nubefacttest.New(imitation.Options{})
	must(t, err)
	t.Cleanup(account.Close)
	kit, statements := testkit.NewCounted(t, testkit.WithInvoices(account.Issuer))
	a := serve(t, kit, graph.ExecutorOptions{})
	for range 3 {
		a.Operation(t, domain.Completed)
	}
	for name, c := range map[string]struct {
		caller   testkit.Caller
		document string
		want     int
	}{
		"the list alone":                      {master, `{ invoices { nodes { code status total { amount } recipient { name } } } }`, 1},
		"the list with its operations":        {master, `{ invoices { nodes { operation { code } } } }`, 2},
		"the documents of operations":         {own, `{ operations { nodes { code invoice { status explanation { text } } invoices { id } } } }`, 2},
		"what may be done, for all":           {trader, `{ invoices { nodes { availableActions { action allowed } } } }`, 2},
		"what may be done, with proposals":    {master, `{ invoices { nodes { availableActions { action allowed } voidProposal { id } } } }`, 3},
		"why they wait":                       {master, `{ invoices { nodes { explanation { text } } } }`, 3},
		"the documents of clients":            {master, `{ clients { nodes { invoices { code operation { code client { invoices { id } } } } } } }`, 4},
		"the series":                          {master, `{ invoiceSeries { series waiting } }`, 2},
		"what is missing, with its documents": {master, `{ invoiceGaps { operations { code invoice { id } } documents { id } } }`, 3},
	} {
		statements.Reset()
		got := a.must(t, c.caller, c.document, nil)
		if sent := statements.Sent(); len(sent) != c.want {
			t.Errorf("%s: %d statements, want %d:\n%s\n%s", name, len(sent), c.want, strings.Join(sent, "\n"), got.raw)
		}
	}
}
