package postgres

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// installed makes the programs of a version in a folder of its own.
func installed(t *testing.T, root, version string) string {
	t.Helper()
	dir := filepath.Join(root, version, "bin")
	script(t, filepath.Join(dir, "postgres"), fmt.Sprintf("echo 'postgres (PostgreSQL) %s (Debian)'", version))
	script(t, filepath.Join(dir, "initdb"), "exit 1")
	return dir
}

func script(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
}

func TestProgramsOfPathComeFirstThenTheNewest(t *testing.T) {
	t.Parallel()
	system, path := t.TempDir(), t.TempDir()
	for _, version := range []string{"14.2", "9.6.24", "17.1", "16beta2", "13.9"} {
		installed(t, system, version)
	}
	inPath := installed(t, path, "15.4")
	link := t.TempDir()
	if err := os.Symlink(filepath.Join(inPath, "postgres"), filepath.Join(link, "postgres")); err != nil {
		t.Fatal(err)
	}

	found, err := findPrograms(t.Context(), []string{"/nowhere", link, inPath}, []string{filepath.Join(system, "*", "bin")})
	if err != nil {
		t.Fatal(err)
	}

	var versions []string
	for _, programs := range found {
		versions = append(versions, programs.Version)
	}
	if got := strings.Join(versions, " "); got != "15.4 17.1 16beta2 14.2" {
		t.Errorf("found %s", got)
	}
}

func TestVersionOfTheDatabaseDecides(t *testing.T) {
	t.Parallel()
	all := []Programs{{Major: 15, Dir: "a"}, {Major: 17, Dir: "b"}, {Major: 16, Dir: "c"}}
	for major, want := range map[int]string{0: "a", 17: "b", 16: "c"} {
		if got, err := choose(all, "data", major); err != nil || got.Dir != want {
			t.Errorf("version %d: %q, %v", major, got.Dir, err)
		}
	}
	var refused *VersionError
	if _, err := choose(all, "data", 14); !errors.As(err, &refused) || len(refused.Installed) != 3 {
		t.Errorf("version 14: %v", err)
	}
}

func TestMachineWithoutPostgreSQLIsToldWhatToDo(t *testing.T) {
	t.Parallel()
	_, err := findPrograms(t.Context(), []string{t.TempDir()}, nil)
	var missing *MissingError
	if !errors.As(err, &missing) {
		t.Fatalf("the error is %v", err)
	}
	for _, part := range []string{InstallCommand, "DATABASE_URL='postgres://", "PostgreSQL 14 or newer"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the text lacks %q:\n%v", part, err)
		}
	}
}

func TestVersionsBefore14AreRefusedAndNamed(t *testing.T) {
	t.Parallel()
	_, err := findPrograms(t.Context(), []string{installed(t, t.TempDir(), "13.9")}, nil)
	if err == nil || !strings.Contains(err.Error(), "found only 13.9") {
		t.Errorf("the error is %v", err)
	}
}

func TestFolderWithAProgramThatIsNoServerIsPassedOver(t *testing.T) {
	t.Parallel()
	broken, strange, alone := t.TempDir(), t.TempDir(), t.TempDir()
	script(t, filepath.Join(broken, "postgres"), "exit 127")
	script(t, filepath.Join(broken, "initdb"), "exit 127")
	script(t, filepath.Join(strange, "postgres"), "echo hello")
	script(t, filepath.Join(strange, "initdb"), "exit 1")
	script(t, filepath.Join(alone, "postgres"), "echo 'postgres (PostgreSQL) 15.4'")
	good := installed(t, t.TempDir(), "15.4")

	found, err := findPrograms(t.Context(), []string{broken, strange, alone, good}, nil)

	if err != nil || len(found) != 1 || found[0].Dir != good {
		t.Errorf("found %v, %v", found, err)
	}
}
