package domain

import "strings"

// longestAppVersion is as wide as the column.
const longestAppVersion = 20

// NormalAppVersion answers the version of an app as it is stored: letters, digits and what stands between them in versions, such as
// "1.4.0-beta.2 (118)", at most 20 characters. What else there is, and what is too long, is left out: it is kept for people who look
// into a fault, and nobody goes without messages because of it.
func NormalAppVersion(text string) string {
	var kept strings.Builder
	for _, r := range text {
		if kept.Len() == longestAppVersion {
			break
		}
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune(".+_-() ", r) {
			kept.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(kept.String()), " ")
}
