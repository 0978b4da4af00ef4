package app_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"github.com/qoricash/qoricash/internal/testkit"
)

func TestAnInstanceOnItsWayDownIsNotReadyTellsSocketsAndFinishesRequests(t *testing.T) {
	t.Parallel()
	i := serve(t, sharedHouse(t))
	c := signIn(t, i.url)
	// Given a socket that does not answer its close, so that the way down takes a while.
	s := subscribe(t, c, "")
	s.position(t)
	closed := make(chan int, 1)
	leave := make(chan struct{})
	s.SetCloseHandler(func(code int, _ string) error {
		closed <- code
		<-leave
		return s.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), deadline())
	})
	// And a request whose body is half sent.
	connection, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(i.url, "http://"))
	testkit.Must(t, err)
	defer connection.Close()
	body := `{"query":"{ serverTime }"}`
	_, err = fmt.Fprintf(connection, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body[:5])
	testkit.Must(t, err)

	i.leave()
	ended := make(chan error, 1)
	go func() { _, _, err := s.ReadMessage(); ended <- err }()
	if code := <-closed; code != websocket.CloseServiceRestart {
		t.Errorf("the socket is closed with %d", code)
	}
	if status := statusOf(t, i.url+"/readyz"); status != http.StatusServiceUnavailable {
		t.Errorf("on its way down the instance answers %d", status)
	}
	if status := statusOf(t, i.url+"/healthz"); status != http.StatusOK {
		t.Errorf("on its way down the instance lives with %d", status)
	}
	close(leave)
	<-ended
	_, err = io.WriteString(connection, body[5:])
	testkit.Must(t, err)
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	testkit.Must(t, err)
	answer, err := io.ReadAll(response.Body)
	testkit.Must(t, err)
	testkit.Must(t, response.Body.Close())
	if response.StatusCode != http.StatusOK || !strings.Contains(string(answer), `"serverTime":`) {
		t.Errorf("the last request is answered %d %s", response.StatusCode, answer)
	}
	i.stop()
}
