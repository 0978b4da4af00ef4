package notify_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// house is a house whose messages go to providers of the test.
type house struct {
	*testkit.Kit
	*notify.Service
	mails  *mailer
	pushes *pusher
}

func open(t *testing.T) *house { return openWith(t, notify.Options{}) }

func openWith(t *testing.T, options notify.Options) *house {
	t.Helper()
	h := &house{Kit: testkit.New(t), mails: &mailer{}, pushes: &pusher{batch: 100}}
	h.Settle(t)
	h.Service = h.instance(t, h.Store, options)
	h.dispatch(t) // it begins at the newest event
	return h
}

func (h *house) instance(t *testing.T, over *store.Store, options notify.Options) *notify.Service {
	t.Helper()
	options.SealKeys, options.SiteURL, options.DeskURL = [][]byte{bytes.Repeat([]byte{7}, 32)}, "https://qoricash.pe", "https://app.qoricash.pe"
	options.Feed, options.Cursors, options.Mailer, options.Pusher = h.Feed, h.Cursors, h.mails, h.pushes
	s, err := notify.New(over, options)
	testkit.Must(t, err)
	return s
}

// apart is another instance, with connections of its own that kill closes.
func (h *house) apart(t *testing.T, options notify.Options) (instance *notify.Service, kill func()) {
	t.Helper()
	pool, err := postgres.Open(h.DB.URL, postgres.PoolOptions{})
	testkit.Must(t, err)
	var once sync.Once
	kill = func() { once.Do(func() { _ = pool.Close() }) }
	t.Cleanup(kill)
	return h.instance(t, h.storeOver(t, pool), options), kill
}

func (h *house) storeOver(t *testing.T, pool *sql.DB) *store.Store {
	t.Helper()
	keys, err := evidence.NewKeys([]byte("a secret of the tests, which guards nothing at all"), nil)
	testkit.Must(t, err)
	return store.New(pool, store.Options{Clock: h.Clock, Keys: keys, Wake: h.Feed.Wake})
}

// dispatch tells all that is committed: an event may be read only once every older transaction of the cluster is over.
func (h *house) dispatch(t *testing.T) int {
	t.Helper()
	h.Settle(t)
	taken, err := h.Dispatch(t.Context())
	testkit.Must(t, err)
	return taken
}

func (h *house) send(t *testing.T) {
	t.Helper()
	testkit.Must(t, h.SendMails(t.Context()))
	testkit.Must(t, h.SendPushes(t.Context()))
}

// emit writes events as an area would.
func (h *house) emit(t *testing.T, records ...event.Record) {
	t.Helper()
	_, err := store.Do(access.AsSystem(t.Context()), h.Store, store.Command{Action: "test.emit"}, func(ctx context.Context, tx *store.Tx) error {
		for _, record := range records {
			record.Facts = typed(t, record)
			if err := tx.EmitNext(ctx, record); err != nil {
				return err
			}
		}
		return nil
	})
	testkit.Must(t, err)
}

// typed are the facts of an event as the table of events has them; of a map, those that the struct of the table has room for.
func typed(t *testing.T, record event.Record) any {
	t.Helper()
	row, known := domain.EventTypeOf(record.Aggregate.Type, record.Kind)
	if !known {
		t.Fatalf("%s is never told of %s", record.Kind, record.Aggregate.Type)
	}
	if row.Facts == nil {
		return nil
	}
	encoded, err := json.Marshal(record.Facts)
	testkit.Must(t, err)
	facts := reflect.New(reflect.TypeOf(row.Facts))
	testkit.Must(t, json.Unmarshal(encoded, facts.Interface()))
	return facts.Elem().Interface()
}

// about is an event of a client.
func (h *house) about(client testkit.Caller, kind domain.EventKind, facts any) event.Record {
	return event.Record{Kind: kind, Aggregate: event.Aggregate{Type: domain.ObjectClient, ID: h.ID(client)}, ClientID: h.ID(client), Facts: facts}
}

// tell tells a client as many e-mails as asked for, each to an address of its own.
func (h *house) tell(t *testing.T, count int) {
	t.Helper()
	_, err := store.Do(access.AsSystem(t.Context()), h.Store, store.Command{Action: "test.tell"}, func(ctx context.Context, tx *store.Tx) error {
		for i := range count {
			err := h.Tell(ctx, tx, notify.Message{Fact: "known:" + uuid.NewString(), Kind: notify.KindRegistrationKnown,
				To: h.recipient(testkit.Client), Address: fmt.Sprintf("cliente.%d@correo.pe", i)})
			if err != nil {
				return err
			}
		}
		return nil
	})
	testkit.Must(t, err)
}

func (h *house) recipient(caller testkit.Caller) notify.Recipient {
	return notify.Recipient{Kind: h.Actor(caller).Kind, ID: h.ID(caller)}
}

// device registers a telephone and answers its token.
func (h *house) device(t *testing.T, caller testkit.Caller) string {
	t.Helper()
	token := "ExponentPushToken[" + uuid.NewString() + "]"
	_, _, err := h.RegisterDevice(h.As(t, caller), notify.RegisterDeviceInput{IdempotencyKey: uuid.NewString(), Token: token,
		Platform: domain.PlatformAndroid, AppVersion: "1.4.0", Locale: "es-PE"})
	testkit.Must(t, err)
	return token
}

// count answers one number of the database.
func (h *house) count(t *testing.T, query string, args ...any) int {
	t.Helper()
	var count int
	testkit.Must(t, h.DB.App.QueryRowContext(t.Context(), query, args...).Scan(&count))
	return count
}

func (h *house) want(t *testing.T, want int, query string, args ...any) {
	t.Helper()
	if got := h.count(t, query, args...); got != want {
		t.Errorf("got %d, want %d: %s %v", got, want, query, args)
	}
}

// mailer is a provider that honours keys: whatever came under one key arrives once.
type mailer struct {
	mu      sync.Mutex
	arrived map[string]notify.Mail
	// asked counts calls, answered those that were a repetition.
	asked, repeated int
	// before runs before a mail arrives, after when it has; an error of either is the answer.
	before, after func(notify.Mail) error
}

func (m *mailer) Name() string { return "test" }

func (m *mailer) Send(ctx context.Context, mail notify.Mail) (string, error) {
	if m.before != nil {
		if err := m.before(mail); err != nil {
			return "", err
		}
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	after := m.take(mail)
	if die, ok := ctx.Value(dying{}).(func()); ok {
		die()
	}
	if after != nil {
		if err := after(mail); err != nil {
			return "", err
		}
	}
	return "id-" + mail.Key, nil
}

func (m *mailer) take(mail notify.Mail) func(notify.Mail) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.arrived == nil {
		m.arrived = map[string]notify.Mail{}
	}
	m.asked++
	if _, known := m.arrived[mail.Key]; known {
		m.repeated++
		return m.after
	}
	m.arrived[mail.Key] = mail
	return m.after
}

// mailsTo answers the subjects that arrived at an address.
func (m *mailer) mailsTo(address string) []notify.Mail {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []notify.Mail
	for _, mail := range m.arrived {
		if mail.To[0] == address {
			list = append(list, mail)
		}
	}
	return list
}

// pusher is a provider whose answers a test chooses.
type pusher struct {
	mu       sync.Mutex
	batch    int
	batches  [][]notify.Push
	refuse   map[string]*notify.Failure
	receipts map[string]notify.Receipt
	fail     error
	tickets  int
}

func (p *pusher) Name() string { return "test" }
func (p *pusher) Batch() int   { return p.batch }

func (p *pusher) Send(_ context.Context, messages []notify.Push) ([]notify.Ticket, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fail != nil {
		return nil, p.fail
	}
	p.batches = append(p.batches, messages)
	tickets := make([]notify.Ticket, len(messages))
	for i, message := range messages {
		p.tickets++
		tickets[i] = notify.Ticket{ID: fmt.Sprint("ticket-", p.tickets), Refused: p.refuse[message.Token]}
	}
	return tickets, nil
}

func (p *pusher) Receipts(_ context.Context, tickets []string) (map[string]notify.Receipt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	there := map[string]notify.Receipt{}
	for _, ticket := range tickets {
		if receipt, ok := p.receipts[ticket]; ok {
			there[ticket] = receipt
		}
	}
	return there, nil
}

func (p *pusher) sent() []notify.Push {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []notify.Push
	for _, batch := range p.batches {
		all = append(all, batch...)
	}
	return all
}
