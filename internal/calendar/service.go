// Package calendar owns the days on which the house stays closed.
//
// Invariants: a holiday is set and taken back by a person who may, with a row in the audit trail; a day that is over never changes;
// whoever asks when the house is open reads the holidays that stand now, and none that was kept.
package calendar

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/holiday"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Service changes and reads the calendar of the house. It is safe for concurrent use.
type Service struct {
	store      *store.Store
	parameters domain.ParametersAt
}

// New returns the service. The hours of each day of the week are a parameter; a house that works round the clock has holidays like any
// other, and closes on none.
func New(house *store.Store, parameters domain.ParametersAt) *Service {
	return &Service{store: house, parameters: parameters}
}

// InForce answers the business hours as they stand: the week, less the holidays.
func (s *Service) InForce(ctx context.Context) (domain.Calendar, error) {
	return s.Within(ctx, s.store.Read())
}

// Within is InForce as a transaction finds it.
func (s *Service) Within(ctx context.Context, from *ent.Client) (domain.Calendar, error) {
	week := s.parameters(s.store.Clock().Now()).Week
	if week == domain.FullWeek() {
		return domain.RoundTheClock(), nil
	}
	rows, err := from.Holiday.Query().All(ctx)
	if err != nil {
		return domain.Calendar{}, fmt.Errorf("read the holidays: %w", err)
	}
	holidays := make([]domain.Holiday, len(rows))
	for i, row := range rows {
		holidays[i] = domain.Holiday{Date: row.Date, Name: row.Name}
	}
	return domain.NewCalendar(week, holidays)
}

// SetHolidayInput closes the house on a day.
type SetHolidayInput struct {
	IdempotencyKey string `json:"-"`
	Date           domain.Date
	// Name says why, as clients read it.
	Name string
}

// SetHoliday closes the house on a day, or says otherwise why it is closed, and answers the holiday as it is stored. For the holders of
// calendar.manage. It refuses with INVALID at date what is over or more than two years ahead, and with REQUIRED and INVALID at name.
func (s *Service) SetHoliday(ctx context.Context, in SetHolidayInput) (domain.Holiday, store.Replay, error) {
	if _, err := access.Require(ctx, domain.CalendarManage); err != nil {
		return domain.Holiday{}, false, err
	}
	var err error
	if in.Name, err = s.readName(in); err != nil {
		return domain.Holiday{}, false, err
	}
	command := store.Command{Action: "holiday.set", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{lock()}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (domain.Holiday, error) {
		// The day is asked in the transaction: a request that is repeated after midnight is answered as it was.
		if refusal := domain.CheckCalendarDay(in.Date, domain.BusinessDate(tx.Now)); refusal != nil {
			return domain.Holiday{}, refusal
		}
		before, err := on(ctx, tx, in.Date)
		if err != nil {
			return domain.Holiday{}, err
		}
		if before == nil {
			err = tx.Holiday.Create().SetDate(in.Date).SetName(in.Name).Exec(ctx)
		} else {
			err = tx.Holiday.UpdateOne(before).SetName(in.Name).Exec(ctx)
		}
		if err != nil {
			return domain.Holiday{}, fmt.Errorf("write a holiday: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectHouse, Before: told(before), After: map[string]any{"date": in.Date, "name": in.Name}})
		return domain.Holiday{Date: in.Date, Name: in.Name}, nil
	})
}

// readName answers the name of a holiday as it is stored, or all that is wrong with the input.
func (s *Service) readName(in SetHolidayInput) (string, error) {
	name, refusal := domain.HolidayName().Read(in.Name)
	if refusal == nil {
		return name, nil
	}
	var faults domain.Faults
	faults.Add(refusal.At("name"))
	faults.Add(domain.CheckCalendarDay(in.Date, domain.BusinessDate(s.store.Clock().Now())))
	return "", faults.Err()
}

// RemoveHolidayInput opens the house on a day.
type RemoveHolidayInput struct {
	IdempotencyKey string `json:"-"`
	Date           domain.Date
}

// RemoveHoliday opens the house again on a day, and answers that day. For the holders of calendar.manage. It refuses with NOT_FOUND at
// date where the day is no holiday, and with INVALID where it is over.
func (s *Service) RemoveHoliday(ctx context.Context, in RemoveHolidayInput) (domain.Date, store.Replay, error) {
	if _, err := access.Require(ctx, domain.CalendarManage); err != nil {
		return domain.Date{}, false, err
	}
	command := store.Command{Action: "holiday.remove", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{lock()}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (domain.Date, error) {
		if refusal := domain.CheckCalendarDay(in.Date, domain.BusinessDate(tx.Now)); refusal != nil {
			return domain.Date{}, refusal
		}
		before, err := on(ctx, tx, in.Date)
		if err != nil {
			return domain.Date{}, err
		}
		if before == nil {
			return domain.Date{}, domain.Refuse(domain.CodeNotFound, "Ese día no es feriado en la casa.").At("date")
		}
		if err := tx.Holiday.DeleteOne(before).Exec(ctx); err != nil {
			return domain.Date{}, fmt.Errorf("remove a holiday: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectHouse, Before: told(before)})
		return in.Date, nil
	})
}

// lock makes changes of the calendar wait for each other.
func lock() event.Aggregate {
	return event.Aggregate{Type: domain.ObjectHouse, ID: domain.HouseUserID()}
}

// on answers the holiday of a day; nil where the house opens.
func on(ctx context.Context, tx *store.Tx, day domain.Date) (*ent.Holiday, error) {
	rows, err := tx.Holiday.Query().Where(holiday.Date(day)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a holiday: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return rows[0], nil
}

// told is a holiday as the audit trail has it.
func told(row *ent.Holiday) map[string]any {
	if row == nil {
		return nil
	}
	return map[string]any{"date": row.Date, "name": row.Name}
}
