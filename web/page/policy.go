package page

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// plainHost matches a host with or without a port and nothing that could end a directive of the policy; plainOrigin an origin so.
var (
	plainHost   = regexp.MustCompile(`^[A-Za-z0-9.\-]+(:[0-9]+)?$|^\[[0-9A-Fa-f:.]+\](:[0-9]+)?$`)
	plainOrigin = regexp.MustCompile(`^https?://[A-Za-z0-9.\-]+(:[0-9]+)?$`)
)

// Policy is what a page may do in a browser beside running its own scripts, wearing its own styles, showing its own pictures and
// calling its own API. The zero value is the strictest.
type Policy struct {
	// InlineStyles lets it write styles into itself.
	InlineStyles bool
	// InlineFonts lets its styles hold fonts.
	InlineFonts bool
	// OwnPictures lets it show pictures that it made or was given by a person, before they are anywhere.
	OwnPictures bool
	// Workers lets it run workers from its own files.
	Workers bool
	// Forms lets a form be sent to its own host.
	Forms bool
	// TrustedTypes is the name of the one rule by which a text may become the address of a script; NoTrustedTypes lets none. Empty asks
	// for no rule, for pages whose libraries know none.
	TrustedTypes string
	// Stores are the origins of the stores of files outside the house, https://files.example.com: it shows their pictures and sends
	// them files.
	Stores []string
}

// NoTrustedTypes is for pages that make no script of a text.
const NoTrustedTypes = "'none'"

// protect sets the headers of every answer, refusals included.
func (p Policy) protect(header http.Header, host string) {
	header.Set("Content-Security-Policy", p.text(host))
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "DENY")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Permissions-Policy", "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "+
		"microphone=(), midi=(), payment=(), usb=()")
}

// text is the policy as a browser reads it. Sockets are named by host because older browsers do not count them to 'self'.
func (p Policy) text(host string) string {
	stores := slices.DeleteFunc(slices.Clone(p.Stores), func(origin string) bool { return !plainOrigin.MatchString(origin) })
	sockets := []string(nil)
	if plainHost.MatchString(host) {
		sockets = []string{"ws://" + host, "wss://" + host}
	}
	directives := []string{
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'" + when(p.InlineStyles, " 'unsafe-inline'"),
		sources("img-src 'self' data:"+when(p.OwnPictures, " blob:"), stores),
		"font-src 'self'" + when(p.InlineFonts, " data:"),
		"worker-src " + oneOf(p.Workers, "'self'", "'none'"),
		sources(sources("connect-src 'self'", sockets), stores),
		"base-uri 'none'",
		"form-action " + oneOf(p.Forms, "'self'", "'none'"),
		"frame-ancestors 'none'",
	}
	if p.TrustedTypes != "" {
		directives = append(directives, "require-trusted-types-for 'script'", "trusted-types "+p.TrustedTypes)
	}
	return strings.Join(directives, "; ")
}

func sources(directive string, more []string) string {
	return strings.Join(append([]string{directive}, more...), " ")
}

func when(allowed bool, source string) string { return oneOf(allowed, source, "") }

func oneOf(allowed bool, source, otherwise string) string {
	if allowed {
		return source
	}
	return otherwise
}
