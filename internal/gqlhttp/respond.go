package gqlhttp

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// refuse answers a request that this package itself refuses, with the same status in either media type.
func (h *Handler) refuse(w http.ResponseWriter, r *http.Request, media string, p *problem) {
	h.write(w, r, media, p.status, &graphql.Response{Errors: gqlerror.List{h.present(r.Context(), p.graphQL())}})
}

// answer sends what became of an operation.
func (h *Handler) answer(w http.ResponseWriter, r *http.Request, media string, response *graphql.Response) {
	status := http.StatusOK
	if refused := len(response.Data) == 0 && len(response.Errors) > 0; refused {
		first := response.Errors[0].Extensions
		if media == mediaResponse {
			status = statusOf(first["code"])
		}
		switch first["code"] {
		case codeUnauthenticated:
			w.Header().Set("WWW-Authenticate", "Bearer")
		case codeRateLimited, codeUnavailable:
			w.Header().Set("Retry-After", retryAfter(first))
		}
	}
	if replayed, _ := response.Extensions["idempotencyReplayed"].(bool); replayed {
		w.Header().Set("Idempotency-Replayed", "true")
	}
	h.write(w, r, media, status, response)
}

// timeForm is how an instant is written: RFC 3339 in UTC with milliseconds, as the scalars of instants are.
const timeForm = "2006-01-02T15:04:05.000Z"

// timed adds the clock of this server to the extensions of an answer to a POST.
func (h *Handler) timed(r *http.Request, response *graphql.Response) *graphql.Response {
	if h.options.Clock == nil || r.Method != http.MethodPost {
		return response
	}
	copied := *response
	copied.Extensions = map[string]any{"serverTime": h.options.Clock.Now().UTC().Format(timeForm)}
	maps.Copy(copied.Extensions, response.Extensions)
	return &copied
}

// retryAfter takes the seconds from the error's extension of that name, or says one.
func retryAfter(extensions map[string]any) string {
	if seconds, ok := extensions["retryAfter"].(int); ok && seconds > 0 {
		return strconv.Itoa(seconds)
	}
	return "1"
}

func (h *Handler) write(w http.ResponseWriter, r *http.Request, media string, status int, response *graphql.Response) {
	buffer := h.buffer()
	defer h.release(buffer)
	if err := encode(buffer, h.timed(r, response)); err != nil {
		buffer.Reset()
		status = responseUnencodable.status
		// Cannot fail: the error is a constant.
		_ = encode(buffer, &graphql.Response{Errors: gqlerror.List{responseUnencodable.graphQL()}})
	}
	if w.Header().Get("Cache-Control") == "" {
		w.Header().Set("Cache-Control", h.options.CacheControl)
	}
	send(w, media, status, buffer.Bytes())
}

func send(w http.ResponseWriter, media string, status int, body []byte) {
	header := w.Header()
	header.Set("Content-Type", media)
	header.Set("Content-Length", strconv.Itoa(len(body)))
	header.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	// An error means that the client has gone: there is nobody left to tell.
	_, _ = w.Write(body)
}

// encode writes an answer: errors first, where a reader looks, then the executor's bytes of data untouched, extensions
// last. `data` is left out when the operation was not executed; the executor's null means that it was.
func encode(buffer *bytes.Buffer, response *graphql.Response) error {
	buffer.WriteByte('{')
	if len(response.Errors) > 0 {
		buffer.WriteString(`"errors":`)
		if err := encodeErrors(buffer, response.Errors); err != nil {
			return err
		}
	}
	if len(response.Data) > 0 {
		separate(buffer)
		buffer.WriteString(`"data":`)
		buffer.Write(response.Data)
	}
	if len(response.Extensions) > 0 {
		separate(buffer)
		buffer.WriteString(`"extensions":`)
		encoded, err := json.Marshal(response.Extensions)
		if err != nil {
			return fmt.Errorf("encode extensions: %w", err)
		}
		buffer.Write(encoded)
	}
	buffer.WriteByte('}')
	return nil
}

// encodeErrors writes errors, each with a code: one that has none was not meant for the caller to act on.
func encodeErrors(buffer *bytes.Buffer, errors gqlerror.List) error {
	buffer.WriteByte('[')
	for i, err := range errors {
		if i > 0 {
			buffer.WriteByte(',')
		}
		if _, coded := err.Extensions["code"]; !coded {
			copied := *err
			copied.Extensions = map[string]any{"code": codeInternal, "retryable": false}
			maps.Copy(copied.Extensions, err.Extensions)
			err = &copied
		}
		encoded, failure := json.Marshal(err)
		if failure != nil {
			return fmt.Errorf("encode error: %w", failure)
		}
		buffer.Write(encoded)
	}
	buffer.WriteByte(']')
	return nil
}

func separate(buffer *bytes.Buffer) {
	if buffer.Len() > 1 {
		buffer.WriteByte(',')
	}
}
