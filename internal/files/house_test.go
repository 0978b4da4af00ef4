package files_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/adapter/disk"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/testkit"
)

// around is the rest of the house; what the area itself calls a thing stands before it.
type around struct{ *testkit.Kit }

// house is a house where nobody works, with a folder and an address of its own, at a frozen instant.
type house struct {
	*files.Service
	around
	server *httptest.Server
}

var firstKey, secondKey = bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{2}, 32)

func open(t *testing.T) *house {
	t.Helper()
	blob, err := disk.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = blob.Close() })
	return openWith(t, blob)
}

func openWith(t *testing.T, blob files.Blob) *house {
	t.Helper()
	h := &house{around: around{testkit.Empty(t)}}
	mux := http.NewServeMux()
	h.server = httptest.NewServer(mux)
	t.Cleanup(h.server.Close)
	var err error
	if h.Service, err = files.New(h.Kit.Store, blob, files.Options{Keys: [][]byte{firstKey}, BaseURL: h.server.URL + "/"}); err != nil {
		t.Fatal(err)
	}
	mux.Handle("/files/", h.Handler(slog.New(slog.DiscardHandler)))
	return h
}

func clientOf(t *testing.T, id uuid.UUID) context.Context {
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorClient, ID: id, Role: domain.RoleClient})
}

func staff(t *testing.T, role domain.Role, id uuid.UUID) context.Context {
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: id, Role: role})
}

// declared asks to upload the content as what it is.
func declared(content []byte, mediaType string) files.RequestInput {
	sum := sha256.Sum256(content)
	return files.RequestInput{Purpose: domain.FileDepositProof, MediaType: mediaType, Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:])}
}

func (h *house) request(t *testing.T, ctx context.Context, in files.RequestInput) files.Upload {
	t.Helper()
	upload, err := h.RequestUpload(ctx, in)
	if err != nil {
		t.Fatal(err)
	}
	return upload
}

// send sends the content as the upload says, and answers the status.
func (h *house) send(t *testing.T, upload files.Upload, content io.Reader) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), string(upload.Method), upload.URL, content)
	if err != nil {
		t.Fatal(err)
	}
	for _, header := range upload.Headers {
		request.Header.Set(header.Name, header.Value)
	}
	return h.do(t, request).StatusCode
}

// do answers a response whose body is read.
func (h *house) do(t *testing.T, request *http.Request) *http.Response {
	t.Helper()
	response, err := h.server.Client().Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response
}

func (h *house) get(t *testing.T, url string) (*http.Response, []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response := h.do(t, request)
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, body
}

// served is what a read address of the file gives out.
func (h *house) served(t *testing.T, ctx context.Context, row *ent.File) []byte {
	t.Helper()
	url, err := h.ReadURL(ctx, row)
	if err != nil {
		t.Fatal(err)
	}
	response, body := h.get(t, url)
	if response.StatusCode != http.StatusOK {
		t.Fatalf("reading is answered with %d", response.StatusCode)
	}
	return body
}

// upload takes content in as a caller's file.
func (h *house) upload(t *testing.T, ctx context.Context, content []byte, mediaType string) uuid.UUID {
	t.Helper()
	upload := h.request(t, ctx, declared(content, mediaType))
	if status := h.send(t, upload, bytes.NewReader(content)); status != http.StatusNoContent {
		t.Fatalf("sending is answered with %d", status)
	}
	id, _, err := h.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func picture() image.Image {
	canvas := image.NewRGBA(image.Rect(0, 0, 40, 30))
	canvas.Set(3, 4, color.RGBA{R: 200, A: 255})
	return canvas
}

func pngFile(t *testing.T) []byte {
	t.Helper()
	var content bytes.Buffer
	if err := png.Encode(&content, picture()); err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

func jpegFile(t *testing.T) []byte {
	t.Helper()
	var content bytes.Buffer
	if err := jpeg.Encode(&content, picture(), nil); err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

func pdfFile() []byte {
	return []byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n" + strings.Repeat("% a voucher of the bank\n", 100) + "trailer<</Root 1 0 R>>\n%%EOF\n")
}
