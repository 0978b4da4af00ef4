package gqlhttp

import (
	"fmt"
	"maps"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
)

// credentialsKey marks contexts of requests that bear a cookie or Authorization, whether it counts or not.
type credentialsKey struct{}

// keepFor answers how long the answer of an operation may be kept by everybody.
func (h *Handler) keepFor(r *http.Request, operation *graphql.OperationContext) time.Duration {
	bears, _ := r.Context().Value(credentialsKey{}).(bool)
	if h.options.KeepFor == nil || r.Method != http.MethodGet || bears {
		return 0
	}
	return h.options.KeepFor(operation)
}

// kept says that an answer may be kept, by whoever asks without credentials. What the caller has left to spend is not in it: that is
// nobody else's.
func kept(w http.ResponseWriter, response *graphql.Response, age time.Duration) *graphql.Response {
	w.Header().Set("Cache-Control", fmt.Sprintf("public, max-age=%d", int(age.Seconds())))
	w.Header().Add("Vary", "Authorization, Cookie")
	copied := *response
	copied.Extensions = maps.Clone(response.Extensions)
	delete(copied.Extensions, "cost")
	return &copied
}
