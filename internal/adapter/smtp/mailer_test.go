package smtp_test

import (
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"encoding/base64"

	"github.com/qoricash/qoricash/internal/adapter/smtp"
	"github.com/qoricash/qoricash/internal/adapter/smtp/smtptest"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/notify"
)

const (
	user     = "avisos@qoricash.pe"
	password = "Clave-Secreta-9"
	sender   = "QoriCash Perú <avisos@qoricash.pe>"
)

func noon() time.Time { return time.Date(2026, 3, 2, 17, 0, 0, 0, time.UTC) }

func serve(t *testing.T, options smtptest.Options) *smtptest.Server {
	t.Helper()
	relay, err := smtptest.New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := relay.Close(); err != nil {
			t.Error(err)
		}
	})
	return relay
}

// plain are the settings for a relay without TLS and AUTH.
func plain(relay *smtptest.Server) smtp.Options {
	return smtp.Options{Host: relay.Host, Port: relay.Port, Encryption: smtp.None, From: sender, Clock: clock.NewFrozen(noon())}
}

func open(t *testing.T, options smtp.Options) *smtp.Mailer {
	t.Helper()
	mailer, err := smtp.New(options)
	if err != nil {
		t.Fatal(err)
	}
	return mailer
}

func completed() notify.Mail {
	return notify.Mail{
		Key:     "operation-completed/0193a1b2",
		To:      []string{"María Ñahui <maria.nahui@example.com>", "segunda@example.com"},
		ReplyTo: "mesa@qoricash.pe",
		Subject: "Tu operación está completada: depositamos en tu cuenta de ahorros en soles, ¡gracias por tu confianza, señora Ñahui!",
		HTML:    "<p>Depositamos <b>S/ 3 750.00</b> en tu cuenta — gracias.</p>",
		Text:    "Depositamos S/ 3 750.00 en tu cuenta — gracias.\n.\nQoriCash",
		Attachments: []notify.Attachment{
			{Name: "constancia.pdf", MediaType: "application/pdf", Content: []byte("%PDF-1.7\r\n.\r\n\x00\xff")},
		},
		Tags: map[string]string{"kind": "operation_completed"},
	}
}

// refusal is the failure of a send, checked for what it must not tell.
func refusal(t *testing.T, mailer *smtp.Mailer, mail notify.Mail) *notify.Failure {
	t.Helper()
	_, err := mailer.Send(t.Context(), mail)
	if err == nil {
		t.Fatal("the mail was taken")
	}
	for _, secret := range append([]string{password, "Secreta", "example.com", "avisos@", mail.Subject, mail.Text, mail.HTML}, mail.To...) {
		if secret != "" && strings.Contains(err.Error(), secret) {
			t.Errorf("the error tells %q: %v", secret, err)
		}
	}
	return notify.FailureOf(err)
}

// one is the only mail of a relay.
func one(t *testing.T, relay *smtptest.Server) smtptest.Message {
	t.Helper()
	messages := relay.Messages()
	if len(messages) != 1 {
		t.Fatalf("%d mails", len(messages))
	}
	return messages[0]
}

func read(t *testing.T, message smtptest.Message) *netmail.Message {
	t.Helper()
	parsed, err := netmail.ReadMessage(strings.NewReader(string(message.Content)))
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// leaf is a part that has no parts.
type leaf struct{ kind, name, content string }

// leaves takes a body apart.
func leaves(t *testing.T, contentType, encoding string, body io.Reader) []leaf {
	t.Helper()
	kind, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(kind, "multipart/") {
		switch strings.ToLower(encoding) {
		case "quoted-printable":
			body = quotedprintable.NewReader(body)
		case "base64":
			body = base64.NewDecoder(base64.StdEncoding, body)
		}
		content, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		return []leaf{{kind, parameters["name"], strings.ReplaceAll(string(content), "\r\n", "\n")}}
	}
	all := []leaf{{kind: kind}}
	parts := multipart.NewReader(body, parameters["boundary"])
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, leaves(t, part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part)...)
	}
}

func TestMailArrivesWhole(t *testing.T) {
	t.Parallel()
	relay, mail := serve(t, smtptest.Options{}), completed()
	id, err := open(t, plain(relay)).Send(t.Context(), mail)
	if err != nil {
		t.Fatal(err)
	}
	message := one(t, relay)
	if message.From != "avisos@qoricash.pe" || fmt.Sprint(message.To) != "[maria.nahui@example.com segunda@example.com]" {
		t.Errorf("from %q to %q", message.From, message.To)
	}
	parsed := read(t, message)
	decode := func(name string) string {
		text, err := new(mime.WordDecoder).DecodeHeader(parsed.Header.Get(name))
		if err != nil {
			t.Error(err)
		}
		return text
	}
	for name, want := range map[string]string{
		"From":             `QoriCash Perú <avisos@qoricash.pe>`,
		"To":               `María Ñahui <maria.nahui@example.com>, <segunda@example.com>`,
		"Reply-To":         "<mesa@qoricash.pe>",
		"Subject":          mail.Subject,
		"Message-ID":       "<" + id + ">",
		"X-Entity-Ref-ID":  mail.Key,
		"Auto-Submitted":   "auto-generated",
		"Date":             "Mon, 02 Mar 2026 17:00:00 +0000",
		"Bcc":              "",
		"User-Agent":       "",
		"X-Mailer":         "",
		"Mime-Version":     "1.0",
		"Content-Language": "",
	} {
		if got := decode(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	got := leaves(t, parsed.Header.Get("Content-Type"), "", parsed.Body)
	want := []leaf{
		{kind: "multipart/mixed"},
		{kind: "multipart/alternative"},
		{kind: "text/plain", content: mail.Text},
		{kind: "text/html", content: mail.HTML},
		{kind: "application/pdf", name: "constancia.pdf", content: "%PDF-1.7\n.\n\x00\xff"},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestLinesOfAMailAreShortAndASCII(t *testing.T) {
	t.Parallel()
	relay, mail := serve(t, smtptest.Options{}), completed()
	mail.HTML = "<p>" + strings.Repeat("ñandú ", 5000) + "</p>"
	if _, err := open(t, plain(relay)).Send(t.Context(), mail); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(one(t, relay).Content), "\r\n") {
		if len(line) > 998 || strings.ContainsFunc(line, func(r rune) bool { return r > 126 }) {
			t.Fatalf("a line of %d: %q", len(line), line)
		}
	}
}

func TestMailOfOneFormHasOnePart(t *testing.T) {
	t.Parallel()
	for name, mail := range map[string]notify.Mail{
		"text/plain": {Key: "k", To: []string{"a@example.com"}, Subject: "Hola", Text: "solo texto"},
		"text/html":  {Key: "k", To: []string{"a@example.com"}, Subject: "Hola", HTML: "<p>solo</p>"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			relay := serve(t, smtptest.Options{})
			if _, err := open(t, plain(relay)).Send(t.Context(), mail); err != nil {
				t.Fatal(err)
			}
			if kind, _, err := mime.ParseMediaType(read(t, one(t, relay)).Header.Get("Content-Type")); kind != name {
				t.Errorf("kind %q, %v", kind, err)
			}
		})
	}
}

func TestMailTriedAgainIsRecognisable(t *testing.T) {
	t.Parallel()
	relay, mail := serve(t, smtptest.Options{}), completed()
	first, err := open(t, plain(relay)).Send(t.Context(), mail)
	if err != nil {
		t.Fatal(err)
	}
	again, err := open(t, plain(relay)).Send(t.Context(), mail)
	if err != nil || again != first {
		t.Errorf("id %q after %q, %v", again, first, err)
	}
	mail.Key = "operation-completed/0193a1b3"
	other, err := open(t, plain(relay)).Send(t.Context(), mail)
	if err != nil || other == first {
		t.Errorf("another mail has the id %q, %v", other, err)
	}
	if !strings.HasSuffix(first, "@qoricash.pe") || strings.Contains(first, "0193a1b2") {
		t.Errorf("id %q", first)
	}
}

func TestHeadersCannotBeInjected(t *testing.T) {
	t.Parallel()
	const more = "\r\nBcc: otro@example.net\r\n\r\nTexto"
	for name, spoil := range map[string]func(*notify.Mail){
		"subject":                  func(m *notify.Mail) { m.Subject += more },
		"subject with a lone feed": func(m *notify.Mail) { m.Subject = "Hola\nBcc: otro@example.net" },
		"recipient":                func(m *notify.Mail) { m.To[0] = "a@example.net" + more },
		"recipient's name":         func(m *notify.Mail) { m.To[0] = `"Ana` + more + `" <a@example.net>` },
		"recipient's coded name":   func(m *notify.Mail) { m.To[0] = "=?utf-8?q?Ana=0D=0ABcc:_otro?= <a@example.net>" },
		"two recipients in one":    func(m *notify.Mail) { m.To[0] = "a@example.net, otro@example.net" },
		"command in a recipient":   func(m *notify.Mail) { m.To[0] = "a@example.net>\r\nRCPT TO:<otro@example.net" },
		"reply":                    func(m *notify.Mail) { m.ReplyTo = "a@example.net" + more },
		"sender":                   func(m *notify.Mail) { m.From = "a@example.net" + more },
		"key":                      func(m *notify.Mail) { m.Key += more },
		"file's name":              func(m *notify.Mail) { m.Attachments[0].Name += more },
		"file's media type":        func(m *notify.Mail) { m.Attachments[0].MediaType += more },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			relay, mail := serve(t, smtptest.Options{}), completed()
			spoil(&mail)
			if failure := refusal(t, open(t, plain(relay)), mail); !failure.Permanent {
				t.Errorf("got %+v", failure)
			}
			if len(relay.Messages()) != 0 {
				t.Error("the mail was sent")
			}
		})
	}
}

func TestMailThatCanNeverBeSentIsPermanent(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*notify.Mail){
		"no key":                    func(m *notify.Mail) { m.Key = "" },
		"a key over the bound":      func(m *notify.Mail) { m.Key = strings.Repeat("k", 257) },
		"no recipient":              func(m *notify.Mail) { m.To = nil },
		"a recipient of no shape":   func(m *notify.Mail) { m.To = []string{"nadie"} },
		"no content":                func(m *notify.Mail) { m.HTML, m.Text = "", "" },
		"a subject that is no text": func(m *notify.Mail) { m.Subject = "Hola \xff" },
		"a file without a name":     func(m *notify.Mail) { m.Attachments[0].Name = "" },
		"a file without a type":     func(m *notify.Mail) { m.Attachments[0].MediaType = "" },
		"a sender's foreign domain": func(m *notify.Mail) { m.From = "avisos@ñandú.pe" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			relay, mail := serve(t, smtptest.Options{}), completed()
			spoil(&mail)
			if failure := refusal(t, open(t, plain(relay)), mail); !failure.Permanent || failure.Reason == "" {
				t.Errorf("got %+v", failure)
			}
		})
	}
}

func TestRepliesAreJudged(t *testing.T) {
	t.Parallel()
	quoting := "<maria.nahui@example.com> " + password
	for name, given := range map[string]struct {
		step  smtptest.Step
		reply smtptest.Reply
		want  notify.Failure
	}{
		"a sender for ever": {smtptest.Sender, smtptest.Reply{Code: 550, Enhanced: [3]int{5, 7, 1}, Text: quoting},
			notify.Failure{Permanent: true, Reason: "sender refused: 550 5.7.1"}},
		"a sender for now": {smtptest.Sender, smtptest.Reply{Code: 451, Enhanced: [3]int{4, 3, 0}, Text: quoting},
			notify.Failure{Reason: "sender refused: 451 4.3.0"}},
		"an unknown mailbox": {smtptest.Recipient, smtptest.Reply{Code: 550, Enhanced: [3]int{5, 1, 1}, Text: quoting},
			notify.Failure{Permanent: true, Reason: "recipient refused: 550 5.1.1"}},
		"a grey list": {smtptest.Recipient, smtptest.Reply{Code: 450, Enhanced: [3]int{4, 7, 1}, Text: quoting},
			notify.Failure{Reason: "recipient refused: 450 4.7.1"}},
		"content that is spam": {smtptest.Content, smtptest.Reply{Code: 554, Enhanced: [3]int{5, 7, 1}, Text: quoting},
			notify.Failure{Permanent: true, Reason: "content refused: 554 5.7.1"}},
		"a full disk": {smtptest.Content, smtptest.Reply{Code: 452, Enhanced: [3]int{4, 3, 1}, Text: quoting},
			notify.Failure{Reason: "content refused: 452 4.3.1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			relay := serve(t, smtptest.Options{})
			relay.Refuse(given.step, given.reply)
			mailer := open(t, plain(relay))
			if got := refusal(t, mailer, completed()); *got != given.want {
				t.Errorf("got %+v, want %+v", *got, given.want)
			}
			if len(relay.Messages()) != 0 {
				t.Error("the mail was taken")
			}
			relay.Accept(given.step)
			if _, err := mailer.Send(t.Context(), completed()); err != nil {
				t.Errorf("after the trouble: %v", err)
			}
		})
	}
}

func TestManyMailsAtOnceDoNotMix(t *testing.T) {
	t.Parallel()
	relay := serve(t, smtptest.Options{StartTLS: true, User: user, Password: password})
	options := plain(relay)
	options.Encryption, options.RootCAs, options.User, options.Password = smtp.StartTLS, relay.RootCAs, user, password
	mailer := open(t, options)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			mail := completed()
			mail.Key = fmt.Sprint("key-", i)
			mail.To = []string{fmt.Sprintf("client%d@example.com", i)}
			if _, err := mailer.Send(t.Context(), mail); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	seen := map[string]bool{}
	for range 20 {
		message, err := relay.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		key := read(t, message).Header.Get("X-Entity-Ref-ID")
		if want := "client" + strings.TrimPrefix(key, "key-") + "@example.com"; len(message.To) != 1 || message.To[0] != want || seen[key] {
			t.Errorf("mail %s went to %q", key, message.To)
		}
		seen[key] = true
	}
}

func TestSettingsAreCheckedAndNotTold(t *testing.T) {
	t.Parallel()
	good := smtp.Options{Host: "relay.example", Port: 587, Encryption: smtp.StartTLS, User: user, Password: password, From: sender}
	if _, err := smtp.New(good); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*smtp.Options){
		"no host":                         func(o *smtp.Options) { o.Host = "" },
		"no port":                         func(o *smtp.Options) { o.Port = 0 },
		"a port over the range":           func(o *smtp.Options) { o.Port = 65536 },
		"no encryption":                   func(o *smtp.Options) { o.Encryption = "" },
		"an encryption of another name":   func(o *smtp.Options) { o.Encryption = "ssl" },
		"a password without TLS":          func(o *smtp.Options) { o.Encryption = smtp.None },
		"no sender":                       func(o *smtp.Options) { o.From = "" },
		"a sender that is no address":     func(o *smtp.Options) { o.From = "QoriCash" },
		"a timeout before it has begun":   func(o *smtp.Options) { o.Timeout = -time.Second },
		"a host with a command behind it": func(o *smtp.Options) { o.Host = "relay\r\nQUIT" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			options := good
			spoil(&options)
			_, err := smtp.New(options)
			if err == nil {
				t.Fatal("taken")
			}
			if strings.Contains(err.Error(), "Secreta") || strings.Contains(err.Error(), "avisos@") {
				t.Errorf("tells %v", err)
			}
		})
	}
}

func TestNameIsTheProtocols(t *testing.T) {
	t.Parallel()
	mailer := open(t, smtp.Options{Host: "relay.example", Port: 25, Encryption: smtp.None, From: sender, RootCAs: x509.NewCertPool()})
	if mailer.Name() != "smtp" {
		t.Errorf("got %q", mailer.Name())
	}
}

func TestRelayThatIsAwayIsTriedAgain(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	mailer := open(t, smtp.Options{Host: "127.0.0.1", Port: port, Encryption: smtp.None, From: sender})
	if failure := refusal(t, mailer, completed()); failure.Permanent || !strings.Contains(failure.Reason, "refused") {
		t.Errorf("got %+v", failure)
	}
}
