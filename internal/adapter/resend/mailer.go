package resend

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	netmail "net/mail"
	"net/url"
	"slices"
	"strings"
	"time"

	provider "github.com/resend/resend-go/v2"

	"github.com/qoricash/qoricash/internal/notify"
)

// The provider's address and how long it may take to answer (domain.md 11.3).
const (
	defaultBaseURL = "https://api.resend.com"
	defaultTimeout = 15 * time.Second
)

// longestKey is the provider's bound of an idempotency key, in characters.
const longestKey = 256

// Options are the settings of a [Mailer].
type Options struct {
	// APIKey needs no more than the right to send.
	APIKey string
	// From is the sender of a mail that names none, `Name <address>`, of a domain verified at the provider.
	From string
	// BaseURL is the provider's address; empty for the real one.
	BaseURL string
	// Client carries the requests; nil for one that gives up after 15 seconds.
	Client *http.Client
}

// Mailer sends mail. It is safe for concurrent use.
type Mailer struct {
	client *provider.Client
	from   string
}

var _ notify.Mailer = (*Mailer)(nil)

// New checks the settings. It makes no request.
func New(options Options) (*Mailer, error) {
	if strings.TrimSpace(options.APIKey) == "" || strings.ContainsFunc(options.APIKey, notPrintable) {
		return nil, errors.New("resend: the API key is missing or has characters that no key has")
	}
	if _, err := netmail.ParseAddress(options.From); err != nil {
		return nil, errors.New("resend: the sender is no address")
	}
	base, err := url.Parse(cmp.Or(options.BaseURL, defaultBaseURL))
	if err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http" {
		return nil, errors.New("resend: the base URL is not one of HTTP")
	}
	client := provider.NewCustomClient(carrier(options.Client), options.APIKey)
	client.BaseURL = base.JoinPath("/")
	return &Mailer{client: client, from: options.From}, nil
}

// Name implements [notify.Mailer].
func (m *Mailer) Name() string { return "resend" }

// Send implements [notify.Mailer]. The id is the provider's, and the first one again when the mail was sent before.
func (m *Mailer) Send(ctx context.Context, mail notify.Mail) (string, error) {
	if mail.Key == "" || len(mail.Key) > longestKey || strings.ContainsFunc(mail.Key, notPrintable) {
		return "", &notify.Failure{Permanent: true, Reason: "the mail's key is missing or unfit for a header"}
	}
	if len(mail.To) == 0 {
		return "", &notify.Failure{Permanent: true, Reason: "the mail has no recipient"}
	}
	ctx, heard := listen(ctx)
	sent, err := m.client.Emails.SendWithOptions(ctx, m.request(mail), &provider.SendEmailOptions{IdempotencyKey: mail.Key})
	switch {
	case err == nil && sent.Id != "":
		return sent.Id, nil
	case heard.status == 0:
		return "", fmt.Errorf("send by Resend: %w", unanswered(err))
	default:
		return "", heard.failure()
	}
}

func (m *Mailer) request(mail notify.Mail) *provider.SendEmailRequest {
	request := &provider.SendEmailRequest{
		From:    cmp.Or(mail.From, m.from),
		To:      mail.To,
		ReplyTo: mail.ReplyTo,
		Subject: mail.Subject,
		Html:    mail.HTML,
		Text:    mail.Text,
	}
	// In order, because Resend refuses a key that comes back with other bytes.
	for _, name := range slices.Sorted(maps.Keys(mail.Tags)) {
		request.Tags = append(request.Tags, provider.Tag{Name: name, Value: mail.Tags[name]})
	}
	for _, file := range mail.Attachments {
		request.Attachments = append(request.Attachments,
			&provider.Attachment{Filename: file.Name, ContentType: file.MediaType, Content: file.Content})
	}
	return request
}

// unanswered is the cause of a request without an answer, without the address that net/http puts before it.
func unanswered(err error) error {
	var request *url.Error
	if errors.As(err, &request) {
		return request.Err
	}
	return errors.New("the request could not be made")
}

// notPrintable tells what a header must not hold.
func notPrintable(char rune) bool { return char < ' ' || char > '~' }
