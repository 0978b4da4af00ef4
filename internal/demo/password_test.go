package demo_test

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/qoricash/qoricash/internal/demo"
	"github.com/qoricash/qoricash/internal/identity"
)

func TestThePasswordIsMadeOnceAndReadByItsOwnerAlone(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "data")
	first, err := demo.Password(folder, "")
	if err != nil {
		t.Fatal(err)
	}
	if refusal := identity.CheckStaffPassword(first); refusal != nil {
		t.Errorf("the password is refused: %v", refusal)
	}
	again, err := demo.Password(folder, "")
	if err != nil || again != first {
		t.Errorf("the second call answers %q, %v; the first one %q", again, err, first)
	}
	info, err := os.Stat(filepath.Join(folder, demo.FileName))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v, %v", info, err)
	}
	if _, err := demo.Password(folder, "Otra-clave-9"); !errors.Is(err, demo.ErrOtherPassword) {
		t.Errorf("another password for the same house: %v", err)
	}
}

func TestAChosenPasswordIsKeptWhenItIsGoodEnough(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if _, err := demo.Password(folder, "demo"); err == nil {
		t.Error("a weak password is accepted")
	}
	chosen, err := demo.Password(folder, password)
	if err != nil || chosen != password {
		t.Errorf("the chosen password becomes %q, %v", chosen, err)
	}
}

func TestOfManyFirstCallsAllAnswerOnePassword(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	answers := make([]string, 16)
	var all sync.WaitGroup
	for i := range answers {
		all.Go(func() {
			var err error
			if answers[i], err = demo.Password(folder, ""); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, answer := range answers {
		if answer != answers[0] {
			t.Errorf("%q and %q", answer, answers[0])
		}
	}
}

func TestADamagedFileIsToldWithoutItsContent(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, demo.FileName), []byte(`{"password": 7}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := demo.Password(folder, ""); err == nil {
		t.Error("a damaged file is accepted")
	}
}
