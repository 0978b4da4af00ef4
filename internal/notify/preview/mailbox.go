// Package preview stands in for a provider of e-mail while nobody wants any sent: it takes every e-mail, keeps the newest, and
// shows them and every template in a browser.
//
// Invariants: it is for demonstrations and development, and is never mounted in production; an e-mail is shown in a frame
// that runs no scripts and reaches nothing; nothing is kept but in memory.
package preview

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/notify"
)

// Kept is how many of the newest e-mails a mailbox keeps.
const Kept = 200

// Received is an e-mail that a mailbox took.
type Received struct {
	notify.Mail
	At time.Time
}

// Mailbox takes e-mails in place of a provider. It is safe for concurrent use.
type Mailbox struct {
	clock clock.Clock

	mu    sync.Mutex
	mails []Received
}

// NewMailbox returns an empty mailbox.
func NewMailbox(now clock.Clock) *Mailbox { return &Mailbox{clock: now} }

var _ notify.Mailer = (*Mailbox)(nil)

// Name implements notify.Mailer.
func (b *Mailbox) Name() string { return "preview" }

// Send implements notify.Mailer: a mail that was tried before replaces itself.
func (b *Mailbox) Send(_ context.Context, mail notify.Mail) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.mails = slices.DeleteFunc(b.mails, func(known Received) bool { return known.Key == mail.Key })
	b.mails = append(b.mails, Received{Mail: mail, At: b.clock.Now()})
	if len(b.mails) > Kept {
		b.mails = slices.Clone(b.mails[len(b.mails)-Kept:])
	}
	return "preview-" + mail.Key, nil
}

// Mails answers the e-mails that are kept, the newest first.
func (b *Mailbox) Mails() []Received {
	b.mu.Lock()
	defer b.mu.Unlock()
	mails := slices.Clone(b.mails)
	slices.Reverse(mails)
	return mails
}
