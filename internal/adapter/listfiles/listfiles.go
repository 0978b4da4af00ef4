// Package listfiles brings the lists of sanctioned people from their publishers, over HTTP or out of a folder.
//
// Invariants:
//   - A list comes whole or not at all: a file that is missing, longer than the bound or not answered with 200 fails the list.
//   - A call ends within its time, follows redirections to HTTPS alone, and sends nothing of the house.
//   - Whether what came is a list is not decided here.
package listfiles

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/watchlist"
)

// largest is how long one file may be, in bytes: four times the largest list of 2026.
const largest = 96 << 20

// patience is how long one file may take.
const patience = 2 * time.Minute

// Options say where the lists are.
type Options struct {
	// Folder holds a folder for each list, called by its source in lower case; empty for none.
	Folder string
	// Addresses are where publishers serve a list: its file, or, where a list has several, the folder of them. They go before Folder.
	Addresses map[domain.ListSource]string
	// Transport may be nil.
	Transport http.RoundTripper
}

// Files fetches lists. It is safe for concurrent use.
type Files struct {
	options Options
	client  *http.Client
}

// New returns what fetches lists from where options say.
func New(options Options) *Files {
	return &Files{options: options, client: &http.Client{Transport: options.Transport, Timeout: patience, CheckRedirect: secureOnly}}
}

func secureOnly(next *http.Request, before []*http.Request) error {
	if next.URL.Scheme != "https" || len(before) > 5 {
		return errors.New("a redirection that is not followed")
	}
	return nil
}

// Fetch brings the files of a list.
func (f *Files) Fetch(ctx context.Context, source domain.ListSource) (watchlist.Arrival, error) {
	if address := f.options.Addresses[source]; address != "" {
		return f.download(ctx, source, address)
	}
	if f.options.Folder == "" {
		return watchlist.Arrival{}, watchlist.ErrNoAddress
	}
	folder := filepath.Join(f.options.Folder, strings.ToLower(string(source)))
	if _, err := os.Stat(folder); errors.Is(err, os.ErrNotExist) {
		return watchlist.Arrival{}, watchlist.ErrNoAddress
	}
	arrival := watchlist.Arrival{Source: source, Origin: folder}
	for _, name := range watchlist.FilesOf(source) {
		content, err := readFile(filepath.Join(folder, name))
		if err != nil {
			return arrival, err
		}
		arrival.Files = append(arrival.Files, watchlist.File{Name: name, Content: content})
	}
	return arrival, nil
}

func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open a file of a list: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	return bounded(file)
}

func bounded(from io.Reader) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(from, largest+1))
	if err != nil {
		return nil, fmt.Errorf("read a file of a list: %w", err)
	}
	if len(content) > largest {
		return nil, fmt.Errorf("a file of a list is longer than %d bytes", largest)
	}
	return content, nil
}

func (f *Files) download(ctx context.Context, source domain.ListSource, address string) (watchlist.Arrival, error) {
	arrival := watchlist.Arrival{Source: source}
	names := watchlist.FilesOf(source)
	for _, name := range names {
		at, err := url.Parse(address)
		if err != nil {
			return arrival, errors.New("the address of a list is none")
		}
		if len(names) > 1 {
			at = at.JoinPath(name)
		}
		content, published, err := f.get(ctx, at)
		if err != nil {
			return arrival, fmt.Errorf("%s: %w", name, err)
		}
		arrival.Files = append(arrival.Files, watchlist.File{Name: name, Content: content})
		// A list is as old as the newest of its files.
		if published.After(arrival.PublishedAt) {
			arrival.PublishedAt = published
		}
		at.RawQuery, at.User = "", nil
		arrival.Origin = at.String()
	}
	return arrival, nil
}

// get brings one file, and when its server says that it was changed last.
func (f *Files) get(ctx context.Context, at *url.URL) ([]byte, time.Time, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), http.NoBody)
	if err != nil {
		return nil, time.Time{}, errors.New("the address of a list is none")
	}
	answer, err := f.client.Do(request)
	if err != nil {
		return nil, time.Time{}, withoutAddress(err)
	}
	defer func() { _ = answer.Body.Close() }() // it was only read
	if answer.StatusCode != http.StatusOK {
		return nil, time.Time{}, fmt.Errorf("the publisher answered %d", answer.StatusCode)
	}
	content, err := bounded(answer.Body)
	if err != nil {
		return nil, time.Time{}, err
	}
	changed, err := http.ParseTime(answer.Header.Get("Last-Modified"))
	if err != nil {
		return content, time.Time{}, nil // a publisher need not say it
	}
	return content, changed, nil
}

// withoutAddress keeps an address, which may have a key in its query, out of an error.
func withoutAddress(err error) error {
	var failed *url.Error
	if errors.As(err, &failed) {
		return failed.Err
	}
	return err
}
