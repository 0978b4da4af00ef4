package app_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/qoricash/qoricash/internal/testkit"
)

const eventsDocument = `subscription($after: EventCursor) { operationEvents(after: $after) { __typename
	... on Event { cursor } ... on OperationEvent { kind operation { code } } } }`

// socket is a graphql-transport-ws connection.
type socket struct {
	*websocket.Conn
}

type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// item is one of a stream of operations.
type item struct {
	Typename  string `json:"__typename"`
	Cursor    string
	Kind      string
	Operation struct{ Code string }
}

// dial opens a socket at an instance.
func dial(t *testing.T, url string, header http.Header) *socket {
	t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: patience}
	connection, response, err := dialer.DialContext(t.Context(), strings.Replace(url, "http", "ws", 1)+"/graphql", header)
	testkit.Must(t, err)
	testkit.Must(t, response.Body.Close())
	t.Cleanup(func() { _ = connection.Close() }) // the instance may have closed it
	testkit.Must(t, connection.SetReadDeadline(time.Now().Add(patience)))
	return &socket{connection}
}

// subscribe opens a socket at an instance as a caller, and the stream of operations on it, from a cursor on if there is one.
func subscribe(t *testing.T, c caller, after string) *socket {
	t.Helper()
	s := dial(t, c.url, http.Header{})
	s.send(t, "", "connection_init", map[string]any{"authorization": "Bearer " + c.token})
	if first := s.read(t); first.Type != "connection_ack" {
		t.Fatalf("the socket says %+v", first)
	}
	variables := map[string]any{}
	if after != "" {
		variables["after"] = after
	}
	s.send(t, "1", "subscribe", map[string]any{"query": eventsDocument, "variables": variables})
	return s
}

func (s *socket) send(t *testing.T, id, kind string, payload any) {
	t.Helper()
	text, err := json.Marshal(payload)
	testkit.Must(t, err)
	testkit.Must(t, s.WriteJSON(message{ID: id, Type: kind, Payload: text}))
}

// read is the next message that is no ping.
func (s *socket) read(t *testing.T) message {
	t.Helper()
	for {
		var m message
		testkit.Must(t, s.ReadJSON(&m))
		if m.Type != "ping" && m.Type != "pong" {
			return m
		}
	}
}

// position waits for the position that a stream without a cursor begins with, so that what comes later is in the stream.
func (s *socket) position(t *testing.T) string {
	t.Helper()
	first := s.item(t)
	if first.Typename != "StreamPosition" {
		t.Fatalf("the stream begins with %+v", first)
	}
	return first.Cursor
}

// item is the next item of the stream.
func (s *socket) item(t *testing.T) item {
	t.Helper()
	m := s.read(t)
	var payload struct {
		Data struct{ OperationEvents item }
	}
	if m.Type != "next" || json.Unmarshal(m.Payload, &payload) != nil || payload.Data.OperationEvents.Typename == "" {
		t.Fatalf("the stream says %s %s", m.Type, m.Payload)
	}
	return payload.Data.OperationEvents
}

// event is the next item that is no position.
func (s *socket) event(t *testing.T) item {
	t.Helper()
	for {
		if next := s.item(t); next.Typename != "StreamPosition" {
			return next
		}
	}
}

// ending reads until the instance closes the socket, and answers the code.
func (s *socket) ending(t *testing.T) int {
	t.Helper()
	for {
		_, _, err := s.ReadMessage()
		var closed *websocket.CloseError
		if errors.As(err, &closed) {
			return closed.Code
		}
		testkit.Must(t, err)
	}
}
