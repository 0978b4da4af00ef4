package files

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// Blob is a store of content: the house's own disk or a third party. It keeps content under names of lower-case letters,
// digits and hyphens, privately: nothing is read without an address that the house signed. What is not there is
// fs.ErrNotExist.
type Blob interface {
	// Kind is the store's name in the rows of files.
	Kind() domain.BlobStore
	// UploadTo answers where a sender puts content straight into the store; errors.ErrUnsupported when senders do not
	// reach the store, so that the house takes the content in itself.
	UploadTo(ctx context.Context, name string, terms UploadTerms) (Address, error)
	// ReadFrom answers an address that gives content out as an attachment; errors.ErrUnsupported as in UploadTo.
	ReadFrom(ctx context.Context, name string, terms ReadTerms) (url string, err error)
	// Put stores everything that content gives, which is size bytes, or nothing when it fails. Storing a name again
	// replaces it.
	Put(ctx context.Context, name string, size int64, content io.Reader) error
	// Open answers the content; the caller closes it.
	Open(ctx context.Context, name string) (io.ReadCloser, error)
	// Stat answers the content's size in bytes.
	Stat(ctx context.Context, name string) (int64, error)
	// Delete removes the content. What is not there is removed already.
	Delete(ctx context.Context, name string) error
}

// UploadTerms are what an upload was announced as. A store holds the sender to as much of it as its protocol can; the
// rest is found when the upload is confirmed.
type UploadTerms struct {
	MediaType string
	// Size is in bytes.
	Size int64
	// SHA256 is nil when the sender did not announce it.
	SHA256 []byte
	// For is how long the address is good.
	For time.Duration
}

// ReadTerms are how content is given out.
type ReadTerms struct {
	MediaType, FileName string
	// For is how long the address is good.
	For time.Duration
}

// Address is where and how to send content.
type Address struct {
	Method domain.UploadMethod
	URL    string
	// Headers go with the request.
	Headers []Header
	// Fields, when there are any, go before the content in a form (multipart/form-data), whose last part, called "file",
	// is the content. Without fields the content is the body.
	Fields []Header
}

// Header is one header of an upload, or one field of its form.
type Header struct{ Name, Value string }

// HouseAddresses is embedded by stores that senders and readers do not reach: the house takes content in and gives it
// out at addresses of its own.
type HouseAddresses struct{}

// UploadTo implements [Blob].
func (HouseAddresses) UploadTo(context.Context, string, UploadTerms) (Address, error) {
	return Address{}, errors.ErrUnsupported
}

// ReadFrom implements [Blob].
func (HouseAddresses) ReadFrom(context.Context, string, ReadTerms) (string, error) {
	return "", errors.ErrUnsupported
}

// AtTheHouse is the same store, reached at addresses of the house alone.
func AtTheHouse(blob Blob) Blob { return atTheHouse{Blob: blob} }

type atTheHouse struct{ Blob }

func (atTheHouse) UploadTo(context.Context, string, UploadTerms) (Address, error) {
	return Address{}, errors.ErrUnsupported
}

func (atTheHouse) ReadFrom(context.Context, string, ReadTerms) (string, error) {
	return "", errors.ErrUnsupported
}
