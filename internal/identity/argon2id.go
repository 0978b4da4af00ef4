package identity

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// argonParams are the costs of a hash.
type argonParams struct {
	// memory is in KiB.
	memory, time uint32
	threads      uint8
}

// currentParams are OWASP's minimum, about 40 ms here (realtime.md 4.2, row 11).
var currentParams = argonParams{memory: 19 * 1024, time: 2, threads: 1}

// The lengths of salt and key, and the costs beyond which a stored hash is taken as damaged rather than computed.
const (
	saltLength  = 16
	keyLength   = 32
	mostMemory  = 256 * 1024
	mostTime    = 16
	mostThreads = 8
)

// passwordHash is a hash in parts; its text is the PHC form $argon2id$v=19$m=...,t=...,p=...$salt$key.
type passwordHash struct {
	params    argonParams
	salt, key []byte
}

var errPasswordHash = errors.New("not an argon2id hash in PHC form")

// derive makes the hash of a new password.
func derive(password string) passwordHash {
	salt := make([]byte, saltLength)
	// crypto/rand never fails: it ends the process instead.
	_, _ = rand.Read(salt)
	hash := passwordHash{params: currentParams, salt: salt}
	hash.key = hash.keyOf(password, keyLength)
	return hash
}

// decoy has the costs of a real hash and fits no password: it is compared where there is nobody to compare with.
func decoy() passwordHash {
	return passwordHash{params: currentParams, salt: make([]byte, saltLength), key: make([]byte, keyLength)}
}

func (h passwordHash) keyOf(password string, length int) []byte {
	return argon2.IDKey([]byte(password), h.salt, h.params.time, h.params.memory, h.params.threads, uint32(length))
}

// matches compares in constant time.
func (h passwordHash) matches(password string) bool {
	return subtle.ConstantTimeCompare(h.keyOf(password, len(h.key)), h.key) == 1
}

// outdated tells whether the hash was made with other costs than today's.
func (h passwordHash) outdated() bool { return h.params != currentParams }

// String is the PHC form.
func (h passwordHash) String() string {
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.params.memory, h.params.time, h.params.threads,
		encode(h.salt), encode(h.key))
}

// parsePasswordHash reads the PHC form.
func parsePasswordHash(text string) (passwordHash, error) {
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return passwordHash{}, errPasswordHash
	}
	var hash passwordHash
	p := &hash.params
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.memory, &p.time, &p.threads); err != nil {
		return passwordHash{}, errPasswordHash
	}
	salt, saltErr := base64.RawStdEncoding.DecodeString(parts[4])
	key, keyErr := base64.RawStdEncoding.DecodeString(parts[5])
	hash.salt, hash.key = salt, key
	sound := saltErr == nil && keyErr == nil && len(salt) >= 8 && len(key) >= 16 && len(key) <= 64 &&
		p.memory >= 8 && p.memory <= mostMemory && p.time >= 1 && p.time <= mostTime && p.threads >= 1 && p.threads <= mostThreads
	if !sound || hash.String() != text {
		return passwordHash{}, errPasswordHash
	}
	return hash, nil
}
