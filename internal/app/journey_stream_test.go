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

const notificationsDocument = `subscription($after: EventCursor) { notifications(after: $after) { __typename ... on Event { cursor }
	... on NotificationAdded { notification { id kind title } unreadCount } } }`

// notice is an item of the stream of notifications.
type notice struct {
	Typename     string `json:"__typename"`
	Cursor       string
	Notification line
	UnreadCount  int
}

// line is a line of an inbox.
type line struct{ ID, Kind, Title string }

// ending is how and when a socket was closed.
type ending struct {
	code int
	at   time.Time
}

// listener is the stream of somebody's notifications, on a socket of its own that is read as it comes.
type listener struct {
	notices <-chan notice
	ended   <-chan ending
	// heard are the lines so far.
	heard []line
}

// listen opens the stream of the caller's notifications and waits until what comes later is in it.
func (v visitor) listen(t *testing.T) *listener {
	t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: patience}
	connection, response, err := dialer.DialContext(t.Context(), strings.Replace(v.url, "http", "ws", 1)+"/graphql",
		http.Header{"User-Agent": {v.device}, "X-Forwarded-For": {v.address}})
	testkit.Must(t, err)
	testkit.Must(t, response.Body.Close())
	t.Cleanup(func() { _ = connection.Close() }) // the instance may have closed it
	s := &socket{connection}
	s.send(t, "", "connection_init", map[string]any{"authorization": "Bearer " + v.token})
	if first := s.read(t); first.Type != "connection_ack" {
		t.Fatalf("the socket says %+v", first)
	}
	s.send(t, "1", "subscribe", map[string]any{"query": notificationsDocument})
	notices, ended := make(chan notice), make(chan ending, 1)
	go s.pump(t, notices, ended)
	l := &listener{notices: notices, ended: ended}
	if first := l.next(t, time.After(patience)); first.Typename != "StreamPosition" {
		t.Fatalf("the stream begins with %+v", first)
	}
	return l
}

// pump reads the socket until it is closed, and answers its pings.
func (s *socket) pump(t *testing.T, notices chan<- notice, ended chan<- ending) {
	for {
		var m message
		if err := s.ReadJSON(&m); err != nil {
			var closed *websocket.CloseError
			if errors.As(err, &closed) {
				ended <- ending{closed.Code, time.Now()}
			}
			close(notices)
			return
		}
		if m.Type == "ping" {
			_ = s.WriteJSON(message{Type: "pong"}) // a socket that is closed ends the next read
			continue
		}
		var payload struct {
			Data struct{ Notifications notice }
		}
		if m.Type == "next" && json.Unmarshal(m.Payload, &payload) == nil {
			select {
			case notices <- payload.Data.Notifications:
			case <-t.Context().Done():
				return
			}
		}
	}
}

// next is the next item, which must come before the limit.
func (l *listener) next(t *testing.T, limit <-chan time.Time) notice {
	t.Helper()
	select {
	case n, open := <-l.notices:
		if !open {
			t.Fatal("the socket is closed")
		}
		if n.Typename == "NotificationAdded" {
			l.heard = append(l.heard, n.Notification)
		}
		return n
	case <-limit:
		t.Fatalf("nothing more comes; so far %+v", l.heard)
	}
	return notice{}
}

// until waits for a line of a kind that was not heard yet.
func (l *listener) until(t *testing.T, kind string) {
	t.Helper()
	limit := time.After(patience)
	for l.next(t, limit).Notification.Kind != kind {
	}
}

// isClosed waits until the instance closes the socket.
func (l *listener) isClosed(t *testing.T) ending {
	t.Helper()
	limit := time.After(patience)
	for {
		select {
		case _, open := <-l.notices:
			if !open {
				l.notices = nil
			}
		case e := <-l.ended:
			return e
		case <-limit:
			t.Fatal("the socket is not closed with a code")
		}
	}
}

// inbox reads the caller's lines, oldest first.
func (v visitor) inbox(t *testing.T) []line {
	t.Helper()
	var seen struct{ Notifications struct{ Nodes []line } }
	v.sees(t, `{ notifications(first: 50) { nodes { id kind title } } }`, nil, &seen)
	oldestFirst := make([]line, 0, len(seen.Notifications.Nodes))
	for i := len(seen.Notifications.Nodes) - 1; i >= 0; i-- {
		oldestFirst = append(oldestFirst, seen.Notifications.Nodes[i])
	}
	return oldestFirst
}

// kinds are the kinds of lines, each with how often it is there.
func kinds(lines []line) map[string]int {
	count := map[string]int{}
	for _, l := range lines {
		count[l.Kind]++
	}
	return count
}
