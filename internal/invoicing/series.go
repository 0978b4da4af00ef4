package invoicing

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/invoiceseries"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// Work does what is due now: in every series one document after the other, and beside them the files of those that are issued. It returns
// when nothing is due, or another instance does it.
func (s *Service) Work(ctx context.Context) error {
	if !s.Enabled() {
		return nil
	}
	ctx = access.AsSystem(ctx)
	if err := s.openSeries(ctx); err != nil {
		return err
	}
	if err := s.unparkAddresses(ctx); err != nil {
		return err
	}
	rows, err := s.store.Read().InvoiceSeries.Query().Order(ent.Asc(invoiceseries.FieldSeries)).All(ctx)
	if err != nil {
		return fmt.Errorf("read the series: %w", err)
	}
	errs := make([]error, len(rows)+1)
	var each sync.WaitGroup
	for i, row := range rows {
		each.Go(func() {
			errs[i] = s.alone(ctx, "series "+row.Series, s.dueIn(row.Series), func() (bool, error) { return s.step(ctx, row.Series) })
		})
	}
	each.Wait()
	errs[len(rows)] = s.alone(ctx, "files", s.filesDue, func() (bool, error) { return s.fetchNext(ctx) })
	return errors.Join(errs...)
}

// alone takes steps until none is left, where something is due and no other instance takes steps of that name: under a lock of one
// connection, which dies with it. Should the connection die alone, two instances may work on one series for a moment; what each does is
// right for a document as it stands, and the provider knows a number once.
func (s *Service) alone(ctx context.Context, name string, due func(context.Context) (bool, error), step func() (bool, error)) error {
	if is, err := due(ctx); err != nil || !is {
		return err
	}
	conn, err := s.store.DB().Conn(ctx)
	if err != nil {
		return fmt.Errorf("lock %s: %w", name, err)
	}
	defer func() { _ = conn.Close() }()
	var mine bool
	if err := conn.QueryRowContext(ctx, `SELECT pg_try_advisory_lock(hashtextextended($1, 3))`, "invoicing "+name).Scan(&mine); err != nil || !mine {
		return wrapUnlessNil("lock "+name, err)
	}
	defer unlock(ctx, conn, name)
	for {
		if more, err := step(); err != nil || !more || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
	}
}

// unlock gives the lock back, whoever leaves meanwhile; a connection that cannot is closed for good, and the lock with it.
func unlock(ctx context.Context, conn *sql.Conn, name string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_unlock(hashtextextended($1, 3))`, "invoicing "+name); err != nil {
		_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	}
}

func wrapUnlessNil(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}

// openSeries makes the rows of the series that the settings name, once for each life of the program. A house that had a life before begins
// a series with the number after its last one ([Service.Begin]).
func (s *Service) openSeries(ctx context.Context) error {
	s.opened.Lock()
	defer s.opened.Unlock()
	if s.open {
		return nil
	}
	for _, name := range s.seriesNames() {
		if err := s.openOne(ctx, name); err != nil {
			return err
		}
	}
	s.open = true
	return nil
}

// inWork are the states of a document that has a number and may still need it sent; a series has one such document at most, but for those
// that people let go on.
var inWork = []domain.InvoiceState{domain.InvoiceNumbered, domain.InvoiceSending, domain.InvoiceUnknown}

// ofSeries narrows to the documents of a series in some states.
func ofSeries(series string, states ...domain.InvoiceState) predicate.Invoice {
	return invoice.And(invoice.Series(series), invoice.StateIn(states...))
}

// dueIn tells whether a series has anything to do now.
func (s *Service) dueIn(series string) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		due, err := s.store.Read().Invoice.Query().Where(invoice.Series(series), invoice.Or(
			invoice.StateIn(domain.InvoiceRequested, domain.InvoiceSending), invoice.NextAtLTE(s.clock.Now()))).Exist(ctx)
		return due, wrapUnlessNil("look for due documents", err)
	}
}

// step does one thing in a series, and tells whether there may be more. The lock of the series is held.
func (s *Service) step(ctx context.Context, series string) (bool, error) {
	queue, err := s.store.Read().InvoiceSeries.Query().Where(invoiceseries.Series(series)).Only(ctx)
	if err != nil {
		return false, fmt.Errorf("read a series: %w", err)
	}
	if queue.ProbeAt != nil && queue.ProbeAt.After(s.clock.Now()) {
		return false, nil
	}
	head, err := s.first(ctx, ofSeries(series, inWork...), invoice.ByNumber())
	if err != nil {
		return false, err
	}
	if head != nil && (head.State == domain.InvoiceSending || head.NextAt == nil || !head.NextAt.After(s.clock.Now())) {
		return true, s.goOn(ctx, head)
	}
	due, err := s.first(ctx, invoice.And(invoice.Series(series), invoice.StateNotIn(inWork...), invoice.NextAtLTE(s.clock.Now())), invoice.ByNextAt())
	if err != nil {
		return false, err
	}
	if due != nil {
		return true, s.goOn(ctx, due)
	}
	if head != nil {
		return false, nil
	}
	next, err := s.first(ctx, ofSeries(series, domain.InvoiceRequested), invoice.ByCreatedAt())
	if err != nil || next == nil {
		return false, err
	}
	return true, s.number(ctx, next.ID)
}

// first answers the first document of an order, nil for none.
func (s *Service) first(ctx context.Context, which predicate.Invoice, order invoice.OrderOption) (*ent.Invoice, error) {
	row, err := s.store.Read().Invoice.Query().Where(which).Order(order, invoice.ByID()).WithOperation().WithCredits().First(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return row, wrapUnlessNil("find a document", err)
}

// unparkAddresses lets the documents go on that waited for an address which is there now.
func (s *Service) unparkAddresses(ctx context.Context) error {
	rows, err := s.store.Read().Invoice.Query().Where(invoice.StateEQ(domain.InvoiceParked), invoice.ParkedReasonEQ(domain.ParkedAddressMissing),
		invoice.HasClientWith(customer.AddressNotNil())).All(ctx)
	if err != nil {
		return fmt.Errorf("find documents without an address: %w", err)
	}
	for _, row := range rows {
		err := s.change(ctx, "invoice.unpark", row.ID, nil, func(ctx context.Context, c *change) error {
			if c.row.ParkedReason == nil || *c.row.ParkedReason != domain.ParkedAddressMissing {
				return nil
			}
			return c.apply(ctx, domain.ActInvoiceRetry, nil)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
