package httpapi

import (
	"cmp"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/qoricash/qoricash/internal/origin"
)

// baseURL is where a request reached the house: its host, and its scheme; for one that a trusted proxy passes on, those that the proxy
// says it came by. Who calls chooses the host, so it is written into the answer to that request and nowhere else. Where known addresses
// are given, it is the one of them that has that host, or an address of the caller's own machine; it is empty for every other host, and
// for what is none.
func baseURL(r *http.Request, trusted []netip.Prefix, known []string) string {
	scheme, host := "http", r.Host
	if r.TLS != nil {
		scheme = "https"
	}
	if isTrusted(hostOf(r.RemoteAddr), trusted) {
		scheme = cmp.Or(forwarded(r, "X-Forwarded-Proto"), scheme)
		host = cmp.Or(forwarded(r, "X-Forwarded-Host"), host)
	}
	base := strings.ToLower(scheme + "://" + host)
	if !origin.Is(base) {
		return ""
	}
	if len(known) == 0 || isLoopback(base) {
		return base
	}
	for _, address := range known {
		if parsed, err := url.Parse(address); err == nil && strings.EqualFold(parsed.Host, host) {
			return strings.TrimSuffix(address, "/")
		}
	}
	return ""
}

// forwarded is what the nearest proxy says in a header: the last of its values, since those before it may be the caller's own.
func forwarded(r *http.Request, header string) string {
	values := strings.Split(strings.Join(r.Header.Values(header), ","), ",")
	return strings.TrimSpace(values[len(values)-1])
}

// isLoopback tells whether an address leads back to the machine that follows it.
func isLoopback(base string) bool {
	parsed, err := url.Parse(base)
	if err != nil {
		return false
	}
	ip := net.ParseIP(parsed.Hostname())
	return parsed.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}
