package app_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/qoricash/qoricash/internal/testkit"
)

// connect opens a connection to an instance and says something on it.
func connect(t *testing.T, i *instance, text string) net.Conn {
	t.Helper()
	connection, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", i.Address())
	testkit.Must(t, err)
	t.Cleanup(func() { _ = connection.Close() })
	testkit.Must(t, connection.SetDeadline(time.Now().Add(patience)))
	if _, err := io.WriteString(connection, text); err != nil && !errors.Is(err, syscall.EPIPE) && !errors.Is(err, syscall.ECONNRESET) {
		t.Fatal(err)
	}
	return connection
}

func TestAHeadThatIsTooLongIsRefusedBeforeItEnds(t *testing.T) {
	t.Parallel()
	i := serve(t, sharedHouse(t))
	const head = "GET /healthz HTTP/1.1\r\nHost: example.com\r\nX-Padding: "
	for length, status := range map[int]int{8 << 10: http.StatusOK, 64 << 10: http.StatusRequestHeaderFieldsTooLarge} {
		text := head + strings.Repeat("a", length)
		if status == http.StatusOK {
			text += "\r\nConnection: close\r\n\r\n"
		}
		response, err := http.ReadResponse(bufio.NewReader(connect(t, i, text)), nil)
		testkit.Must(t, err)
		testkit.Must(t, response.Body.Close())
		if response.StatusCode != status {
			t.Errorf("%d bytes are answered %d", length, response.StatusCode)
		}
	}
}

// A host may choose among the addresses of its IPv6 network; it counts as one.
func TestSocketsAreCountedByNetworkBehindAProxy(t *testing.T) {
	t.Parallel()
	i := serve(t, sharedHouse(t), "TRUSTED_PROXIES=127.0.0.0/8")
	handshake := func(address string) int {
		dialer := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: patience}
		connection, response, err := dialer.DialContext(t.Context(), "ws://"+i.Address()+"/graphql", http.Header{"X-Forwarded-For": {address}})
		if err == nil {
			t.Cleanup(func() { _ = connection.Close() })
		}
		if response == nil {
			t.Fatal(err)
		}
		testkit.Must(t, response.Body.Close())
		return response.StatusCode
	}
	for n := range 3 {
		if status := handshake(fmt.Sprintf("2001:db8:77:1::%x", n+1)); status != http.StatusSwitchingProtocols {
			t.Errorf("socket %d is answered %d", n+1, status)
		}
	}
	if status := handshake("2001:db8:77:1:ffff::1"); status != http.StatusTooManyRequests {
		t.Errorf("one more of the network is answered %d", status)
	}
	if status := handshake("2001:db8:77:2::1"); status != http.StatusSwitchingProtocols {
		t.Errorf("another network is answered %d", status)
	}
}

// Slow bodies are cut in time, so the crowd grows until it is full, however slowly this machine opens its connections.
func TestOneNetworkFillsNeitherTheConnectionsNorTheRequestsOfAnInstance(t *testing.T) {
	t.Parallel()
	i := serve(t, sharedHouse(t), "RATELIMIT_ENABLED=true", "NETWORK_REQUESTS=2", "NETWORK_CONNECTIONS=20")
	const body = "POST /graphql HTTP/1.1\r\nHost: example.com\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{"
	await(t, "the next request is refused", func() bool {
		connect(t, i, body)
		return statusOf(t, i.url+"/api/v1/rates") == http.StatusTooManyRequests
	})
	if status := statusOf(t, i.url+"/healthz"); status != http.StatusOK {
		t.Errorf("whether it lives is answered %d", status)
	}
	await(t, "the next connection is closed", func() bool {
		connect(t, i, "")
		_, err := connect(t, i, "").Read(make([]byte, 1))
		return errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET)
	})
}
