package listfiles_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/adapter/listfiles"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/watchlist"
)

var changed = time.Date(2026, 11, 29, 10, 0, 0, 0, time.UTC)

func publisher(t *testing.T, answer http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	return server.URL
}

func TestAListOfSeveralFilesComesWhole(t *testing.T) {
	t.Parallel()
	at := publisher(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/lists/alt.csv" {
			w.Header().Set("Last-Modified", changed.Format(http.TimeFormat))
		}
		_, _ = w.Write([]byte(r.URL.Path + r.URL.RawQuery))
	})
	files := listfiles.New(listfiles.Options{Addresses: map[domain.ListSource]string{domain.ListOFAC: at + "/lists?key=secret"}})
	arrival, err := files.Fetch(t.Context(), domain.ListOFAC)
	if err != nil {
		t.Fatal(err)
	}
	if len(arrival.Files) != 4 || string(arrival.Files[1].Content) != "/lists/alt.csvkey=secret" || arrival.Files[3].Name != "sdn_comments.csv" {
		t.Errorf("came %v", arrival.Files)
	}
	if !arrival.PublishedAt.Equal(changed) || strings.Contains(arrival.Origin, "secret") {
		t.Errorf("published %s, from %s", arrival.PublishedAt, arrival.Origin)
	}
}

func TestAnAnswerThatIsNoListFails(t *testing.T) {
	t.Parallel()
	at := publisher(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "http://127.0.0.1:1/elsewhere", http.StatusFound)
			return
		}
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	for _, path := range []string{"/gone?key=secret", "/moved?key=secret"} {
		files := listfiles.New(listfiles.Options{Addresses: map[domain.ListSource]string{domain.ListUN: at + path}})
		if _, err := files.Fetch(t.Context(), domain.ListUN); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestAFolderHoldsAFolderForEachList(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.MkdirAll(filepath.Join(folder, "un"), 0o700); err != nil {
		t.Fatal(err)
	}
	files := listfiles.New(listfiles.Options{Folder: folder})
	if _, err := files.Fetch(t.Context(), domain.ListUN); err == nil {
		t.Error("a file that is missing is a list")
	}
	if err := os.WriteFile(filepath.Join(folder, "un", "un.xml"), []byte("<x/>"), 0o600); err != nil {
		t.Fatal(err)
	}
	arrival, err := files.Fetch(t.Context(), domain.ListUN)
	if err != nil || string(arrival.Files[0].Content) != "<x/>" || !arrival.PublishedAt.IsZero() {
		t.Errorf("%v, %v", arrival, err)
	}
	for _, none := range []*listfiles.Files{files, listfiles.New(listfiles.Options{})} {
		if _, err := none.Fetch(t.Context(), domain.ListEU); !errors.Is(err, watchlist.ErrNoAddress) {
			t.Errorf("a list without a place: %v", err)
		}
	}
}
