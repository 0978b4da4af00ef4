package files_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/adapter/disk"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestEachAcceptedTypeIsTakenInAndGivenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	owner := uuid.New()
	for mediaType, content := range map[string][]byte{"image/png": pngFile(t), "image/jpeg": jpegFile(t), "application/pdf": pdfFile()} {
		ctx := clientOf(t, owner)
		id := h.upload(t, ctx, content, mediaType)
		row, err := h.Kit.Store.Read().File.Get(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		body := h.served(t, ctx, row)
		sent, served := sha256.Sum256(content), sha256.Sum256(body)
		if row.MediaType != mediaType || row.Size != int64(len(body)) || !bytes.Equal(row.Sha256, served[:]) || row.UploadedBy != owner ||
			row.UploadedByKind != domain.ActorClient || row.Purpose != domain.FileDepositProof || row.Store != domain.StoreDisk ||
			!bytes.Equal(row.OriginalSha256, sent[:]) || *row.OriginalSize != int64(len(content)) {
			t.Errorf("%s is kept as %+v", mediaType, row)
		}
		if mediaType == "application/pdf" {
			if !bytes.Equal(body, content) || row.Width != nil || row.Height != nil || row.PerceptualHash != nil {
				t.Errorf("%d bytes of a PDF became %+v", len(content), row)
			}
			continue
		}
		shown, format, err := image.Decode(bytes.NewReader(body))
		if err != nil || "image/"+format != mediaType || shown.Bounds() != picture().Bounds() || *row.Width != 40 || *row.Height != 30 {
			t.Errorf("%s shows %v as %s, %v", mediaType, shown.Bounds(), format, err)
		}
	}
}

func TestContentDecidesItsTypeAndNotTheSender(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := clientOf(t, uuid.New())
	id := h.upload(t, ctx, jpegFile(t), "image/png")
	if row, err := h.Kit.Store.Read().File.Get(ctx, id); err != nil || row.MediaType != "image/jpeg" {
		t.Errorf("kept as %v, %v", row, err)
	}
}

func TestRequestTellsAllItsFaultsAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, err := h.RequestUpload(clientOf(t, uuid.New()), files.RequestInput{Purpose: "SELFIE", MediaType: "image/svg+xml", Size: files.MaxSize + 1, SHA256: "xyz"})
	var fields []string
	for _, refusal := range domain.Refusals(err) {
		fields = append(fields, strings.Join(refusal.Field, "."))
	}
	if want := []string{"purpose", "mediaType", "size", "sha256"}; !slices.Equal(fields, want) {
		t.Errorf("faults at %v, want %v", fields, want)
	}
}

func TestWhoMayUploadWhat(t *testing.T) {
	t.Parallel()
	h := open(t)
	content := pngFile(t)
	const yes, no, who, never = domain.Code(""), domain.CodeForbidden, domain.CodeUnauthenticated, domain.CodeInvalid
	for role, want := range map[domain.Role][4]domain.Code{
		//                       deposit, payout, client's paper, export
		domain.RoleMaster:       {yes, yes, yes, never},
		domain.RoleTrader:       {yes, no, yes, never},
		domain.RoleOperator:     {no, yes, no, never},
		domain.RoleMiddleOffice: {no, no, yes, never},
		domain.RoleAnalyst:      {no, no, no, no},
		domain.RoleClient:       {yes, no, yes, never},
		domain.RoleAnonymous:    {who, who, who, who},
	} {
		ctx := staff(t, role, uuid.New())
		switch role {
		case domain.RoleClient:
			ctx = clientOf(t, uuid.New())
		case domain.RoleAnonymous:
			ctx = access.WithActor(t.Context(), access.Anonymous())
		}
		purposes := []domain.FilePurpose{domain.FileDepositProof, domain.FilePayoutProof, domain.FileClientDocument, domain.FileDataExport}
		for i, purpose := range purposes {
			in := declared(content, "image/png")
			in.Purpose = purpose
			if _, err := h.RequestUpload(ctx, in); domain.CodeOf(err) != want[i] {
				t.Errorf("%s, %s: %v", role, purpose, err)
			}
		}
	}
	_, err := h.RequestUpload(access.AsSystem(t.Context()), declared(content, "image/png"))
	if err == nil {
		t.Error("the system uploads files that would be nobody's")
	}
}

func TestConfirmingAgainAnswersTheSameFile(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, content := clientOf(t, uuid.New()), pngFile(t)
	upload := h.request(t, ctx, declared(content, "image/png"))
	if status := h.send(t, upload, bytes.NewReader(content)); status != http.StatusNoContent {
		t.Fatalf("sending is answered with %d", status)
	}
	var all sync.WaitGroup
	ids := make([]uuid.UUID, 10)
	for i := range ids {
		all.Go(func() {
			var err error
			if ids[i], _, err = h.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(slices.Compact(ids)) != 1 {
		t.Errorf("the ids differ: %v", ids)
	}
	// Also when the token is long expired.
	h.Clock.Advance(time.Hour)
	if id, replay, err := h.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token}); id != ids[0] || !bool(replay) || err != nil {
		t.Errorf("later: %s, %t, %v", id, replay, err)
	}
}

func TestUploadIsConfirmedByWhoAskedForItInTime(t *testing.T) {
	t.Parallel()
	h := open(t)
	owner, content := uuid.New(), pngFile(t)
	upload := h.request(t, clientOf(t, owner), declared(content, "image/png"))
	confirm := func(ctx context.Context, token string) error {
		_, _, err := h.ConfirmUpload(ctx, files.ConfirmInput{Token: token})
		return err
	}
	testkit.Refused(t, confirm(clientOf(t, owner), upload.Token), domain.CodeInvalid, "token")
	if status := h.send(t, upload, bytes.NewReader(content)); status != http.StatusNoContent {
		t.Fatalf("sending is answered with %d", status)
	}
	testkit.Refused(t, confirm(clientOf(t, uuid.New()), upload.Token), domain.CodeNotFound, "token")
	testkit.Refused(t, confirm(staff(t, domain.RoleTrader, owner), upload.Token), domain.CodeNotFound, "token")
	testkit.Refused(t, confirm(access.WithActor(t.Context(), access.Anonymous()), upload.Token), domain.CodeUnauthenticated, "")
	for _, token := range []string{"", ".", "x.y", upload.Token + "A", "A" + upload.Token, strings.ToUpper(upload.Token), strings.Repeat("x", 10_000)} {
		testkit.Refused(t, confirm(clientOf(t, owner), token), domain.CodeNotFound, "token")
	}
	h.Clock.Advance(10 * time.Minute)
	testkit.Refused(t, confirm(clientOf(t, owner), upload.Token), domain.CodeInvalid, "token")
}

func TestSendingSomethingElseThanAnnouncedIsRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, content := clientOf(t, uuid.New()), pngFile(t)
	other := slices.Clone(content)
	other[len(other)-20] ^= 1
	chunked := func(r io.Reader) io.Reader { return io.MultiReader(r) }
	for name, c := range map[string]struct {
		body   io.Reader
		status int
	}{
		"shorter":                  {bytes.NewReader(content[:10]), http.StatusUnprocessableEntity},
		"longer":                   {bytes.NewReader(append(slices.Clone(content), 0)), http.StatusUnprocessableEntity},
		"other bytes":              {bytes.NewReader(other), http.StatusUnprocessableEntity},
		"shorter, without length":  {chunked(bytes.NewReader(content[:10])), http.StatusUnprocessableEntity},
		"longer, without length":   {chunked(bytes.NewReader(append(slices.Clone(content), 0))), http.StatusUnprocessableEntity},
		"endless, without length":  {chunked(io.LimitReader(neverEnding('x'), 20<<20)), http.StatusUnprocessableEntity},
		"announced without length": {chunked(bytes.NewReader(content)), http.StatusNoContent},
	} {
		upload := h.request(t, ctx, declared(content, "image/png"))
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPut, upload.URL, c.body)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "image/png")
		response, err := h.server.Client().Do(request)
		if err != nil {
			// The server may hang up on what is too long before it is all sent.
			if name != "endless, without length" {
				t.Errorf("%s: %v", name, err)
			}
		} else if response.Body.Close(); response.StatusCode != c.status {
			t.Errorf("%s is answered with %d, want %d", name, response.StatusCode, c.status)
		}
		_, _, err = h.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
		if (err == nil) != (c.status == http.StatusNoContent) {
			t.Errorf("%s is confirmed: %v", name, err)
		}
	}
}

type neverEnding byte

func (b neverEnding) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(b)
	}
	return len(p), nil
}

func TestSendingNeedsALiveUploadToken(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, content := clientOf(t, uuid.New()), pngFile(t)
	upload := h.request(t, ctx, declared(content, "image/png"))
	tampered := upload
	tampered.URL = strings.Replace(upload.URL, "/uploads/e", "/uploads/f", 1)
	if status := h.send(t, tampered, bytes.NewReader(content)); tampered.URL == upload.URL || status != http.StatusNotFound {
		t.Errorf("a tampered token is answered with %d", status)
	}
	otherType := upload
	otherType.Headers = []files.Header{{Name: "Content-Type", Value: "text/html"}}
	if status := h.send(t, otherType, bytes.NewReader(content)); status != http.StatusUnsupportedMediaType {
		t.Errorf("another type is answered with %d", status)
	}
	row, err := h.Kit.Store.Read().File.Get(ctx, h.upload(t, ctx, content, "image/png"))
	if err != nil {
		t.Fatal(err)
	}
	url, err := h.ReadURL(ctx, row)
	if err != nil {
		t.Fatal(err)
	}
	reading := upload
	reading.URL = strings.Replace(url, "/files/", "/files/uploads/", 1)
	if status := h.send(t, reading, bytes.NewReader(content)); status != http.StatusNotFound {
		t.Errorf("a read token is answered with %d", status)
	}
	h.Clock.Advance(10 * time.Minute)
	if status := h.send(t, upload, bytes.NewReader(content)); status != http.StatusNotFound {
		t.Errorf("an expired token is answered with %d", status)
	}
}

// eager is a store that tells when the first bytes of a content have come.
type eager struct {
	files.Blob
	begun chan struct{}
}

func (e eager) Put(_ context.Context, _ string, _ int64, content io.Reader) error {
	if _, err := io.ReadFull(content, make([]byte, 4)); err != nil {
		return err
	}
	close(e.begun)
	_, err := io.Copy(io.Discard, content)
	return err
}

func TestContentIsStoredWhileItComes(t *testing.T) {
	t.Parallel()
	folder, err := disk.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	blob := eager{Blob: folder, begun: make(chan struct{})}
	h := openWith(t, blob)
	content := pngFile(t)
	upload := h.request(t, clientOf(t, uuid.New()), declared(content, "image/png"))
	body, sender := io.Pipe()
	go func() {
		_, _ = sender.Write(content[:10])
		// The rest is sent only when the store has seen the beginning.
		<-blob.begun
		_, _ = sender.Write(content[10:])
		_ = sender.Close()
	}()
	if status := h.send(t, upload, body); status != http.StatusNoContent {
		t.Errorf("answered with %d", status)
	}
}

func TestFileIsAttachedByItsUploaderAndForItsPurposeAlone(t *testing.T) {
	t.Parallel()
	h := open(t)
	owner := uuid.New()
	id := h.upload(t, clientOf(t, owner), pngFile(t), "image/png")
	owned := func(ctx context.Context, file uuid.UUID, purpose domain.FilePurpose) error {
		_, err := store.Do(ctx, h.Kit.Store, store.Command{Action: "test"}, func(ctx context.Context, tx *store.Tx) error {
			row, err := h.OwnedBy(ctx, tx, file, purpose)
			if err == nil && row.ID != file {
				t.Errorf("got %s, want %s", row.ID, file)
			}
			return err
		})
		return err
	}
	if err := owned(clientOf(t, owner), id, domain.FileDepositProof); err != nil {
		t.Error(err)
	}
	testkit.Refused(t, owned(clientOf(t, owner), id, domain.FilePayoutProof), domain.CodeNotFound, "fileId")
	testkit.Refused(t, owned(clientOf(t, owner), uuid.New(), domain.FileDepositProof), domain.CodeNotFound, "fileId")
	testkit.Refused(t, owned(clientOf(t, uuid.New()), id, domain.FileDepositProof), domain.CodeNotFound, "fileId")
	testkit.Refused(t, owned(staff(t, domain.RoleMaster, uuid.New()), id, domain.FileDepositProof), domain.CodeNotFound, "fileId")
	testkit.Refused(t, owned(staff(t, domain.RoleTrader, owner), id, domain.FileDepositProof), domain.CodeNotFound, "fileId")
}

func TestConfirmationIsAuditedWithBothHashes(t *testing.T) {
	t.Parallel()
	h := open(t)
	content := pngFile(t)
	ctx := clientOf(t, uuid.New())
	id := h.upload(t, ctx, content, "image/png")
	row, err := h.Kit.Store.Read().File.Get(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(content)
	var count int
	err = h.DB.Owner.QueryRowContext(t.Context(), `SELECT count(*) FROM audit_entries WHERE action = 'file.confirm' AND object_id = $1
		AND changes->'after'->>'sha256' = $2 AND changes->'after'->>'originalSha256' = $3`, id, hex.EncodeToString(row.Sha256),
		hex.EncodeToString(sum[:])).Scan(&count)
	if err != nil || count != 1 {
		t.Errorf("%d rows, %v", count, err)
	}
}
