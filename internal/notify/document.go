package notify

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/outboxmessage"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// documentWait is how long the letter of a completion waits for the PDF of the electronic document, from the completion on
// (areas.md D14). What comes later is told by a letter of its own.
const documentWait = 10 * time.Minute

// document is what a letter has to do with the electronic document of an operation: it carries the PDF, or without one waits for it or comes
// after the letter that does. The zero document is of no operation.
type document struct{ operation, file uuid.UUID }

// isThere tells whether there is a PDF.
func (d document) isThere() bool { return d.file != uuid.Nil }

// stillWaiting are the letters of an operation that wait for its document and may still get it: one that was tried already keeps what it may have
// left with. A sender claims its row before it looks what goes with it, so that row by row either comes first.
const stillWaiting = `m.kind = '` + string(KindOperationCompleted) + `' AND m.status = 'PENDING' AND m.attempts = 0 AND m.attached_file_id IS NULL`

// attach gives a document to the letters that wait for it, which are due then.
const attach = `
UPDATE outbox_messages AS m SET attached_file_id = d.file, due_at = least(m.due_at, $1)
FROM unnest($2::uuid[], $3::uuid[]) AS d (operation, file)
WHERE m.operation_id = d.operation AND ` + stillWaiting

// release makes the letters due that wait for a document which does not come now.
const release = `UPDATE outbox_messages AS m SET due_at = least(m.due_at, $1) WHERE m.operation_id = ANY ($2::uuid[]) AND ` + stillWaiting

// attachedTo answers who gets a document with the letter that waited for it.
const attachedTo = `SELECT attached_file_id, recipient FROM outbox_messages WHERE operation_id = ANY ($1::uuid[]) AND attached_file_id = ANY ($2::uuid[])`

// wantDocument has read whether an operation asked for an electronic document; wantFile where the PDF of a document is.
func (a *surroundings) wantDocument(operation uuid.UUID) { a.wantedDocuments.add(operation) }

func (a *surroundings) wantFile(document uuid.UUID) { a.wantedFiles.add(document) }

// readDocuments reads which operations asked for an electronic document, and the PDFs of documents.
func (a *surroundings) readDocuments(ctx context.Context, from *ent.Client) error {
	a.documented, a.files, a.replaced = ids{}, map[uuid.UUID]uuid.UUID{}, map[uuid.UUID]string{}
	if len(a.wantedDocuments)+len(a.wantedFiles) == 0 {
		return nil
	}
	rows, err := from.Invoice.Query().Where(invoice.Or(invoice.IDIn(a.wantedFiles.list()...),
		invoice.And(invoice.OperationIDIn(a.wantedDocuments.list()...), invoice.KindNEQ(domain.CreditNote)))).WithReplaces().All(ctx)
	if err != nil {
		return fmt.Errorf("read electronic documents: %w", err)
	}
	for _, row := range rows {
		if a.wantedDocuments[row.OperationID] {
			a.documented.add(row.OperationID)
		}
		if a.wantedFiles[row.ID] && row.PdfFileID != nil {
			a.files[row.ID] = *row.PdfFileID
		}
		if before := row.Edges.Replaces; before != nil && before.Number != nil {
			a.replaced[row.ID] = numberOf(before)
		}
	}
	return nil
}

// waits tells whether a letter about it may wait for a document; carries, whether about a document that goes with its letter.
func (o *occurrence) waits() bool {
	return o.any(func(rule Rule) bool { return rule.Waits })
}

func (o *occurrence) carries() bool {
	return o.any(func(rule Rule) bool { return rule.Carries })
}

// withDocument adds what a message has to do with a document.
func (s *Service) withDocument(around *surroundings, t told) told {
	if s.options.Documents == nil {
		return t
	}
	of := factsOf[domain.InvoiceToldFacts](&t.occurrence).OperationID
	switch file, there := around.files[t.Aggregate.ID]; {
	case t.rule.Waits && around.documented[t.Aggregate.ID]:
		t.document.operation = t.Aggregate.ID
	case t.rule.Carries && there:
		t.document = document{operation: of, file: file}
	case t.rule.Follows:
		t.document.operation = of
	}
	return t
}

// brings tells whether letters may wait for the document that is told of.
func (t told) brings() bool { return t.rule.Brings && t.document.isThere() }

// letter answers an e-mail of the outbox. One that waits for a document is due when its time is over.
func (t told) letter(address string, now time.Time) outboxRow {
	row := t.message(domain.ChannelEmail, address, t.data, now)
	row.document, row.brings = t.document, t.brings()
	awaits := t.rule.Waits && t.document.operation != uuid.Nil
	if until := t.OccurredAt.Add(documentWait); awaits && until.After(now) {
		row.DueAt = until
	}
	if t.rule.Follows {
		row.DueAt = now.Add(followWait)
	}
	return row
}

// writeMessages writes messages, and gives the documents that are there to the letters that wait for them: whoever gets a document with
// such a letter is not told of it by another one. Letters that wait in vain wait no longer. Both letters of a document are decided on here
// alone, in the transaction that moves the place in the feed, and the completion always stands before its document there. It answers how many
// messages are written or due.
func writeMessages(ctx context.Context, tx event.Querier, rows posted, now time.Time) (int, error) {
	var first, telling []outboxRow
	for _, row := range rows.messages {
		if row.brings {
			telling = append(telling, row)
		} else {
			first = append(first, row)
		}
	}
	if err := insertOutbox(ctx, tx, now, first); err != nil {
		return 0, err
	}
	if err := endWait(ctx, tx, rows.ended, now); err != nil || len(rows.brought) == 0 {
		return len(first), err
	}
	given, err := give(ctx, tx, rows.brought, now)
	if err != nil {
		return 0, err
	}
	var left []outboxRow
	for _, row := range telling {
		if !given[gift{row.document.file, row.Recipient}] {
			left = append(left, row)
		}
	}
	return len(first) + len(given) + len(left), insertOutbox(ctx, tx, now, left)
}

// endWait makes the letters due that wait for documents of operations which do not come now.
func endWait(ctx context.Context, tx event.Querier, operations []uuid.UUID, now time.Time) error {
	if len(operations) == 0 {
		return nil
	}
	keys := make([]string, len(operations))
	for i, id := range operations {
		keys[i] = id.String()
	}
	if _, err := tx.ExecContext(ctx, release, now, pq.Array(keys)); err != nil {
		return fmt.Errorf("end the wait of letters: %w", err)
	}
	return nil
}

// gift is a document that goes to an address with the letter that waited for it.
type gift struct {
	file    uuid.UUID
	address string
}

func give(ctx context.Context, tx event.Querier, brought []document, now time.Time) (map[gift]bool, error) {
	operations, files := make([]string, len(brought)), make([]string, len(brought))
	for i, one := range brought {
		operations[i], files[i] = one.operation.String(), one.file.String()
	}
	if _, err := tx.ExecContext(ctx, attach, now, pq.Array(operations), pq.Array(files)); err != nil {
		return nil, fmt.Errorf("attach documents: %w", err)
	}
	rows, err := tx.QueryContext(ctx, attachedTo, pq.Array(operations), pq.Array(files))
	if err != nil {
		return nil, fmt.Errorf("read who gets documents: %w", err)
	}
	defer rows.Close()
	given := map[gift]bool{}
	for rows.Next() {
		var one gift
		if err := rows.Scan(&one.file, &one.address); err != nil {
			return nil, fmt.Errorf("read who gets documents: %w", err)
		}
		given[one] = true
	}
	return given, rows.Err()
}

// triesWithDocument is how often a letter is tried with its document. Where the document still cannot be read, the letter goes without it and
// leads to where it can be had: none left before under its key.
const triesWithDocument = 4

// errUnreadable is of a document that cannot be read now.
var errUnreadable = errors.New("the attached document cannot be read")

// isEarly tells whether a letter has to wait for one about the same operation that has not left to the same address: what waited for the
// document, and then the news that it does not count.
func (s *Service) isEarly(ctx context.Context, message *ent.OutboxMessage) (bool, error) {
	if message.OperationID == nil || !follows(Kind(message.Kind)) {
		return false, nil
	}
	early, err := s.store.Read().OutboxMessage.Query().Where(outboxmessage.OperationID(*message.OperationID), outboxmessage.IDLT(message.ID),
		outboxmessage.StatusEQ(domain.MessagePending), outboxmessage.Recipient(message.Recipient), outboxmessage.KindEQ(string(KindOperationCompleted))).
		Exist(access.AsSystem(ctx))
	if err != nil {
		return false, fmt.Errorf("look for an earlier letter: %w", err)
	}
	return early, nil
}

// follows tells whether letters of a kind leave after those that wait.
func follows(kind Kind) bool {
	return slices.ContainsFunc(Rules(), func(rule Rule) bool { return rule.Say == kind && rule.Follows })
}

// isComing tells whether an operation still gets an electronic document: one is on its way to SUNAT, or its PDF to the house.
func (s *Service) isComing(ctx context.Context, operation uuid.UUID) (bool, error) {
	coming, err := s.store.Read().Invoice.Query().Where(invoice.OperationID(operation), invoice.KindNEQ(domain.CreditNote),
		invoice.StateIn(domain.LiveInvoiceStates()...), invoice.Or(invoice.PdfFileIDIsNil(), invoice.StateNotIn(domain.InvoiceStatusAccepted.States()...))).
		Exist(access.AsSystem(ctx))
	if err != nil {
		return false, fmt.Errorf("look for a document to come: %w", err)
	}
	return coming, nil
}

// attachment answers what a letter says about an electronic document, and the document where it goes with the letter.
func (s *Service) attachment(ctx context.Context, message *ent.OutboxMessage) (Data, []Attachment, error) {
	if message.OperationID == nil {
		return message.Data, nil, nil
	}
	shown := maps.Clone(message.Data)
	shown[dataAttached], shown[dataComing] = "", false
	if message.AttachedFileID == nil {
		coming, err := s.isComing(ctx, *message.OperationID)
		shown[dataComing] = coming
		if err != nil {
			return nil, nil, fmt.Errorf("%w: %w", errUnreadable, err)
		}
		return shown, nil, nil
	}
	if message.Attempts > triesWithDocument {
		return shown, nil, nil
	}
	row, err := s.store.Read().Invoice.Query().Where(invoice.PdfFileID(*message.AttachedFileID)).Only(access.AsSystem(ctx))
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", errUnreadable, err)
	}
	content, err := s.options.Documents(ctx, *message.AttachedFileID)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", errUnreadable, err)
	}
	number := numberOf(row)
	shown[dataAttached] = number
	return shown, []Attachment{{Name: number + ".pdf", MediaType: domain.MediaPDF, Content: content}}, nil
}

// numberOf says the number of a document that has one.
func numberOf(row *ent.Invoice) string {
	return domain.InvoiceNumber{Kind: row.Kind, Series: row.Series, Number: *row.Number}.String()
}
