package smtp_test

import (
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/adapter/smtp"
	"github.com/qoricash/qoricash/internal/adapter/smtp/smtptest"
	"github.com/qoricash/qoricash/internal/notify"
)

// secured are the settings for a relay with TLS and a password.
func secured(relay *smtptest.Server, encryption smtp.Encryption) smtp.Options {
	options := plain(relay)
	options.Encryption, options.RootCAs = encryption, relay.RootCAs
	options.User, options.Password = user, password
	return options
}

func TestMailGoesUnderTLSWithAPassword(t *testing.T) {
	t.Parallel()
	for name, given := range map[string]struct {
		relay      smtptest.Options
		encryption smtp.Encryption
	}{
		"STARTTLS and PLAIN": {smtptest.Options{StartTLS: true, Mechanism: "PLAIN"}, smtp.StartTLS},
		"STARTTLS and LOGIN": {smtptest.Options{StartTLS: true, Mechanism: "LOGIN"}, smtp.StartTLS},
		"TLS and PLAIN":      {smtptest.Options{ImplicitTLS: true, Mechanism: "PLAIN"}, smtp.Implicit},
		"TLS and LOGIN":      {smtptest.Options{ImplicitTLS: true, Mechanism: "LOGIN"}, smtp.Implicit},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			given.relay.User, given.relay.Password = user, password
			relay := serve(t, given.relay)
			if _, err := open(t, secured(relay, given.encryption)).Send(t.Context(), completed()); err != nil {
				t.Fatal(err)
			}
			if message := one(t, relay); !message.Encrypted || message.User != user {
				t.Errorf("encrypted %t, user %q", message.Encrypted, message.User)
			}
		})
	}
}

func TestPasswordWithoutTLSStaysOnThisMachine(t *testing.T) {
	t.Parallel()
	relay := serve(t, smtptest.Options{User: user, Password: password})
	if _, err := open(t, secured(relay, smtp.None)).Send(t.Context(), completed()); err != nil {
		t.Fatal(err)
	}
	if message := one(t, relay); message.Encrypted || message.User != user {
		t.Errorf("encrypted %t, user %q", message.Encrypted, message.User)
	}
}

func TestWrongPasswordIsPermanentAndNotTold(t *testing.T) {
	t.Parallel()
	for _, mechanism := range []string{"PLAIN", "LOGIN"} {
		t.Run(mechanism, func(t *testing.T) {
			t.Parallel()
			relay := serve(t, smtptest.Options{StartTLS: true, User: user, Password: "otra", Mechanism: mechanism})
			failure := refusal(t, open(t, secured(relay, smtp.StartTLS)), completed())
			if want := (notify.Failure{Permanent: true, Reason: "connection refused: 535 5.7.8"}); *failure != want {
				t.Errorf("got %+v", *failure)
			}
		})
	}
}

func TestMissingPasswordIsPermanent(t *testing.T) {
	t.Parallel()
	relay := serve(t, smtptest.Options{User: user, Password: password})
	failure := refusal(t, open(t, plain(relay)), completed())
	if want := (notify.Failure{Permanent: true, Reason: "sender refused: 530 5.7.0"}); *failure != want {
		t.Errorf("got %+v", *failure)
	}
}

func TestUnknownCertificateIsNotTrusted(t *testing.T) {
	t.Parallel()
	for encryption, relay := range map[smtp.Encryption]smtptest.Options{
		smtp.StartTLS: {StartTLS: true},
		smtp.Implicit: {ImplicitTLS: true},
	} {
		t.Run(string(encryption), func(t *testing.T) {
			t.Parallel()
			relay := serve(t, relay)
			options := secured(relay, encryption)
			options.RootCAs = serve(t, smtptest.Options{}).RootCAs
			failure := refusal(t, open(t, options), completed())
			if failure.Permanent || !strings.Contains(failure.Reason, "certificate") {
				t.Errorf("got %+v", failure)
			}
			if len(relay.Messages()) != 0 {
				t.Error("the mail was sent")
			}
		})
	}
}

func TestCertificateOfAnotherHostIsNotTrusted(t *testing.T) {
	t.Parallel()
	relay := serve(t, smtptest.Options{StartTLS: true})
	options := secured(relay, smtp.StartTLS)
	options.Host = "localhost"
	if failure := refusal(t, open(t, options), completed()); failure.Permanent || !strings.Contains(failure.Reason, "certificate") {
		t.Errorf("got %+v", failure)
	}
}

func TestRelayWithoutWhatTheSettingsDemandGetsNothing(t *testing.T) {
	t.Parallel()
	for name, given := range map[string]struct {
		relay      smtptest.Options
		encryption smtp.Encryption
	}{
		"no STARTTLS": {smtptest.Options{User: user, Password: password}, smtp.StartTLS},
		"no AUTH":     {smtptest.Options{StartTLS: true}, smtp.StartTLS},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			relay := serve(t, given.relay)
			failure := refusal(t, open(t, secured(relay, given.encryption)), completed())
			if failure.Permanent || !strings.Contains(failure.Reason, "does not offer") {
				t.Errorf("got %+v", failure)
			}
			if len(relay.Messages()) != 0 {
				t.Error("the mail was sent")
			}
		})
	}
}
