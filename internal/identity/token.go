package identity

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// tokenPrefix marks our tokens, so that scanners of leaked secrets know them.
const tokenPrefix = "qcs_"

// tokenBytes is the randomness of a token: 256 bits.
const tokenBytes = 32

// tokenHash is what the database keeps of a token. A token is uniformly random, so a fast hash without salt is enough.
type tokenHash [sha256.Size]byte

// newToken makes a token and its hash.
func newToken() (string, tokenHash) {
	var secret [tokenBytes]byte
	// crypto/rand never fails: it ends the process instead.
	_, _ = rand.Read(secret[:])
	token := tokenPrefix + base64.RawURLEncoding.EncodeToString(secret[:])
	return token, sha256.Sum256([]byte(token))
}

// hashToken answers the hash of a token; ok is false for what cannot be one of ours, which saves asking the database.
func hashToken(token string) (hash tokenHash, ok bool) {
	secret, found := strings.CutPrefix(token, tokenPrefix)
	if !found || len(secret) != base64.RawURLEncoding.EncodedLen(tokenBytes) {
		return tokenHash{}, false
	}
	if _, err := base64.RawURLEncoding.Strict().DecodeString(secret); err != nil {
		return tokenHash{}, false
	}
	return sha256.Sum256([]byte(token)), true
}
