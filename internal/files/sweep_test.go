package files_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/adapter/disk"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/store"
)

// openIn is a house whose content lies in a folder.
func openIn(t *testing.T, folder string) *house {
	t.Helper()
	blob, err := disk.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = blob.Close() })
	return openWith(t, blob)
}

// kept counts the files of a folder.
func kept(t *testing.T, folder string) int {
	t.Helper()
	count := 0
	err := filepath.WalkDir(folder, func(_ string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			count++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return count
}

func (h *house) sweep(t *testing.T) int {
	t.Helper()
	count, err := h.Sweep(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return count
}

func TestWhatWasNeverConfirmedIsRemovedAnHourLater(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	h := openIn(t, folder)
	ctx, content := clientOf(t, uuid.New()), pngFile(t)
	h.upload(t, ctx, content, "image/png")
	confirmed := h.request(t, ctx, declared(content, "image/png"))
	h.send(t, confirmed, bytes.NewReader(content))
	if _, _, err := h.ConfirmUpload(ctx, files.ConfirmInput{Token: confirmed.Token}); err != nil {
		t.Fatal(err)
	}
	// Sent once more after it was confirmed, sent and left, and never sent.
	h.send(t, confirmed, bytes.NewReader(content))
	h.send(t, h.request(t, ctx, declared(content, "image/png")), bytes.NewReader(content))
	h.request(t, ctx, declared(content, "image/png"))
	if n := kept(t, folder); n != 4 {
		t.Fatalf("%d files before", n)
	}
	h.Clock.Advance(time.Hour)
	if n := h.sweep(t); n != 0 || kept(t, folder) != 4 {
		t.Errorf("swept %d in time", n)
	}
	h.Clock.Advance(time.Second)
	if n := h.sweep(t); n != 4 || kept(t, folder) != 2 {
		t.Errorf("swept %d, %d files are left", n, kept(t, folder))
	}
	if n := h.sweep(t); n != 0 {
		t.Errorf("swept %d again", n)
	}
	rows, err := h.Kit.Store.Read().File.Query().All(ctx)
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d files, %v", len(rows), err)
	}
	for _, row := range rows {
		h.served(t, ctx, row)
	}
}

func TestWhatWasSentIsGoneOnceItIsConfirmed(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	h := openIn(t, folder)
	ctx, content := clientOf(t, uuid.New()), pngFile(t)
	h.upload(t, ctx, content, "image/png")
	if n := kept(t, folder); n != 1 {
		t.Errorf("%d files are kept", n)
	}
}

func TestUploadAddressNeverReachesAConfirmedFile(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, content := clientOf(t, uuid.New()), withText(pngFile(t), "GPSLatitude")
	upload := h.request(t, ctx, declared(content, "image/png"))
	h.send(t, upload, bytes.NewReader(content))
	id, _, err := h.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
	if err != nil {
		t.Fatal(err)
	}
	row, err := h.Kit.Store.Read().File.Get(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	before := h.served(t, ctx, row)
	h.send(t, upload, bytes.NewReader(content))
	if after := h.served(t, ctx, row); !bytes.Equal(after, before) || bytes.Contains(after, []byte("GPS")) {
		t.Error("what is served was replaced")
	}
}

// stubborn is a store that removes nothing for a while.
type stubborn struct {
	files.Blob
	refuses bool
}

func (s *stubborn) Delete(ctx context.Context, name string) error {
	if s.refuses {
		return errors.New("not now")
	}
	return s.Blob.Delete(ctx, name)
}

func TestStoreThatFailsIsTriedAgain(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	blob, err := disk.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer blob.Close()
	failing := &stubborn{Blob: blob, refuses: true}
	h := openWith(t, failing)
	ctx, content := clientOf(t, uuid.New()), pngFile(t)
	for range 3 {
		h.upload(t, ctx, content, "image/png")
	}
	if n := kept(t, folder); n != 6 {
		t.Errorf("%d files are kept", n)
	}
	h.Clock.Advance(time.Hour + time.Second)
	if n, err := h.Sweep(t.Context()); n != 0 || err == nil {
		t.Errorf("swept %d, %v", n, err)
	}
	failing.refuses = false
	if n := h.sweep(t); n != 3 || kept(t, folder) != 3 {
		t.Errorf("swept %d, %d files are left", n, kept(t, folder))
	}
}

func TestHouseStoresWhatItMadeForItsOwner(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	h := openIn(t, folder)
	owner := uuid.New()
	ctx, content := clientOf(t, owner), []byte(`{"client":"todo lo suyo"}`)
	made, err := h.Put(ctx, "application/json", content)
	if err != nil {
		t.Fatal(err)
	}
	keep := func(fail error) (id uuid.UUID, err error) {
		_, err = store.Do(access.AsSystem(ctx), h.Kit.Store, store.Command{Action: "test"}, func(ctx context.Context, tx *store.Tx) error {
			if id, err = h.Store(ctx, tx, made, domain.FileDataExport, access.Actor{Kind: domain.ActorClient, ID: owner}); err != nil {
				return err
			}
			return fail
		})
		return id, err
	}
	broken := errors.New("broken")
	if _, err := keep(broken); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	id, err := keep(nil)
	if err != nil {
		t.Fatal(err)
	}
	row, err := h.Kit.Store.Read().File.Get(ctx, id)
	if err != nil || row.Purpose != domain.FileDataExport || row.MediaType != "application/json" {
		t.Fatalf("kept as %v, %v", row, err)
	}
	if body := h.served(t, ctx, row); !bytes.Equal(body, content) {
		t.Errorf("served as %s", body)
	}
	if _, err := h.Kit.Store.Read().File.Get(clientOf(t, uuid.New()), id); err == nil {
		t.Error("another client sees it")
	}
	// What no command made a file of is removed, the file stays.
	if _, err := h.Put(ctx, "application/json", []byte("{}")); err != nil {
		t.Fatal(err)
	}
	h.Clock.Advance(time.Hour + time.Second)
	if n := h.sweep(t); n != 2 || kept(t, folder) != 1 {
		t.Errorf("swept %d, %d files are left", n, kept(t, folder))
	}
	for _, wrong := range []struct {
		mediaType string
		content   []byte
	}{{"text/html", content}, {"application/json", nil}} {
		if _, err := h.Put(ctx, wrong.mediaType, wrong.content); err == nil {
			t.Errorf("%s of %d bytes is put", wrong.mediaType, len(wrong.content))
		}
	}
}

func TestFileWhoseStoreIsNotSetUpIsAFailureAndNotMissing(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, err := h.ReadURL(clientOf(t, uuid.New()), h.inStore(t, domain.StoreS3))
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
