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
	devicePrefix  = "qcd_"
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
		if hash, ok = hashSecret(prefix, token); ok {
			return prefix, hash, true
		}
	}
	return "", tokenHash{}, false
}

// hashSecret answers the hash of what begins with a prefix; ok is false for what cannot be one of ours.
func hashSecret(prefix, text string) (hash tokenHash, ok bool) {
	secret, found := strings.CutPrefix(text, prefix)
	if !found || len(secret) != base64.RawURLEncoding.EncodedLen(tokenBytes) {
		return tokenHash{}, false
	}
	if _, err := base64.RawURLEncoding.Strict().DecodeString(secret); err != nil {
		return tokenHash{}, false
	}
	return sha256.Sum256([]byte(text)), true
}
