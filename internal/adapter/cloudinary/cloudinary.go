// Package cloudinary keeps content in an account of Cloudinary.
//
// Invariants:
//   - Everything is of the type "authenticated" and the kind "raw": it has no public address, is never transformed, and is
//     read through addresses that are signed and end soon.
//   - An upload's address is good for one name. The protocol knows no announced size and no hash; the house finds both when
//     the upload is confirmed.
//   - No error names a key, a signature or an address.
package cloudinary

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
)

// Options say which account is used.
type Options struct {
	CloudName, APIKey, APISecret string
	// BaseURL is the service's; empty is https://api.cloudinary.com.
	BaseURL string
	Clock   clock.Clock
	// Client sends requests; nil is one that gives up after a minute.
	Client *http.Client
}

// Store is an account. It is safe for concurrent use.
type Store struct {
	root      string
	key       string
	signature signer
	clock     clock.Clock
	client    *http.Client
}

var _ files.Blob = (*Store)(nil)

const (
	requestTime = time.Minute
	// mostAnswered is how much of an answer is read, of those that are not content.
	mostAnswered = 64 << 10
	private      = "authenticated"
)

// Open uses an account. It sends nothing.
func Open(options Options) (*Store, error) {
	if options.CloudName == "" || options.APIKey == "" || options.APISecret == "" || options.Clock == nil {
		return nil, errors.New("cloudinary: cloud name, API key, API secret and clock are needed")
	}
	base := options.BaseURL
	if base == "" {
		base = "https://api.cloudinary.com"
	}
	if parsed, err := url.Parse(base); err != nil || parsed.Host == "" {
		return nil, fmt.Errorf("cloudinary: %q is no address of a service", base)
	}
	client := options.Client
	if client == nil {
		client = &http.Client{Timeout: requestTime}
	}
	return &Store{root: strings.TrimSuffix(base, "/") + "/v1_1/" + url.PathEscape(options.CloudName) + "/raw/", key: options.APIKey,
		signature: signer{secret: options.APISecret}, clock: options.Clock, client: client}, nil
}

// Kind implements [files.Blob].
func (s *Store) Kind() domain.BlobStore { return domain.StoreCloudinary }

// signed answers parameters with the account's key and their signature, which is good for an hour from the instant that
// it names.
func (s *Store) signed(at time.Time, parameters map[string]string) map[string]string {
	parameters["timestamp"] = fmt.Sprint(at.Unix())
	parameters["signature"] = s.signature.sign(parameters)
	parameters["api_key"] = s.key
	return parameters
}

// UploadTo answers a signed form. A shorter life than the protocol's hour is had by an earlier instant.
func (s *Store) UploadTo(_ context.Context, name string, terms files.UploadTerms) (files.Address, error) {
	if terms.For > signatureLife {
		return files.Address{}, fmt.Errorf("cloudinary: no upload may take %s", terms.For)
	}
	signed := s.signed(s.clock.Now().Add(terms.For-signatureLife), map[string]string{"public_id": name, "type": private})
	address := files.Address{Method: domain.UploadPost, URL: s.root + "upload"}
	for _, field := range sortedNames(signed) {
		address.Fields = append(address.Fields, files.Header{Name: field, Value: signed[field]})
	}
	return address, nil
}

// ReadFrom answers a signed address of the service itself, not of its network of copies.
func (s *Store) ReadFrom(_ context.Context, name string, terms files.ReadTerms) (string, error) {
	return s.download(name, terms.FileName, terms.For), nil
}

func (s *Store) download(name, fileName string, life time.Duration) string {
	now := s.clock.Now()
	query := url.Values{}
	for field, value := range s.signed(now, map[string]string{"public_id": name, "type": private, "attachment": "true",
		"target_filename": fileName, "expires_at": fmt.Sprint(now.Add(life).Unix())}) {
		query.Set(field, value)
	}
	return s.root + "download?" + query.Encode()
}

// Put implements [files.Blob]. The service keeps nothing of a form that breaks off.
func (s *Store) Put(ctx context.Context, name string, size int64, content io.Reader) error {
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	for field, value := range s.signed(s.clock.Now(), map[string]string{"public_id": name, "type": private}) {
		_ = writer.WriteField(field, value) // a buffer takes everything
	}
	_, _ = writer.CreateFormFile("file", name)
	before := form.Len()
	_ = writer.Close()
	body := io.MultiReader(bytes.NewReader(form.Bytes()[:before]), &exactly{content: content, left: size}, bytes.NewReader(form.Bytes()[before:]))
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.root+"upload", body)
	if err != nil {
		return fmt.Errorf("cloudinary: put: %w", err)
	}
	request.ContentLength = int64(form.Len()) + size
	request.Header.Set("Content-Type", writer.FormDataContentType())
	var kept struct {
		Bytes int64 `json:"bytes"`
	}
	if err := s.answer(request, "put", &kept); err != nil {
		return err
	}
	if kept.Bytes != size {
		return fmt.Errorf("cloudinary: put: %d bytes were kept of %d", kept.Bytes, size)
	}
	return nil
}

// exactly reads content that has a size, and fails where it has another: the end of the form is then never sent, so the service
// cannot take a part for the whole.
type exactly struct {
	content io.Reader
	left    int64
}

// Read implements [io.Reader].
func (e *exactly) Read(p []byte) (int, error) {
	n, err := e.content.Read(p)
	e.left -= int64(n)
	switch {
	case e.left < 0, errors.Is(err, io.EOF) && e.left > 0:
		return n, io.ErrUnexpectedEOF
	default:
		return n, err
	}
}

// readingTime is how long the house's own address for reading is good.
const readingTime = 5 * time.Minute

// Open implements [files.Blob].
func (s *Store) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.download(name, name, readingTime), nil)
	if err != nil {
		return nil, fmt.Errorf("cloudinary: get: %w", err)
	}
	response, err := s.send(request, "get")
	if err != nil {
		return nil, err
	}
	return response.Body, nil
}

// Stat implements [files.Blob].
func (s *Store) Stat(ctx context.Context, name string) (int64, error) {
	var kept struct {
		Bytes int64 `json:"bytes"`
	}
	err := s.post(ctx, "explicit", map[string]string{"public_id": name, "type": private}, &kept)
	return kept.Bytes, err
}

// Delete implements [files.Blob].
func (s *Store) Delete(ctx context.Context, name string) error {
	var done struct {
		Result string `json:"result"`
	}
	err := s.post(ctx, "destroy", map[string]string{"public_id": name, "type": private, "invalidate": "true"}, &done)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case done.Result != "ok" && done.Result != "not found":
		return fmt.Errorf("cloudinary: destroy: answered %q", done.Result)
	}
	return nil
}

// post sends a signed form without content.
func (s *Store) post(ctx context.Context, act string, parameters map[string]string, answer any) error {
	form := url.Values{}
	for field, value := range s.signed(s.clock.Now(), parameters) {
		form.Set(field, value)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.root+act, strings.NewReader(form.Encode()))
	if err != nil {
		return fmt.Errorf("cloudinary: %s: %w", act, err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.answer(request, act, answer)
}

// answer sends a request and decodes its answer.
func (s *Store) answer(request *http.Request, act string, answer any) error {
	response, err := s.send(request, act)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if err := json.NewDecoder(io.LimitReader(response.Body, mostAnswered)).Decode(answer); err != nil {
		return fmt.Errorf("cloudinary: %s: read the answer: %w", act, err)
	}
	return nil
}

// send answers a response of success. What the service says about a failure quotes what was signed, so it is not passed on.
func (s *Store) send(request *http.Request, act string) (*http.Response, error) {
	response, err := s.client.Do(request) //nolint:gosec // the address is the account's, from the settings
	var failed *url.Error
	if errors.As(err, &failed) {
		// It quotes the address.
		return nil, fmt.Errorf("cloudinary: %s: %w", act, failed.Err)
	}
	if err != nil {
		return nil, fmt.Errorf("cloudinary: %s: %w", act, err)
	}
	if response.StatusCode == http.StatusOK {
		return response, nil
	}
	response.Body.Close()
	if response.StatusCode == http.StatusNotFound {
		return nil, fmt.Errorf("cloudinary: %s: %w", act, fs.ErrNotExist)
	}
	return nil, fmt.Errorf("cloudinary: %s: answered %d", act, response.StatusCode)
}
