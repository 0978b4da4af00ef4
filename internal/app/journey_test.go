package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/adapter/expo/expotest"
	"github.com/qoricash/qoricash/internal/adapter/smtp/smtptest"
	"github.com/qoricash/qoricash/internal/testkit"
)

// Where links in messages lead: the defaults of SITE_URL and DESK_URL.
const (
	siteURL = "https://qoricash.pe"
	deskURL = "https://app.qoricash.pe"
)

// town is a house that is open, two instances of it, and the mail server and the push service that it speaks to. Its limits
// are on, and a client without documents may operate US$ 1,000.
type town struct {
	house
	a, b   *instance
	post   *postOffice
	pushes *expotest.Server
}

// foundTown opens a house with one Master, one Operator, accounts at a bank and a rate.
func foundTown(t *testing.T, settings ...string) *town {
	t.Helper()
	mail, err := smtptest.New(smtptest.Options{})
	testkit.Must(t, err)
	t.Cleanup(func() { testkit.Must(t, mail.Close()) })
	pushes := expotest.New()
	t.Cleanup(pushes.Close)
	h := sharedHouse(t)
	h.settings = slices.Concat(h.settings, []string{"RATELIMIT_ENABLED=true", "TOTP_ROLES=MIDDLE_OFFICE", "LIMIT_WITHOUT_DOCUMENTS=1000.00",
		"TRUSTED_PROXIES=127.0.0.1/32", "MAIL_SERVER=" + mail.Host, fmt.Sprintf("MAIL_PORT=%d", mail.Port), "MAIL_USE_TLS=false",
		"EXPO_PUSH=true", "EXPO_URL=" + pushes.URL, "SITE_URL=" + siteURL, "DESK_URL=" + deskURL}, settings)
	return &town{house: h, a: serve(t, h), b: serve(t, h), post: &postOffice{server: mail}, pushes: pushes}
}

// visitor is somebody at a device. Everybody has an address of its own, because limits count by it.
type visitor struct {
	url, address, device, token string
}

// The devices of these tests.
const (
	laptop = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
	phone  = "QoriCash/1.0 okhttp/4.12.0"
)

// lastAddress counts the addresses of all towns.
var lastAddress atomic.Uint32

// comes is somebody new, at the first instance, whom nobody knows.
func (w *town) comes(device string) visitor {
	n := lastAddress.Add(1)
	return visitor{url: w.a.url, address: fmt.Sprintf("203.0.%d.%d", n>>8, n&0xff), device: device}
}

// at is the same person at another instance.
func (v visitor) at(i *instance) visitor {
	v.url = i.url
	return v
}

// refused is a refusal as a front end gets it: a userError of a mutation, or the error of a whole request.
type refused struct {
	Code, Message string
	Field         []string
	Params        []struct{ Name, Value string }
}

func (r refused) param(name string) string {
	for _, p := range r.Params {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// answer is what comes back over HTTP.
type answer struct {
	Data   json.RawMessage
	Errors []struct {
		Message    string
		Extensions struct {
			Code       string
			Field      []string
			RetryAfter int
		}
	}
	status int
	header http.Header
}

// refusals are the errors of the whole request; none when it was answered.
func (a answer) refusals() []refused {
	var list []refused
	for _, e := range a.Errors {
		one := refused{Code: e.Extensions.Code, Message: e.Message, Field: e.Extensions.Field}
		if e.Extensions.RetryAfter > 0 {
			one.Params = []struct{ Name, Value string }{{"retryAfterSeconds", fmt.Sprint(e.Extensions.RetryAfter)}}
		}
		list = append(list, one)
	}
	return list
}

// send sends a request on a connection of its own, so that nothing of it stays behind.
func (v visitor) send(ctx context.Context, method, path string, header map[string]string,
	body []byte) (status int, text []byte, got http.Header, err error) {
	if strings.HasPrefix(path, "/") {
		path = v.url + path
	}
	request, err := http.NewRequestWithContext(ctx, method, path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, nil, err
	}
	request.Close = true
	request.Header.Set("User-Agent", v.device)
	request.Header.Set("X-Forwarded-For", v.address)
	if v.token != "" {
		request.Header.Set("Authorization", "Bearer "+v.token)
	}
	for name, value := range header {
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, nil, nil, err
	}
	defer response.Body.Close()
	text, err = io.ReadAll(response.Body)
	return response.StatusCode, text, response.Header, err
}

// ask sends a document.
func (v visitor) ask(ctx context.Context, document string, variables map[string]any) (answer, error) {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return answer{}, err
	}
	status, text, header, err := v.send(ctx, http.MethodPost, "/graphql", map[string]string{"Content-Type": "application/json",
		"Accept": "application/graphql-response+json"}, body)
	if err != nil {
		return answer{}, err
	}
	heard := answer{status: status, header: header}
	if err := json.Unmarshal(text, &heard); err != nil {
		return answer{}, fmt.Errorf("read %q: %w", text, err)
	}
	return heard, nil
}

// sees reads what a query answers.
func (v visitor) sees(t *testing.T, document string, variables map[string]any, into any) {
	t.Helper()
	heard, err := v.ask(t.Context(), document, variables)
	testkit.Must(t, err)
	if len(heard.Errors) > 0 {
		t.Fatalf("%s\nanswers %+v", document, heard.Errors)
	}
	testkit.Must(t, json.Unmarshal(heard.Data, into))
}

// mutation is the document of a mutation.
func mutation(name, selection string, hasInput bool) string {
	payload := "{ userErrors { code message field params { name value } } " + selection + " }"
	if !hasInput {
		return fmt.Sprintf("mutation { payload: %s %s }", name, payload)
	}
	input := strings.ToUpper(name[:1]) + name[1:] + "Input"
	return fmt.Sprintf("mutation($input: %s!) { payload: %s(input: $input) %s }", input, name, payload)
}

// attempt is one mutation: its name, its input and what is asked of its payload.
type attempt struct {
	mutation string
	// input is nil for a mutation that takes none.
	input map[string]any
	shows string
}

// tries sends a mutation and answers its refusals.
func (v visitor) tries(t *testing.T, act attempt, into any) []refused {
	t.Helper()
	variables := map[string]any{}
	if act.input != nil {
		variables["input"] = act.input
	}
	heard, err := v.ask(t.Context(), mutation(act.mutation, act.shows, act.input != nil), variables)
	testkit.Must(t, err)
	if len(heard.Errors) > 0 {
		return heard.refusals()
	}
	var data struct{ Payload json.RawMessage }
	testkit.Must(t, json.Unmarshal(heard.Data, &data))
	var payload struct{ UserErrors []refused }
	testkit.Must(t, json.Unmarshal(data.Payload, &payload))
	if into != nil {
		testkit.Must(t, json.Unmarshal(data.Payload, into))
	}
	return payload.UserErrors
}

// does sends a mutation that must be done.
func (v visitor) does(t *testing.T, act attempt, into any) {
	t.Helper()
	if refusals := v.tries(t, act, into); len(refusals) > 0 {
		t.Fatalf("%s is refused: %+v", act.mutation, refusals)
	}
}

// keyed is an input with a key of its own.
func keyed(input map[string]any) map[string]any {
	with := map[string]any{"idempotencyKey": uuid.NewString()}
	maps.Copy(with, input)
	return with
}

// refusalWanted is what a refusal has to say.
type refusalWanted struct {
	code, field string
	// figures are params that it must have.
	figures map[string]string
	// next are words of the message that tell what to do.
	next string
}

// isRefused holds the only refusal to what is wanted.
func isRefused(t *testing.T, got []refused, want refusalWanted) {
	t.Helper()
	if len(got) != 1 {
		t.Errorf("refused with %+v, want one %s", got, want.code)
		return
	}
	want.check(t, got[0])
}

func (want refusalWanted) check(t *testing.T, got refused) {
	t.Helper()
	if got.Code != want.code || strings.Join(got.Field, ".") != want.field {
		t.Errorf("refused with %s at %v (%s), want %s at %s", got.Code, got.Field, got.Message, want.code, want.field)
	}
	if want.next == "" || !strings.Contains(got.Message, want.next) {
		t.Errorf("%s says %q, without the next step %q", got.Code, got.Message, want.next)
	}
	for name, value := range want.figures {
		if got.param(name) != value {
			t.Errorf("%s says %s = %q, want %q", got.Code, name, got.param(name), value)
		}
	}
}
