package app_test

import (
	"bytes"
	"context"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/adapter/smtp/smtptest"
	"github.com/qoricash/qoricash/internal/testkit"
)

// postOffice hands out the mails that the server took.
type postOffice struct {
	server *smtptest.Server
	// waiting are those that came and were not asked for yet.
	waiting []letter
}

// letter is a mail as its reader sees it.
type letter struct {
	id, to, subject, text string
}

// await waits for a letter to somebody, by its subject or the beginning of it, and hands it out once.
func (p *postOffice) await(t *testing.T, to, subject string) letter {
	t.Helper()
	wanted := func(l letter) bool { return l.to == to && strings.HasPrefix(l.subject, subject) }
	limit, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		if at := slices.IndexFunc(p.waiting, wanted); at >= 0 {
			found := p.waiting[at]
			p.waiting = slices.Delete(p.waiting, at, at+1)
			return found
		}
		message, err := p.server.Next(limit)
		if err != nil {
			t.Fatalf("no letter %q to %s came, but %v", subject, to, subjects(p.all(t, to)))
		}
		p.waiting = append(p.waiting, opened(t, message))
	}
}

// all answers every letter that somebody got so far.
func (p *postOffice) all(t *testing.T, to string) []letter {
	t.Helper()
	var list []letter
	for _, message := range p.server.Messages() {
		if slices.Contains(message.To, to) {
			list = append(list, opened(t, message))
		}
	}
	return list
}

func subjects(letters []letter) []string {
	list := make([]string, len(letters))
	for i, l := range letters {
		list[i] = l.subject
	}
	slices.Sort(list)
	return list
}

// opened reads a mail: its subject, and the plain text of its two forms.
func opened(t *testing.T, message smtptest.Message) letter {
	t.Helper()
	read, err := mail.ReadMessage(bytes.NewReader(message.Content))
	testkit.Must(t, err)
	subject, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject"))
	testkit.Must(t, err)
	_, parameters, err := mime.ParseMediaType(read.Header.Get("Content-Type"))
	testkit.Must(t, err)
	// The plain text is the first part; the reader undoes its quoted-printable.
	part, err := multipart.NewReader(read.Body, parameters["boundary"]).NextPart()
	testkit.Must(t, err)
	text, err := io.ReadAll(part)
	testkit.Must(t, err)
	return letter{id: read.Header.Get("Message-Id"), to: message.To[0], subject: subject,
		text: strings.ReplaceAll(string(text), "\r\n", "\n")}
}

var (
	codeLine = regexp.MustCompile(`(?m)^\s*(\d{6})\s*$`)
	linkLine = regexp.MustCompile(`(?m)^\s*(https://\S+#\S+)\s*$`)
)

// code is the code that the letter asks to type.
func (l letter) code(t *testing.T) string {
	t.Helper()
	found := codeLine.FindStringSubmatch(l.text)
	if found == nil {
		t.Fatalf("no code in\n%s", l.text)
	}
	return found[1]
}

// token is what the letter's link carries behind the #, where no server's log sees it. home is the site that must be behind
// the link.
func (l letter) token(t *testing.T, home string) string {
	t.Helper()
	found := linkLine.FindStringSubmatch(l.text)
	if found == nil {
		t.Fatalf("no link in\n%s", l.text)
	}
	link, err := url.Parse(found[1])
	testkit.Must(t, err)
	if link.Scheme+"://"+link.Host != home || strings.ContainsAny(link.Fragment, ":/#") {
		t.Fatalf("the link %s does not lead to %s with a token", link, home)
	}
	return strings.TrimPrefix(link.Fragment, "token=")
}

// isOnce holds somebody's letters to what they have to be: each once, and no other.
func (p *postOffice) isOnce(t *testing.T, to string, want ...string) {
	t.Helper()
	got := p.all(t, to)
	slices.Sort(want)
	if !slices.Equal(subjects(got), want) {
		t.Errorf("%s got the letters\n%s\nwant\n%s", to, strings.Join(subjects(got), "\n"), strings.Join(want, "\n"))
	}
	seen := map[string]bool{}
	for _, l := range got {
		if l.id == "" || seen[l.id] {
			t.Errorf("the letter %q came twice as %s", l.subject, l.id)
		}
		seen[l.id] = true
	}
}

// settles waits until nothing waits to be sent any more, and nothing was given up. What the house hears of in order was put
// into the outbox before what is heard of last.
func (w *town) settles(t *testing.T, master visitor) {
	t.Helper()
	await(t, "nothing waits to be sent", func() bool { return len(w.outbox(t, master, "PENDING")) == 0 })
	if dead := w.outbox(t, master, "DEAD"); len(dead) > 0 {
		t.Errorf("given up: %v", dead)
	}
}

// outbox reads the messages of a state, as who manages messages sees them.
func (w *town) outbox(t *testing.T, master visitor, status string) []string {
	t.Helper()
	var seen struct {
		OutboxMessages struct {
			Nodes []struct{ Kind, Channel string }
		}
	}
	master.sees(t, `query($status: MessageStatus!) { outboxMessages(first: 50, filter: {status: [$status]}) { nodes { kind channel } } }`,
		map[string]any{"status": status}, &seen)
	var list []string
	for _, m := range seen.OutboxMessages.Nodes {
		list = append(list, m.Channel+" "+m.Kind)
	}
	return list
}
