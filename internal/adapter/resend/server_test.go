package resend_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	netmail "net/mail"
	"regexp"
	"strings"
	"sync"
	"testing"
)

const apiKey = "re_Secreto_123456789"

// received is one mail as the API takes it.
type received struct {
	From        string   `json:"from"`
	To          []string `json:"to"`
	ReplyTo     string   `json:"reply_to"`
	Subject     string   `json:"subject"`
	HTML        string   `json:"html"`
	Text        string   `json:"text"`
	Tags        []tag    `json:"tags"`
	Attachments []struct {
		Filename    string `json:"filename"`
		ContentType string `json:"content_type"`
		Content     []int  `json:"content"` // one of the API's forms: a number for each byte
	} `json:"attachments"`
}

type tag struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// server behaves like https://api.resend.com: authorization, checks of the fields, idempotency keys.
type server struct {
	*httptest.Server

	mu      sync.Mutex
	sent    []received
	byKey   map[string]earlier
	instead http.HandlerFunc
}

// earlier is a request whose key the server remembers.
type earlier struct {
	body []byte
	id   string
}

func newServer(t *testing.T) *server {
	t.Helper()
	s := &server{byKey: map[string]earlier{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

// answerInstead replaces the answers to come.
func (s *server) answerInstead(answer http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.instead = answer
}

func (s *server) mails() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sent
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	switch {
	case s.instead != nil:
		s.instead(w, r)
	case err != nil:
		refuse(w, http.StatusBadRequest, "validation_error", "unreadable")
	case r.Method != http.MethodPost || r.URL.Path != "/emails":
		refuse(w, http.StatusNotFound, "not_found", "The requested endpoint does not exist.")
	case r.Header.Get("Authorization") == "":
		refuse(w, http.StatusUnauthorized, "missing_api_key", "Missing API key in the authorization header.")
	case r.Header.Get("Authorization") != "Bearer "+apiKey:
		refuse(w, http.StatusForbidden, "invalid_api_key", "API key is invalid: "+r.Header.Get("Authorization"))
	case r.Header.Get("Content-Type") != "application/json":
		refuse(w, http.StatusUnprocessableEntity, "validation_error", "Expected JSON.")
	default:
		s.take(w, r.Header.Get("Idempotency-Key"), body)
	}
}

func (s *server) take(w http.ResponseWriter, key string, body []byte) {
	var mail received
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&mail); err != nil {
		refuse(w, http.StatusUnprocessableEntity, "validation_error", err.Error())
		return
	}
	if fault := faultOf(mail); fault != "" {
		refuse(w, http.StatusUnprocessableEntity, "validation_error", fault)
		return
	}
	before, known := s.byKey[key]
	switch {
	case known && !bytes.Equal(before.body, body):
		refuse(w, http.StatusConflict, "invalid_idempotent_request", "Same idempotency key used with a different request payload.")
		return
	case !known:
		s.sent = append(s.sent, mail)
		before = earlier{body: body, id: fmt.Sprintf("49a3999c-0ce1-4ea6-ab68-%012d", len(s.sent))}
		s.byKey[key] = before
	}
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, `{"id":%q}`, before.id)
}

var tagText = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// faultOf checks a mail; like the real texts, these quote it.
func faultOf(mail received) string {
	for _, address := range append([]string{mail.From}, mail.To...) {
		if _, err := netmail.ParseAddress(address); err != nil {
			return "Invalid `to` field: " + address
		}
	}
	for _, tag := range mail.Tags {
		if !tagText.MatchString(tag.Name) || !tagText.MatchString(tag.Value) {
			return "Tags should only contain ASCII letters, numbers, underscores, or dashes."
		}
	}
	switch {
	case len(mail.To) == 0 || len(mail.To) > 50:
		return "Invalid number of recipients."
	case mail.Subject == "":
		return "Missing `subject` field."
	case strings.ContainsAny(mail.Subject, "\r\n"):
		return "The `\\n` is not allowed in the `subject` field: " + mail.Subject
	case mail.HTML == "" && mail.Text == "":
		return "Missing `html` or `text` field."
	}
	return ""
}

func refuse(w http.ResponseWriter, status int, name, message string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]any{"statusCode": status, "name": name, "message": message})
}
