package notify

import (
	"context"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/permissionsetgrant"
	"github.com/qoricash/qoricash/internal/domain"
)

// What is told of electronic documents: to the client, and to the house.
const (
	KindInvoiceReady       Kind = "INVOICE_READY"
	KindInvoiceRefused     Kind = "INVOICE_REJECTED"
	KindDeskInvoiceParked  Kind = "DESK_INVOICE_PARKED"
	KindDeskInvoiceRefused Kind = "DESK_INVOICE_REJECTED"
	KindDeskInvoiceDue     Kind = "DESK_INVOICE_DUE"
	KindDeskQueueStopped   Kind = "DESK_INVOICE_QUEUE_STOPPED"
	KindDeskQueueResumed   Kind = "DESK_INVOICE_QUEUE_RESUMED"
)

func invoicesChapter() *chapter {
	urgent := about(domain.TopicOperations, hours, KindDeskQueueStopped)
	urgent[0].Urgent = true
	return &chapter{
		folder: "invoices",
		kinds: slices.Concat(about(domain.TopicOperations, days, KindInvoiceReady, KindInvoiceRefused, KindDeskInvoiceParked, KindDeskInvoiceRefused, KindDeskInvoiceDue),
			urgent, about(domain.TopicOperations, hours, KindDeskQueueResumed)),
		rules: invoiceRules(),
		read:  readInvoices, members: invoiceMembers, words: invoiceWords,
		sample: Data{"code": "EXP-1042", "number": "B002-15", dataReplaces: "", "why": "Falta la dirección del cliente", "fault": "10"},
	}
}

// counts is what a client is told to have: a file of a document that SUNAT has not answered, that it refused, or that has no effect any more,
// is no news.
var counts = when("a document that is no note and counts", func(f domain.InvoiceToldFacts) bool {
	return f.Kind != domain.CreditNote && f.To.Status() == domain.InvoiceStatusAccepted
})

var forClients = when("a document that is no note", func(f domain.InvoiceToldFacts) bool { return f.Kind != domain.CreditNote })

func invoiceRules() []Rule {
	of := func(event domain.EventKind, when Condition, say Kind, over []domain.MessageChannel, to ...Audience) Rule {
		return Rule{Object: domain.ObjectInvoice, Event: event, When: when, Say: say, Over: over, To: to, Contacts: slices.Contains(to, ToClient)}
	}
	queue := func(event domain.EventKind, say Kind, over []domain.MessageChannel) Rule {
		return Rule{Object: domain.ObjectInvoiceQueue, Event: event, Say: say, Over: over, To: []Audience{ToMasters, ToAccountants}}
	}
	always := Condition{}
	return []Rule{
		{Object: domain.ObjectInvoice, Event: domain.EventInvoiceReady, When: counts, Say: KindInvoiceReady, Over: everywhere, To: []Audience{ToClient},
			Contacts: true, Brings: true, Carries: true},
		{Object: domain.ObjectInvoice, Event: domain.EventInvoiceResent, When: counts, Say: KindInvoiceReady, Over: mailed, To: []Audience{ToClient},
			Contacts: true, Carries: true},
		of(domain.InvoiceParked.Event(), always, KindDeskInvoiceParked, listed, ToTrader, ToMasters, ToAccountants),
		{Object: domain.ObjectInvoice, Event: domain.InvoiceRejected.Event(), When: forClients, Say: KindInvoiceRefused, Over: everywhere, To: []Audience{ToClient},
			Contacts: true, Follows: true},
		of(domain.InvoiceRejected.Event(), always, KindDeskInvoiceRefused, listed, ToTrader, ToMasters, ToAccountants),
		of(domain.EventInvoiceDue, always, KindDeskInvoiceDue, everywhere, ToMasters, ToAccountants),
		queue(domain.EventInvoiceQueueStopped, KindDeskQueueStopped, everywhere),
		queue(domain.EventInvoiceQueueResumed, KindDeskQueueResumed, listed),
	}
}

// accountants is the key under which the chapter keeps who keeps the books.
var accountants = uuid.MustParse("00000000-0000-7000-8000-0000000acc00")

// readInvoices reads the operations of documents, and who keeps the books.
func readInvoices(ctx context.Context, from *ent.Client, found []*occurrence, around *surroundings) error {
	wanted := ids{}
	for _, o := range found {
		wanted.add(factsOf[domain.InvoiceToldFacts](o).OperationID)
		if o.carries() {
			around.wantFile(o.Aggregate.ID)
		}
	}
	rows, err := keyed(ctx, wanted, func(ctx context.Context, keys []uuid.UUID) ([]*ent.Operation, error) {
		return from.Operation.Query().Where(operation.IDIn(keys...)).All(ctx)
	}, func(row *ent.Operation) uuid.UUID { return row.ID })
	if err != nil {
		return err
	}
	for id, row := range rows {
		around.keep(id, row)
		around.wantUsers(row.TraderID)
	}
	holders, err := from.PermissionSetGrant.Query().Where(permissionsetgrant.PermissionSetEQ(domain.SetAccountant)).All(ctx)
	around.keep(accountants, holders)
	return err
}

// invoiceMembers answers who an audience means around a document.
func invoiceMembers(a *surroundings, o *occurrence, to Audience) []person {
	switch to {
	case ToTrader:
		if row := rowOf[*ent.Operation](a, factsOf[domain.InvoiceToldFacts](o).OperationID); row != nil {
			return a.staff(row.TraderID)
		}
	case ToAccountants:
		var people []person
		for _, grant := range rowOf[[]*ent.PermissionSetGrant](a, accountants) {
			people = append(people, a.staff(grant.UserID)...)
		}
		return people
	}
	return nil
}

// invoiceWords are what happened to the document, or to the queue.
func invoiceWords(w wording, data Data, o *occurrence) {
	facts, queue := factsOf[domain.InvoiceToldFacts](o), factsOf[domain.InvoiceQueueFacts](o)
	w.addClientRow(data, w.around.clients[o.ClientID])
	data[dataPath], data["code"], data["number"], data["why"] = "", "", facts.Number, facts.Parked.Label()
	data[dataReplaces] = w.around.replaced[o.Aggregate.ID]
	data["fault"] = strconv.Itoa(queue.Code)
	if row := rowOf[*ent.Operation](w.around, facts.OperationID); row != nil {
		data[dataPath], data["code"] = domain.Link{Target: domain.LinkOperation, ID: row.GlobalID()}.Path(), row.Code
	}
}
