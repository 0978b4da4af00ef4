package files_test

import (
	"bytes"
	"crypto/sha256"
	"net/http"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestMediaTypeIsNamedInManyWaysAndTheContentDecides(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := clientOf(t, uuid.New())
	png, photo, paper := pngFile(t), jpegFile(t), pdfFile()
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"image/jpg", photo, "image/jpeg"},
		{"IMAGE/JPEG", photo, "image/jpeg"},
		{" image/jpeg; charset=binary", photo, "image/jpeg"},
		{"image/jpeg; =", photo, "image/jpeg"},
		{"image/pjpeg", photo, "image/jpeg"},
		{"image/x-png", png, "image/png"},
		{"image/jpg", png, "image/png"},
		{"application/x-pdf", paper, "application/pdf"},
		{"Application/PDF;version=1.7", paper, "application/pdf"},
	} {
		row, err := h.Kit.Store.Read().File.Get(ctx, h.upload(t, ctx, c.content, c.name))
		if err != nil || row.MediaType != c.want {
			t.Errorf("%q is kept as %v, %v", c.name, row, err)
		}
	}
	for _, name := range []string{"", "image", "image/", "image/heic", "image/svg+xml", "text/html; image/png", "image/png, text/html", "application/octet-stream"} {
		_, err := h.RequestUpload(ctx, declared(png, name))
		testkit.Refused(t, err, domain.CodeInvalid, "mediaType")
	}
}

func TestSenderMayNameTheTypeAsItCallsIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	content := jpegFile(t)
	upload := h.request(t, clientOf(t, uuid.New()), declared(content, "image/jpg"))
	upload.Headers = []files.Header{{Name: "Content-Type", Value: "image/jpg"}}
	if status := h.send(t, upload, bytes.NewReader(content)); status != http.StatusNoContent {
		t.Errorf("answered with %d", status)
	}
}

func TestHashIsFoundByTheHouseWhereTheSenderNamesNone(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, content := clientOf(t, uuid.New()), pngFile(t)
	in := declared(content, "image/png")
	in.SHA256 = ""
	upload := h.request(t, ctx, in)
	if status := h.send(t, upload, bytes.NewReader(content[1:])); status != http.StatusUnprocessableEntity {
		t.Errorf("another length is answered with %d", status)
	}
	if status := h.send(t, upload, bytes.NewReader(content)); status != http.StatusNoContent {
		t.Fatalf("sending is answered with %d", status)
	}
	id, _, err := h.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(content)
	if row, err := h.Kit.Store.Read().File.Get(ctx, id); err != nil || !bytes.Equal(row.OriginalSha256, sum[:]) {
		t.Errorf("kept with %x, %v", row.OriginalSha256, err)
	}
}
