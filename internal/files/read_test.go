package files_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestBrowsersSaveAFileAndNeverRunIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := clientOf(t, uuid.New())
	row, err := h.Kit.Store.Read().File.Get(ctx, h.upload(t, ctx, pdfFile(), "application/pdf"))
	if err != nil {
		t.Fatal(err)
	}
	url, err := h.ReadURL(ctx, row)
	if err != nil {
		t.Fatal(err)
	}
	response, _ := h.get(t, url)
	for name, want := range map[string]string{
		"Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
		"Content-Disposition": `attachment; filename="` + row.ID.String() + `.pdf"`, "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer",
	} {
		if got := response.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestReadAddressEndsAfterFiveMinutes(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, content := clientOf(t, uuid.New()), pngFile(t)
	row, err := h.Kit.Store.Read().File.Get(ctx, h.upload(t, ctx, content, "image/png"))
	if err != nil {
		t.Fatal(err)
	}
	url, err := h.ReadURL(ctx, row)
	if err != nil {
		t.Fatal(err)
	}
	h.Clock.Advance(5*time.Minute - time.Second)
	if response, _ := h.get(t, url); response.StatusCode != http.StatusOK {
		t.Errorf("just before: %d", response.StatusCode)
	}
	h.Clock.Advance(time.Second)
	if response, body := h.get(t, url); response.StatusCode != http.StatusNotFound || !strings.Contains(string(body), `"NOT_FOUND"`) {
		t.Errorf("after: %d %s", response.StatusCode, body)
	}
	// And an upload's token never reads, though it is good for longer.
	upload := h.request(t, ctx, declared(content, "image/png"))
	if response, _ := h.get(t, strings.Replace(upload.URL, "/uploads/", "/", 1)); response.StatusCode != http.StatusNotFound {
		t.Errorf("an upload token is answered with %d", response.StatusCode)
	}
}

func TestMaskedAndUnknownCallersGetNoAddress(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := clientOf(t, uuid.New())
	row, err := h.Kit.Store.Read().File.Get(ctx, h.upload(t, ctx, pngFile(t), "image/png"))
	if err != nil {
		t.Fatal(err)
	}
	for _, actor := range []access.Actor{{Kind: domain.ActorStaff, Role: domain.RoleAnalyst, ID: uuid.New()}, access.Anonymous()} {
		if url, err := h.ReadURL(access.WithActor(t.Context(), actor), row); url != "" || err != nil {
			t.Errorf("%s gets %q, %v", actor.Role, url, err)
		}
	}
	if url, err := h.ReadURL(staff(t, domain.RoleMiddleOffice, uuid.New()), row); url == "" || err != nil {
		t.Errorf("middle office gets %q, %v", url, err)
	}
}

func TestAddressesOfTheFormerKeyStayGood(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx, content := clientOf(t, uuid.New()), pngFile(t)
	upload := h.request(t, ctx, declared(content, "image/png"))
	rotated, err := files.New(h.Kit.Store, nil, files.Options{Keys: [][]byte{secondKey, firstKey}})
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := files.New(h.Kit.Store, nil, files.Options{Keys: [][]byte{secondKey}})
	if err != nil {
		t.Fatal(err)
	}
	h.Clock.Advance(10 * time.Minute)
	_, _, err = rotated.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
	testkit.Refused(t, err, domain.CodeInvalid, "token")
	_, _, err = foreign.ConfirmUpload(ctx, files.ConfirmInput{Token: upload.Token})
	testkit.Refused(t, err, domain.CodeNotFound, "token")
}

func TestKeysThatAreMissingOrTooShortAreRefused(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, keys := range [][][]byte{nil, {firstKey[:31]}, {firstKey, nil}} {
		if _, err := files.New(h.Kit.Store, nil, files.Options{Keys: keys}); err == nil {
			t.Errorf("accepted keys %v", keys)
		}
	}
}

func TestOtherMethodsAreNotServed(t *testing.T) {
	t.Parallel()
	h := open(t)
	upload := h.request(t, clientOf(t, uuid.New()), declared(pngFile(t), "image/png"))
	for _, method := range []string{http.MethodPost, http.MethodDelete, http.MethodGet} {
		request, err := http.NewRequestWithContext(t.Context(), method, upload.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		if response := h.do(t, request); response.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s is answered with %d", method, response.StatusCode)
		}
	}
}
