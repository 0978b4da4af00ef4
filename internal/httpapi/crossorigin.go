package httpapi

import (
	"io"
	"net/http"
	"strings"
)

// crossOriginMethods are what pages of other origins send: questions, acts, and files to the disk store.
func crossOriginMethods() []string {
	return []string{http.MethodGet, http.MethodPost, http.MethodPut}
}

// crossOriginHeaders are what pages of other origins may send: what the API reads, and what the libraries of front ends add
// by themselves. None of them gives a page more than it has by its origin.
func crossOriginHeaders() []string {
	return []string{
		"Accept", "Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID", "X-Requested-With", "X-Request-Id",
		"Apollo-Require-Preflight", "X-Apollo-Operation-Name", // Apollo, against forged requests
		"Apollographql-Client-Name", "Apollographql-Client-Version", "Graphql-Client-Name", "Graphql-Client-Version",
		"X-Client-Name", "X-Client-Version", // which program asks
		"Sentry-Trace", "Baggage", // Sentry
		"Traceparent", "Tracestate", // OpenTelemetry
	}
}

// exposedHeaders are what scripts of other origins may read of an answer, beside what every script may.
func exposedHeaders() []string {
	return []string{"Date", "ETag", "Idempotency-Replayed", "Retry-After", "X-Request-Id"}
}

// explainedPreflight answers the questions that browsers ask before a request of another origin, behind rs/cors. Where a
// header or method is outside the lists, it answers with the lists, so that the browser's console names what is outside; a
// page whose origin is not allowed is told so where it can be seen, in the body.
func explainedPreflight(allowed func(origin string) bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if r.Method != http.MethodOptions || origin == "" || r.Header.Get("Access-Control-Request-Method") == "" {
			next.ServeHTTP(w, r)
			return
		}
		header := w.Header()
		switch {
		case !allowed(origin):
			header.Set("Content-Type", "text/plain; charset=utf-8")
			w.WriteHeader(http.StatusForbidden)
			// A peer that left does not read its answer; there is nobody to tell.
			_, _ = io.WriteString(w, "El origen de esta página no puede llamar a la API: agrégalo a ALLOWED_ORIGINS.\n")
			return
		case header.Get("Access-Control-Allow-Origin") == "":
			header.Set("Access-Control-Allow-Origin", origin)
			header.Set("Access-Control-Allow-Methods", strings.Join(crossOriginMethods(), ", "))
			header.Set("Access-Control-Allow-Headers", strings.Join(crossOriginHeaders(), ", "))
		}
		w.WriteHeader(http.StatusNoContent)
	})
}
