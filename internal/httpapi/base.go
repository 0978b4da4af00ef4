package httpapi

import (
	"cmp"
	"net/http"
	"net/netip"
	"strings"

	"github.com/qoricash/qoricash/internal/origin"
)

// baseURL is where a request reached the house: its host, and its scheme; for one that a trusted proxy passes on, those that the proxy
// says it came by. Who calls chooses the host, so it is written into the answer to that request and nowhere else, and only where the
// house was not told its own address; it is empty for what is none.
func baseURL(r *http.Request, trusted []netip.Prefix) string {
	scheme, host := "http", r.Host
	if r.TLS != nil {
		scheme = "https"
	}
	if isTrusted(hostOf(r.RemoteAddr), trusted) {
		scheme = cmp.Or(forwarded(r, "X-Forwarded-Proto"), scheme)
		host = cmp.Or(forwarded(r, "X-Forwarded-Host"), host)
	}
	if base := strings.ToLower(scheme + "://" + host); origin.Is(base) {
		return base
	}
	return ""
}

// forwarded is what the nearest proxy says in a header: the last of its values, since those before it may be the caller's own.
func forwarded(r *http.Request, header string) string {
	values := strings.Split(strings.Join(r.Header.Values(header), ","), ",")
	return strings.TrimSpace(values[len(values)-1])
}
