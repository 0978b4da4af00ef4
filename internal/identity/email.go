package identity

import (
	"net/mail"
	"strings"
)

// longestEmail is the width of the columns.
const longestEmail = 120

// NormalizeEmail answers one bare address in lower case, as it is stored; ok is false for everything else: names beside
// the address, several addresses, hosts without a dot.
func NormalizeEmail(text string) (email string, ok bool) {
	email = strings.ToLower(strings.TrimSpace(text))
	if len(email) > longestEmail {
		return "", false
	}
	parsed, err := mail.ParseAddress(email)
	if err != nil || parsed.Address != email || parsed.Name != "" {
		return "", false
	}
	local, host, _ := strings.Cut(email, "@")
	if strings.ContainsAny(local, `" `) || !validHost(host) {
		return "", false
	}
	return email, true
}

// validHost asks for a dotted name of letters, digits and hyphens.
func validHost(host string) bool {
	labels := strings.Split(host, ".")
	if len(labels) < 2 {
		return false
	}
	for _, label := range labels {
		if label == "" || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") ||
			strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return false
		}
	}
	return true
}
