package disk_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/qoricash/qoricash/internal/adapter/disk"
)

const name = "0193a1b2-0000-7000-8000-00000000abcd"

func open(t *testing.T, folder string) *disk.Store {
	t.Helper()
	store, err := disk.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}

func put(t *testing.T, store *disk.Store, name, content string) {
	t.Helper()
	if err := store.Put(t.Context(), name, 0, strings.NewReader(content)); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, store *disk.Store, name string) string {
	t.Helper()
	content, err := store.Open(t.Context(), name)
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

// remains lists the files of a folder, relative to it.
func remains(t *testing.T, folder string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			relative, _ := filepath.Rel(folder, path)
			list = append(list, relative)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestContentComesBackAsItWasPut(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "new", "folder")
	store := open(t, folder)
	put(t, store, name, "uno")
	put(t, store, name, "dos!")
	if text := get(t, store, name); text != "dos!" {
		t.Errorf("got %q", text)
	}
	if size, err := store.Stat(t.Context(), name); err != nil || size != 4 {
		t.Errorf("size %d, %v", size, err)
	}
	if text := get(t, open(t, folder), name); text != "dos!" {
		t.Errorf("after another start: %q", text)
	}
}

func TestWhatIsNotThereIsToldSo(t *testing.T) {
	t.Parallel()
	store := open(t, t.TempDir())
	_, openErr := store.Open(t.Context(), name)
	_, statErr := store.Stat(t.Context(), name)
	if !errors.Is(openErr, fs.ErrNotExist) || !errors.Is(statErr, fs.ErrNotExist) {
		t.Errorf("open: %v, stat: %v", openErr, statErr)
	}
}

func TestWhatIsDeletedIsGoneAndDeletingAgainIsNothing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	store := open(t, folder)
	for range 2 {
		if err := store.Delete(t.Context(), name); err != nil {
			t.Errorf("nothing was there: %v", err)
		}
		put(t, store, name, "uno")
		if err := store.Delete(t.Context(), name); err != nil {
			t.Error(err)
		}
		if list := remains(t, folder); len(list) > 0 {
			t.Errorf("left %v", list)
		}
	}
}

func TestBrokenContentLeavesNothingAndSparesWhatWasThere(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	store := open(t, folder)
	broken := errors.New("broken")
	half := func() io.Reader { return io.MultiReader(strings.NewReader("half"), iotest.ErrReader(broken)) }
	if err := store.Put(t.Context(), name, 0, half()); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if list := remains(t, folder); len(list) > 0 {
		t.Errorf("left %v", list)
	}
	put(t, store, name, "whole")
	if err := store.Put(t.Context(), name, 0, half()); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if text := get(t, store, name); text != "whole" {
		t.Errorf("got %q", text)
	}
}

func TestGivenUpUploadLeavesNothing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	store := open(t, folder)
	ctx, giveUp := context.WithCancel(t.Context())
	giveUp()
	if err := store.Put(ctx, name, 0, strings.NewReader("late")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if list := remains(t, folder); len(list) > 0 {
		t.Errorf("left %v", list)
	}
}

func TestNoNameLeadsOutOfTheFolder(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	store := open(t, filepath.Join(parent, "store"))
	for _, bad := range []string{"", "..", "../x", "../../etc/passwd", "/etc/passwd", "a/../../b", "abc\x00d", "ABC", "ab.", "-rf", "ñandu",
		`..\x`, strings.Repeat("a", 65), "content/cd/x"} {
		_, openErr := store.Open(t.Context(), bad)
		_, statErr := store.Stat(t.Context(), bad)
		for act, err := range map[string]error{"delete": store.Delete(t.Context(), bad), "put": store.Put(t.Context(), bad, 0, strings.NewReader("x")),
			"open": openErr, "stat": statErr} {
			if !errors.Is(err, fs.ErrInvalid) {
				t.Errorf("%s %q: %v", act, bad, err)
			}
		}
	}
	if list := remains(t, parent); len(list) > 0 {
		t.Errorf("wrote %v", list)
	}
}

func TestSymbolicLinksAreNotFollowedOut(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	outside := filepath.Join(parent, "outside")
	if err := os.MkdirAll(filepath.Join(parent, "store", "content"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(outside, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(outside, name), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(parent, "store", "content", "cd")); err != nil {
		t.Fatal(err)
	}
	store := open(t, filepath.Join(parent, "store"))
	if _, err := store.Open(t.Context(), name); err == nil {
		t.Error("read through a link")
	}
	if err := store.Put(t.Context(), name, 0, strings.NewReader("x")); err == nil {
		t.Error("wrote through a link")
	}
	if err := store.Delete(t.Context(), name); err == nil {
		t.Error("removed through a link")
	}
	if text, err := os.ReadFile(filepath.Join(outside, name)); err != nil || string(text) != "secret" {
		t.Errorf("outside is %q, %v", text, err)
	}
}

func TestNobodyElseMayRead(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "store")
	store := open(t, folder)
	put(t, store, name, "private")
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %s", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPutsOfOneNameAtOnceLeaveOneWhole(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	store := open(t, folder)
	var all sync.WaitGroup
	for i := range 10 {
		all.Go(func() {
			if err := store.Put(t.Context(), name, 0, strings.NewReader(strings.Repeat(string(rune('a'+i)), 100_000))); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	text := get(t, store, name)
	if len(text) != 100_000 || strings.Count(text, text[:1]) != 100_000 {
		t.Error("the content is mixed")
	}
	if list := remains(t, folder); len(list) != 1 {
		t.Errorf("left %v", list)
	}
}

func TestWhatAKilledProcessLeftIsRemoved(t *testing.T) {
	t.Parallel()
	for name, remove := range map[string]func(*testing.T, *disk.Store, string){
		"at the next start": func(t *testing.T, _ *disk.Store, folder string) { open(t, folder) },
		"with what others sent": func(t *testing.T, store *disk.Store, _ string) {
			if err := store.Delete(t.Context(), "anything"); err != nil {
				t.Fatal(err)
			}
		},
	} {
		folder := t.TempDir()
		store := open(t, folder)
		old, young := filepath.Join(folder, "partial", "old"), filepath.Join(folder, "partial", "young")
		for _, path := range []string{old, young} {
			if err := os.WriteFile(path, []byte("half"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chtimes(old, time.Time{}, time.Now().Add(-20*time.Minute)); err != nil {
			t.Fatal(err)
		}
		remove(t, store, folder)
		if list := remains(t, folder); len(list) != 1 || list[0] != "partial/young" {
			t.Errorf("%s: left %v", name, list)
		}
	}
}
