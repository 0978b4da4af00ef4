package capabilities_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/live"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/testkit/program"
	"github.com/qoricash/qoricash/internal/wsproto"
)

// house is what the documents of one page are executed in: a house with the default settings, at ten on a Monday.
type house struct {
	*testkit.Kit
	executor *executor.Executor
	hub      *live.Hub
	values   values
	// provider issues the electronic documents of the house, and refuses where it is told to.
	provider *provider
	// content is what the page uploads.
	content []byte
}

func open(t *testing.T) *house {
	t.Helper()
	issuing := newProvider(t)
	kit := testkit.New(t, testkit.WithParameters(func(p *domain.Parameters) { *p = domain.DefaultParameters() }), testkit.WithInvoices(issuing.Issuer))
	issuing.clock.kit = kit
	h := &house{Kit: kit, content: picture(t), provider: issuing}
	h.executor, h.hub = program.API(t, kit, slog.New(slog.NewTextHandler(t.Output(), nil)))
	h.values = h.known()
	return h
}

// take does one step of a page.
func (h *house) take(t *testing.T, s step) error {
	t.Helper()
	switch {
	case s.given != "":
		prepare, known := fixtures()[s.given]
		if !known {
			return fmt.Errorf("nothing is known as %q", s.given)
		}
		prepare(t, h)
		return nil
	case s.http != "":
		return h.transfer(s.http)
	}
	filled, err := h.values.fill(s.variables, uuid.NewString)
	if err != nil {
		return err
	}
	params := &graphql.RawParams{Query: s.document}
	if filled != "" {
		if err := unmarshal(filled, &params.Variables); err != nil {
			return fmt.Errorf("read the variables: %w", err)
		}
	}
	shown, err := decode(s.answer)
	if err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	h.Settle(t)
	if list, ok := shown.([]any); ok {
		return h.follow(t, s, params, list)
	}
	return h.ask(t, s, params, shown)
}

// ask executes a query or a mutation.
func (h *house) ask(t *testing.T, s step, params *graphql.RawParams, shown any) error {
	t.Helper()
	ctx := graphql.StartOperationTrace(h.As(t, testkit.Caller(s.caller)))
	operation, refused := h.executor.CreateOperationContext(ctx, params)
	var response *graphql.Response
	if refused != nil {
		response = h.executor.DispatchError(graphql.WithOperationContext(ctx, operation), refused)
	} else {
		handler, ctx := h.executor.DispatchOperation(ctx, operation)
		response = handler(ctx)
	}
	encoded, err := json.Marshal(response)
	if err != nil {
		return fmt.Errorf("encode the answer: %w", err)
	}
	if code := codeOf(response); code != s.expect {
		return fmt.Errorf("got %q, want %q: %s", code, s.expect, encoded)
	}
	return h.compare(shown, string(encoded))
}

// follow executes a subscription until as much came as the page shows.
func (h *house) follow(t *testing.T, s step, params *graphql.RawParams, shown []any) error {
	t.Helper()
	heard := &listener{items: make(chan string, 100), failed: make(chan gqlerror.List, 1)}
	stop := h.hub.Execute(h.As(t, testkit.Caller(s.caller)), &wsproto.Request{RawParams: *params}, heard)
	defer stop()
	for _, item := range shown {
		select {
		case got := <-heard.items:
			if err := h.compare(item, got); err != nil {
				return err
			}
		case refused := <-heard.failed:
			return fmt.Errorf("the stream failed: %w", refused)
		case <-t.Context().Done():
			return t.Context().Err()
		}
	}
	return nil
}

func (h *house) compare(shown any, encoded string) error {
	got, err := decode(encoded)
	if err != nil {
		return fmt.Errorf("read the real answer: %w", err)
	}
	if err := h.values.match(shown, got, ""); err != nil {
		return fmt.Errorf("%w\nreal: %s", err, encoded)
	}
	return nil
}

// transfer sends a request to the file store, with the page's picture as the body of a PUT.
func (h *house) transfer(head string) error {
	lines := strings.Split(strings.TrimSpace(head), "\n")
	method, address, _ := strings.Cut(lines[0], " ")
	target, known := h.values[strings.Trim(address, "{}")].(string)
	if !known {
		return fmt.Errorf("nothing stands for %s", address)
	}
	request := httptest.NewRequest(method, target, bytes.NewReader(h.content))
	for _, line := range lines[1:] {
		name, value, _ := strings.Cut(line, ": ")
		request.Header.Set(name, value)
	}
	answer := httptest.NewRecorder()
	h.Files.Handler(slog.New(slog.DiscardHandler)).ServeHTTP(answer, request)
	if answer.Code/100 != 2 {
		return fmt.Errorf("%s answers %d: %s", method, answer.Code, answer.Body)
	}
	return nil
}

// codeOf is the code of the first refusal of an answer; empty without any.
func codeOf(response *graphql.Response) string {
	if len(response.Errors) > 0 {
		return fmt.Sprint(response.Errors[0].Extensions["code"])
	}
	var data map[string]struct {
		UserErrors []struct{ Code string }
	}
	if json.Unmarshal(response.Data, &data) != nil {
		return "" // no mutation: its fields are not all objects
	}
	for _, payload := range data {
		for _, refusal := range payload.UserErrors {
			return refusal.Code
		}
	}
	return ""
}

// listener takes what a stream sends.
type listener struct {
	items  chan string
	failed chan gqlerror.List
}

// Next implements wsproto.Sink.
func (l *listener) Next(message wsproto.Message) bool {
	l.items <- string(message.Payload)
	return true
}

// NextWait implements wsproto.Sink.
func (l *listener) NextWait(_ context.Context, message wsproto.Message) error {
	l.Next(message)
	return nil
}

// Fail implements wsproto.Sink.
func (l *listener) Fail(errors gqlerror.List) { l.failed <- errors }

// Complete implements wsproto.Sink.
func (l *listener) Complete() {}

// unmarshal reads JSON as a transport does: numbers stay as they are written.
func unmarshal(text string, into *map[string]any) error {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	return decoder.Decode(into)
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
