package smtp

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	netmail "net/mail"
	"slices"
	"time"

	gomail "github.com/wneessen/go-mail"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/notify"
)

// defaultTimeout is how long a send may take (domain.md 11.3).
const defaultTimeout = 15 * time.Second

// Encryption is how the connection to the relay is protected.
type Encryption string

// The kinds of encryption, by the names that settings give them.
const (
	// None protects nothing; it is for a relay on this machine or in the same private network.
	None Encryption = "none"
	// StartTLS demands the change to TLS before anything is said, usually on port 587.
	StartTLS Encryption = "starttls"
	// Implicit begins with TLS, usually on port 465.
	Implicit Encryption = "implicit"
)

// Options are the settings of a [Mailer].
type Options struct {
	Host string
	Port int
	// Encryption is never chosen by the relay: one that does not offer it gets no mail.
	Encryption Encryption
	// User and Password are given by AUTH PLAIN or LOGIN; an empty User means a relay that asks nobody.
	User, Password string
	// From is the sender of a mail that names none, `Name <address>`.
	From string
	// LocalName is how this machine calls itself to the relay; empty for its host name.
	LocalName string
	// RootCAs verify the relay's certificate; nil for those of the machine.
	RootCAs *x509.CertPool
	// Timeout bounds a whole send; zero for 15 seconds.
	Timeout time.Duration
	// Clock dates the mails; nil for the machine's.
	Clock clock.Clock
}

// Mailer sends mail, each over a connection of its own. It is safe for concurrent use.
type Mailer struct {
	options Options
	from    *netmail.Address
}

var _ notify.Mailer = (*Mailer)(nil)

// New checks the settings. It does not connect.
func New(options Options) (*Mailer, error) {
	from, err := sender(options.From)
	switch {
	case options.Host == "" || unfit(options.Host):
		return nil, errors.New("smtp: the relay's host is missing")
	case options.Port < 1 || options.Port > 65535:
		return nil, errors.New("smtp: the relay's port is none")
	case !slices.Contains([]Encryption{None, StartTLS, Implicit}, options.Encryption):
		return nil, fmt.Errorf("smtp: the encryption is not one of %s, %s and %s", None, StartTLS, Implicit)
	case options.User != "" && options.Encryption == None && !local(options.Host):
		return nil, errors.New("smtp: a password is not sent to another machine without TLS")
	case options.Timeout < 0:
		return nil, errors.New("smtp: the timeout is negative")
	case err != nil:
		return nil, fmt.Errorf("smtp: the sender: %w", err)
	}
	options.Timeout = cmp.Or(options.Timeout, defaultTimeout)
	if options.Clock == nil {
		options.Clock = clock.System{}
	}
	return &Mailer{options: options, from: from}, nil
}

// local tells the names of this machine for which the library gives a password without TLS.
func local(host string) bool {
	return slices.Contains([]string{"localhost", "127.0.0.1", "::1"}, host)
}

// Name implements [notify.Mailer].
func (m *Mailer) Name() string { return "smtp" }

// Send implements [notify.Mailer]. The id is the Message-ID, by which the logs of relays are searched.
func (m *Mailer) Send(ctx context.Context, mail notify.Mail) (string, error) {
	message, id, err := m.compose(mail)
	if err != nil {
		return "", &notify.Failure{Permanent: true, Reason: err.Error()}
	}
	ctx, cancel := context.WithTimeout(ctx, m.options.Timeout)
	defer cancel()
	line := &line{options: m.options, done: ctx}
	defer line.close()
	if err := m.deliver(ctx, line, message); err != nil {
		if ctx.Err() != nil {
			return "", fmt.Errorf("smtp: %w", ctx.Err())
		}
		return "", err
	}
	return id, nil
}

func (m *Mailer) deliver(ctx context.Context, line *line, message *gomail.Msg) error {
	client, err := gomail.NewClient(m.options.Host, m.settings(line)...)
	if err != nil {
		return fmt.Errorf("smtp: prepare: %w", err)
	}
	relay, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return connectFailure(err)
	}
	err = client.SendWithSMTPClient(relay, message)
	if !message.IsDelivered() {
		return sendFailure(err)
	}
	// Only now: the library ends an unfinished mail before it says QUIT, and half of it would be delivered.
	_ = client.CloseWithSMTPClient(relay)
	return nil
}

// settings are those of one connection. A client is made for each, because it holds the state of its connection.
func (m *Mailer) settings(line *line) []gomail.Option {
	settings := []gomail.Option{
		gomail.WithPort(m.options.Port),
		gomail.WithTimeout(2 * m.options.Timeout), // behind the context, which ends a send
		gomail.WithDialContextFunc(line.dial),
		gomail.WithTLSConfig(m.options.security()),
		gomail.WithoutNoop(),
		gomail.WithoutRset(),
	}
	switch m.options.Encryption {
	case None:
		settings = append(settings, gomail.WithTLSPolicy(gomail.NoTLS))
	case StartTLS:
		settings = append(settings, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case Implicit:
		settings = append(settings, gomail.WithSSL())
	}
	if m.options.LocalName != "" {
		settings = append(settings, gomail.WithHELO(m.options.LocalName))
	}
	if m.options.User != "" {
		settings = append(settings, gomail.WithUsername(m.options.User), gomail.WithPassword(m.options.Password),
			gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	return settings
}

func (o Options) security() *tls.Config {
	return &tls.Config{ServerName: o.Host, RootCAs: o.RootCAs, MinVersion: tls.VersionTLS12}
}
