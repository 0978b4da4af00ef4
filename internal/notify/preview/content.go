package preview

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/cases"

	"github.com/qoricash/qoricash/internal/notify"
)

// link is an address that an e-mail leads to, with the token behind its #, where it has one.
type link struct{ Address, Token string }

var (
	addressPattern = regexp.MustCompile(`https?://[^\s]+`)
	codePattern    = regexp.MustCompile(`\b\d{6}\b`)
)

// links answers the addresses in a text, each once, in their order.
func links(text string) []string {
	var found []string
	for _, address := range addressPattern.FindAllString(text, -1) {
		if !slices.Contains(found, address) {
			found = append(found, address)
		}
	}
	return found
}

// Code answers the code that the e-mail carries; empty where its kind carries none.
func (r Received) Code() string {
	for _, traits := range notify.Kinds() {
		if string(traits.Kind) == r.Tags["kind"] && traits.Secret && !traits.Link {
			return codePattern.FindString(r.Text)
		}
	}
	return ""
}

// search answers the e-mails that a query asks for, the newest first: q is part of an address, the subject or the text, to a whole
// address, kind the name of a kind.
func (b *Mailbox) search(query url.Values) []Received {
	fold := cases.Fold()
	part, to, kind := fold.String(strings.TrimSpace(query.Get("q"))), fold.String(query.Get("to")), query.Get("kind")
	return slices.DeleteFunc(b.Mails(), func(mail Received) bool {
		text := fold.String(strings.Join(mail.To, " ") + "\n" + mail.Subject + "\n" + mail.Text)
		named := slices.ContainsFunc(mail.To, func(address string) bool { return fold.String(address) == to })
		return !strings.Contains(text, part) || to != "" && !named || kind != "" && mail.Tags["kind"] != kind
	})
}

// listJSON answers the e-mails of a query to a program, such as a test of a front end that waits for its code.
func (h *handler) listJSON(w http.ResponseWriter, r *http.Request) {
	type letter struct {
		ID      string    `json:"id"`
		Kind    string    `json:"kind"`
		To      []string  `json:"to"`
		From    string    `json:"from"`
		Subject string    `json:"subject"`
		At      time.Time `json:"at"`
		Code    *string   `json:"code"`
		Links   []string  `json:"links"`
		Text    string    `json:"text"`
	}
	letters := []letter{}
	for _, mail := range h.box.search(r.URL.Query()) {
		one := letter{ID: mail.Key, Kind: mail.Tags["kind"], To: mail.To, From: mail.From, Subject: mail.Subject, At: mail.At.UTC(),
			Links: append([]string{}, links(mail.Text)...), Text: mail.Text}
		if code := mail.Code(); code != "" {
			one.Code = &code
		}
		letters = append(letters, one)
	}
	header := w.Header()
	header.Set("Content-Type", "application/json; charset=utf-8")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Content-Type-Options", "nosniff")
	if err := json.NewEncoder(w).Encode(map[string]any{"mails": letters}); err != nil {
		h.logger.DebugContext(r.Context(), "the list of the mailbox was not read to its end", "error", err)
	}
}
