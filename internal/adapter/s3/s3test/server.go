// Package s3test is a service that speaks as much of the protocol of Amazon S3 as a store of files needs, for tests. It
// checks signatures as the real one does: it recomputes them (AWS General Reference, "Signature Version 4") from the
// request as it came, and takes nothing unsigned.
//
// Invariants: it shares no code with the client that it tests; programs do not import it.
package s3test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// Server is such a service with one private bucket.
type Server struct {
	*httptest.Server
	Region, Bucket, AccessKey, SecretKey string

	clock   func() time.Time
	mu      sync.Mutex
	ahead   time.Duration
	objects map[string]object
	refused []string
}

type object struct {
	content   []byte
	mediaType string
	at        time.Time
}

// New starts a service whose clock is now; close it. Its clients sign with the machine's clock.
func New(now func() time.Time) *Server {
	//nolint:gosec // the secret of a test server
	s := &Server{clock: now, Region: "sa-east-1", Bucket: "documentos", AccessKey: "AKIAQORICASHTEST", SecretKey: "una-clave-secreta/de+pruebas",
		objects: map[string]object{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// Advance moves the service's clock.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ahead += d
}

// Names are the names of what is kept.
func (s *Server) Names() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	names := make([]string, 0, len(s.objects))
	for name := range s.objects {
		names = append(names, name)
	}
	return names
}

// Refused are the codes of the requests that were refused.
func (s *Server) Refused() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.refused...)
}

func (s *Server) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.clock().Add(s.ahead).UTC()
}

// fault is an error of the protocol.
type fault struct {
	XMLName xml.Name `xml:"Error"`
	status  int
	Code    string
	Message string
}

func refuse(status int, code string) *fault { return &fault{status: status, Code: code, Message: code} }

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if refusal := s.handle(w, r); refusal != nil {
		s.mu.Lock()
		s.refused = append(s.refused, refusal.Code)
		s.mu.Unlock()
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(refusal.status)
		if r.Method != http.MethodHead {
			_ = xml.NewEncoder(w).Encode(refusal)
		}
	}
}

func (s *Server) handle(w http.ResponseWriter, r *http.Request) *fault {
	bucket, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if host, _, found := strings.Cut(r.Host, "."); found && host == s.Bucket {
		bucket, name = host, strings.TrimPrefix(r.URL.Path, "/")
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, 64<<20))
	if err != nil {
		return refuse(http.StatusBadRequest, "IncompleteBody")
	}
	chain, refusal := s.authorize(r, body)
	if refusal != nil {
		return refusal
	}
	if bucket != s.Bucket {
		return refuse(http.StatusNotFound, "NoSuchBucket")
	}
	switch r.Method {
	case http.MethodPut:
		return s.put(w, r, name, body, chain)
	case http.MethodGet, http.MethodHead:
		return s.get(w, r, name)
	case http.MethodDelete:
		s.mu.Lock()
		delete(s.objects, name)
		s.mu.Unlock()
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return refuse(http.StatusMethodNotAllowed, "MethodNotAllowed")
}

func (s *Server) put(w http.ResponseWriter, r *http.Request, name string, body []byte, chain chunks) *fault {
	if r.ContentLength < 0 {
		return refuse(http.StatusLengthRequired, "MissingContentLength")
	}
	content := body
	if strings.HasPrefix(r.Header.Get("X-Amz-Content-Sha256"), "STREAMING-") {
		var refusal *fault
		if content, refusal = chain.content(body); refusal != nil {
			return refusal
		}
	}
	sum, now := sha256.Sum256(content), s.now()
	if want := r.Header.Get("X-Amz-Checksum-Sha256"); want != "" && want != base64.StdEncoding.EncodeToString(sum[:]) {
		return refuse(http.StatusBadRequest, "BadDigest")
	}
	s.mu.Lock()
	s.objects[name] = object{content: content, mediaType: r.Header.Get("Content-Type"), at: now}
	s.mu.Unlock()
	w.Header().Set("Etag", `"`+hex.EncodeToString(sum[:16])+`"`)
	w.WriteHeader(http.StatusOK)
	return nil
}

func (s *Server) get(w http.ResponseWriter, r *http.Request, name string) *fault {
	s.mu.Lock()
	found, ok := s.objects[name]
	s.mu.Unlock()
	if !ok {
		return refuse(http.StatusNotFound, "NoSuchKey")
	}
	sum := sha256.Sum256(found.content)
	w.Header().Set("Content-Type", found.mediaType)
	w.Header().Set("Etag", `"`+hex.EncodeToString(sum[:16])+`"`)
	for asked, header := range map[string]string{"response-content-type": "Content-Type", "response-content-disposition": "Content-Disposition",
		"response-cache-control": "Cache-Control"} {
		if value := r.URL.Query().Get(asked); value != "" {
			w.Header().Set(header, value)
		}
	}
	http.ServeContent(w, r, "", found.at, strings.NewReader(string(found.content)))
	return nil
}
