package files_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
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

// anything asks to upload content that is not known yet.
func anything(size int64) files.RequestInput {
	return files.RequestInput{Purpose: domain.FileDepositProof, MediaType: "image/png", Size: size}
}

func TestPersonHasTwentyUploadsThatAreNotConfirmed(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, content := clientOf(t, uuid.New()), pngFile(t)
	// What is confirmed is no upload any more.
	h.upload(t, ctx, content, "image/png")
	first := h.request(t, ctx, declared(content, "image/png"))
	h.Clock.Advance(time.Minute)
	for range domain.MaxPendingUploads - 1 {
		h.request(t, ctx, anything(1))
	}
	_, err := h.RequestUpload(ctx, anything(1))
	testkit.Refused(t, err, domain.CodeTooMany, "")
	h.request(t, clientOf(t, uuid.New()), anything(1))

	h.send(t, first, bytes.NewReader(content))
	if _, _, err := h.ConfirmUpload(ctx, files.ConfirmInput{Token: first.Token}); err != nil {
		t.Fatal(err)
	}
	h.request(t, ctx, anything(1))
	_, err = h.RequestUpload(ctx, anything(1))
	testkit.Refused(t, err, domain.CodeTooMany, "")
	h.Clock.Advance(domain.UploadKeptFor)
	h.request(t, ctx, anything(1))
}

// Of requests at once, also at several instances, no more pass than there is room for.
func TestRequestsAtOnceDoNotPassTogether(t *testing.T) {
	t.Parallel()
	h := open(t)
	blob, err := disk.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer blob.Close()
	other, err := files.New(h.Kit.Store, blob, files.Options{Keys: [][]byte{firstKey}})
	if err != nil {
		t.Fatal(err)
	}
	ctx := clientOf(t, uuid.New())
	for range domain.MaxPendingUploads - 3 {
		h.request(t, ctx, anything(1))
	}
	var admitted atomic.Int64
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			service := []*files.Service{h.Service, other}[i%2]
			switch _, err := service.RequestUpload(ctx, anything(1)); {
			case err == nil:
				admitted.Add(1)
			case domain.CodeOf(err) != domain.CodeTooMany:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := admitted.Load(); n != 3 {
		t.Errorf("%d passed, want 3", n)
	}
}

// Whoever attaches what it uploads goes on for ever: what something names does not count.
func TestRoomIsTakenByWhatNothingNamesAlone(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	operation, ctx := k.Operation(t, domain.InProcess), k.As(t, testkit.Operator)
	voucher := files.RequestInput{Purpose: domain.FilePayoutProof, MediaType: "application/pdf", Size: files.MaxSize}
	uploaded := func() (id uuid.UUID) {
		t.Helper()
		id = k.File(t, testkit.Operator, domain.FilePayoutProof)
		if _, err := k.DB.Owner.ExecContext(t.Context(), fmt.Sprintf(`UPDATE files SET size = %d WHERE id = '%s'`, files.MaxSize, id)); err != nil {
			t.Fatal(err)
		}
		return id
	}
	attach := func(file uuid.UUID) {
		t.Helper()
		_, err := store.Do(access.AsSystem(t.Context()), k.Store, store.Command{Action: "test"}, func(ctx context.Context, tx *store.Tx) error {
			return tx.Proof.Create().SetCreatedAt(tx.Now).SetOperationID(operation).SetFileID(file).SetCreatedBy(k.ID(testkit.Operator)).Exec(ctx)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for range 40 {
		attach(uploaded())
	}
	if _, err := k.Files.RequestUpload(ctx, voucher); err != nil {
		t.Fatal(err)
	}
	k.Clock.Advance(domain.UploadKeptFor)
	var held []uuid.UUID
	for range domain.MaxUnattached / files.MaxSize {
		held = append(held, uploaded())
	}
	_, err := k.Files.RequestUpload(ctx, voucher)
	testkit.Refused(t, err, domain.CodeTooMany, "size")
	attach(held[0])
	if _, err := k.Files.RequestUpload(ctx, voucher); err != nil {
		t.Error(err)
	}
	_, err = k.Files.RequestUpload(ctx, voucher)
	testkit.Refused(t, err, domain.CodeTooMany, "size")
}

func TestWhatNothingNamesIsRemovedAfterSevenDays(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	blob, err := disk.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer blob.Close()
	failing := &stubborn{Blob: blob}
	h := openWith(t, failing)
	ctx, content := clientOf(t, uuid.New()), pngFile(t)
	upload := h.request(t, ctx, declared(content, "image/png"))
	h.send(t, upload, bytes.NewReader(content))
	id, _, err := h.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
	if err != nil {
		t.Fatal(err)
	}
	h.Clock.Advance(domain.UnattachedKeptFor)
	h.sweep(t)
	if n := sweepUnattached(t, h.Service); n != 0 {
		t.Errorf("%d removed in time", n)
	}
	row, err := h.Kit.Store.Read().File.Get(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	address, err := h.ReadURL(ctx, row)
	if err != nil {
		t.Fatal(err)
	}
	h.Clock.Advance(time.Second)
	if n := sweepUnattached(t, h.Service); n != 1 {
		t.Errorf("%d removed, want it", n)
	}
	// Its row says so, and no address is given any more; those that were given are good for their time.
	if row, err = h.Kit.Store.Read().File.Get(ctx, id); err != nil || row.RemovedAt == nil || !row.RemovedAt.Equal(h.Clock.Now()) {
		t.Errorf("kept as %+v, %v", row, err)
	}
	if none, err := h.ReadURL(ctx, row); err != nil || none != "" {
		t.Errorf("read at %q, %v", none, err)
	}
	if n := h.sweep(t); n != 0 {
		t.Errorf("swept %d at once", n)
	}
	if response, _ := h.get(t, address); response.StatusCode != http.StatusOK {
		t.Errorf("an address that is good is answered with %d", response.StatusCode)
	}
	_, _, err = h.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
	testkit.Refused(t, err, domain.CodeInvalid, "token")

	// A store that fails, or a program that stopped before the content was removed, is made up for.
	h.Clock.Advance(domain.UploadKeptFor + time.Second)
	failing.refuses = true
	if n, err := h.Sweep(t.Context()); n != 0 || err == nil || kept(t, folder) != 1 {
		t.Errorf("swept %d, %v", n, err)
	}
	failing.refuses = false
	if n := h.sweep(t); n != 1 || kept(t, folder) != 0 {
		t.Errorf("swept %d, %d files are left", n, kept(t, folder))
	}
	if n := sweepUnattached(t, h.Service); n != 0 {
		t.Errorf("%d removed again", n)
	}
}

func TestRemovalIsAuditedAndOnce(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	file := k.File(t, testkit.OtherClient, domain.FileDepositProof)
	k.Clock.Advance(domain.UnattachedKeptFor + time.Second)
	sweepUnattached(t, k.Files)
	var count int
	err := k.DB.Owner.QueryRowContext(t.Context(), `SELECT count(*) FROM audit_entries WHERE action = 'file.remove' AND object_id = $1
		AND actor_kind = 'SYSTEM'`, file).Scan(&count)
	if err != nil || count != 1 {
		t.Errorf("%d rows, %v", count, err)
	}
	if _, err := k.DB.Owner.ExecContext(t.Context(), `UPDATE files SET removed_at = NULL WHERE id = $1`, file); err == nil {
		t.Error("a removed file came back")
	}
}
