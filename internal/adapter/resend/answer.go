package resend

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"time"

	"github.com/qoricash/qoricash/internal/notify"
)

// mostAnswer bounds an answer, in bytes; a real one has a few hundred.
const mostAnswer = 1 << 20

// answer is what a failure is judged by. The provider's library tells a status in free text alone, which may quote the
// mail, so the answer is noted below it.
type answer struct {
	status     int
	name       string
	retryAfter time.Duration
}

type answerKey struct{}

// listen answers a context whose request notes its answer.
func listen(ctx context.Context) (context.Context, *answer) {
	heard := &answer{}
	return context.WithValue(ctx, answerKey{}, heard), heard
}

// carrier is a client that notes and bounds answers and follows no redirection.
func carrier(client *http.Client) *http.Client {
	carrier := http.Client{Timeout: defaultTimeout}
	if client != nil {
		carrier = *client
	}
	if carrier.Transport == nil {
		carrier.Transport = http.DefaultTransport
	}
	carrier.Transport = noting{carrier.Transport}
	carrier.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &carrier
}

type noting struct{ below http.RoundTripper }

// RoundTrip implements [http.RoundTripper].
func (n noting) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := n.below.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, mostAnswer))
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	if heard, ok := request.Context().Value(answerKey{}).(*answer); ok {
		heard.status, heard.retryAfter = response.StatusCode, notify.RetryAfter(response.Header.Get("Retry-After"), response.Header.Get("Date"))
		var refusal struct{ Name string }
		if json.Unmarshal(body, &refusal) == nil && errorName.MatchString(refusal.Name) {
			heard.name = refusal.Name
		}
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, nil
}

// errorName is the shape of the provider's names of errors, https://resend.com/docs/api-reference/errors.
var errorName = regexp.MustCompile(`^[a-zA-Z_]{1,64}$`)

// failure judges an answer that is not an id.
func (a *answer) failure() *notify.Failure {
	reason := fmt.Sprintf("status %d", a.status)
	if a.name != "" {
		reason += " " + a.name
	}
	return &notify.Failure{Permanent: a.permanent(), RetryAfter: a.retryAfter, Reason: reason}
}

func (a *answer) permanent() bool {
	switch a.status {
	case http.StatusConflict:
		// The key is in use by the same mail, which is worth asking again, or was used by another, which is not.
		return a.name == "invalid_idempotent_request"
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return false
	default:
		return a.status >= 400 && a.status < 500
	}
}
