package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/testkit"
)

// caller is a person of the house who uses the API.
type caller struct {
	url, token string
}

// refusal is an answer that is no success.
type refusal struct{ code, message string }

func (r *refusal) Error() string { return r.code + ": " + r.message }

const signInDocument = `mutation($input: SessionCreateInput!) { payload: sessionCreate(input: $input) { userErrors { code message } token } }`

// signIn signs the Master in.
func signIn(t *testing.T, url string) caller {
	t.Helper()
	var payload struct{ Token string }
	testkit.Must(t, caller{url: url}.act(t.Context(), signInDocument, map[string]any{
		"credentials": map[string]any{"staff": map[string]any{"login": masterLogin, "password": password}}, "delivery": "BEARER"}, &payload))
	return caller{url, payload.Token}
}

// at is the same session at another instance.
func (c caller) at(url string) caller { return caller{url, c.token} }

// act sends a mutation whose payload is called payload, and takes its refusals for errors.
func (c caller) act(ctx context.Context, document string, input map[string]any, answer any) error {
	var data struct{ Payload json.RawMessage }
	if err := c.ask(ctx, document, map[string]any{"input": input}, &data); err != nil {
		return err
	}
	var refused struct {
		UserErrors []struct{ Code, Message string }
	}
	if err := json.Unmarshal(data.Payload, &refused); err != nil {
		return err
	}
	if len(refused.UserErrors) > 0 {
		return &refusal{refused.UserErrors[0].Code, refused.UserErrors[0].Message}
	}
	if answer == nil {
		return nil
	}
	return json.Unmarshal(data.Payload, answer)
}

// ask sends a document.
func (c caller) ask(ctx context.Context, document string, variables map[string]any, answer any) error {
	body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err != nil {
		return err
	}
	text, err := c.send(ctx, http.MethodPost, "/graphql", "application/json", body)
	if err != nil {
		return err
	}
	var reply struct {
		Data   json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct{ Code string }
		}
	}
	if err := json.Unmarshal(text, &reply); err != nil {
		return fmt.Errorf("read %q: %w", text, err)
	}
	if len(reply.Errors) > 0 {
		return &refusal{reply.Errors[0].Extensions.Code, reply.Errors[0].Message}
	}
	return json.Unmarshal(reply.Data, answer)
}

// send sends a request on a connection of its own, so that nothing of it stays behind.
func (c caller) send(ctx context.Context, method, path, mediaType string, body []byte) ([]byte, error) {
	if strings.HasPrefix(path, "/") {
		path = c.url + path
	}
	request, err := http.NewRequestWithContext(ctx, method, path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Close = true
	request.Header.Set("Content-Type", mediaType)
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}
