package gqlhttp

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/qoricash/qoricash/internal/doclimit"
)

// maxKeptBuffer is the largest buffer that goes back to the pool: one large answer must not hold its memory for good.
const maxKeptBuffer = 256 << 10

// read takes the operation from the request.
func (h *Handler) read(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *problem) {
	start := graphql.Now()
	var params *graphql.RawParams
	var problem *problem
	if r.Method == http.MethodPost {
		params, problem = h.readBody(w, r)
	} else {
		params, problem = h.readAddress(r)
	}
	if problem != nil {
		return nil, problem
	}
	params.Headers = r.Header
	params.ReadTime = graphql.TraceTiming{Start: start, End: graphql.Now()}
	return params, nil
}

func (h *Handler) readBody(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *problem) {
	if !isJSON(r.Header) {
		return nil, contentTypeWrong
	}
	if r.ContentLength > h.options.BodyBytes {
		return nil, bodyTooLarge
	}
	buffer := h.buffer()
	defer h.release(buffer)
	if _, err := buffer.ReadFrom(http.MaxBytesReader(w, r.Body, h.options.BodyBytes)); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return nil, bodyTooLarge
		}
		return nil, bodyUnreadable
	}
	return decodeBody(buffer.Bytes())
}

// isJSON reports whether a body is JSON in UTF-8. The essence of the type decides and it must be given once: foreign
// pages can send text/plain, forms and multipart without preflight, never application/json with whatever parameters.
func isJSON(header http.Header) bool {
	types := header.Values("Content-Type")
	if len(types) != 1 {
		return false
	}
	essence, parameters, err := mime.ParseMediaType(types[0])
	if err != nil || (essence != "application/json" && essence != "application/graphql-response+json") {
		return false
	}
	if charset, given := parameters["charset"]; given && !strings.EqualFold(charset, "utf-8") {
		return false
	}
	encoding := header.Get("Content-Encoding")
	return encoding == "" || strings.EqualFold(encoding, "identity")
}

// envelope is the body of a request. Pointers and maps take null for absent.
type envelope struct {
	Query         *string        `json:"query"`
	OperationName *string        `json:"operationName"`
	Variables     map[string]any `json:"variables"`
	Extensions    map[string]any `json:"extensions"`
}

func decodeBody(body []byte) (*graphql.RawParams, *problem) {
	if !utf8.Valid(body) {
		return nil, bodyNotJSON
	}
	if trimmed := bytes.TrimLeft(body, " \t\r\n"); len(trimmed) > 0 && trimmed[0] == '[' {
		return nil, bodyIsBatch
	}
	var request envelope
	if problem := decode(bytes.NewReader(body), &request); problem != nil {
		return nil, problem
	}
	if request.Query == nil || *request.Query == "" {
		return nil, queryMissing
	}
	params := &graphql.RawParams{Query: *request.Query, Variables: request.Variables, Extensions: request.Extensions}
	if request.OperationName != nil {
		params.OperationName = *request.OperationName
	}
	return params, nil
}

// decode reads one JSON value and nothing behind it. Numbers keep their digits.
func decode(from io.Reader, into any) *problem {
	decoder := json.NewDecoder(from)
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		var wrongType *json.UnmarshalTypeError
		if errors.As(err, &wrongType) {
			return mistyped(wrongType.Field)
		}
		return bodyNotJSON
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return bodyNotJSON
	}
	return nil
}

func (h *Handler) readAddress(r *http.Request) (*graphql.RawParams, *problem) {
	if int64(len(r.URL.RawQuery)) > h.options.BodyBytes {
		return nil, addressTooLong
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, addressMalformed
	}
	for _, name := range []string{"query", "operationName", "variables", "extensions"} {
		// Of a parameter given twice, proxies and servers take different ones.
		if given := values[name]; len(given) > 1 || (len(given) == 1 && !utf8.ValidString(given[0])) {
			return nil, addressMalformed
		}
	}
	params := &graphql.RawParams{Query: values.Get("query"), OperationName: values.Get("operationName")}
	if params.Query == "" {
		return nil, queryMissing
	}
	for name, into := range map[string]*map[string]any{"variables": &params.Variables, "extensions": &params.Extensions} {
		if text := values.Get(name); text != "" && decode(strings.NewReader(text), into) != nil {
			return nil, mistyped(name)
		}
	}
	return params, nil
}

// subscribes tells whether the operation of a request is a subscription. A document that cannot be read is none: what is
// wrong with it is told as JSON.
func subscribes(params *graphql.RawParams) bool {
	if !strings.Contains(params.Query, string(ast.Subscription)) {
		return false // most requests, without a second look at their document
	}
	document, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: params.Query}, doclimit.DefaultLimits().Tokens)
	if err != nil {
		return false
	}
	operation := document.Operations.ForName(params.OperationName)
	return operation != nil && operation.Operation == ast.Subscription
}

func (h *Handler) buffer() *bytes.Buffer {
	buffer := h.buffers.Get().(*bytes.Buffer)
	buffer.Reset()
	return buffer
}

func (h *Handler) release(buffer *bytes.Buffer) {
	if buffer.Cap() <= maxKeptBuffer {
		h.buffers.Put(buffer)
	}
}
