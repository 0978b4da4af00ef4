package invoicing_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/testkit"
)

// schedules are how many random schedules of faults are tried, and perHouse how many of them one house sees.
func schedules() (count, perHouse int) {
	if os.Getenv("CRASH_LONG") != "" {
		return 10_000, 500
	}
	return 80, 40
}

// TestCrashesAndFaultsOfTheProviderLoseNothing lets a provider fail in every way that is known, while instances die and work at once: no
// number is taken twice or left out, no operation has two documents, and none is without one.
func TestCrashesAndFaultsOfTheProviderLoseNothing(t *testing.T) {
	t.Parallel()
	count, perHouse := schedules()
	for first := 0; first < count; first += perHouse {
		t.Run(fmt.Sprint("from ", first), func(t *testing.T) {
			t.Parallel()
			s := newSchedules(t, perHouse)
			for seed := first; seed < min(first+perHouse, count); seed++ {
				s.run(t, uint64(seed))
			}
			s.verify(t)
			t.Logf("%d schedules, %d operations, %d calls of the provider", perHouse, len(s.all), s.provider.calls)
		})
	}
}

// scheduled is a house with two instances, whose provider fails by chance.
type scheduled struct {
	*house
	instances []*invoicing.Service
	// all are the operations whose documents were asked for; waiting those that wait to be completed.
	all, waiting []uuid.UUID
	// settled are documents that a person has nothing to do with any more.
	settled map[uuid.UUID]bool

	mu     sync.Mutex
	chance *rand.Rand
	faulty bool
	// die ends the instance that is calling, as death does.
	die context.CancelFunc
}

// mostCompleted is how many operations a schedule completes at most.
const mostCompleted = 2

func newSchedules(t *testing.T, count int) *scheduled {
	t.Helper()
	h := newHouse(t)
	other := h.Instance(t)
	for _, feed := range []*event.Feed{h.Feed, other.Feed} {
		feed.Stop() // nobody listens, and it would look fifty times a second
	}
	s := &scheduled{house: h, instances: []*invoicing.Service{h.Invoicing, other.Invoicing}, settled: map[uuid.UUID]bool{}}
	h.provider.next = s.trouble
	row := h.completed(t)
	s.all, s.waiting = []uuid.UUID{row.OperationID}, h.rows(t, row.OperationID, mostCompleted*count)
	return s
}

// complete asks for the documents of some operations that wait.
func (s *scheduled) complete(t *testing.T, count int) {
	t.Helper()
	s.ask(t, s.Invoicing, s.waiting[:count]...)
	s.all, s.waiting = append(s.all, s.waiting[:count]...), s.waiting[count:]
}

// trouble draws what happens to a call.
func (s *scheduled) trouble(string) trouble {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.faulty {
		return trouble{}
	}
	switch n := s.chance.IntN(24); n {
	case 0, 1:
		return trouble{after: fault(0, 0)} // the answer is lost
	case 2, 3:
		return trouble{before: fault(0, 0)} // the request is
	case 4:
		return trouble{before: fault(40, 500)}
	case 5:
		return trouble{after: fault(40, 500)}
	case 6:
		return trouble{before: fault(0, 401)}
	case 7:
		return trouble{before: fault([]int{10, 11, 12, 50, 51}[s.chance.IntN(5)], 400)}
	case 8:
		return trouble{before: fault([]int{20, 21, 22}[s.chance.IntN(3)], 400)}
	case 9:
		return trouble{after: fault(23, 400)} // another worker was quicker with the same
	case 10:
		return trouble{before: fault(24, 400)}
	case 11:
		return trouble{after: &domain.ProviderFault{Message: "context deadline exceeded"}} // slow
	case 12:
		return trouble{pending: true}
	case 13:
		return trouble{refused: true}
	case 14, 15:
		s.die()
		return trouble{before: context.Canceled} // died before the provider had it
	case 16, 17:
		s.die()
		return trouble{after: context.Canceled} // died after
	}
	return trouble{}
}

// run is one schedule: some operations are completed, and the instances work on them through faults and deaths; then the faults end, and
// people let go on what waits for them.
func (s *scheduled) run(t *testing.T, seed uint64) {
	t.Helper()
	s.chance = rand.New(rand.NewPCG(seed, 2026))
	if s.chance.IntN(10) == 0 {
		s.occupy(t)
	}
	s.complete(t, 1+s.chance.IntN(mostCompleted))
	s.faulty = true
	for range 3 + s.chance.IntN(4) {
		s.round(t)
		s.Clock.Advance([]time.Duration{time.Second, 6 * time.Second, time.Minute, 20 * time.Minute, 2 * time.Hour}[s.chance.IntN(5)])
	}
	s.faulty = false
	for range 6 {
		s.Clock.Advance(3 * time.Hour)
		s.work(t)
		if s.letGoOn(t); !s.isOpen(t) {
			return
		}
	}
	t.Errorf("schedule %d leaves something open", seed)
}

// isOpen tells whether the house or the provider has something left to do. What a schedule leaves is seen at the end ([scheduled.verify]).
func (s *scheduled) isOpen(t *testing.T) bool {
	t.Helper()
	open, err := s.Store.Read().Invoice.Query().Where(invoice.Or(invoice.NextAtNotNil(), invoice.FilesNextAtNotNil(),
		invoice.StateIn(domain.InvoiceRequested, domain.InvoiceNumbered, domain.InvoiceSending, domain.InvoiceUnknown, domain.InvoicePendingSUNAT))).
		Exist(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	return open
}

// occupy gives the provider another document under the number that comes next.
func (s *scheduled) occupy(t *testing.T) {
	t.Helper()
	var next int64
	err := s.DB.App.QueryRowContext(t.Context(), `SELECT next_number FROM invoice_series WHERE series = 'B002'`).Scan(&next)
	if err != nil {
		return // nobody has worked yet
	}
	number := domain.InvoiceNumber{Kind: domain.Boleta, Series: "B002", Number: next}
	if _, has := s.provider.docs[number]; !has {
		s.provider.docs[number] = &taken{document: domain.InvoiceDocument{Number: number}, accepted: true, code: "0", ruc: houseRUC}
	}
}

// round has one instance work, or both at once; whoever dies is there again in the next round.
func (s *scheduled) round(t *testing.T) {
	t.Helper()
	ctx, die := context.WithCancel(t.Context())
	s.die = die
	defer die()
	working := s.instances[:1+s.chance.IntN(2)]
	var each sync.WaitGroup
	for _, instance := range working {
		each.Go(func() {
			if err := instance.Work(ctx); err != nil && ctx.Err() == nil && !errors.Is(err, context.Canceled) {
				t.Errorf("work: %v", err)
			}
		})
	}
	each.Wait()
}

// letGoOn is a person who retries what is parked and may be, and has issued again what SUNAT refused.
func (s *scheduled) letGoOn(t *testing.T) {
	t.Helper()
	rows, err := s.Store.Read().Invoice.Query().Where(invoice.StateIn(domain.InvoiceParked, domain.InvoiceRejected)).All(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	for _, row := range rows {
		if s.settled[row.ID] {
			continue
		}
		target := invoicing.Target{InvoiceID: row.ID, ExpectedVersion: row.Version}
		if row.State == domain.InvoiceParked && !row.ParkedReason.Foreign() {
			_, _, err = s.Invoicing.Retry(s.As(t, testkit.Master), target)
		} else {
			_, _, err = s.Invoicing.Reissue(s.As(t, testkit.Master), target)
			s.settled[row.ID] = err == nil || domain.CodeOf(err) == domain.CodeAlreadyExists
		}
		if code := domain.CodeOf(err); err != nil && code != domain.CodeAlreadyExists && code != domain.CodeNotAllowedInStatus {
			t.Fatal(err)
		}
	}
}

// verify holds what was promised: by the rows of the house, and by what the provider has.
func (s *scheduled) verify(t *testing.T) {
	t.Helper()
	rows, err := s.Store.Read().Invoice.Query().WithPayloads().WithOperation().Order(ent.Asc(invoice.FieldNumber)).All(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	live, numbers := map[uuid.UUID]int{}, map[int64]bool{}
	for _, row := range rows {
		if !row.State.Settled() {
			t.Errorf("%s-%v is %s (%s), and nothing is going to happen", row.Series, row.Number, row.State, textOf(row.ParkedReason))
		}
		if row.State.Live() {
			live[row.OperationID]++
		}
		if row.Number == nil || numbers[*row.Number] {
			t.Errorf("number %v is taken twice, or not at all", row.Number)
			continue
		}
		numbers[*row.Number] = true
		s.verifyAtProvider(t, row)
	}
	for n := int64(1); n <= int64(len(numbers)); n++ {
		if !numbers[n] {
			t.Errorf("number %d is a gap", n)
		}
	}
	for _, id := range s.all {
		if live[id] != 1 {
			t.Errorf("operation %s has %d live documents", id, live[id])
		}
	}
	s.verifyOperations(t)
}

// verifyAtProvider holds that all that went out under a number are the same bytes, which are those that were kept.
func (s *scheduled) verifyAtProvider(t *testing.T, row *ent.Invoice) {
	t.Helper()
	number := domain.InvoiceNumber{Kind: row.Kind, Series: row.Series, Number: *row.Number}
	for _, sent := range s.provider.sent[number] {
		if sent != string(row.Edges.Payloads[0].Content) {
			t.Errorf("%s went out otherwise than it was kept", number)
		}
	}
	has := s.provider.docs[number]
	if has == nil || row.State == domain.InvoiceReplaced != (has.document.Operation == "") {
		t.Errorf("%s is %s, and the provider has %+v", number, row.State, has)
	}
}

// verifyOperations holds that the provider has one valid document of an operation.
func (s *scheduled) verifyOperations(t *testing.T) {
	t.Helper()
	valid := map[string]int{}
	for _, one := range s.provider.docs {
		if one.accepted && one.document.Operation != "" {
			valid[one.document.Operation]++
		}
	}
	if len(valid) != len(s.all) {
		t.Errorf("%d operations have a valid document, of %d", len(valid), len(s.all))
	}
	for code, count := range valid {
		if count != 1 {
			t.Errorf("operation %s has %d valid documents", code, count)
		}
	}
}
