// Package files takes in documents and gives them out again: proofs of deposits and payouts, papers of clients, exports.
//
// Invariants:
//   - Nothing is believed about content: size, SHA-256 and type are found in what was stored, by [Service.ConfirmUpload],
//     whichever store it went to.
//   - Only PNG, JPEG and PDF are kept, and none that is something else as well. An image is served as it looks, encoded
//     again by the house; a PDF that does more than show pages is refused.
//   - What is served lies under another name than what was sent: an upload's address never reaches a kept file.
//   - Content is private. It is read through addresses that are signed for 5 minutes, and browsers are told to save it,
//     never to run it.
//   - Memory is bounded, however many confirm at once: few files are looked at, and images share one allowance.
//   - An upload is its token: there is no file until it is confirmed, and confirming twice is one file. What was sent and
//     not confirmed is removed an hour later.
//   - What one person stores that belongs to nothing is bounded ([domain.CheckUpload]), and counted under a lock.
//   - A file that nothing names is removed after 7 days: its content, while the row stays and says so. One that is being attached, or
//     is attached, is not (reference.go, [Service.OwnedBy]).
//   - A file belongs to who uploaded it; it is attached by nobody else ([Service.OwnedBy]).
//   - What the house makes anew whenever it is asked for is no file: it has an address as files do, and is stored nowhere (made.go).
//   - A file that somebody else has sent already is flagged for people to look at, and never refused.
package files

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/semaphore"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// MaxSize is the largest file that is taken in, whatever its purpose: what is held in memory while it is looked at.
const MaxSize = domain.LargestUpload

// uploadFor is how long an upload's address is good.
const uploadFor = 10 * time.Minute

// ReadFor is how long an address to read a file is good.
const ReadFor = 5 * time.Minute

// takenAtOnce is how many files are looked at at once; each is held in memory, which is at most 40 MiB. What decoding
// takes comes on top: decodeMemory.
const takenAtOnce = 4

// drawnAtOnce is how many papers are made at once, and drawTime how long one waits for its turn and is made: an address is good for
// everybody who has it, as often as it is asked for.
const (
	drawnAtOnce = 2
	drawTime    = 5 * time.Second
)

// Options are what a service needs besides the database and the store of content.
type Options struct {
	// Keys sign the addresses: the first signs, all are accepted. Each is at least 32 bytes long and serves nothing else.
	Keys [][]byte
	// BaseURL is put before the house's own addresses, for example https://api.qoricash.pe; empty takes that of the request that is
	// answered ([access.Origin]).
	BaseURL string
	// Former are stores that hold older files; new ones go to the service's store.
	Former []Blob
	// Receipts makes the receipts of operations; nil where nobody reads any.
	Receipts Maker
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store   *store.Store
	clock   clock.Clock
	blobs   []Blob
	keys    [][]byte
	baseURL string
	// receipts is nil where nobody reads any.
	receipts Maker
	// taking bounds the files that are looked at, decoding the memory of the images among them, drawing the papers that are made.
	taking, decoding, drawing *semaphore.Weighted
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
	return &Service{store: house, clock: house.Clock(), blobs: append([]Blob{blob}, options.Former...), keys: options.Keys,
		baseURL: strings.TrimSuffix(options.BaseURL, "/"), receipts: options.Receipts, taking: semaphore.NewWeighted(takenAtOnce),
		decoding: semaphore.NewWeighted(decodeMemory), drawing: semaphore.NewWeighted(drawnAtOnce)}, nil
}

// current is the store that new content goes to.
func (s *Service) current() Blob { return s.blobs[0] }

// blob answers the store of a kind.
func (s *Service) blob(kind domain.BlobStore) (Blob, error) {
	for _, blob := range s.blobs {
		if blob.Kind() == kind {
			return blob, nil
		}
	}
	return nil, fmt.Errorf("files: no store %s is set up", kind)
}

// keptName is where what is served of a file lies, sentName where it arrived. Both follow from the file's key and never
// from what a caller says.
func keptName(id uuid.UUID) string { return id.String() }

func sentName(id uuid.UUID) string { return "sent-" + id.String() }
