package files

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// use is what a token is for; one never passes for the other.
type use string

const (
	forUpload  use = "upload"
	forRead    use = "read"
	forReceipt use = "receipt"
)

// grant is what a token allows. Its text is readable by who holds it, and cannot be changed.
type grant struct {
	Use  use       `json:"u"`
	File uuid.UUID `json:"f,omitzero"`
	// Store is where the content goes or lies.
	Store domain.BlobStore `json:"b,omitempty"`
	// Operation is whose receipt may be read, and Masked how.
	Operation uuid.UUID `json:"o,omitzero"`
	Masked    bool      `json:"k,omitempty"`
	// ExpiresAt is in seconds since 1970.
	ExpiresAt int64 `json:"e"`
	// Actor is who asked for the upload.
	Actor   string             `json:"a,omitempty"`
	Purpose domain.FilePurpose `json:"p,omitempty"`
	// MediaType is as declared for an upload, as found for a read.
	MediaType string `json:"m,omitempty"`
	Size      int64  `json:"s,omitempty"`
	// SHA256 is as declared for an upload; nil when the sender did not find it.
	SHA256 []byte `json:"h,omitempty"`
}

// fits tells whether content of that SHA-256 is what was announced.
func (g grant) fits(sum []byte) bool { return len(g.SHA256) == 0 || bytes.Equal(g.SHA256, sum) }

// longestToken bounds the work on a text before it is refused.
const longestToken = 1024

var errToken = errors.New("not a token of this house")

func (g grant) expired(now time.Time) bool { return now.Unix() >= g.ExpiresAt }

// sign makes the token of a grant.
func (s *Service) sign(g grant) (string, error) {
	payload, err := json.Marshal(g)
	if err != nil {
		return "", err
	}
	encode := base64.RawURLEncoding.EncodeToString
	return encode(payload) + "." + encode(mac(s.keys[0], payload)), nil
}

// read answers the grant of a token, expired or not, when it is for that use.
func (s *Service) read(token string, wanted use) (grant, error) {
	if len(token) > longestToken {
		return grant{}, errToken
	}
	encodedPayload, encodedMAC, _ := strings.Cut(token, ".")
	decode := base64.RawURLEncoding.Strict().DecodeString
	payload, payloadErr := decode(encodedPayload)
	sum, sumErr := decode(encodedMAC)
	if payloadErr != nil || sumErr != nil || !s.signed(payload, sum) {
		return grant{}, errToken
	}
	var g grant
	if err := json.Unmarshal(payload, &g); err != nil || g.Use != wanted {
		return grant{}, errToken
	}
	return g, nil
}

func (s *Service) signed(payload, sum []byte) bool {
	for _, key := range s.keys {
		if hmac.Equal(sum, mac(key, payload)) {
			return true
		}
	}
	return false
}

func mac(key, payload []byte) []byte {
	hash := hmac.New(sha256.New, key)
	hash.Write(payload)
	return hash.Sum(nil)
}
