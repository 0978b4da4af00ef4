package expo

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

const (
	// compressFrom is the size of a body from which compressing it saves packets, in bytes.
	compressFrom = 1 << 10
	// mostAnswer bounds an answer, in bytes; 1,000 receipts with details have about a quarter of it.
	mostAnswer = 4 << 20
)

// post asks the service and reads the data of its answer. What the service refuses as a whole is told by refused; an
// error is a request without an answer that can be read.
func (p *Pusher) post(ctx context.Context, path string, body, data any) (refused *refusal, err error) {
	request, err := p.request(ctx, path, body)
	if err != nil {
		return nil, fmt.Errorf("expo: make the request: %w", err)
	}
	response, err := p.client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("expo: %w", unanswered(err))
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, mostAnswer))
	if err != nil {
		return nil, fmt.Errorf("expo: read the answer: %w", err)
	}
	var answer struct {
		Data   json.RawMessage
		Errors []requestError
	}
	broken := json.Unmarshal(text, &answer) != nil
	if response.StatusCode != http.StatusOK || len(answer.Errors) > 0 {
		return newRefusal(response, answer.Errors), nil
	}
	if broken || json.Unmarshal(answer.Data, data) != nil {
		return nil, errors.New("expo: the answer cannot be read")
	}
	return nil, nil
}

func (p *Pusher) request(ctx context.Context, path string, body any) (*http.Request, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	compressed := len(text) > compressFrom
	if compressed {
		var packed bytes.Buffer
		writer := gzip.NewWriter(&packed)
		if _, err := writer.Write(text); err != nil {
			return nil, err
		}
		if err := writer.Close(); err != nil {
			return nil, err
		}
		text = packed.Bytes()
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.base.JoinPath(path).String(), bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	if compressed {
		request.Header.Set("Content-Encoding", "gzip")
	}
	if p.accessToken != "" {
		request.Header.Set("Authorization", "Bearer "+p.accessToken)
	}
	return request, nil
}

// unanswered is the cause of a request without an answer, without the address that net/http puts before it.
func unanswered(err error) error {
	var request *url.Error
	if errors.As(err, &request) {
		return request.Err
	}
	return err
}
