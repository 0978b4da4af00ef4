// Package expotest is Expo's push service for tests: it checks requests as the real one does and keeps what it is sent.
//
// Invariants: it listens on this machine only; a receipt is there only after [Server.Deliver], as the real service needs
// its time; nothing reaches a device. Only tests import it.
package expotest

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
)

// Message is a push that the server took.
type Message struct {
	To       string            `json:"to"`
	Title    string            `json:"title"`
	Body     string            `json:"body"`
	Data     map[string]string `json:"data"`
	TTL      *int64            `json:"ttl"` // seconds
	Priority string            `json:"priority"`
	Sound    string            `json:"sound"`
}

// Request is what the server was asked, also where it refused.
type Request struct {
	Path string
	// Items are the messages or the ids of the receipts.
	Items int
	// Bytes is the size of the body as it came, and Compressed whether that was gzip.
	Bytes      int
	Compressed bool
}

// Answer is what the server says instead of its own answer.
type Answer struct {
	Status int
	Header http.Header
	Body   string
}

// Server is a push service that runs until [Server.Close].
type Server struct {
	// URL is its address.
	URL string

	inner   *httptest.Server
	arrived chan struct{}

	mu          sync.Mutex
	accessToken string
	projects    map[string]string // by token
	tickets     map[string]string // codes of errors, by token
	receipts    map[string]string // codes of errors, by token
	instead     []Answer
	requests    []Request
	messages    []Message
	handed      int
	sent        map[string]string // tokens, by the ticket's id
	delivered   map[string]bool   // by the ticket's id
}

// New starts a server.
func New() *Server {
	s := &Server{
		arrived: make(chan struct{}, 1), projects: map[string]string{}, tickets: map[string]string{},
		receipts: map[string]string{}, sent: map[string]string{}, delivered: map[string]bool{},
	}
	s.inner = httptest.NewServer(http.HandlerFunc(s.serve))
	s.URL = s.inner.URL
	return s
}

// Close ends the server.
func (s *Server) Close() { s.inner.Close() }

// RequireAccessToken asks for a token from now on, as projects with enhanced security do.
func (s *Server) RequireAccessToken(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.accessToken = token
}

// RefuseTicket answers messages to a token with a ticket of an error: DeviceNotRegistered, MessageRateExceeded...
func (s *Server) RefuseTicket(token, code string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tickets[token] = code
}

// RefuseReceipt lets messages to a token fail after their ticket.
func (s *Server) RefuseReceipt(token, code string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.receipts[token] = code
}

// MoveToProject makes a token one of another project than the house's.
func (s *Server) MoveToProject(token, project string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.projects[token] = project
}

// AnswerInstead answers the next requests so, each with one.
func (s *Server) AnswerInstead(answers ...Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.instead = append(s.instead, answers...)
}

// Deliver makes the receipts of all messages so far.
func (s *Server) Deliver() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id := range s.sent {
		s.delivered[id] = true
	}
}

// Messages answers what was taken, in its order.
func (s *Server) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.messages)
}

// Requests answers what was asked, in its order, without what [Server.AnswerInstead] answered.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Next waits for the next message that Next has not answered yet.
func (s *Server) Next(ctx context.Context) (Message, error) {
	for {
		s.mu.Lock()
		if s.handed < len(s.messages) {
			defer s.mu.Unlock()
			s.handed++
			return s.messages[s.handed-1], nil
		}
		s.mu.Unlock()
		select {
		case <-s.arrived:
		case <-ctx.Done():
			return Message{}, ctx.Err()
		}
	}
}

// outcome is a ticket or a receipt.
type outcome struct {
	Status  string            `json:"status"`
	ID      string            `json:"id,omitempty"`
	Message string            `json:"message,omitempty"`
	Details map[string]string `json:"details,omitempty"`
}

// failed is an outcome whose text quotes the token, as the real ones do.
func failed(token, code string) outcome {
	return outcome{Status: "error", Message: `"` + token + `" failed`, Details: map[string]string{"error": code, "expoPushToken": token}}
}

func writeData(w http.ResponseWriter, data any) {
	writeJSON(w, http.StatusOK, map[string]any{"data": data})
}

func writeError(w http.ResponseWriter, status int, code, message string, details any) {
	fault := map[string]any{"code": code, "message": message}
	if details != nil {
		fault["details"] = details
	}
	writeJSON(w, status, map[string]any{"errors": []any{fault}})
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // who asked may have gone
}
