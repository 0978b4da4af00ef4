package httpapi

import (
	"errors"
	"io"
	"net/http"
	"time"
)

// The time of one request, as long as no transport sets its own: files and event streams do, and a socket leaves the server.
const (
	// bodyTime is how long a body may take to come.
	bodyTime = 10 * time.Second
	// requestTime is how long the whole may take, from the head of the request to the last byte of the answer: the body, 5 s of
	// execution, and 10 s to take the answer.
	requestTime = 25 * time.Second
)

// timed bounds the time of every request, whatever it asks for: of one that no handler reads too, since the server reads what is left of
// its body. Writers without deadlines, as tests have them, go on without.
func timed(body, whole time.Duration, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// The machine's time and not the house's clock: this is about the connection.
		control, now := http.NewResponseController(w), time.Now()
		_ = control.SetWriteDeadline(now.Add(whole))
		if r.Body != nil && r.Body != http.NoBody && control.SetReadDeadline(now.Add(body)) == nil {
			// Not r itself: the server goes on with the body that it knows.
			r = r.WithContext(r.Context())
			r.Body = &timedBody{ReadCloser: r.Body, control: control}
		}
		next.ServeHTTP(w, r)
	})
}

// timedBody takes the deadline away once the whole body has come: the server goes on reading, to learn whether the peer leaves, and would
// take the end of the time for that.
type timedBody struct {
	io.ReadCloser
	control *http.ResponseController
}

func (b *timedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if errors.Is(err, io.EOF) {
		_ = b.control.SetReadDeadline(time.Time{})
	}
	return n, err
}
