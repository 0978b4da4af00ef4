// Package cloudinarytest is a service that speaks as much of Cloudinary's upload API as a store of files needs, for tests.
// It checks signatures as the real one does: over the parameters as they came, sorted, with the secret at the end, and
// within an hour of the instant that they name.
//
// Invariants: it shares no code with the client that it tests; programs do not import it.
package cloudinarytest

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // the protocol's hash
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Server is such a service with one account.
type Server struct {
	*httptest.Server
	CloudName, APIKey, APISecret string

	mu      sync.Mutex
	now     func() time.Time
	content map[string][]byte
	refused []string
}

// New starts a service whose clock is now; close it.
func New(now func() time.Time) *Server {
	//nolint:gosec // the secret of a test server
	s := &Server{CloudName: "qori-pruebas", APIKey: "123456789012345", APISecret: "secreto-de-pruebas", now: now, content: map[string][]byte{}}
	mux := http.NewServeMux()
	root := "/v1_1/" + s.CloudName + "/raw/"
	mux.HandleFunc("POST "+root+"upload", s.handle(s.upload))
	mux.HandleFunc("POST "+root+"explicit", s.handle(s.explicit))
	mux.HandleFunc("POST "+root+"destroy", s.handle(s.destroy))
	mux.HandleFunc("GET "+root+"download", s.handle(s.download))
	s.Server = httptest.NewServer(mux)
	return s
}

// Names are the names of what is kept.
func (s *Server) Names() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.content))
}

// Refused are the reasons of the requests that were refused.
func (s *Server) Refused() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.refused)
}

// refusal is an error of the service.
type refusal struct {
	status  int
	message string
}

func (r *refusal) Error() string { return r.message }

const (
	signatureLife = time.Hour
	mostSent      = 64 << 20
)

// handle reads the parameters, checks their signature and answers.
func (s *Server) handle(act func(w http.ResponseWriter, given url.Values, content []byte) *refusal) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		given, content, refused := parameters(r)
		if refused == nil {
			refused = s.authorize(given)
		}
		if refused == nil {
			s.mu.Lock()
			defer s.mu.Unlock()
			if refused = act(w, given, content); refused == nil {
				return
			}
		} else {
			s.mu.Lock()
			defer s.mu.Unlock()
		}
		s.refused = append(s.refused, refused.message)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(refused.status)
		_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]string{"message": refused.message}})
	}
}

// parameters reads a query or a form; the content is the form's part "file".
func parameters(r *http.Request) (url.Values, []byte, *refusal) {
	if r.Method == http.MethodGet {
		return r.URL.Query(), nil, nil
	}
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		if err := r.ParseForm(); err != nil {
			return nil, nil, &refusal{http.StatusBadRequest, "Malformed form"}
		}
		return r.PostForm, nil, nil
	}
	if err := r.ParseMultipartForm(mostSent); err != nil {
		return nil, nil, &refusal{http.StatusBadRequest, "Malformed form"}
	}
	file, _, err := r.FormFile("file")
	if err != nil {
		return nil, nil, &refusal{http.StatusBadRequest, "Missing required parameter - file"}
	}
	defer file.Close()
	content, err := io.ReadAll(file)
	if err != nil {
		return nil, nil, &refusal{http.StatusBadRequest, "Malformed form"}
	}
	return r.PostForm, content, nil
}

// authorize recomputes the signature over everything but the parameters that the specification leaves out.
func (s *Server) authorize(given url.Values) *refusal {
	if given.Get("api_key") == "" || given.Get("signature") == "" {
		return &refusal{http.StatusUnauthorized, "Unauthorized"}
	}
	if given.Get("api_key") != s.APIKey {
		return &refusal{http.StatusUnauthorized, "Unknown API key"}
	}
	var parts []string
	for name, values := range given {
		if !slices.Contains([]string{"api_key", "signature", "file", "cloud_name", "resource_type"}, name) && values[0] != "" {
			parts = append(parts, name+"="+strings.ReplaceAll(strings.Join(values, ","), "&", "%26"))
		}
	}
	slices.Sort(parts)
	text := strings.Join(parts, "&")
	sum := sha1.Sum([]byte(text + s.APISecret)) //nolint:gosec // the protocol's hash
	if !hmac.Equal([]byte(hex.EncodeToString(sum[:])), []byte(given.Get("signature"))) {
		// The real one says as much.
		return &refusal{http.StatusUnauthorized, fmt.Sprintf("Invalid Signature %s. String to sign - '%s'.", given.Get("signature"), text)}
	}
	seconds, err := strconv.ParseInt(given.Get("timestamp"), 10, 64)
	if err != nil {
		return &refusal{http.StatusBadRequest, "Missing required parameter - timestamp"}
	}
	if age := s.now().Sub(time.Unix(seconds, 0)); age >= signatureLife || age < -signatureLife {
		return &refusal{http.StatusBadRequest, "Stale request - reported time is more than 1 hour ago"}
	}
	if given.Get("public_id") == "" || given.Get("type") != "authenticated" {
		return &refusal{http.StatusNotFound, "Resource not found"}
	}
	return nil
}

func answer(w http.ResponseWriter, value map[string]any) *refusal {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(value)
	return nil
}

func (s *Server) upload(w http.ResponseWriter, given url.Values, content []byte) *refusal {
	s.content[given.Get("public_id")] = content
	return answer(w, map[string]any{"public_id": given.Get("public_id"), "bytes": len(content), "type": "authenticated", "resource_type": "raw"})
}

func (s *Server) explicit(w http.ResponseWriter, given url.Values, _ []byte) *refusal {
	content, ok := s.content[given.Get("public_id")]
	if !ok {
		return &refusal{http.StatusNotFound, "Resource not found - " + given.Get("public_id")}
	}
	return answer(w, map[string]any{"public_id": given.Get("public_id"), "bytes": len(content)})
}

func (s *Server) destroy(w http.ResponseWriter, given url.Values, _ []byte) *refusal {
	if _, ok := s.content[given.Get("public_id")]; !ok {
		return answer(w, map[string]any{"result": "not found"})
	}
	delete(s.content, given.Get("public_id"))
	return answer(w, map[string]any{"result": "ok"})
}

func (s *Server) download(w http.ResponseWriter, given url.Values, _ []byte) *refusal {
	until, err := strconv.ParseInt(given.Get("expires_at"), 10, 64)
	if err != nil || s.now().Unix() >= until {
		return &refusal{http.StatusUnauthorized, "Expired link"}
	}
	content, ok := s.content[given.Get("public_id")]
	if !ok {
		return &refusal{http.StatusNotFound, "Resource not found - " + given.Get("public_id")}
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	if given.Get("attachment") == "true" {
		w.Header().Set("Content-Disposition", `attachment; filename="`+given.Get("target_filename")+`"`)
	}
	_, _ = w.Write(content)
	return nil
}
