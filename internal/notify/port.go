package notify

import (
	"context"
	"errors"
	"strconv"
	"time"
)

// Mail is one e-mail to one person, ready to be sent.
type Mail struct {
	// Key is the same whenever this mail is tried again: a provider that honours idempotency keys sends it once.
	Key string
	// From is the sender, `Name <address>`; empty for the adapter's own.
	From string
	To   []string
	// ReplyTo may be empty.
	ReplyTo string
	Subject string
	// HTML and Text say the same.
	HTML, Text  string
	Attachments []Attachment
	// Tags name the kind of mail to the provider's own statistics; they carry no personal data.
	Tags map[string]string
}

// Attachment is a file that goes with a mail.
type Attachment struct {
	Name, MediaType string
	Content         []byte
}

// Mailer is a provider of e-mail.
type Mailer interface {
	// Name is the provider's, for logs and for the rows of what was sent.
	Name() string
	// Send hands a mail over and answers the provider's id of it. A [Failure] tells whether trying again makes sense;
	// any other error is tried again.
	Send(ctx context.Context, mail Mail) (providerID string, err error)
}

// Push is one message to one device.
type Push struct {
	// Token is the device's, `ExponentPushToken[...]`.
	Token       string
	Title, Body string
	// Data travels beside the text; a program reads it.
	Data map[string]string
	// Urgent asks to wake the device.
	Urgent bool
	// ExpiresIn is how long the provider keeps it for a device that is off; zero is the provider's own time.
	ExpiresIn time.Duration
}

// Ticket is a provider's answer to one push: an id whose receipt tells later how it ended, or why it was refused.
type Ticket struct {
	ID string
	// Refused is nil when the push was taken.
	Refused *Failure
}

// Receipt tells how a push ended. Failed is nil when it reached Apple's or Google's service.
type Receipt struct{ Failed *Failure }

// Pusher is a provider of messages to devices.
type Pusher interface {
	// Name is the provider's.
	Name() string
	// Batch is how many messages one call of Send takes at most.
	Batch() int
	// Send hands messages over and answers one ticket for each, in their order. An error is about the whole call.
	Send(ctx context.Context, messages []Push) ([]Ticket, error)
	// Receipts answers the receipts that are there, by the ticket's id; those that are not yet are missing.
	Receipts(ctx context.Context, tickets []string) (map[string]Receipt, error)
}

// Failure is why a provider did not take or deliver a message.
type Failure struct {
	// Permanent tells that trying again can never help.
	Permanent bool
	// DeviceGone tells that the device no longer takes messages, so its token must be used no more.
	DeviceGone bool
	// RetryAfter is how long the provider asks to wait; zero when it does not say.
	RetryAfter time.Duration
	// Reason is the provider's word for it, without personal data.
	Reason string
}

// Error implements error.
func (f *Failure) Error() string { return f.Reason }

// longestWait bounds what a provider may ask for; the longest quota of any is a day's.
const longestWait = 24 * time.Hour

// RetryAfter reads what a provider asks to wait in the header Retry-After, in both of its forms (RFC 9110, 10.2.3). A date
// counts from the answer's own date, so that the provider's clock need not be this machine's. It is zero where nothing
// readable was asked, and a day at most.
func RetryAfter(asked, answered string) time.Duration {
	var wait time.Duration
	if seconds, err := strconv.ParseInt(asked, 10, 32); err == nil {
		wait = time.Duration(seconds) * time.Second
	} else if until, ok := headerDate(asked); ok {
		if from, ok := headerDate(answered); ok {
			wait = until.Sub(from)
		}
	}
	return min(max(wait, 0), longestWait)
}

// headerDate reads a date of a header in the three forms that RFC 9110, 5.6.7, has.
func headerDate(text string) (time.Time, bool) {
	for _, form := range []string{"Mon, 02 Jan 2006 15:04:05 GMT", time.RFC850, time.ANSIC} {
		if at, err := time.Parse(form, text); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

// FailureOf answers the failure in an error; one that is not a [Failure] may be tried again.
func FailureOf(err error) *Failure {
	var failure *Failure
	if errors.As(err, &failure) {
		return failure
	}
	return &Failure{Reason: err.Error()}
}
