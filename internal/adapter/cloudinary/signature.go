package cloudinary

import (
	"crypto/sha1" //nolint:gosec // the protocol's hash; the secret is at its end, and what is signed is never a stranger's text
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"time"
)

// signatureLife is how long the service takes a signature, from the instant that it names.
const signatureLife = time.Hour

// signer signs parameters as the account's owner
// (cloudinary.com/documentation/authentication_signatures). It is not the library's, which signs with the machine's clock
// and at the present instant alone.
type signer struct{ secret string }

// sign answers the signature of all parameters.
func (s signer) sign(parameters map[string]string) string {
	parts := make([]string, 0, len(parameters))
	for _, name := range sortedNames(parameters) {
		// An ampersand in a value is not to look like the next parameter.
		parts = append(parts, name+"="+strings.ReplaceAll(parameters[name], "&", "%26"))
	}
	sum := sha1.Sum([]byte(strings.Join(parts, "&") + s.secret)) //nolint:gosec // as above
	return hex.EncodeToString(sum[:])
}

func sortedNames(parameters map[string]string) []string { return slices.Sorted(maps.Keys(parameters)) }
