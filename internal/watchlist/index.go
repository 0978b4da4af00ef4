package watchlist

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/listentry"
	"github.com/qoricash/qoricash/ent/listversion"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/screening"
)

// Held are the entries of the active versions, as one state of the database had them. Nobody changes it.
type Held struct {
	// Versions are the active version of each list that has one.
	Versions map[domain.ListSource]uuid.UUID
	Entries  []screening.Entry
	// Rows are where the entries stand, in the same order.
	Rows []Row
}

// Row is a row of an entry with one content.
type Row struct {
	ID         uuid.UUID
	ContentSHA string
}

// Entries answers what is in memory; it is read first where nothing is. For the engine, and safe within a transaction once it was read.
func (s *Service) Entries(ctx context.Context) (*Held, error) {
	if held := s.held.Load(); held != nil {
		return held, nil
	}
	if err := s.Refresh(ctx); err != nil {
		return nil, err
	}
	return s.held.Load(), nil
}

// Refresh reads the entries of the active versions into memory. Lists whose version is there already are not read again.
func (s *Service) Refresh(ctx context.Context) error {
	s.reading.Lock()
	defer s.reading.Unlock()
	ctx = access.AsSystem(ctx)
	// One state of the database: a version that becomes active meanwhile is read the next time, whole.
	tx, err := s.store.Read().BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return fmt.Errorf("read the lists: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	active, err := tx.ListVersion.Query().Where(listversion.StatusEQ(domain.ListActive)).Order(listversion.ByID()).All(ctx)
	if err != nil {
		return fmt.Errorf("read the active versions: %w", err)
	}
	before := s.held.Load()
	held := &Held{Versions: make(map[domain.ListSource]uuid.UUID, len(active))}
	for _, version := range active {
		held.Versions[version.Source] = version.ID
	}
	if before != nil && maps.Equal(before.Versions, held.Versions) {
		return nil
	}
	for _, version := range active {
		if before != nil && before.Versions[version.Source] == version.ID {
			held.addOf(before, version.Source)
			continue
		}
		rows, err := tx.ListEntry.Query().Where(listentry.SourceEQ(version.Source), listentry.LastVersionIsNil()).Order(listentry.ByID()).All(ctx)
		if err != nil {
			return fmt.Errorf("read the entries of the list %s: %w", version.Source, err)
		}
		for _, row := range rows {
			var one screening.Entry
			if err := json.Unmarshal(row.Payload, &one); err != nil {
				return fmt.Errorf("decode the entry %s of the list %s: %w", row.ExternalID, version.Source, err)
			}
			held.add(one, Row{ID: row.ID, ContentSHA: row.ContentSha})
		}
	}
	s.held.Store(held)
	return nil
}

func (h *Held) add(entry screening.Entry, row Row) {
	h.Entries, h.Rows = append(h.Entries, entry), append(h.Rows, row)
}

// addOf adds the entries of one list as they were held before.
func (h *Held) addOf(before *Held, source domain.ListSource) {
	for i, one := range before.Entries {
		if one.Source == string(source) {
			h.add(one, before.Rows[i])
		}
	}
}

// Follow keeps the entries in memory true to the feed. It reads nothing while nobody has asked for them.
func (s *Service) Follow(ctx context.Context, batch event.Batch) error {
	activated := func(e event.Event) bool {
		return e.Aggregate.Type == domain.ObjectList && e.Kind == domain.EventListActivated
	}
	if s.held.Load() == nil || !batch.Resync && !slices.ContainsFunc(batch.Events, activated) {
		return nil
	}
	return s.Refresh(ctx)
}
