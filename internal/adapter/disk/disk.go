// Package disk keeps content in a folder of this machine.
//
// Invariants:
//   - A name is all there or not there: content is written beside its place, flushed to the disk and then renamed, and
//     the folder is flushed too, so that a crash leaves neither half a file nor a forgotten one.
//   - Nothing outside the folder is touched: names are checked, and the folder is opened as a root that symbolic links
//     do not leave.
//   - Only the user of the process reads it: folders are 0700, files 0600. Others get it from the house.
package disk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
)

// Store is such a folder. It is safe for concurrent use, also by several processes.
type Store struct {
	files.HouseAddresses
	root *os.Root
}

var _ files.Blob = (*Store)(nil)

// The parts of the folder: what is there, and what is being written.
const (
	contentFolder = "content"
	partialFolder = "partial"
)

// Open uses a folder, and makes it when it is missing.
func Open(folder string) (*Store, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of files: %w", err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("open the folder of files: %w", err)
	}
	for _, part := range []string{contentFolder, partialFolder} {
		if err := root.MkdirAll(part, 0o700); err != nil {
			return nil, errors.Join(fmt.Errorf("make the folder of files: %w", err), root.Close())
		}
	}
	store := &Store{root: root}
	if err := store.removeAbandoned(time.Now()); err != nil {
		return nil, errors.Join(fmt.Errorf("remove unfinished files: %w", err), root.Close())
	}
	return store, nil
}

// Close gives the folder up.
func (s *Store) Close() error { return s.root.Close() }

// Kind implements [files.Blob].
func (s *Store) Kind() domain.BlobStore { return domain.StoreDisk }

// Put stores everything that content gives under a name, or nothing when content fails or ctx ends before it did.
func (s *Store) Put(ctx context.Context, name string, _ int64, content io.Reader) error {
	place, err := placeOf(name)
	if err != nil {
		return err
	}
	partial := path.Join(partialFolder, name+"-"+strings.ToLower(rand.Text()))
	if err := s.write(ctx, partial, content); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", name, err), s.discard(partial))
	}
	if err := s.publish(partial, place); err != nil {
		return errors.Join(fmt.Errorf("publish %s: %w", name, err), s.discard(partial))
	}
	return nil
}

// abandonedAfter is how long nobody has written to a partial file whose process is dead: some times as long as a transfer may take.
const abandonedAfter = 15 * time.Minute

// removeAbandoned removes what processes that were killed left half written.
func (s *Store) removeAbandoned(now time.Time) error {
	partials, err := fs.ReadDir(s.root.FS(), partialFolder)
	if err != nil {
		return err
	}
	for _, partial := range partials {
		info, err := partial.Info()
		if errors.Is(err, fs.ErrNotExist) || err == nil && now.Sub(info.ModTime()) < abandonedAfter {
			continue
		}
		if err != nil {
			return err
		}
		if err := s.discard(path.Join(partialFolder, partial.Name())); err != nil {
			return err
		}
	}
	return nil
}

// Open answers the content of a name; fs.ErrNotExist when there is none.
func (s *Store) Open(_ context.Context, name string) (io.ReadCloser, error) {
	place, err := placeOf(name)
	if err != nil {
		return nil, err
	}
	return s.root.Open(place)
}

// Stat answers the size of a name in bytes; fs.ErrNotExist when there is none.
func (s *Store) Stat(_ context.Context, name string) (int64, error) {
	place, err := placeOf(name)
	if err != nil {
		return 0, err
	}
	info, err := s.root.Stat(place)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// Delete removes the content of a name, if it is there, and what processes that were killed left half written, of any name.
func (s *Store) Delete(_ context.Context, name string) error {
	place, err := placeOf(name)
	if err != nil {
		return err
	}
	if err := s.discard(place); err != nil {
		return fmt.Errorf("remove %s: %w", name, err)
	}
	// A folder that nothing was ever put in has nothing to remember.
	if err := s.flush(path.Dir(place)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove %s: %w", name, err)
	}
	if err := s.removeAbandoned(time.Now()); err != nil {
		return fmt.Errorf("remove unfinished files: %w", err)
	}
	return nil
}

func (s *Store) write(ctx context.Context, partial string, content io.Reader) error {
	file, err := s.root.OpenFile(partial, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, &untilDone{ctx: ctx, content: content})
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

func (s *Store) publish(partial, place string) error {
	folder := path.Dir(place)
	err := s.root.Mkdir(folder, 0o700)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err == nil {
		if err := s.flush(contentFolder); err != nil {
			return err
		}
	}
	if err := s.root.Rename(partial, place); err != nil {
		return err
	}
	return s.flush(folder)
}

// flush makes the names in a folder outlive a crash.
func (s *Store) flush(folder string) error {
	handle, err := s.root.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(handle.Sync(), handle.Close())
}

// discard removes a file, if it is there.
func (s *Store) discard(place string) error {
	if err := s.root.Remove(place); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// longestName bounds a name; a UUID has 36 characters.
const longestName = 64

// placeOf is where a name lies: in one of 256 or so folders by its last two characters, the random ones of a UUIDv7, so
// that no folder grows too large.
func placeOf(name string) (string, error) {
	allowed := strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
	if len(name) < 3 || len(name) > longestName || !allowed || strings.HasPrefix(name, "-") {
		return "", fmt.Errorf("%q is no name of content: %w", name, fs.ErrInvalid)
	}
	return path.Join(contentFolder, name[len(name)-2:], name), nil
}

// untilDone stops reading when the context ends.
type untilDone struct {
	ctx     context.Context
	content io.Reader
}

func (u *untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.content.Read(p)
}
