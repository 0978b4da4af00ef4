package notify

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// documentWait is how long the letter of a completion waits for the PDF of the electronic document, from the completion on
// (areas.md D14). What comes later is told by a letter of its own.
const documentWait = 10 * time.Minute

// document is an electronic document whose PDF is there.
type document struct{ operation, file uuid.UUID }

func (d document) isThere() bool { return d != document{} }

// attach gives a document to the letters that wait for it, which are due then. One that was tried already keeps what it may have left
// with: a sender claims its row before it looks what goes with it, so that row by row either comes first.
const attach = `
UPDATE outbox_messages AS m SET attached_file_id = d.file, due_at = least(m.due_at, $1)
FROM unnest($2::uuid[], $3::uuid[]) AS d (operation, file)
WHERE m.operation_id = d.operation AND m.status = 'PENDING' AND m.attempts = 0 AND m.attached_file_id IS NULL`

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
	if t.rule.Waits && around.documented[t.Aggregate.ID] {
		t.awaited = t.Aggregate.ID
	}
	if file, there := around.files[t.Aggregate.ID]; t.rule.Carries && there {
		t.carried = document{operation: factsOf[domain.InvoiceToldFacts](&t.occurrence).OperationID, file: file}
	}
	if t.rule.Brings {
		t.brought = t.carried
	}
	return t
}

// letter answers an e-mail of the outbox. One that waits for a document is due when its time is over.
func (t told) letter(address string, now time.Time) outboxRow {
	row := t.message(domain.ChannelEmail, address, t.data, now)
	row.awaited, row.brought, row.carried = t.awaited, t.brought, t.carried
	if until := t.OccurredAt.Add(documentWait); t.awaited != uuid.Nil && until.After(now) {
		row.DueAt = until
	}
	return row
}

// writeMessages writes messages, and gives the documents that are there to the letters that wait for them: whoever gets a document with
// such a letter is not told of it by another one. Both letters of a document are decided on here alone, in the transaction that moves
// the place in the feed, and the completion always stands before its document there. It answers how many messages are written or due.
func writeMessages(ctx context.Context, tx event.Querier, rows posted, now time.Time) (int, error) {
	var first, telling []outboxRow
	for _, row := range rows.messages {
		if row.brought.isThere() {
			telling = append(telling, row)
		} else {
			first = append(first, row)
		}
	}
	if err := insertOutbox(ctx, tx, now, first); err != nil || len(rows.brought) == 0 {
		return len(first), err
	}
	given, err := give(ctx, tx, rows.brought, now)
	if err != nil {
		return 0, err
	}
	var left []outboxRow
	for _, row := range telling {
		if !given[gift{row.brought.file, row.Recipient}] {
			left = append(left, row)
		}
	}
	return len(first) + len(given) + len(left), insertOutbox(ctx, tx, now, left)
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

// attachment answers what a letter says about an electronic document, and the document where it goes with the letter.
func (s *Service) attachment(ctx context.Context, message *ent.OutboxMessage) (Data, []Attachment, error) {
	if message.OperationID == nil {
		return message.Data, nil, nil
	}
	shown := maps.Clone(message.Data)
	shown[dataAttached], shown[dataComing] = "", message.AttachedFileID == nil
	if message.AttachedFileID == nil || message.Attempts > triesWithDocument {
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
