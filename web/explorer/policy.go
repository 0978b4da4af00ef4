package explorer

import (
	"net/http"
	"regexp"
	"strings"
)

// plainHost matches a host with or without a port and nothing that could end a directive of the policy.
var plainHost = regexp.MustCompile(`^[A-Za-z0-9.\-]+(:[0-9]+)?$|^\[[0-9A-Fa-f:.]+\](:[0-9]+)?$`)

// protect sets the headers of every answer, refusals included.
func protect(header http.Header, host string) {
	header.Set("Content-Security-Policy", policy(host))
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
}

// policy allows the page its own files, its own API, and nothing else. The editor needs styles that it writes into the
// page, and fonts and images that its style sheet holds as data; its workers are files like all else. Sockets are named
// by host because older browsers do not count them to 'self'.
func policy(host string) string {
	connect := "connect-src 'self'"
	if plainHost.MatchString(host) {
		connect += " ws://" + host + " wss://" + host
	}
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self' data:",
		"font-src 'self' data:",
		"worker-src 'self'",
		connect,
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	}, "; ")
}
