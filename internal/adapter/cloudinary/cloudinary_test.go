package cloudinary_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/adapter/cloudinary"
	"github.com/qoricash/qoricash/internal/adapter/cloudinary/cloudinarytest"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/files"
)

const name = "0193a1b2-0000-7000-8000-00000000abcd"

// account is a service and a store in it, with one clock.
type account struct {
	*cloudinary.Store
	server *cloudinarytest.Server
	clock  *clock.Frozen
}

func (a account) options() cloudinary.Options {
	return cloudinary.Options{BaseURL: a.server.URL, CloudName: a.server.CloudName, APIKey: a.server.APIKey, APISecret: a.server.APISecret, Clock: a.clock}
}

func open(t *testing.T) account {
	t.Helper()
	now := clock.NewFrozen(time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC))
	a := account{server: cloudinarytest.New(now.Now), clock: now}
	t.Cleanup(a.server.Close)
	a.Store = openWith(t, a.options())
	return a
}

func openWith(t *testing.T, options cloudinary.Options) *cloudinary.Store {
	t.Helper()
	store, err := cloudinary.Open(options)
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func (a account) address(t *testing.T) files.Address {
	t.Helper()
	address, err := a.UploadTo(t.Context(), name, files.UploadTerms{MediaType: "image/png", Size: 7, SHA256: make([]byte, 32), For: 10 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	return address
}

// send sends content in the form of an address and answers the status.
func send(t *testing.T, address files.Address, content string) int {
	t.Helper()
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	for _, field := range address.Fields {
		if err := writer.WriteField(field.Name, field.Value); err != nil {
			t.Fatal(err)
		}
	}
	part, err := writer.CreateFormFile("file", "foto.png")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(part, content); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), string(address.Method), address.URL, &form)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", writer.FormDataContentType())
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

func (a account) content(t *testing.T) string {
	t.Helper()
	content, err := a.Open(t.Context(), name)
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
	a := open(t)
	for _, content := range []string{"uno", "dos!", strings.Repeat("0123456789", 1_000_000)} {
		if err := a.Put(t.Context(), name, int64(len(content)), strings.NewReader(content)); err != nil {
			t.Fatal(err)
		}
		if text := a.content(t); text != content {
			t.Errorf("%d bytes came back as %d", len(content), len(text))
		}
		if size, err := a.Stat(t.Context(), name); err != nil || size != int64(len(content)) {
			t.Errorf("size %d, %v", size, err)
		}
	}
	for range 2 {
		if err := a.Delete(t.Context(), name); err != nil {
			t.Error(err)
		}
	}
	_, openErr := a.Open(t.Context(), name)
	_, statErr := a.Stat(t.Context(), name)
	if !errors.Is(openErr, fs.ErrNotExist) || !errors.Is(statErr, fs.ErrNotExist) {
		t.Errorf("open: %v, stat: %v", openErr, statErr)
	}
}

func TestBrokenContentLeavesNothing(t *testing.T) {
	t.Parallel()
	a := open(t)
	if err := a.Put(t.Context(), name, 10, strings.NewReader("half")); err == nil {
		t.Error("half a file was put")
	}
	ctx, giveUp := context.WithCancel(t.Context())
	giveUp()
	if err := a.Put(ctx, name, 4, strings.NewReader("late")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if names := a.server.Names(); len(names) > 0 {
		t.Errorf("left %v", names)
	}
}

func TestSenderUploadsDirectlyUnderTheSignedNameAlone(t *testing.T) {
	t.Parallel()
	a := open(t)
	for field, value := range map[string]string{"public_id": "otro", "type": "upload", "timestamp": "1795446001", "api_key": "1", "signature": "0"} {
		changed := a.address(t)
		at := slices.IndexFunc(changed.Fields, func(f files.Header) bool { return f.Name == field })
		changed.Fields[at].Value = value
		if status := send(t, changed, "content"); status != http.StatusUnauthorized {
			t.Errorf("another %s is answered with %d", field, status)
		}
	}
	added := a.address(t)
	added.Fields = append(added.Fields, files.Header{Name: "access_mode", Value: "public"})
	if status := send(t, added, "content"); status != http.StatusUnauthorized {
		t.Errorf("one field more is answered with %d", status)
	}
	bare := a.address(t)
	bare.Fields = nil
	if status := send(t, bare, "content"); status != http.StatusUnauthorized {
		t.Errorf("no fields are answered with %d", status)
	}
	if names := a.server.Names(); len(names) > 0 {
		t.Errorf("left %v", names)
	}
	if status := send(t, a.address(t), "content"); status != http.StatusOK || a.content(t) != "content" {
		t.Errorf("the address is answered with %d", status)
	}
}

func TestAddressesEndBeforeTheProtocolsHour(t *testing.T) {
	t.Parallel()
	a := open(t)
	upload := a.address(t)
	if err := a.Put(t.Context(), name, 7, strings.NewReader("content")); err != nil {
		t.Fatal(err)
	}
	read, err := a.ReadFrom(t.Context(), name, files.ReadTerms{MediaType: "image/png", FileName: "a.png", For: 5 * time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	a.clock.Advance(5*time.Minute - time.Second)
	if response, _ := get(t, read); response.StatusCode != http.StatusOK {
		t.Errorf("reading just before is answered with %d", response.StatusCode)
	}
	a.clock.Advance(time.Second)
	if response, _ := get(t, read); response.StatusCode != http.StatusUnauthorized {
		t.Errorf("reading after is answered with %d", response.StatusCode)
	}
	a.clock.Advance(5*time.Minute - time.Second)
	if status := send(t, upload, "content"); status != http.StatusOK {
		t.Errorf("sending just before is answered with %d", status)
	}
	a.clock.Advance(time.Second)
	if status := send(t, upload, "content"); status != http.StatusBadRequest {
		t.Errorf("sending after is answered with %d", status)
	}
	if _, err := a.UploadTo(t.Context(), name, files.UploadTerms{For: time.Hour + time.Second}); err == nil {
		t.Error("an upload may take more than the protocol's hour")
	}
}

func TestWhatIsReadIsSavedUnderItsName(t *testing.T) {
	t.Parallel()
	a := open(t)
	if err := a.Put(t.Context(), name, 7, strings.NewReader("content")); err != nil {
		t.Fatal(err)
	}
	read, err := a.ReadFrom(t.Context(), name, files.ReadTerms{MediaType: "application/pdf", FileName: "a&b.pdf", For: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	response, body := get(t, read)
	if body != "content" || response.Header.Get("Content-Disposition") != `attachment; filename="a&b.pdf"` {
		t.Errorf("%q with %v", body, response.Header)
	}
	for what, address := range map[string]string{"showing it": strings.Replace(read, "attachment=true", "attachment=false", 1),
		"a longer life": strings.Replace(read, "expires_at=17", "expires_at=18", 1), "another name": strings.Replace(read, "abcd", "abce", 1),
		"no signature": strings.Replace(read, "signature=", "x=", 1)} {
		if response, _ := get(t, address); address == read || response.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s is answered with %d", what, response.StatusCode)
		}
	}
}

func TestWrongSecretIsRefusedAndNotTold(t *testing.T) {
	t.Parallel()
	a := open(t)
	wrong := a.options()
	wrong.APISecret = "otro-secreto"
	stranger := account{openWith(t, wrong), a.server, a.clock}
	if status := send(t, stranger.address(t), "content"); status != http.StatusUnauthorized {
		t.Errorf("sending is answered with %d", status)
	}
	_, openErr := stranger.Open(t.Context(), name)
	_, statErr := stranger.Stat(t.Context(), name)
	for act, err := range map[string]error{"put": stranger.Put(t.Context(), name, 1, strings.NewReader("x")), "open": openErr, "stat": statErr,
		"delete": stranger.Delete(t.Context(), name)} {
		if err == nil || errors.Is(err, fs.ErrNotExist) || strings.Contains(err.Error(), "secreto") || strings.Contains(strings.ToLower(err.Error()), "sign") {
			t.Errorf("%s: %v", act, err)
		}
	}
}

func TestServiceThatIsAwayIsAnErrorWithoutItsAddress(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.server.Close()
	_, err := a.Open(t.Context(), name)
	if err == nil || errors.Is(err, fs.ErrNotExist) || strings.Contains(err.Error(), name) {
		t.Errorf("got %v", err)
	}
}

func TestIncompleteSettingsAreRefused(t *testing.T) {
	t.Parallel()
	a := open(t)
	for missing, change := range map[string]func(*cloudinary.Options){
		"cloud": func(o *cloudinary.Options) { o.CloudName = "" }, "key": func(o *cloudinary.Options) { o.APIKey = "" },
		"secret": func(o *cloudinary.Options) { o.APISecret = "" }, "clock": func(o *cloudinary.Options) { o.Clock = nil },
		"host": func(o *cloudinary.Options) { o.BaseURL = "api.cloudinary.com" },
	} {
		wrong := a.options()
		change(&wrong)
		if _, err := cloudinary.Open(wrong); err == nil {
			t.Errorf("opened without %s", missing)
		}
	}
}
