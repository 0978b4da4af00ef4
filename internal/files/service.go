// Package files takes in documents and gives them out again: proofs of deposits and payouts.
//
// Invariants:
//   - Content never passes through memory as a whole, and nothing is believed about it: size, SHA-256 and type are found
//     in what was stored, by [Service.ConfirmUpload], whichever store it went to.
//   - Only PNG, JPEG and PDF are kept, and none that is something else as well.
//   - Content is private. It is read through addresses that are signed for 5 minutes, and browsers are told to save it,
//     never to run it.
//   - An upload is its token: nothing is written until it is confirmed, and confirming twice is one file.
//   - A file belongs to who uploaded it; it is attached by nobody else ([Service.OwnedBy]).
package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/store"
)

// MaxSize is the largest file, 10 MiB.
const MaxSize = 10 << 20

// How long addresses are good.
const (
	uploadFor = 10 * time.Minute
	readFor   = 5 * time.Minute
)

// Blob keeps content under names of lower-case letters, digits and hyphens. What is not there is fs.ErrNotExist.
type Blob interface {
	// Put stores everything that content gives, or nothing when it fails. Storing a name again replaces it.
	Put(ctx context.Context, name string, content io.Reader) error
	// Open answers the content; the caller closes it.
	Open(ctx context.Context, name string) (io.ReadCloser, error)
	// Stat answers the content's size in bytes.
	Stat(ctx context.Context, name string) (int64, error)
}

// Options are what a service needs besides the database and the store of content.
type Options struct {
	// Keys sign the addresses: the first signs, all are accepted. Each is at least 32 bytes long and serves nothing else.
	Keys [][]byte
	// BaseURL is put before the addresses, for example https://api.qoricash.pe; empty makes them host-relative.
	BaseURL string
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store   *store.Store
	clock   clock.Clock
	blob    Blob
	keys    [][]byte
	baseURL string
}

// shortestKey is the least that an HMAC-SHA-256 key should have.
const shortestKey = 32

// New returns a service that keeps content in blob.
func New(house *store.Store, blob Blob, options Options) (*Service, error) {
	if len(options.Keys) == 0 {
		return nil, errors.New("files: no signing key")
	}
	for _, key := range options.Keys {
		if len(key) < shortestKey {
			return nil, fmt.Errorf("files: a signing key has %d bytes, less than %d", len(key), shortestKey)
		}
	}
	return &Service{store: house, clock: house.Clock(), blob: blob, keys: options.Keys, baseURL: strings.TrimSuffix(options.BaseURL, "/")}, nil
}

// blobName is where the content of a file lies. It follows from the file's key and never from what a caller says.
func blobName(id uuid.UUID) string { return id.String() }
