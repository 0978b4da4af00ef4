package parameters

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// started is what is known of the starts of the house.
type started struct {
	// values are the first values of each start, oldest first.
	values []domain.FirstValue
	// serving tells that this program serves since an instant, so that its own settings are those of the house from then on.
	serving bool
	since   time.Time
}

// firstAt answers the values before anybody set one, as they were at an instant.
func (s *Service) firstAt(at time.Time) domain.Parameters {
	known := s.started.Load()
	if known.serving && !at.Before(known.since) {
		return s.first
	}
	return s.first.Started(at, known.values)
}

// Begin keeps with which first values the program begins to serve the house, where they are not those of the last start: what was in force
// before stays known, whatever the settings are by then. A program that only looks at the house does not call it: to that one the settings
// of the last start are the house's, and not its own. A value that becomes another by it, because nobody set one, is told of like one that
// somebody sets.
func (s *Service) Begin(ctx context.Context) error {
	ctx = access.AsSystem(ctx)
	values := s.started.Load().values
	since := s.store.Clock().Now()
	if len(s.first.Begun(since, values)) > 0 {
		command := store.Command{Action: "parameters.begin"}
		for _, key := range domain.ParameterKeys() {
			command.Locks = append(command.Locks, aggregate(key))
		}
		_, err := store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (err error) {
			if values, err = startsOf(ctx, tx.Client()); err != nil {
				return err
			}
			since = tx.Now
			begun := s.first.Begun(since, values)
			if len(begun) == 0 {
				// Another instance that was started at the same moment has kept them.
				return nil
			}
			if err := keep(ctx, tx, begun); err != nil {
				return err
			}
			if err := s.tellOf(ctx, tx, begun, values); err != nil {
				return err
			}
			values = append(values, begun...)
			return nil
		})
		if err != nil {
			return err
		}
	}
	s.started.Store(&started{values: values, serving: true, since: since})
	return nil
}

// tellOf tells of the first values that are others than at the start before, and writes them down; of what is known for the first time there
// is nothing to tell.
func (s *Service) tellOf(ctx context.Context, tx *store.Tx, begun, before []domain.FirstValue) error {
	former := s.first.Started(tx.Now, before)
	set, _ := domain.SettingsBy(tx.Now, *s.settings.Load())
	for _, start := range begun {
		isOf := func(known domain.FirstValue) bool { return known.Key == start.Key }
		if !slices.ContainsFunc(before, isOf) {
			continue
		}
		row, _ := domain.ParameterOf(start.Key)
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectParameter, ObjectID: domain.ParameterID(start.Key),
			Before: map[string]any{"key": start.Key, "value": row.Spoken(row.Of(former))},
			After:  map[string]any{"key": start.Key, "value": row.Spoken(start.Value), "validFrom": start.Since, "source": "deployment"}})
		if slices.ContainsFunc(set, func(setting domain.ParameterSetting) bool { return setting.Key == start.Key }) {
			continue
		}
		if err := tx.EmitNext(ctx, event.Record{Kind: domain.EventParameterSet, Aggregate: aggregate(start.Key),
			Facts: domain.ParameterFacts{Key: start.Key, ValidFrom: start.Since}}); err != nil {
			return err
		}
	}
	return nil
}

// keep writes what the program begins with.
func keep(ctx context.Context, tx *store.Tx, begun []domain.FirstValue) error {
	text, err := json.Marshal(begun)
	if err == nil {
		_, err = tx.ExecContext(ctx, `INSERT INTO first_parameters (key, value, since)
			SELECT key, value, $2 FROM jsonb_to_recordset($1::jsonb) AS begun (key text, value jsonb)`, string(text), tx.Now)
	}
	if err != nil {
		return fmt.Errorf("keep with what the house is started: %w", err)
	}
	return nil
}

// startsOf reads what is known of the starts of the house, oldest first.
func startsOf(ctx context.Context, from *ent.Client) ([]domain.FirstValue, error) {
	rows, err := from.QueryContext(ctx, `SELECT key, value, since FROM first_parameters ORDER BY since, id`)
	if err != nil {
		return nil, fmt.Errorf("read with what the house was started: %w", err)
	}
	defer rows.Close()
	var starts []domain.FirstValue
	for rows.Next() {
		var start domain.FirstValue
		var value []byte
		if err := rows.Scan(&start.Key, &value, &start.Since); err != nil {
			return nil, fmt.Errorf("read with what the house was started: %w", err)
		}
		if err := json.Unmarshal(value, &start.Value); err != nil {
			return nil, fmt.Errorf("read with what the house was started: %s: %w", start.Key, err)
		}
		starts = append(starts, start)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read with what the house was started: %w", err)
	}
	return starts, nil
}
