package gqlhttp

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
)

// credentialsKey marks contexts of requests that bear credentials, whether they count or not.
type credentialsKey struct{}

func (h *Handler) bearsCredentials(r *http.Request) bool {
	return slices.ContainsFunc(h.credentials, func(name string) bool { return len(r.Header.Values(name)) > 0 })
}

// keepFor answers how long the answer of an operation may be kept by everybody.
func (h *Handler) keepFor(r *http.Request, operation *graphql.OperationContext) time.Duration {
	bears, _ := r.Context().Value(credentialsKey{}).(bool)
	if h.options.KeepFor == nil || r.Method != http.MethodGet || bears {
		return 0
	}
	return h.options.KeepFor(operation)
}

// kept says that an answer may be kept, by whoever asks without credentials. It has no extensions: those are about its own request, for
// instance what the caller has left to spend.
func (h *Handler) kept(w http.ResponseWriter, response *graphql.Response, age time.Duration) *graphql.Response {
	w.Header().Set("Cache-Control", fmt.Sprintf("public, max-age=%d", int(age.Seconds())))
	w.Header().Add("Vary", strings.Join(h.credentials, ", "))
	copied := *response
	copied.Extensions = nil
	return &copied
}
