package notify_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/work"
)

// Instances are stopped in the middle of everything: some are told to leave, some lose their database between the provider's
// answer and the row that says so.
func TestTwoThousandMessagesSurviveEveryDeath(t *testing.T) {
	t.Parallel()
	const messages = 2000
	h := open(t)
	h.tell(t, messages)
	pending := func() int { return h.count(t, `SELECT count(*) FROM outbox_messages WHERE status = 'PENDING'`) }
	deaths := 0
	for round := 0; pending() > 0; round++ {
		if round > 200 {
			t.Fatalf("%d messages are still waiting", pending())
		}
		var instances sync.WaitGroup
		for range 3 {
			instance, kill := h.apart(t, notify.Options{Workers: 3})
			ctx, leave := context.WithCancel(t.Context())
			var left atomic.Int64
			left.Store(rand.Int64N(120) + 20)
			die := func() {
				if left.Add(-1) != 0 {
					return
				}
				if rand.IntN(2) == 0 {
					leave()
				} else {
					kill()
				}
			}
			deaths++
			instances.Go(func() {
				defer leave()
				_ = instance.SendMails(context.WithValue(ctx, dying{}, die)) // however it ends
			})
		}
		instances.Wait()
		h.Clock.Advance(2 * time.Minute) // what the dead held is free again
	}
	h.want(t, messages, `SELECT count(*) FROM outbox_messages WHERE status = 'SENT'`)
	if len(h.mails.arrived) != messages {
		t.Errorf("%d messages arrived, want %d", len(h.mails.arrived), messages)
	}
	seen := map[string]bool{}
	for _, mail := range h.mails.arrived {
		seen[mail.To[0]] = true
	}
	if len(seen) != messages {
		t.Errorf("%d people heard, want %d", len(seen), messages)
	}
	if h.mails.repeated == 0 {
		t.Error("nobody died between sending and saying so: the test shows nothing")
	}
	t.Logf("%d instances died; the provider was asked %d times, %d times for what it had", deaths, h.mails.asked, h.mails.repeated)
}

// dying is the key of what a send does to its instance.
type dying struct{}

func (m *mailer) setAfter(after func(notify.Mail) error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.after = after
}

func TestConfirmationsGoByTheirOwnAccount(t *testing.T) {
	t.Parallel()
	const house, own = "casa@qoricash.pe", "confirmaciones@qoricash.pe"
	for name, c := range map[string]struct {
		apart        bool // an account of their own
		from         string
		byApart      bool
		confirmation string
	}{
		"an account of their own": {apart: true, from: own, byApart: true, confirmation: own},
		"a sender of their own":   {from: own, confirmation: own},
		"nothing of their own":    {confirmation: house},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			apart := &mailer{}
			options := notify.Options{From: house, ConfirmationFrom: c.from}
			if c.apart {
				options.Confirmations = apart
			}
			h := openWith(t, options)
			h.Operation(t, domain.Completed)
			h.dispatch(t)
			h.send(t)
			by := h.mails
			if c.byApart {
				by = apart
			}
			confirmations := 0
			for _, mail := range by.arrived {
				if mail.Tags["kind"] == string(notify.KindOperationCompleted) {
					confirmations++
					if mail.From != c.confirmation {
						t.Errorf("a confirmation comes from %q", mail.From)
					}
				}
			}
			if confirmations == 0 {
				t.Error("no confirmation went that way")
			}
			for _, mail := range h.mails.arrived {
				if mail.Tags["kind"] != string(notify.KindOperationCompleted) && mail.From != house {
					t.Errorf("%s comes from %q", mail.Tags["kind"], mail.From)
				}
			}
			if c.byApart && len(apart.arrived) != confirmations {
				t.Errorf("%d letters went by the account of confirmations, %d of them confirmations", len(apart.arrived), confirmations)
			}
		})
	}
}

func TestAMessageOfTheDeadIsSentOnceItsLeaseIsOver(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.tell(t, 1)
	doomed, kill := h.apart(t, notify.Options{})
	h.mails.after = func(notify.Mail) error { kill(); return nil } // it arrived, and nobody can say so
	if err := doomed.SendMails(t.Context()); err == nil {
		t.Error("the row was written without a database")
	}
	h.mails.setAfter(nil)
	h.send(t)
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE status = 'PENDING' AND leased_by IS NOT NULL`)
	h.Clock.Advance(2 * time.Minute)
	h.send(t)
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE status = 'SENT' AND attempts = 2 AND leased_by IS NULL`)
	if len(h.mails.arrived) != 1 || h.mails.repeated != 1 {
		t.Errorf("%d arrived, %d repeated", len(h.mails.arrived), h.mails.repeated)
	}
}

func TestAnInstanceThatLeavesGivesBackWhatItHolds(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.tell(t, 1)
	ctx, leave := context.WithCancel(t.Context())
	h.mails.before = func(notify.Mail) error { leave(); return ctx.Err() }
	if err := h.SendMails(ctx); err != nil {
		t.Logf("leaving: %v", err)
	}
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE status = 'PENDING' AND leased_by IS NULL AND attempts = 0`)
}

func TestWhatFailsComesBackAndIsGivenUpInTheEnd(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.tell(t, 1)
	h.mails.before = func(notify.Mail) error { return errors.New("the provider is away") }
	for tries := 1; tries <= 12; tries++ {
		h.send(t)
		h.want(t, tries, `SELECT attempts FROM outbox_messages`)
		h.Clock.Advance(time.Hour + time.Second)
	}
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE status = 'DEAD' AND failure = 'the provider is away'`)
	for _, sender := range h.Workers() {
		backlog, err := sender.Backlog(t.Context())
		testkit.Must(t, err)
		wantBacklog, wantCounted := work.Backlog{}, work.Counted{}
		if sender.Kind() == string(domain.ChannelEmail) {
			wantBacklog, wantCounted = work.Backlog{Dead: 1}, work.Counted{Retried: 11, Dead: 1}
		}
		if backlog != wantBacklog || sender.Counted() != wantCounted {
			t.Errorf("%s: counted %+v and %+v", sender.Kind(), backlog, sender.Counted())
		}
	}

	var id uuid.UUID
	testkit.Must(t, h.DB.App.QueryRowContext(t.Context(), `SELECT id FROM outbox_messages`).Scan(&id))
	replay := func(caller testkit.Caller) error {
		_, _, err := h.Replay(h.As(t, caller), notify.ReplayInput{IdempotencyKey: uuid.NewString(), MessageIDs: []uuid.UUID{id}})
		return err
	}
	for _, caller := range testkit.Callers() {
		if err := replay(caller); caller != testkit.Master && domain.CodeOf(err) != domain.CodeForbidden && domain.CodeOf(err) != domain.CodeUnauthenticated {
			t.Errorf("%s: %v", caller, err)
		}
	}
	h.mails.before = nil
	h.send(t)
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE status = 'SENT' AND attempts = 1 AND id = $1`, id)
	h.want(t, 1, `SELECT count(*) FROM audit_entries WHERE action = 'outbox.replay'`)
	if err := replay(testkit.Master); domain.CodeOf(err) != domain.CodeNotAllowedInStatus {
		t.Errorf("what was sent is sent again: %v", err)
	}
	if mail, ok := h.mails.arrived[id.String()]; !ok || mail.Key != id.String() {
		t.Error("the key changed")
	}
}

// logged counts the events of a kind and version that the log has of messages of a channel.
func (h *house) logged(t *testing.T, want int, kind domain.EventKind, version int, channel domain.MessageChannel) {
	t.Helper()
	h.want(t, want, `SELECT count(*) FROM events e JOIN outbox_messages m ON m.id = e.aggregate_id WHERE e.aggregate = 'outbox_message' AND e.kind = $1
		AND e.aggregate_version = $2 AND e.facts = jsonb_build_object('kind', m.kind, 'channel', m.channel) AND m.channel = $3`, kind, version, channel)
}

func TestAMessageIsToldOfWhenItIsGivenUpAndWhenItIsSentAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.tell(t, 1)
	h.mails.before = func(notify.Mail) error { return &notify.Failure{RetryAfter: time.Minute, Reason: "429"} }
	h.send(t)
	h.logged(t, 0, domain.EventMessageGivenUp, 1, domain.ChannelEmail) // it comes back
	h.mails.before = func(notify.Mail) error { return &notify.Failure{Permanent: true, Reason: "422"} }
	h.Clock.Advance(time.Hour)
	h.send(t)
	h.logged(t, 1, domain.EventMessageGivenUp, 1, domain.ChannelEmail)

	var id uuid.UUID
	testkit.Must(t, h.DB.App.QueryRowContext(t.Context(), `SELECT id FROM outbox_messages WHERE status = 'DEAD'`).Scan(&id))
	_, _, err := h.Replay(h.As(t, testkit.Master), notify.ReplayInput{IdempotencyKey: uuid.NewString(), MessageIDs: []uuid.UUID{id}})
	testkit.Must(t, err)
	h.logged(t, 1, domain.EventMessageReplayed, 2, domain.ChannelEmail)
	h.send(t)
	h.logged(t, 1, domain.EventMessageGivenUp, 3, domain.ChannelEmail)
}

func TestAProvidersWordCounts(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.tell(t, 1)
	h.mails.before = func(notify.Mail) error { return &notify.Failure{RetryAfter: 40 * time.Minute, Reason: "429"} }
	h.send(t)
	h.Clock.Advance(39 * time.Minute)
	h.send(t)
	h.want(t, 1, `SELECT attempts FROM outbox_messages WHERE status = 'PENDING'`)
	h.Clock.Advance(2 * time.Minute)
	h.mails.before = func(notify.Mail) error { return &notify.Failure{Permanent: true, Reason: "422"} }
	h.send(t)
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE status = 'DEAD' AND attempts = 2 AND failure = '422'`)
}

// code tells a client a code.
func (h *house) code(t *testing.T, secret string) {
	t.Helper()
	_, err := store.Do(access.AsSystem(t.Context()), h.Store, store.Command{Action: "test.code"}, func(ctx context.Context, tx *store.Tx) error {
		message := notify.Message{Fact: "challenge:" + uuid.NewString(), Kind: notify.KindRegistrationCode, To: h.recipient(testkit.Client),
			Secret: secret, ExpiresAt: tx.Now.Add(10 * time.Minute)}
		return errors.Join(h.Tell(ctx, tx, message), h.Tell(ctx, tx, message))
	})
	testkit.Must(t, err)
}

func TestACodeIsSealedUntilItIsSentAndGoneThen(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.code(t, "482913")
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE secret IS NOT NULL
		AND position('482913' IN encode(secret, 'escape')) = 0 AND position('482913' IN data::text) = 0`)
	h.send(t)
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE secret IS NULL AND status = 'SENT'`)
	mails := h.mails.mailsTo("cliente.44443333@correo.pe")
	if len(mails) != 1 || !strings.Contains(mails[0].Text, "482913") || !strings.Contains(mails[0].HTML, "482913") || strings.Contains(mails[0].Subject, "482913") {
		t.Errorf("got %v", mails)
	}

	h.code(t, "111222")
	h.Clock.Advance(11 * time.Minute)
	h.send(t)
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE secret IS NULL AND status = 'CANCELED' AND failure = 'EXPIRED'`)
	h.code(t, "333444")
	h.mails.before = func(notify.Mail) error { return &notify.Failure{Permanent: true, Reason: "422"} }
	h.send(t)
	var dead uuid.UUID
	testkit.Must(t, h.DB.App.QueryRowContext(t.Context(), `SELECT id FROM outbox_messages WHERE status = 'DEAD' AND secret IS NULL`).Scan(&dead))
	_, _, err := h.Replay(h.As(t, testkit.Master), notify.ReplayInput{IdempotencyKey: uuid.NewString(), MessageIDs: []uuid.UUID{dead}})
	if domain.CodeOf(err) != domain.CodeNotAllowedInStatus {
		t.Errorf("a message without its code: %v", err)
	}
}

func TestACommandThatFailsTellsNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	broken := errors.New("broken")
	_, err := store.Do(access.AsSystem(t.Context()), h.Store, store.Command{Action: "test.tell"}, func(ctx context.Context, tx *store.Tx) error {
		return errors.Join(h.Tell(ctx, tx, notify.Message{Fact: "f", Kind: notify.KindRegistrationKnown, To: h.recipient(testkit.Client)}), broken)
	})
	if !errors.Is(err, broken) {
		t.Fatal(err)
	}
	h.want(t, 0, `SELECT count(*) FROM outbox_messages`)
	for name, message := range map[string]notify.Message{
		"a kind of the catalogue":   {Fact: "f", Kind: notify.KindWelcome, To: h.recipient(testkit.Client)},
		"no fact":                   {Kind: notify.KindRegistrationKnown, To: h.recipient(testkit.Client)},
		"a code that is missing":    {Fact: "f", Kind: notify.KindRegistrationCode, To: h.recipient(testkit.Client)},
		"a secret that nobody asks": {Fact: "f", Kind: notify.KindRegistrationKnown, To: h.recipient(testkit.Client), Secret: "x"},
	} {
		_, err := store.Do(access.AsSystem(t.Context()), h.Store, store.Command{Action: "test.tell"}, func(ctx context.Context, tx *store.Tx) error {
			return h.Tell(ctx, tx, message)
		})
		if err == nil {
			t.Errorf("%s was told", name)
		}
	}
}

func TestPushesGoInBatchesAndDeadTelephonesAreSwitchedOff(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.pushes.batch = 2
	h.Service = h.instance(t, h.Store, notify.Options{}) // which asks its provider once
	tokens := []string{h.device(t, testkit.Client), h.device(t, testkit.Client), h.device(t, testkit.Client)}
	h.pushes.refuse = map[string]*notify.Failure{tokens[0]: {DeviceGone: true, Permanent: true, Reason: "DeviceNotRegistered"}}
	h.emit(t, h.about(testkit.Client, "KYC_APPROVED", nil))
	h.dispatch(t)
	h.send(t)
	if len(h.pushes.batches) != 2 || len(h.pushes.sent()) != 3 {
		t.Fatalf("%d batches of %d pushes", len(h.pushes.batches), len(h.pushes.sent()))
	}
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE channel = 'PUSH' AND status = 'CANCELED' AND recipient = $1`, tokens[0])
	h.want(t, 1, `SELECT count(*) FROM push_devices WHERE token = $1 AND disabled_reason = 'DEVICE_NOT_REGISTERED'`, tokens[0])
	push := h.pushes.sent()[0]
	if push.Data["url"] != "https://qoricash.pe/operations/new" || push.Data["eventId"] == "" || push.Data["cursor"] == "" || push.Data["messageId"] == "" {
		t.Errorf("a push carries %v", push.Data)
	}

	// Receipts come later: one telephone is gone by then, the other push never arrived.
	h.pushes.receipts = map[string]notify.Receipt{"ticket-2": {Failed: &notify.Failure{DeviceGone: true, Reason: "DeviceNotRegistered"}},
		"ticket-3": {Failed: &notify.Failure{Permanent: true, Reason: "MessageTooBig"}}}
	collected := func() int {
		learnt, err := h.CollectReceipts(t.Context())
		testkit.Must(t, err)
		return learnt
	}
	if collected() != 0 {
		t.Error("a provider was asked before it could know")
	}
	h.Clock.Advance(16 * time.Minute)
	if learnt := collected(); learnt != 2 {
		t.Errorf("learnt of %d", learnt)
	}
	h.want(t, 2, `SELECT count(*) FROM push_devices WHERE disabled_reason = 'DEVICE_NOT_REGISTERED'`)
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE status = 'DEAD' AND failure = 'MessageTooBig' AND receipt_at IS NOT NULL`)
	h.logged(t, 1, domain.EventMessageGivenUp, 1, domain.ChannelPush)
	if collected() != 0 {
		t.Error("a receipt was taken twice")
	}
}

func TestReceiptsThatNeverComeAreNotWaitedForAnyMore(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.device(t, testkit.Client)
	h.emit(t, h.about(testkit.Client, "KYC_APPROVED", nil))
	h.dispatch(t)
	h.send(t)
	h.Clock.Advance(25 * time.Hour)
	_, err := h.CollectReceipts(t.Context())
	testkit.Must(t, err)
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE status = 'SENT' AND failure = 'NO_RECEIPT'`)
}

func TestAPushForSomebodyElsesTelephoneIsDropped(t *testing.T) {
	t.Parallel()
	h := open(t)
	token := h.device(t, testkit.Client)
	h.emit(t, h.about(testkit.Client, "KYC_APPROVED", nil))
	h.dispatch(t)
	_, _, err := h.RegisterDevice(h.As(t, testkit.OtherClient), notify.RegisterDeviceInput{IdempotencyKey: uuid.NewString(), Token: token,
		Platform: domain.PlatformIOS, AppVersion: "1.4.0", Locale: "es-PE"})
	testkit.Must(t, err)
	h.send(t)
	if len(h.pushes.sent()) != 0 {
		t.Error("the new owner of a telephone read what was for the old one")
	}
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE channel = 'PUSH' AND status = 'CANCELED' AND failure = 'DEVICE_OFF'`)
}

func TestAProviderThatIsAwayDoesNotCostATelephone(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.device(t, testkit.Client)
	h.emit(t, h.about(testkit.Client, "KYC_APPROVED", nil))
	h.dispatch(t)
	h.pushes.fail = &notify.Failure{Reason: "503", RetryAfter: time.Minute}
	var waits []int
	for range 5 {
		testkit.Must(t, h.SendPushes(t.Context()))
		waits = append(waits, h.count(t, `SELECT attempts FROM outbox_messages WHERE channel = 'PUSH'`))
		h.Clock.Advance(time.Hour + time.Minute)
	}
	if !slices.Equal(waits, []int{1, 2, 3, 4, 5}) {
		t.Errorf("tries: %v", waits)
	}
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE channel = 'PUSH' AND status = 'DEAD'`)
	h.want(t, 1, `SELECT count(*) FROM push_devices WHERE disabled_at IS NULL`)
}
