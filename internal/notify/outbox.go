package notify

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// insertNotes leaves out what was told before and answers the ids of what was not.
const insertNotes = `
INSERT INTO notifications (id, created_at, fact, kind, topic, title, body, link, user_id, client_id)
SELECT r.id, $1, r.fact, r.kind, r.topic, r.title, r.body, r.link, r.user_id, r.client_id
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::uuid[])
	AS r (id, fact, kind, topic, title, body, link, user_id, client_id)
ON CONFLICT DO NOTHING RETURNING id`

const insertMessages = `
INSERT INTO outbox_messages (id, created_at, channel, fact, kind, topic, user_id, client_id, recipient, data, secret, status, attempts, due_at, expires_at,
	operation_id, attached_file_id)
SELECT r.id, $1, r.channel, r.fact, r.kind, r.topic, r.user_id, r.client_id, r.recipient, r.data::jsonb, nullif(r.secret, ''::bytea), 'PENDING', 0,
	r.due_at, r.expires_at, r.operation_id, r.attached_file_id
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[], $9::text[], $10::text[], $11::bytea[],
	$12::timestamptz[], $13::timestamptz[], $14::uuid[], $15::uuid[])
	AS r (id, channel, fact, kind, topic, user_id, client_id, recipient, data, secret, due_at, expires_at, operation_id, attached_file_id)
ON CONFLICT DO NOTHING`

// write writes what a batch makes, and tells of the lines that are new.
func (s *Service) write(ctx context.Context, tx *ent.Tx, rows posted, now time.Time) (dispatched, error) {
	written, err := s.insertNotes(ctx, tx, now, rows.notes)
	if err != nil {
		return dispatched{}, err
	}
	if err := s.log.Tell(ctx, tx, notified(written, now)...); err != nil {
		return dispatched{}, err
	}
	messages, err := writeMessages(ctx, tx, rows, now)
	return dispatched{lines: len(written), messages: messages}, err
}

func (s *Service) insertNotes(ctx context.Context, tx event.Querier, now time.Time, notes []noteRow) ([]noteRow, error) {
	if len(notes) == 0 {
		return nil, nil
	}
	n := len(notes)
	ids, users, clients := make([]string, n), make([]sql.NullString, n), make([]sql.NullString, n)
	facts, kinds, topics, titles, bodies, links := texts(n), texts(n), texts(n), texts(n), texts(n), texts(n)
	byID := make(map[uuid.UUID]noteRow, n)
	for i, note := range notes {
		ids[i], facts[i], kinds[i], topics[i] = note.ID.String(), note.Fact, string(note.Kind), string(note.Topic)
		titles[i], bodies[i], links[i] = note.Line.Title, note.Line.Body, note.Link
		users[i], clients[i] = note.To.columns()
		byID[note.ID] = note
	}
	rows, err := tx.QueryContext(ctx, insertNotes, now, pq.Array(ids), pq.Array(facts), pq.Array(kinds), pq.Array(topics), pq.Array(titles),
		pq.Array(bodies), pq.Array(links), pq.Array(users), pq.Array(clients))
	if err != nil {
		return nil, fmt.Errorf("write notifications: %w", err)
	}
	defer rows.Close()
	written := notes[:0:0]
	for rows.Next() {
		var id uuid.UUID
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("write notifications: %w", err)
		}
		written = append(written, byID[id])
	}
	return written, rows.Err()
}

// notified are the events of new lines. The column of the trader routes those of the staff: it holds whose inbox it is. This is
// the one place that says so, and [InboxFilter] the one that relies on it.
func notified(notes []noteRow, now time.Time) []event.Record {
	records := make([]event.Record, len(notes))
	for i, note := range notes {
		records[i] = event.Record{Kind: domain.EventNotified, Aggregate: event.Aggregate{Type: domain.ObjectNotification, ID: note.ID},
			AggregateVersion: 1, Actor: event.Actor{Kind: string(domain.ActorSystem)}, OccurredAt: now,
			Facts: domain.NotifiedFacts{Kind: string(note.Kind), Topic: note.Topic}}
		if note.To.Kind == domain.ActorStaff {
			records[i].TraderID = note.To.ID
		} else {
			records[i].ClientID = note.To.ID
		}
	}
	return records
}

// InboxFilter takes the events of one person's inbox.
func InboxFilter(of Recipient) event.Filter {
	filter := event.Filter{Aggregates: []domain.ObjectKind{domain.ObjectNotification}}
	if of.Kind == domain.ActorStaff {
		filter.TraderID = of.ID
	} else {
		filter.ClientID = of.ID
	}
	return filter
}

// insertOutbox writes messages that are not there yet: one for each fact, channel and address.
func insertOutbox(ctx context.Context, tx event.Querier, now time.Time, messages []outboxRow) error {
	if len(messages) == 0 {
		return nil
	}
	n := len(messages)
	ids, users, clients, expiries := make([]string, n), make([]sql.NullString, n), make([]sql.NullString, n), make([]sql.NullString, n)
	channels, facts, kinds, topics, recipients, data, dues := texts(n), texts(n), texts(n), texts(n), texts(n), texts(n), texts(n)
	secrets, operations, files := make([][]byte, n), make([]sql.NullString, n), make([]sql.NullString, n)
	for i, m := range messages {
		var err error
		if data[i], err = m.encode(); err != nil {
			return err
		}
		ids[i], channels[i], facts[i], kinds[i], topics[i] = m.ID.String(), string(m.Channel), m.Fact, string(m.Kind), string(m.Topic)
		recipients[i], dues[i], secrets[i] = strings.ToValidUTF8(m.Recipient, ""), instant(m.DueAt), m.Secret
		expiries[i] = sql.NullString{String: instant(m.ExpiresAt), Valid: !m.ExpiresAt.IsZero()}
		users[i], clients[i] = m.To.columns()
		operations[i], files[i] = keyOrNull(m.document.operation), keyOrNull(m.document.file)
		if secrets[i] == nil {
			secrets[i] = []byte{}
		}
	}
	_, err := tx.ExecContext(ctx, insertMessages, now, pq.Array(ids), pq.Array(channels), pq.Array(facts), pq.Array(kinds), pq.Array(topics),
		pq.Array(users), pq.Array(clients), pq.Array(recipients), pq.Array(data), pq.Array(secrets), pq.Array(dues), pq.Array(expiries), pq.Array(operations), pq.Array(files))
	if err != nil {
		return fmt.Errorf("write messages: %w", err)
	}
	return nil
}

// keyOrNull is null for the zero key.
func keyOrNull(id uuid.UUID) sql.NullString {
	return sql.NullString{String: id.String(), Valid: id != uuid.Nil}
}

func texts(n int) []string { return make([]string, n) }

func instant(at time.Time) string { return at.UTC().Format(time.RFC3339Nano) }

// columns are the keys of a person: one of the two.
func (r Recipient) columns() (user, client sql.NullString) {
	id := sql.NullString{String: r.ID.String(), Valid: true}
	if r.Kind == domain.ActorStaff {
		return id, sql.NullString{}
	}
	return sql.NullString{}, id
}
