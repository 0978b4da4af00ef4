package wsproto

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/99designs/gqlgen/graphql"
)

type messageType string

// The messages of graphql-transport-ws.
const (
	messageInit      messageType = "connection_init"
	messageAck       messageType = "connection_ack"
	messagePing      messageType = "ping"
	messagePong      messageType = "pong"
	messageSubscribe messageType = "subscribe"
	messageNext      messageType = "next"
	messageError     messageType = "error"
	messageComplete  messageType = "complete"
)

// maxOperationIDBytes bounds what a peer makes the server repeat in every message of an operation.
const maxOperationIDBytes = 128

// clientMessage is a message of a peer, validated as the reference server of graphql-ws 6.4 does.
type clientMessage struct {
	kind messageType
	id   string
	// payload is the object that came with connection_init, ping or pong; nil where there was none.
	payload json.RawMessage
	// operation is what subscribe asks for.
	operation graphql.RawParams
}

// parseMessage reads one message. Its errors name what is wrong and repeat nothing of the message: they go to the
// peer and into logs, and a message may hold a password.
func parseMessage(data []byte) (clientMessage, error) {
	var envelope struct {
		ID      json.RawMessage `json:"id"`
		Type    json.RawMessage `json:"type"`
		Payload json.RawMessage `json:"payload"`
	}
	if !isObject(data) {
		return clientMessage{}, errors.New("not a JSON object")
	}
	if err := json.Unmarshal(data, &envelope); err != nil {
		return clientMessage{}, errors.New("not a JSON object")
	}
	kind, ok := stringValue(envelope.Type)
	if !ok {
		return clientMessage{}, errors.New("type is not a string")
	}
	m := clientMessage{kind: messageType(kind)}
	switch m.kind {
	case messageInit, messagePing, messagePong:
		if isNullish(envelope.Payload) {
			return m, nil
		}
		if !isObject(envelope.Payload) {
			return clientMessage{}, errors.New("payload is not an object")
		}
		m.payload = envelope.Payload
		return m, nil
	case messageSubscribe, messageComplete:
		id, err := operationID(envelope.ID)
		if err != nil {
			return clientMessage{}, err
		}
		m.id = id
		if m.kind == messageComplete {
			return m, nil
		}
		m.operation, err = parseOperation(envelope.Payload)
		return m, err
	default:
		// The server's own messages (connection_ack, next, error) are as unexpected as unknown ones.
		return clientMessage{}, errors.New("unexpected type")
	}
}

func operationID(raw json.RawMessage) (string, error) {
	id, ok := stringValue(raw)
	switch {
	case !ok || id == "":
		return "", errors.New("id is not a non-empty string")
	case len(id) > maxOperationIDBytes:
		return "", fmt.Errorf("id is longer than %d bytes", maxOperationIDBytes)
	}
	return id, nil
}

// parseOperation reads the GraphQL request of a subscribe message or of an SSE request's body.
func parseOperation(data []byte) (graphql.RawParams, error) {
	if !isObject(data) {
		return graphql.RawParams{}, errors.New("payload is not an object")
	}
	var fields struct {
		Query         json.RawMessage `json:"query"`
		OperationName json.RawMessage `json:"operationName"`
		Variables     json.RawMessage `json:"variables"`
		Extensions    json.RawMessage `json:"extensions"`
	}
	if err := json.Unmarshal(data, &fields); err != nil {
		return graphql.RawParams{}, errors.New("payload is not an object")
	}
	var params graphql.RawParams
	var ok bool
	if params.Query, ok = stringValue(fields.Query); !ok {
		return graphql.RawParams{}, errors.New("query is not a string")
	}
	if !isNullish(fields.OperationName) {
		if params.OperationName, ok = stringValue(fields.OperationName); !ok {
			return graphql.RawParams{}, errors.New("operationName is not a string")
		}
	}
	var err error
	if params.Variables, err = objectValue(fields.Variables); err != nil {
		return graphql.RawParams{}, fmt.Errorf("variables: %w", err)
	}
	if params.Extensions, err = objectValue(fields.Extensions); err != nil {
		return graphql.RawParams{}, fmt.Errorf("extensions: %w", err)
	}
	return params, nil
}

// objectValue decodes an object with its numbers as they were written: amounts must not pass through binary fractions.
func objectValue(raw []byte) (map[string]any, error) {
	if isNullish(raw) {
		return nil, nil
	}
	if !isObject(raw) {
		return nil, errors.New("not an object")
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var value map[string]any
	if err := decoder.Decode(&value); err != nil {
		return nil, errors.New("not an object")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one object")
	}
	return value, nil
}

func stringValue(raw json.RawMessage) (string, bool) {
	if len(raw) == 0 || raw[0] != '"' {
		return "", false
	}
	var value string
	if err := json.Unmarshal(raw, &value); err != nil {
		return "", false
	}
	return value, true
}

func isNullish(raw []byte) bool {
	return len(raw) == 0 || string(raw) == "null"
}

func isObject(raw []byte) bool {
	trimmed := bytes.TrimLeft(raw, " \t\r\n")
	return len(trimmed) > 0 && trimmed[0] == '{'
}

// initToken is the bearer token in the payload of connection_init, without its scheme; empty where there is none. It is the
// field `authorization` of the payload or, as clients of older protocols write it, of its field `headers`; capitals do not
// matter in either name.
func initToken(payload json.RawMessage) (string, error) {
	if payload == nil {
		return "", nil
	}
	type authorized struct {
		Authorization json.RawMessage `json:"authorization"`
	}
	var fields struct {
		authorized
		Headers json.RawMessage `json:"headers"`
	}
	if err := json.Unmarshal(payload, &fields); err != nil {
		return "", errors.New("payload is not an object")
	}
	given := fields.Authorization
	if isNullish(given) && !isNullish(fields.Headers) {
		var headers authorized
		if err := json.Unmarshal(fields.Headers, &headers); err != nil {
			return "", errors.New("headers is not an object")
		}
		given = headers.Authorization
	}
	if isNullish(given) {
		return "", nil
	}
	value, ok := stringValue(given)
	if !ok {
		return "", errors.New("authorization is not a string")
	}
	if token, ok := bearerToken(value); ok {
		return token, nil
	}
	return strings.TrimSpace(value), nil
}

// bearerToken takes the scheme off a value of the Authorization header.
func bearerToken(value string) (string, bool) {
	scheme, token, found := strings.Cut(strings.TrimSpace(value), " ")
	if !found || !strings.EqualFold(scheme, "Bearer") {
		return "", false
	}
	return strings.TrimSpace(token), true
}

// quoted is a JSON string.
func quoted(s string) []byte {
	text, err := json.Marshal(s)
	if err != nil {
		// Unreachable: every Go string can be marshalled.
		return []byte(`""`)
	}
	return text
}

func nextPrefix(id string) []byte {
	return fmt.Appendf(nil, `{"id":%s,"type":"%s","payload":`, quoted(id), messageNext)
}

func errorMessage(id string, errs []byte) []byte {
	return fmt.Appendf(nil, `{"id":%s,"type":"%s","payload":%s}`, quoted(id), messageError, errs)
}

func completeMessage(id string) []byte {
	return fmt.Appendf(nil, `{"id":%s,"type":"%s"}`, quoted(id), messageComplete)
}

// plainMessage is a message without id; payload is an object or nil.
func plainMessage(kind messageType, payload json.RawMessage) []byte {
	if payload == nil {
		return fmt.Appendf(nil, `{"type":"%s"}`, kind)
	}
	return fmt.Appendf(nil, `{"type":"%s","payload":%s}`, kind, payload)
}
