package page

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
)

const (
	cacheForever = "public, max-age=31536000, immutable"
	cacheNever   = "no-cache"
)

// file is one answer, ready to be sent.
type file struct {
	contentType string
	cache       string
	etag        string
	// Exactly one of plain and packed is there; packed is gzip.
	plain, packed []byte
}

// serve sends a file, packed to whoever takes gzip.
func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Content-Type", f.contentType)
	header.Set("Cache-Control", f.cache)
	header.Set("ETag", f.etag)
	if f.packed == nil {
		send(w, r, f.etag, f.plain)
		return
	}
	header.Add("Vary", "Accept-Encoding")
	if offers(r.Header.Values("Accept-Encoding"), "gzip") {
		header.Set("Content-Encoding", "gzip")
		send(w, r, f.etag, f.packed)
		return
	}
	plain, err := unpack(f.packed)
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	send(w, r, f.etag, plain)
}

func send(w http.ResponseWriter, r *http.Request, etag string, content []byte) {
	if r.Header.Get("If-None-Match") == etag {
		w.Header().Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	if r.Method == http.MethodHead {
		return
	}
	// A reader that went away is nobody to tell.
	_, _ = w.Write(content)
}

// load reads all files by the names under which they are asked for.
func load(from fs.FS) (map[string]*file, error) {
	files := make(map[string]*file)
	err := fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		asked, packed := strings.CutSuffix(name, packedSuffix)
		loaded := &file{contentType: contentType(asked), cache: cacheNever, etag: etagOf(content), plain: content}
		if strings.HasPrefix(asked, assetsFolder) {
			loaded.cache = cacheForever
		}
		if packed {
			loaded.plain, loaded.packed = nil, content
		}
		files[asked] = loaded
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the built files: %w", err)
	}
	if files[indexFile] == nil {
		return nil, errors.New("read the built files: there is no " + indexFile)
	}
	return files, nil
}

// addressPattern matches what a page loads.
var addressPattern = regexp.MustCompile(`(?:src|href)="([^"]*)"`)

// builtFor refuses an index whose addresses lead elsewhere: below a path of several parts relative ones would be wrong.
func builtFor(index *file, base string) error {
	content := index.plain
	if index.packed != nil {
		var err error
		if content, err = unpack(index.packed); err != nil {
			return err
		}
	}
	for _, found := range addressPattern.FindAllSubmatch(content, -1) {
		if address := string(found[1]); !strings.HasPrefix(address, base+"/") {
			return fmt.Errorf("%s was built for another path: it loads %s", indexFile, address)
		}
	}
	return nil
}

// contentType names the types that built pages have, rather than ask the machine that the program runs on.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".json":
		return "application/json"
	case ".svg":
		return "image/svg+xml"
	case ".ttf":
		return "font/ttf"
	case ".md":
		return "text/markdown; charset=utf-8"
	default:
		return "application/octet-stream"
	}
}

func etagOf(content []byte) string {
	sum := sha256.Sum256(content)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// offers reports whether a reader takes something: named, and not refused by a weight of zero.
func offers(lines []string, wanted string) bool {
	for _, line := range lines {
		for offer := range strings.SplitSeq(line, ",") {
			name, weight, _ := strings.Cut(offer, ";")
			if !strings.EqualFold(strings.TrimSpace(name), wanted) {
				continue
			}
			quality, weighed := strings.CutPrefix(strings.TrimSpace(weight), "q=")
			return !weighed || strings.Trim(quality, "0.") != ""
		}
	}
	return false
}

func unpack(packed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	plain, err := io.ReadAll(reader)
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	return plain, nil
}
