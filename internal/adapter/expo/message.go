package expo

import (
	"encoding/json"
	"regexp"
	"time"

	"github.com/qoricash/qoricash/internal/notify"
)

// mostPayload is what Apple and Google take of title, body and data together, in bytes.
const mostPayload = 4096

// payload is what a device is shown.
type payload struct {
	Title string            `json:"title,omitempty"`
	Body  string            `json:"body,omitempty"`
	Data  map[string]string `json:"data,omitempty"`
}

// message is one of the service's, https://docs.expo.dev/push-notifications/sending-notifications/.
type message struct {
	To string `json:"to"`
	payload
	TTL      int64  `json:"ttl,omitempty"` // seconds
	Priority string `json:"priority,omitempty"`
	Sound    string `json:"sound,omitempty"`
}

// tokenShape is that of the service's tokens. One of another shape would fail the whole request.
var tokenShape = regexp.MustCompile(`^(Exponent|Expo)PushToken\[[^\[\]\s"]{1,200}\]$`)

// encode makes a message, or tells why it can never be sent.
func encode(push notify.Push) (json.RawMessage, *notify.Failure) {
	if !tokenShape.MatchString(push.Token) {
		return nil, &notify.Failure{Permanent: true, DeviceGone: true, Reason: "the token is none of Expo's"}
	}
	if push.ExpiresIn < 0 {
		return nil, &notify.Failure{Permanent: true, Reason: "the message has expired"}
	}
	shown := payload{Title: push.Title, Body: push.Body, Data: push.Data}
	size, err := json.Marshal(shown)
	if err != nil {
		return nil, &notify.Failure{Permanent: true, Reason: "the message cannot be encoded"}
	}
	if len(size) > mostPayload {
		return nil, &notify.Failure{Permanent: true, Reason: messageTooBig}
	}
	whole := message{To: push.Token, payload: shown, TTL: int64((push.ExpiresIn + time.Second - 1) / time.Second)}
	if push.Urgent {
		whole.Priority, whole.Sound = "high", "default"
	}
	body, err := json.Marshal(whole)
	if err != nil {
		return nil, &notify.Failure{Permanent: true, Reason: "the message cannot be encoded"}
	}
	return body, nil
}
