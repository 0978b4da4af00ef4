package testkit

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"sync"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
)

// blobs keeps the content of files in memory.
type blobs struct {
	files.HouseAddresses
	mu      sync.Mutex
	content map[string][]byte
}

// Kind implements files.Blob.
func (b *blobs) Kind() domain.BlobStore { return domain.StoreDisk }

// Put implements files.Blob.
func (b *blobs) Put(_ context.Context, name string, _ int64, content io.Reader) error {
	read, err := io.ReadAll(content)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.content == nil {
		b.content = map[string][]byte{}
	}
	b.content[name] = read
	return nil
}

// Open implements files.Blob.
func (b *blobs) Open(_ context.Context, name string) (io.ReadCloser, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	content, ok := b.content[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return io.NopCloser(bytes.NewReader(content)), nil
}

// Stat implements files.Blob.
func (b *blobs) Stat(_ context.Context, name string) (int64, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	content, ok := b.content[name]
	if !ok {
		return 0, fs.ErrNotExist
	}
	return int64(len(content)), nil
}

// Delete implements files.Blob.
func (b *blobs) Delete(_ context.Context, name string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.content, name)
	return nil
}
