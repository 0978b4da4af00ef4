package explorer

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
	"strconv"
	"strings"
)

const (
	indexFile    = "index.html"
	assetsFolder = "assets/"
	packedSuffix = ".gz"

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

// Handler serves the explorer under basePath, "/explorer" or alike, without a slash at its end. It answers GET and HEAD
// for basePath itself and for all below it. It panics when the embedded files cannot be read: such a program was built
// wrong.
func Handler(basePath string) http.Handler {
	files, err := load(pages())
	if err != nil {
		panic(fmt.Sprintf("explorer: %v", err))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		protect(w.Header(), r.Host)
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		// The page's addresses are relative, so it must be read under a path that ends in a slash.
		if r.URL.Path == basePath {
			http.Redirect(w, r, basePath+"/", http.StatusMovedPermanently)
			return
		}
		name, below := strings.CutPrefix(r.URL.Path, basePath+"/")
		if name == "" {
			name = indexFile
		}
		found, ok := files[name]
		if !below || !ok {
			http.NotFound(w, r)
			return
		}
		found.serve(w, r)
	})
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
	header.Set("Vary", "Accept-Encoding")
	if acceptsGzip(r.Header) {
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
		return nil, fmt.Errorf("read the built page: %w", err)
	}
	if files[indexFile] == nil {
		return nil, errors.New("read the built page: it has no " + indexFile)
	}
	return files, nil
}

// contentType names the types that the bundle has, rather than ask the machine that the program runs on.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
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

// acceptsGzip reports whether a reader takes gzip: named, and not refused by a weight of zero.
func acceptsGzip(header http.Header) bool {
	for _, line := range header.Values("Accept-Encoding") {
		for offer := range strings.SplitSeq(line, ",") {
			coding, weight, _ := strings.Cut(offer, ";")
			if !strings.EqualFold(strings.TrimSpace(coding), "gzip") {
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
