package graph

import (
	"context"
	"strconv"

	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/report"
)

// booksStatus shows what the last look at the books found: to everybody of the house in words, and the figures to who reads the books.
func (r *Resolver) booksStatus(ctx context.Context) (*model.BooksStatus, error) {
	viewer, err := report.Reader(ctx)
	if err != nil {
		return nil, err
	}
	check, err := r.Ledger.LastCheck(ctx)
	if err != nil {
		return nil, err
	}
	shown := &model.BooksStatus{State: model.BooksStateUnbalanced, Text: "Los libros no cuadran. Avisa a un Master.", CheckedAt: instant(check.At),
		Differences: []*money.Money{}}
	switch {
	case check.At.IsZero():
		shown.State, shown.Text = model.BooksStateUnchecked, "Todavía no se revisan los libros."
	case check.Whole() && !check.Fresh(r.now()):
		shown.State, shown.Text = model.BooksStateUnchecked, "Hace rato que no se revisan los libros. Avisa a un Master."
	case check.Whole():
		shown.State, shown.Text = model.BooksStateBalanced, "Libros cuadrados."
	}
	if check.At.IsZero() || !viewer.Can(domain.LedgerRead) {
		return shown, nil
	}
	entries, findings := int(check.Entries), int(check.Findings)
	shown.Entries, shown.Findings = &entries, &findings
	for i := range check.Differences {
		shown.Differences = append(shown.Differences, &check.Differences[i])
	}
	return shown, nil
}

// systemStatus shows how the program fares.
func (r *Resolver) systemStatus(ctx context.Context) (*model.SystemStatus, error) {
	found, err := report.New(r.Store).System(ctx)
	if err != nil {
		return nil, err
	}
	var here report.Instance
	if r.Instance != nil {
		if here, err = r.Instance(ctx); err != nil {
			return nil, err
		}
	}
	shown := &model.SystemStatus{Version: optionalText(here.Version), StartedAt: instant(here.Started), Leads: here.Leads,
		Sockets: int(here.Sockets), Streams: int(here.Streams), Subscriptions: int(here.Subscriptions),
		FeedLagMilliseconds: int(here.FeedLag.Milliseconds()), FeedHeldMilliseconds: int(here.FeedHeld.Milliseconds()),
		DatabaseVersion: found.Database, DatabaseMegabytes: int(found.Size >> 20), SchemaVersion: strconv.FormatInt(found.Schema, 10),
		Jobs: make([]*model.JobStatus, len(found.Jobs)), Queues: make([]*model.QueueStatus, len(found.Queues))}
	for i, run := range found.Jobs {
		shown.Jobs[i] = &model.JobStatus{Name: run.Name, FiredAt: run.FireAt, StartedAt: run.Started, FinishedAt: run.Finished}
		if run.Outcome != nil {
			outcome := model.JobOutcome(*run.Outcome)
			shown.Jobs[i].Outcome = &outcome
		}
	}
	for i, queue := range found.Queues {
		shown.Queues[i] = &model.QueueStatus{Channel: queue.Channel, Waiting: queue.Waiting, GivenUp: queue.GivenUp, OldestDueAt: queue.Oldest}
	}
	return shown, nil
}
