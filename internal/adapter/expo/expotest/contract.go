package expotest

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"regexp"
)

// The bounds of the real service (product.md 2.13).
const (
	mostMessages = 100
	mostReceipts = 1000
	mostPayload  = 4096
	mostBody     = 10 << 20
	house        = "@qoricash/app"
)

var tokenShape = regexp.MustCompile(`^Expo(nent)?PushToken\[.+\]$`)

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.instead) > 0 {
		answer := s.instead[0]
		s.instead = s.instead[1:]
		maps.Copy(w.Header(), answer.Header)
		w.WriteHeader(answer.Status)
		_, _ = io.WriteString(w, answer.Body) // who asked may have gone
		return
	}
	mediaType, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	body, request, err := read(r)
	request.Path = r.URL.Path
	switch {
	case r.Method != http.MethodPost:
		writeError(w, http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "Use POST.", nil)
	case mediaType != "application/json":
		writeError(w, http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "Use application/json.", nil)
	case s.accessToken != "" && r.Header.Get("Authorization") != "Bearer "+s.accessToken:
		writeError(w, http.StatusUnauthorized, "UNAUTHORIZED", "Not the token: "+r.Header.Get("Authorization"), nil)
	case err != nil:
		writeError(w, http.StatusBadRequest, "VALIDATION_ERROR", err.Error(), nil)
	case r.URL.Path == "/--/api/v2/push/send":
		request.Items = s.send(w, body)
	case r.URL.Path == "/--/api/v2/push/getReceipts":
		request.Items = s.getReceipts(w, body)
	default:
		writeError(w, http.StatusNotFound, "NOT_FOUND", "No such endpoint.", nil)
	}
	s.requests = append(s.requests, request)
}

// read takes the body in, and out of its compression.
func read(r *http.Request) ([]byte, Request, error) {
	sent, err := io.ReadAll(io.LimitReader(r.Body, mostBody))
	if err != nil {
		return nil, Request{}, err
	}
	request := Request{Bytes: len(sent), Compressed: r.Header.Get("Content-Encoding") == "gzip"}
	if !request.Compressed {
		if r.Header.Get("Content-Encoding") != "" {
			return nil, request, errors.New("unknown encoding")
		}
		return sent, request, nil
	}
	packed, err := gzip.NewReader(bytes.NewReader(sent))
	if err != nil {
		return nil, request, err
	}
	body, err := io.ReadAll(io.LimitReader(packed, mostBody))
	return body, request, err
}

// decode refuses what the service does not know.
func decode(body []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

func (s *Server) send(w http.ResponseWriter, body []byte) (items int) {
	var messages []Message
	if err := decode(body, &messages); err != nil {
		writeError(w, http.StatusBadRequest, "VALIDATION_ERROR", err.Error(), nil)
		return 0
	}
	if len(messages) == 0 {
		writeError(w, http.StatusBadRequest, "VALIDATION_ERROR", "No messages.", nil)
		return 0
	}
	if len(messages) > mostMessages {
		writeError(w, http.StatusBadRequest, "PUSH_TOO_MANY_NOTIFICATIONS", "Too many messages.", nil)
		return len(messages)
	}
	projects := map[string][]string{}
	for i, message := range messages {
		if !tokenShape.MatchString(message.To) {
			writeError(w, http.StatusBadRequest, "VALIDATION_ERROR", fmt.Sprintf(`"[%d].to" must be a valid token: %s`, i, message.To), nil)
			return len(messages)
		}
		project := house
		if moved := s.projects[message.To]; moved != "" {
			project = moved
		}
		projects[project] = append(projects[project], message.To)
	}
	if len(projects) > 1 {
		writeError(w, http.StatusBadRequest, "PUSH_TOO_MANY_EXPERIENCE_IDS", "All messages must be for the same project.", projects)
		return len(messages)
	}
	tickets := make([]outcome, len(messages))
	for i, message := range messages {
		tickets[i] = s.take(message)
	}
	select {
	case s.arrived <- struct{}{}:
	default: // somebody who waits is told already, and looks again
	}
	writeData(w, tickets)
	return len(messages)
}

func (s *Server) take(message Message) outcome {
	shown, err := json.Marshal(map[string]any{"title": message.Title, "body": message.Body, "data": message.Data})
	switch code := s.tickets[message.To]; {
	case code != "":
		return failed(message.To, code)
	case s.projects[message.To] != "":
		return failed(message.To, "InvalidCredentials")
	case err != nil || len(shown) > mostPayload+len(`{"title":"","body":"","data":null}`):
		return failed(message.To, "MessageTooBig")
	}
	s.messages = append(s.messages, message)
	id := fmt.Sprintf("0193a1b2-0000-7000-8000-%012d", len(s.messages))
	s.sent[id] = message.To
	return outcome{Status: "ok", ID: id}
}

func (s *Server) getReceipts(w http.ResponseWriter, body []byte) (items int) {
	var asked struct {
		IDs []string `json:"ids"`
	}
	if err := decode(body, &asked); err != nil {
		writeError(w, http.StatusBadRequest, "VALIDATION_ERROR", err.Error(), nil)
		return 0
	}
	if len(asked.IDs) > mostReceipts {
		writeError(w, http.StatusBadRequest, "PUSH_TOO_MANY_RECEIPTS", "Too many ids.", nil)
		return len(asked.IDs)
	}
	receipts := map[string]outcome{}
	for _, id := range asked.IDs {
		switch token, code := s.sent[id], s.receipts[s.sent[id]]; {
		case !s.delivered[id]: // not yet, or never heard of: the service tells no difference
		case code != "":
			receipts[id] = failed(token, code)
		default:
			receipts[id] = outcome{Status: "ok"}
		}
	}
	writeData(w, receipts)
	return len(asked.IDs)
}
