package graph

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// seenOfBooks: whether they balance, for every person of the house; the figures, for who reads the books.
func seenOfBooks(viewer access.Actor) deskSight {
	switch {
	case !viewer.IsStaff():
		return deskSight{}
	case viewer.Can(domain.LedgerRead):
		return deskSight{parts: []string{"books", "books figures"}}
	}
	return deskSight{parts: []string{"books"}}
}

// deskBooks shows that the books were found not to balance, and to balance again.
func deskBooks(_ *Resolver, ctx context.Context, events []event.Event, place placing) ([]view.DeskStreamItem, error) {
	reads, items := access.Current(ctx).Can(domain.LedgerRead), make([]view.DeskStreamItem, len(events))
	for i := range events {
		e := &events[i]
		var facts domain.BooksFacts
		if err := json.Unmarshal(e.Facts, &facts); err != nil {
			return nil, fmt.Errorf("read the facts of the books: %w", err)
		}
		item := &view.BooksEvent{Cursor: place(e.Cursor), ID: eventID(e), At: e.OccurredAt, BooksEvent: e.Kind, BooksVersion: e.AggregateVersion}
		if findings := int(facts.Findings); reads && e.Kind == domain.EventBooksUnbalanced {
			item.Findings = &findings
		}
		items[i] = item
	}
	return items, nil
}
