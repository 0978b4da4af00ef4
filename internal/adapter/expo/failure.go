package expo

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"time"

	"github.com/qoricash/qoricash/internal/notify"
)

// The service's codes of what became of one message.
const (
	deviceNotRegistered = "DeviceNotRegistered"
	messageTooBig       = "MessageTooBig"
	invalidCredentials  = "InvalidCredentials"
	mismatchSenderID    = "MismatchSenderId"
)

// errorCode is the shape of the service's codes. Its messages are not told: they quote tokens.
var errorCode = regexp.MustCompile(`^[a-zA-Z_]{1,64}$`)

// outcome is a ticket or a receipt as the service tells it.
type outcome struct {
	Status  string
	ID      string
	Details struct{ Error string }
}

// failure is nil when all went well.
func (o outcome) failure() *notify.Failure {
	if o.Status == "ok" {
		return nil
	}
	switch code := o.Details.Error; {
	case code == deviceNotRegistered:
		return &notify.Failure{Permanent: true, DeviceGone: true, Reason: code}
	case code == messageTooBig, code == invalidCredentials, code == mismatchSenderID:
		return &notify.Failure{Permanent: true, Reason: code}
	case errorCode.MatchString(code):
		return &notify.Failure{Reason: code}
	default:
		return &notify.Failure{Reason: "an error without a code"}
	}
}

// requestError is why a whole request was refused.
type requestError struct {
	Code    string
	Details json.RawMessage
}

// refusal is the answer to a request that was refused as a whole.
type refusal struct {
	status     int
	code       string
	details    json.RawMessage
	retryAfter time.Duration
}

func newRefusal(response *http.Response, faults []requestError) *refusal {
	refused := &refusal{status: response.StatusCode, retryAfter: notify.RetryAfter(response.Header.Get("Retry-After"), response.Header.Get("Date"))}
	if len(faults) > 0 && errorCode.MatchString(faults[0].Code) {
		refused.code, refused.details = faults[0].Code, faults[0].Details
	}
	return refused
}

// failure judges the refusal: what the service finds wrong with a request stays wrong.
func (r *refusal) failure() *notify.Failure {
	reason := fmt.Sprintf("status %d", r.status)
	if r.code != "" {
		reason += " " + r.code
	}
	permanent := r.status >= 400 && r.status < 500
	switch r.status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		permanent = false
	}
	return &notify.Failure{Permanent: permanent, RetryAfter: r.retryAfter, Reason: reason}
}

// projects are the tokens of each project, where the service tells them; never nil.
func (r *refusal) projects() map[string][]string {
	projects := map[string][]string{}
	if json.Unmarshal(r.details, &projects) != nil || projects == nil {
		return map[string][]string{}
	}
	return projects
}
