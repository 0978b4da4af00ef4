package identity

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// The prefixes mark our tokens, so that scanners of leaked secrets know them, and say what a token is.
const (
	sessionPrefix = "qcs_"
	analystPrefix = "qct_"
	machinePrefix = "qck_"
)

// tokenBytes is the randomness of a token: 256 bits.
const tokenBytes = 32

// tokenHash is what the database keeps of a token. A token is uniformly random, so a fast hash without salt is enough.
type tokenHash [sha256.Size]byte

// newToken makes a token and its hash.
func newToken(prefix string) (string, tokenHash) {
	var secret [tokenBytes]byte
	// crypto/rand never fails: it ends the process instead.
	_, _ = rand.Read(secret[:])
	token := prefix + base64.RawURLEncoding.EncodeToString(secret[:])
	return token, sha256.Sum256([]byte(token))
}

// hashToken answers the prefix and the hash of a token; ok is false for what cannot be one of ours, which saves asking the
// database.
func hashToken(token string) (prefix string, hash tokenHash, ok bool) {
	for _, prefix := range []string{sessionPrefix, analystPrefix, machinePrefix} {
		secret, found := strings.CutPrefix(token, prefix)
		if !found {
			continue
		}
		if len(secret) != base64.RawURLEncoding.EncodedLen(tokenBytes) {
			return "", tokenHash{}, false
		}
		if _, err := base64.RawURLEncoding.Strict().DecodeString(secret); err != nil {
			return "", tokenHash{}, false
		}
		return prefix, sha256.Sum256([]byte(token)), true
	}
	return "", tokenHash{}, false
}
