package identity

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestPasswordRules(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		password      string
		staff, client bool
	}{
		{"", false, false},
		{"corta1!", false, false},
		{"ochoocho", false, true},
		{"Abcdef-12", false, true},
		{"Abcdef-123", true, true},
		{"Ñandú-2026", true, true},
		{"abcdef-123", false, true},
		{"ABCDEF-123", false, true},
		{"Abcdefgh-!", false, true},
		{"Abcdefg123", false, true},
		{"Ab-1" + strings.Repeat("x", 196), true, true},
		{"Ab-1" + strings.Repeat("x", 197), false, false},
		{"Abcdef-123\xff", false, false},
	} {
		if got := CheckStaffPassword(c.password) == nil; got != c.staff {
			t.Errorf("staff %q: %t", c.password, got)
		}
		if got := CheckClientPassword(c.password) == nil; got != c.client {
			t.Errorf("client %q: %t", c.password, got)
		}
	}
}

func TestPasswordFitsItsOwnHashAlone(t *testing.T) {
	t.Parallel()
	h := newHasher(1, 10)
	stored, err := h.hash(t.Context(), "Dólares-2026!")
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := h.hash(t.Context(), "Dólares-2026!"); again == stored {
		t.Error("two hashes of one password are equal")
	}
	place, err := h.seat()
	if err != nil {
		t.Fatal(err)
	}
	defer place.leave()
	for password, want := range map[string]bool{"Dólares-2026!": true, "dólares-2026!": false, "": false} {
		fits, outdated, err := place.verify(t.Context(), stored, password)
		if err != nil || fits != want || outdated {
			t.Errorf("%q fits %t, outdated %t, %v", password, fits, outdated, err)
		}
	}
	if fits, err := h.verify(t.Context(), "", "Dólares-2026!"); fits || err != nil {
		t.Errorf("nobody's password fits: %t, %v", fits, err)
	}
}

func TestDamagedHashIsAnErrorAndNotAWrongPassword(t *testing.T) {
	t.Parallel()
	sound := CheapHash("x")
	if _, err := parsePasswordHash(sound); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"x", "$argon2id$v=19$m=1024,t=1,p=1$AAAA$AAAA", strings.Replace(sound, "argon2id", "argon2i", 1),
		strings.Replace(sound, "v=19", "v=16", 1), strings.Replace(sound, "m=1024", "m=99999999", 1),
		strings.Replace(sound, "t=1", "t=0", 1), strings.Replace(sound, "p=1$", "p=1x$", 1), sound + "=", sound + "$",
	} {
		if _, err := parsePasswordHash(text); !errors.Is(err, errPasswordHash) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestWhoWaitsToHashMayGiveUp(t *testing.T) {
	t.Parallel()
	h := newHasher(1, 1)
	running, finish := make(chan struct{}), make(chan struct{})
	done := make(chan error, 1)
	go func() { done <- at(h).do(t.Context(), func() { close(running); <-finish }) }()
	<-running

	ctx, giveUp := context.WithCancel(t.Context())
	waiting := make(chan error, 1)
	go func() { waiting <- at(h).do(ctx, func() { t.Error("hashed for somebody who gave up") }) }()
	giveUp()
	if err := <-waiting; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(finish)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestFloodOfHashesIsSentAway(t *testing.T) {
	t.Parallel()
	h := newHasher(1, 2)
	if !h.admitted.TryAcquire(3) {
		t.Fatal("the hasher is not empty")
	}
	_, err := h.hash(t.Context(), "x")
	if code := domain.CodeOf(err); code != domain.CodeUnavailable {
		t.Errorf("got %q", code)
	}
	h.admitted.Release(3)
	if _, err := h.hash(t.Context(), "x"); err != nil {
		t.Error(err)
	}
}

// at is a place that nobody counts.
func at(h *hasher) seat { return seat{h} }
