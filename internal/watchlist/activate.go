package watchlist

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/listentry"
	"github.com/qoricash/qoricash/ent/liststaging"
	"github.com/qoricash/qoricash/ent/listversion"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/store"
)

// batch is how many rows go in one statement.
const batch = 2_000

// difference is what a version changes of the one before it.
type difference struct {
	added, changed []entry
	// over are the rows whose content does not stand in the new version.
	over    []uuid.UUID
	removed int
}

// activate makes what arrived the active version.
func (s *Service) activate(ctx context.Context, tx *store.Tx, state *ent.ListState, arrived read) (Loaded, error) {
	diff, err := compare(ctx, tx, state.Source, arrived.entries)
	if err != nil {
		return Loaded{}, err
	}
	if err := supersede(ctx, tx, state.Edges.Active); err != nil {
		return Loaded{}, err
	}
	version, err := versionOf(tx, arrived, domain.ListActive).SetActivatedAt(tx.Now).SetAdded(len(diff.added)).SetChanged(len(diff.changed)).
		SetRemoved(diff.removed).Save(ctx)
	if err != nil {
		return Loaded{}, fmt.Errorf("make a version active: %w", err)
	}
	return settle(ctx, tx, state, version, diff)
}

// settle writes the entries of a version that became active, and tells of it.
func settle(ctx context.Context, tx *store.Tx, state *ent.ListState, version *ent.ListVersion, diff difference) (Loaded, error) {
	loaded := Loaded{Source: state.Source, VersionID: version.ID, Status: domain.ListActive, Entries: version.Entries, BadRows: version.BadRows,
		Added: len(diff.added), Changed: len(diff.changed), Removed: diff.removed}
	if err := closeEntries(ctx, tx, state.Edges.Active, diff.over); err != nil {
		return loaded, err
	}
	if err := addEntries(ctx, tx, version, append(diff.added, diff.changed...)); err != nil {
		return loaded, err
	}
	// What waited for a person was compared with a version that is over.
	if err := dismissStaged(ctx, tx, state.Source); err != nil {
		return loaded, err
	}
	if err := seenWith(tx, state).SetActiveID(version.ID).Exec(ctx); err != nil {
		return loaded, fmt.Errorf("name the active version: %w", err)
	}
	return loaded, tx.EmitNext(ctx, event.Record{Kind: domain.EventListActivated, Aggregate: aggregate(state.Source), Facts: domain.ListActivatedFacts{
		Source: state.Source, VersionID: version.ID, Entries: version.Entries, Added: loaded.Added, Changed: loaded.Changed, Removed: loaded.Removed}})
}

// compare finds what entries change of those that stand in the active version.
func compare(ctx context.Context, tx *store.Tx, source domain.ListSource, entries []entry) (difference, error) {
	rows, err := tx.ListEntry.Query().Where(listentry.SourceEQ(source), listentry.LastVersionIsNil()).
		Select(listentry.FieldID, listentry.FieldExternalID, listentry.FieldContentSha).All(access.AsSystem(ctx))
	if err != nil {
		return difference{}, fmt.Errorf("read the entries of the list %s: %w", source, err)
	}
	standing := make(map[string]*ent.ListEntry, len(rows))
	for _, row := range rows {
		standing[row.ExternalID] = row
	}
	var diff difference
	for _, one := range entries {
		row := standing[one.id]
		delete(standing, one.id)
		switch {
		case row == nil:
			diff.added = append(diff.added, one)
		case row.ContentSha != one.sha:
			diff.changed = append(diff.changed, one)
			diff.over = append(diff.over, row.ID)
		}
	}
	diff.removed = len(standing)
	for _, row := range rows { // in the order of the rows: a map has none
		if standing[row.ExternalID] != nil {
			diff.over = append(diff.over, row.ID)
		}
	}
	return diff, nil
}

func supersede(ctx context.Context, tx *store.Tx, active *ent.ListVersion) error {
	if active == nil {
		return nil
	}
	return wrap("supersede a version", tx.ListVersion.UpdateOne(active).SetStatus(domain.ListSuperseded).SetSupersededAt(tx.Now).Exec(ctx))
}

// closeEntries writes which version was the last with a content.
func closeEntries(ctx context.Context, tx *store.Tx, last *ent.ListVersion, over []uuid.UUID) error {
	for len(over) > 0 {
		part := over[:min(batch, len(over))]
		over = over[len(part):]
		if err := tx.ListEntry.Update().Where(listentry.IDIn(part...)).SetLastVersion(last.ID).Exec(ctx); err != nil {
			return fmt.Errorf("close entries of a list: %w", err)
		}
	}
	return nil
}

func addEntries(ctx context.Context, tx *store.Tx, version *ent.ListVersion, entries []entry) error {
	for len(entries) > 0 {
		part := entries[:min(batch, len(entries))]
		entries = entries[len(part):]
		err := tx.ListEntry.MapCreateBulk(part, func(create *ent.ListEntryCreate, i int) {
			create.SetCreatedAt(tx.Now).SetSource(version.Source).SetExternalID(part[i].id).SetFirstVersion(version.ID).
				SetContentSha(part[i].sha).SetPayload(part[i].payload)
		}).Exec(ctx)
		if err != nil {
			return fmt.Errorf("add entries of a list: %w", err)
		}
	}
	return nil
}

// stage keeps what was read until a person decides.
func stage(ctx context.Context, tx *store.Tx, version *ent.ListVersion, entries []entry) error {
	payloads := make([]json.RawMessage, len(entries))
	for i, one := range entries {
		payloads[i] = one.payload
	}
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	if err := json.NewEncoder(writer).Encode(payloads); err != nil {
		return fmt.Errorf("pack a staged list: %w", err)
	}
	if err := writer.Close(); err != nil {
		return fmt.Errorf("pack a staged list: %w", err)
	}
	err := tx.ListStaging.Create().SetCreatedAt(tx.Now).SetVersionID(version.ID).SetContent(packed.Bytes()).Exec(ctx)
	return wrap("keep a staged list", err)
}

// staged reads what waits of a version.
func staged(ctx context.Context, tx *store.Tx, version *ent.ListVersion) ([]entry, error) {
	row, err := tx.ListStaging.Query().Where(liststaging.VersionID(version.ID)).Only(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read a staged list: %w", err)
	}
	reader, err := gzip.NewReader(bytes.NewReader(row.Content))
	if err != nil {
		return nil, fmt.Errorf("unpack a staged list: %w", err)
	}
	content, err := io.ReadAll(reader)
	if err != nil {
		return nil, fmt.Errorf("unpack a staged list: %w", err)
	}
	var kept []screening.Entry
	if err := json.Unmarshal(content, &kept); err != nil {
		return nil, fmt.Errorf("unpack a staged list: %w", err)
	}
	return entriesOf(kept)
}

// dismissStaged ends what waits of a list.
func dismissStaged(ctx context.Context, tx *store.Tx, source domain.ListSource) error {
	waiting, err := tx.ListVersion.Query().Where(listversion.SourceEQ(source), listversion.StatusEQ(domain.ListStaged)).IDs(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("read what waits of a list: %w", err)
	}
	if err := tx.ListVersion.Update().Where(listversion.IDIn(waiting...)).SetStatus(domain.ListRejected).Exec(ctx); err != nil {
		return fmt.Errorf("end what waits of a list: %w", err)
	}
	_, err = tx.ListStaging.Delete().Where(liststaging.VersionIDIn(waiting...)).Exec(ctx)
	return wrap("forget what waited of a list", err)
}

// Activate makes a version active that the guard staged, after somebody looked at it. For the house itself. It refuses with NOT_FOUND a
// version that is none, with NOT_ALLOWED_IN_STATUS one that does not wait.
func (s *Service) Activate(ctx context.Context, id uuid.UUID) (Loaded, error) {
	if err := requireSystem(ctx); err != nil {
		return Loaded{}, err
	}
	named, err := s.store.Read().ListVersion.Get(ctx, id)
	if ent.IsNotFound(err) {
		return Loaded{}, domain.Refuse(domain.CodeNotFound, "No existe esa versión.").At("versionId")
	}
	if err != nil {
		return Loaded{}, fmt.Errorf("read a version: %w", err)
	}
	command := store.Command{Action: "list.activate", Locks: []event.Aggregate{aggregate(named.Source)}}
	loaded, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (Loaded, error) {
		version, err := tx.ListVersion.Get(access.AsSystem(ctx), id)
		if err != nil {
			return Loaded{}, fmt.Errorf("read a version: %w", err)
		}
		if version.Status != domain.ListStaged {
			return Loaded{}, domain.Refuse(domain.CodeNotAllowedInStatus, "Esta versión no espera a nadie: ya se decidió, o llegó otra después.").At("versionId").
				With("status", version.Status)
		}
		return activateStaged(ctx, tx, version)
	})
	if err != nil {
		return loaded, err
	}
	return loaded, s.recall(ctx, loaded)
}

func activateStaged(ctx context.Context, tx *store.Tx, version *ent.ListVersion) (Loaded, error) {
	state, err := stateOf(ctx, tx, version.Source)
	if err != nil {
		return Loaded{}, err
	}
	entries, err := staged(ctx, tx, version)
	if err != nil {
		return Loaded{}, err
	}
	diff, err := compare(ctx, tx, version.Source, entries)
	if err != nil {
		return Loaded{}, err
	}
	if err := supersede(ctx, tx, state.Edges.Active); err != nil {
		return Loaded{}, err
	}
	if _, err := tx.ListStaging.Delete().Where(liststaging.VersionID(version.ID)).Exec(ctx); err != nil {
		return Loaded{}, fmt.Errorf("forget what waited of a list: %w", err)
	}
	version, err = tx.ListVersion.UpdateOne(version).SetStatus(domain.ListActive).SetActivatedAt(tx.Now).SetAdded(len(diff.added)).
		SetChanged(len(diff.changed)).SetRemoved(diff.removed).Save(ctx)
	if err != nil {
		return Loaded{}, fmt.Errorf("make a staged version active: %w", err)
	}
	return settle(ctx, tx, state, version, diff)
}
