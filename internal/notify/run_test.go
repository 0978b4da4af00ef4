package notify_test

import (
	"context"
	"sync"
	"testing"

	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/testkit"
)

// A house that runs tells and sends by itself, on every instance at once, and each thing once.
func TestARunningHouseTellsByItself(t *testing.T) {
	t.Parallel()
	const mails = 30
	h := open(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	arrived := make(chan notify.Mail, 2*mails)
	h.mails.after = func(mail notify.Mail) error { arrived <- mail; return nil }
	var instances sync.WaitGroup
	for range 2 {
		instance, kill := h.apart(t, notify.Options{})
		instances.Go(func() {
			defer kill()
			instance.Run(ctx)
		})
	}
	for range mails {
		h.emit(t, h.about(testkit.Client, "DATA_EXPORTED", nil))
	}
	for range mails {
		select {
		case <-arrived:
		case <-t.Context().Done():
			t.Fatal("not every e-mail was sent")
		}
	}
	stop()
	instances.Wait()
	h.want(t, mails, `SELECT count(*) FROM outbox_messages WHERE status = 'SENT'`)
	h.want(t, mails, `SELECT count(*) FROM notifications`)
	if len(h.mails.arrived) != mails || h.mails.repeated != 0 {
		t.Errorf("%d arrived, %d repeated", len(h.mails.arrived), h.mails.repeated)
	}
}
