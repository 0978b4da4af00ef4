package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
)

// credentials are the input of a sign-in.
type credentials map[string]any

func staffCredentials(login, password string) credentials {
	return credentials{"staff": map[string]any{"login": login, "password": password}}
}

// clientCredentials are a client's; app asks for a session of a phone.
func clientCredentials(login ClientLogin, password string, app bool) credentials {
	return credentials{"client": map[string]any{"documentType": login.DocumentType, "documentNumber": login.DocumentNumber,
		"password": password, "app": app}}
}

// caller speaks GraphQL over HTTP for one person. It belongs to one goroutine.
type caller struct {
	http  *http.Client
	url   string
	who   credentials
	token string
}

// The codes that the bots tell apart (docs/errors.md).
const (
	codeUnauthenticated = "UNAUTHENTICATED"
	codeUnavailable     = "UNAVAILABLE"
	codeTimeout         = "TIMEOUT"
	codeRateLimited     = "RATE_LIMITED"
	codeInternal        = "INTERNAL"
	codeInProgress      = "IDEMPOTENCY_IN_PROGRESS"
)

// refusal is an answer that says no.
type refusal struct {
	code, message string
}

func (r *refusal) Error() string { return r.code + ": " + r.message }

// errAway tells that no answer came, or none of the house's.
var errAway = errors.New("no answer")

// away wraps what came in the way of an answer. The address is left out: that of an upload is a right.
func away(err error) error {
	var failed *url.Error
	if errors.As(err, &failed) {
		err = failed.Err
	}
	return fmt.Errorf("%w: %w", errAway, err)
}

// isAway tells whether the house could not answer now, so that the same request makes sense again.
func isAway(err error) bool {
	var no *refusal
	if !errors.As(err, &no) {
		return errors.Is(err, errAway)
	}
	switch no.code {
	case codeUnavailable, codeTimeout, codeRateLimited, codeInternal, codeInProgress:
		return true
	}
	return false
}

// ask sends a document and decodes its data into answer. It signs in first when it must, and once more when the session
// is over.
func (c *caller) ask(ctx context.Context, document string, variables map[string]any, answer any) error {
	for range 2 {
		if c.token == "" {
			if err := c.signIn(ctx); err != nil {
				return err
			}
		}
		err := c.post(ctx, document, variables, answer)
		var no *refusal
		if !errors.As(err, &no) || no.code != codeUnauthenticated {
			return err
		}
		c.token = ""
	}
	return &refusal{codeUnauthenticated, "the session ends as soon as it begins"}
}

// tries is how often a mutation is sent before the bot gives up; firstRetry is the first pause between two.
const (
	tries      = 4
	firstRetry = 250 * time.Millisecond
)

// mutate sends a mutation that changes something, under one key: when the answer is lost the same request is sent again
// and does no harm. answer is the field of the payload, which has userErrors.
func (c *caller) mutate(ctx context.Context, document string, input map[string]any, answer any) error {
	input["idempotencyKey"] = uuid.NewString()
	return c.send(ctx, document, input, answer)
}

func (c *caller) send(ctx context.Context, document string, input map[string]any, answer any) error {
	var err error
	for attempt := range tries {
		if attempt > 0 && !pauseFor(ctx, firstRetry<<attempt) {
			return ctx.Err()
		}
		var payload struct{ Payload json.RawMessage }
		if err = c.ask(ctx, document, map[string]any{"input": input}, &payload); err == nil {
			err = decodePayload(payload.Payload, answer)
		}
		if !isAway(err) {
			return err
		}
	}
	return err
}

// decodePayload answers the first refusal of a payload, or its content.
func decodePayload(payload json.RawMessage, answer any) error {
	var refused struct {
		UserErrors []struct{ Code, Message string }
	}
	if err := json.Unmarshal(payload, &refused); err != nil {
		return fmt.Errorf("decode an answer: %w", err)
	}
	if len(refused.UserErrors) > 0 {
		return &refusal{refused.UserErrors[0].Code, refused.UserErrors[0].Message}
	}
	if answer == nil {
		return nil
	}
	if err := json.Unmarshal(payload, answer); err != nil {
		return fmt.Errorf("decode an answer: %w", err)
	}
	return nil
}

func (c *caller) signIn(ctx context.Context) error {
	var data struct{ Payload json.RawMessage }
	input := map[string]any{"input": map[string]any{"credentials": c.who, "delivery": "BEARER"}}
	if err := c.post(ctx, signInDocument, input, &data); err != nil {
		return fmt.Errorf("sign in: %w", err)
	}
	var signedIn struct{ Token string }
	if err := decodePayload(data.Payload, &signedIn); err != nil {
		return fmt.Errorf("sign in: %w", err)
	}
	c.token = signedIn.Token
	return nil
}

// longestAnswer bounds what is read of an answer.
const longestAnswer = 4 << 20

func (c *caller) post(ctx context.Context, document string, variables map[string]any, answer any) error {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return fmt.Errorf("encode a request: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("make a request: %w", err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/graphql-response+json, application/json")
	request.Header.Set("User-Agent", "qoricash-demo-bot")
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	text, err := c.exchange(request)
	if err != nil {
		return err
	}
	return decodeAnswer(text, answer)
}

func (c *caller) exchange(request *http.Request) ([]byte, error) {
	response, err := c.http.Do(request)
	if err != nil {
		return nil, away(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, longestAnswer))
	if err != nil {
		return nil, away(err)
	}
	if !strings.Contains(response.Header.Get("Content-Type"), "json") {
		return nil, fmt.Errorf("%w: status %d", errAway, response.StatusCode)
	}
	return text, nil
}

func decodeAnswer(text []byte, answer any) error {
	var reply struct {
		Data   json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(text, &reply); err != nil {
		return fmt.Errorf("%w: decode: %w", errAway, err)
	}
	if len(reply.Errors) > 0 {
		return &refusal{reply.Errors[0].Extensions.Code, reply.Errors[0].Message}
	}
	if err := json.Unmarshal(reply.Data, answer); err != nil {
		return fmt.Errorf("decode an answer: %w", err)
	}
	return nil
}
