package s3_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/adapter/s3"
	"github.com/qoricash/qoricash/internal/adapter/s3/s3test"
	"github.com/qoricash/qoricash/internal/files"
)

const name = "0193a1b2-0000-7000-8000-00000000abcd"

// bucket is a service and a store in it.
type bucket struct {
	*s3.Store
	server *s3test.Server
}

func options(server *s3test.Server) s3.Options {
	return s3.Options{Endpoint: server.URL, Region: server.Region, Bucket: server.Bucket, AccessKey: server.AccessKey,
		SecretKey: server.SecretKey, PathStyle: true}
}

func open(t *testing.T) bucket {
	t.Helper()
	server := s3test.New(time.Now)
	t.Cleanup(server.Close)
	return bucket{openWith(t, options(server)), server}
}

func openWith(t *testing.T, options s3.Options) *s3.Store {
	t.Helper()
	store, err := s3.Open(options)
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func terms(content string) files.UploadTerms {
	sum := sha256.Sum256([]byte(content))
	return files.UploadTerms{MediaType: "image/png", Size: int64(len(content)), SHA256: sum[:], For: 10 * time.Minute}
}

func (b bucket) address(t *testing.T, content string) files.Address {
	t.Helper()
	address, err := b.UploadTo(t.Context(), name, terms(content))
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// send sends content to an address and answers the status.
func send(t *testing.T, address files.Address, content string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), string(address.Method), address.URL, strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	for _, header := range address.Headers {
		request.Header.Set(header.Name, header.Value)
	}
	response, _ := do(t, request)
	return response.StatusCode
}

func do(t *testing.T, request *http.Request) (*http.Response, string) {
	t.Helper()
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func get(t *testing.T, url string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	return do(t, request)
}

func (b bucket) content(t *testing.T) string {
	t.Helper()
	content, err := b.Open(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	defer content.Close()
	text, err := io.ReadAll(content)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestContentComesBackAsItWasPutAndGoesAway(t *testing.T) {
	t.Parallel()
	b := open(t)
	large := strings.Repeat("0123456789", 1_000_000)
	for _, content := range []string{"uno", "dos!", large} {
		if err := b.Put(t.Context(), name, int64(len(content)), strings.NewReader(content)); err != nil {
			t.Fatal(err)
		}
		if text := b.content(t); text != content {
			t.Errorf("%d bytes came back as %d", len(content), len(text))
		}
		if size, err := b.Stat(t.Context(), name); err != nil || size != int64(len(content)) {
			t.Errorf("size %d, %v", size, err)
		}
	}
	for range 2 {
		if err := b.Delete(t.Context(), name); err != nil {
			t.Error(err)
		}
	}
	_, openErr := b.Open(t.Context(), name)
	_, statErr := b.Stat(t.Context(), name)
	if !errors.Is(openErr, fs.ErrNotExist) || !errors.Is(statErr, fs.ErrNotExist) {
		t.Errorf("open: %v, stat: %v", openErr, statErr)
	}
}

func TestBrokenContentLeavesNothing(t *testing.T) {
	t.Parallel()
	b := open(t)
	broken := errors.New("broken")
	if err := b.Put(t.Context(), name, 10, io.MultiReader(strings.NewReader("half"), &failing{broken})); err == nil {
		t.Error("half a file was put")
	}
	ctx, giveUp := context.WithCancel(t.Context())
	giveUp()
	if err := b.Put(ctx, name, 4, strings.NewReader("late")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if names := b.server.Names(); len(names) > 0 {
		t.Errorf("left %v", names)
	}
}

type failing struct{ err error }

func (f *failing) Read([]byte) (int, error) { return 0, f.err }

func TestSenderPutsWhatWasAnnouncedAndNothingElse(t *testing.T) {
	t.Parallel()
	b := open(t)
	if status := send(t, b.address(t, "content"), "other.."); status != http.StatusBadRequest {
		t.Errorf("other bytes are answered with %d", status)
	}
	if status := send(t, b.address(t, "content"), "content and more"); status != http.StatusForbidden {
		t.Errorf("more bytes are answered with %d", status)
	}
	otherType := b.address(t, "content")
	otherType.Headers[0].Value = "text/html"
	if status := send(t, otherType, "content"); status != http.StatusForbidden {
		t.Errorf("another type is answered with %d", status)
	}
	noChecksum := b.address(t, "content")
	noChecksum.Headers = noChecksum.Headers[:1]
	if status := send(t, noChecksum, "other.."); status != http.StatusForbidden {
		t.Errorf("no checksum is answered with %d", status)
	}
	otherSum, otherTerms := b.address(t, "content"), terms("other..")
	other, err := b.UploadTo(t.Context(), name, otherTerms)
	if err != nil {
		t.Fatal(err)
	}
	otherSum.Headers = other.Headers
	if status := send(t, otherSum, "other.."); status != http.StatusForbidden {
		t.Errorf("another checksum is answered with %d", status)
	}
	otherName := b.address(t, "content")
	otherName.URL = strings.Replace(otherName.URL, "abcd", "abce", 1)
	if status := send(t, otherName, "content"); status != http.StatusForbidden {
		t.Errorf("another name is answered with %d", status)
	}
	if names := b.server.Names(); len(names) > 0 {
		t.Errorf("left %v", names)
	}
	if status := send(t, b.address(t, "content"), "content"); status != http.StatusOK || b.content(t) != "content" {
		t.Errorf("what was announced is answered with %d", status)
	}
}

func TestAddressesEnd(t *testing.T) {
	t.Parallel()
	b := open(t)
	upload := b.address(t, "content")
	if err := b.Put(t.Context(), name, 7, strings.NewReader("content")); err != nil {
		t.Fatal(err)
	}
	read, err := b.ReadFrom(t.Context(), name, files.ReadTerms{MediaType: "image/png", FileName: "a.png", For: 5 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	b.server.Advance(5*time.Minute - 10*time.Second)
	if response, _ := get(t, read); response.StatusCode != http.StatusOK {
		t.Errorf("reading just before is answered with %d", response.StatusCode)
	}
	b.server.Advance(time.Minute)
	if response, _ := get(t, read); response.StatusCode != http.StatusForbidden {
		t.Errorf("reading after is answered with %d", response.StatusCode)
	}
	longer := strings.Replace(read, "X-Amz-Expires=300", "X-Amz-Expires=3000", 1)
	if response, _ := get(t, longer); longer == read || response.StatusCode != http.StatusForbidden {
		t.Errorf("a longer life is answered with %d", response.StatusCode)
	}
	if status := send(t, upload, "content"); status != http.StatusOK {
		t.Errorf("sending in time is answered with %d", status)
	}
	b.server.Advance(5 * time.Minute)
	if status := send(t, upload, "content"); status != http.StatusForbidden {
		t.Errorf("sending late is answered with %d", status)
	}
}

func TestWhatIsReadIsSavedUnderItsName(t *testing.T) {
	t.Parallel()
	b := open(t)
	if err := b.Put(t.Context(), name, 7, strings.NewReader("content")); err != nil {
		t.Fatal(err)
	}
	read, err := b.ReadFrom(t.Context(), name, files.ReadTerms{MediaType: "application/pdf", FileName: "a b.pdf", For: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	response, body := get(t, read)
	if body != "content" || response.Header.Get("Content-Type") != "application/pdf" ||
		response.Header.Get("Content-Disposition") != `attachment; filename="a b.pdf"` || response.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("%q with %v", body, response.Header)
	}
	shown := strings.Replace(read, "attachment", "inline", 1)
	if response, _ := get(t, shown); shown == read || response.StatusCode != http.StatusForbidden {
		t.Errorf("showing it is answered with %d", response.StatusCode)
	}
}

func TestNothingIsReadWithoutASignature(t *testing.T) {
	t.Parallel()
	b := open(t)
	if err := b.Put(t.Context(), name, 7, strings.NewReader("content")); err != nil {
		t.Fatal(err)
	}
	read, err := b.ReadFrom(t.Context(), name, files.ReadTerms{MediaType: "image/png", FileName: "a.png", For: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	bare, _, _ := strings.Cut(read, "?")
	for _, address := range []string{bare, read[:len(read)-1] + "x", strings.Replace(read, "abcd", "abce", 1)} {
		if response, _ := get(t, address); response.StatusCode != http.StatusForbidden {
			t.Errorf("answered with %d", response.StatusCode)
		}
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodDelete, read, nil)
	if err != nil {
		t.Fatal(err)
	}
	if response, _ := do(t, request); response.StatusCode != http.StatusForbidden {
		t.Errorf("deleting by it is answered with %d", response.StatusCode)
	}
}

func TestWrongSecretIsRefusedAndNotTold(t *testing.T) {
	t.Parallel()
	b := open(t)
	wrong := options(b.server)
	wrong.SecretKey = "otra-clave-secreta"
	stranger := bucket{openWith(t, wrong), b.server}
	if status := send(t, stranger.address(t, "content"), "content"); status != http.StatusForbidden {
		t.Errorf("sending is answered with %d", status)
	}
	_, openErr := stranger.Open(t.Context(), name)
	_, statErr := stranger.Stat(t.Context(), name)
	for act, err := range map[string]error{"put": stranger.Put(t.Context(), name, 1, strings.NewReader("x")), "open": openErr, "stat": statErr,
		"delete": stranger.Delete(t.Context(), name)} {
		if err == nil || errors.Is(err, fs.ErrNotExist) || strings.Contains(err.Error(), "clave") || strings.Contains(err.Error(), "Signature=") {
			t.Errorf("%s: %v", act, err)
		}
	}
}

func TestServiceThatIsAwayIsAnErrorWithoutItsAddress(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.server.Close()
	ctx, giveUp := context.WithTimeout(t.Context(), time.Second)
	defer giveUp()
	_, err := b.Stat(ctx, name)
	if err == nil || errors.Is(err, fs.ErrNotExist) || strings.Contains(err.Error(), name) {
		t.Errorf("got %v", err)
	}
}

func TestBucketMayBeInTheHost(t *testing.T) {
	t.Parallel()
	server := s3test.New(time.Now)
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	hosted := options(server)
	hosted.Endpoint, hosted.PathStyle = "http://s3.test:"+address.Port(), false
	// Every host leads to the service.
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = func(*http.Request) (*url.URL, error) { return address, nil }
	hosted.Transport = transport
	store := openWith(t, hosted)
	if err := store.Put(t.Context(), name, 3, bytes.NewReader([]byte("uno"))); err != nil {
		t.Fatal(err)
	}
	read, err := store.ReadFrom(t.Context(), name, files.ReadTerms{MediaType: "image/png", FileName: "a.png", For: time.Minute})
	if err != nil || !strings.HasPrefix(read, "http://documentos.s3.test:") {
		t.Errorf("%s, %v", read, err)
	}
	if names := server.Names(); len(names) != 1 || names[0] != name {
		t.Errorf("kept %v", names)
	}
}

func TestServiceWithoutASchemeSpeaksHTTPS(t *testing.T) {
	t.Parallel()
	server := s3test.New(time.Now)
	t.Cleanup(server.Close)
	bare := options(server)
	bare.Endpoint = "s3.example.pe:9000"
	read, err := openWith(t, bare).ReadFrom(t.Context(), name, files.ReadTerms{MediaType: "image/png", FileName: "a.png", For: time.Minute})
	if err != nil || !strings.HasPrefix(read, "https://s3.example.pe:9000/documentos/") {
		t.Errorf("%s, %v", read, err)
	}
}

func TestIncompleteSettingsAreRefused(t *testing.T) {
	t.Parallel()
	server := s3test.New(time.Now)
	t.Cleanup(server.Close)
	for missing, change := range map[string]func(*s3.Options){
		"endpoint": func(o *s3.Options) { o.Endpoint = "" }, "scheme": func(o *s3.Options) { o.Endpoint = "ftp://s3.amazonaws.com" },
		"path": func(o *s3.Options) { o.Endpoint += "/bucket" }, "region": func(o *s3.Options) { o.Region = "" },
		"bucket": func(o *s3.Options) { o.Bucket = "" }, "access key": func(o *s3.Options) { o.AccessKey = "" },
		"secret key": func(o *s3.Options) { o.SecretKey = "" },
	} {
		wrong := options(server)
		change(&wrong)
		if _, err := s3.Open(wrong); err == nil {
			t.Errorf("opened without %s", missing)
		}
	}
}

func TestUploadWithoutAnAnnouncedHashIsBoundByTypeAndLength(t *testing.T) {
	t.Parallel()
	b := open(t)
	asked := terms("content")
	asked.SHA256 = nil
	address, err := b.UploadTo(t.Context(), name, asked)
	if err != nil {
		t.Fatal(err)
	}
	if status := send(t, address, "content and more"); status < 400 {
		t.Errorf("another length is answered with %d", status)
	}
	if status := send(t, address, "content"); status != http.StatusOK || b.content(t) != "content" {
		t.Errorf("answered with %d", status)
	}
}
