// Package parameters owns what people of the house change while it runs: spread and bands, deadlines, bounds, limits, hours.
//
// Invariants:
//   - A value holds from an instant on, now or later; what was in force at an instant never changes afterwards.
//   - Which parameters there are, within which bounds and who sets them is the table of domain.HouseParameters; what bounds risk is set by
//     two persons, also in the database (guard_parameter in the migrations).
//   - The first value is that of the settings with which the program was started. What it was at an instant does not change with other
//     settings: each start that brings others is kept (Begin).
//   - Reading asks nobody: the settings are in memory, as they were committed when the instance last heard of them. Another instance hears
//     through the feed, within moments.
package parameters

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/parametersetting"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Service sets and answers parameters. It is safe for concurrent use.
type Service struct {
	store     *store.Store
	decisions *approval.Service
	first     domain.Parameters

	// refreshing makes reads and what they leave in memory follow each other in one order.
	refreshing sync.Mutex
	settings   atomic.Pointer[[]domain.ParameterSetting]
	started    atomic.Pointer[started]
}

// Open returns the service with the settings of the house in memory; first are the values before anybody set one. It brings to the
// decisions of the house what those on parameters do.
func Open(ctx context.Context, house *store.Store, decisions *approval.Service, first domain.Parameters) (*Service, error) {
	s := &Service{store: house, decisions: decisions, first: first}
	decisions.Carries(s.effects())
	values, err := startsOf(ctx, house.Read())
	if err != nil {
		return nil, err
	}
	s.started.Store(&started{values: values})
	return s, s.Refresh(ctx)
}

// At answers the parameters in force at an instant. It asks nobody and may be called within a transaction.
func (s *Service) At(at time.Time) domain.Parameters { return s.firstAt(at).At(at, *s.settings.Load()) }

// Refresh reads the settings into memory.
func (s *Service) Refresh(ctx context.Context) error {
	s.refreshing.Lock()
	defer s.refreshing.Unlock()
	settings, err := settingsOf(ctx, s.store.Read().ParameterSetting.Query())
	if err != nil {
		return err
	}
	s.settings.Store(&settings)
	return nil
}

// settingsOf reads what a query finds, in the order in which it comes to hold.
func settingsOf(ctx context.Context, query *ent.ParameterSettingQuery) ([]domain.ParameterSetting, error) {
	rows, err := query.Order(parametersetting.ByID()).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read the parameters: %w", err)
	}
	return sorted(rows), nil
}

// sorted are rows, read in the order of their keys, in the order in which they come to hold.
func sorted(rows []*ent.ParameterSetting) []domain.ParameterSetting {
	settings := make([]domain.ParameterSetting, len(rows))
	for i, row := range rows {
		settings[i] = domain.ParameterSetting{ID: row.ID, Key: row.Key, Value: row.Value, ValidFrom: row.ValidFrom, Set: row.CreatedAt}
	}
	domain.SortSettings(settings)
	return settings
}

// Follow keeps the settings in memory true to the feed.
func (s *Service) Follow(ctx context.Context, batch event.Batch) error {
	changes := func(e event.Event) bool { return e.Aggregate.Type == domain.ObjectParameter }
	if !batch.Resync && !slices.ContainsFunc(batch.Events, changes) {
		return nil
	}
	return s.Refresh(ctx)
}
