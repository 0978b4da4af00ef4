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

// Names and characters of the two forms: Ñ and ú in one character, and as a letter and its mark.
const (
	composed   = "\u00d1and\u00fa-peque\u00f1o-7"
	decomposed = "N\u0303andu\u0301-pequen\u0303o-7"
)

func TestPasswordIsOneTextHoweverAKeyboardSendsIt(t *testing.T) {
	t.Parallel()
	h := newHasher(1, 10)
	for _, c := range []struct {
		name, chosen, typed string
		fits                bool
	}{
		{"composed, then decomposed", composed, decomposed, true},
		{"decomposed, then composed", decomposed, composed, true},
		{"spaces of other widths", "una clave\u00a0con\u3000espacios", "una\u2009clave con espacios", true},
		{"emoji of several characters", "gato \u2764\ufe0f \U0001f468\u200d\U0001f469\u200d\U0001f467", "gato \u2764\ufe0f \U0001f468\u200d\U0001f469\u200d\U0001f467", true},
		{"what looks different", "metro\u00b2metro\u00b2", "metro2metro2", false},
		{"another case", composed, strings.ToLower(decomposed), false},
		{"as long as may be, decomposed", strings.Repeat("\u1f82", longestPassword), strings.Repeat("\u03b1\u0313\u0300\u0345", longestPassword), true},
		{"longer than may be", strings.Repeat("\u1f82", longestPassword), strings.Repeat("\u03b1\u0313\u0300\u0345", longestPassword) + "x", false},
	} {
		stored, err := h.hash(t.Context(), c.chosen)
		if err != nil {
			t.Fatal(err)
		}
		if fits, err := h.verify(t.Context(), stored, c.typed); fits != c.fits || err != nil {
			t.Errorf("%s: fits %t, %v", c.name, fits, err)
		}
	}
}

func TestPasswordStoredAsItCameFitsAndIsStoredAnew(t *testing.T) {
	t.Parallel()
	h := newHasher(1, 10)
	stored := derive(decomposed).String()
	for typed, want := range map[string]bool{decomposed: true, composed: false} {
		fits, outdated, err := at(h).verify(t.Context(), stored, typed)
		if err != nil || fits != want || outdated != want {
			t.Errorf("%q fits %t, outdated %t, %v", typed, fits, outdated, err)
		}
	}
}

func TestWrongPasswordCostsTheSameForWhoIsUnknown(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{composed, decomposed} {
		var counts []int64
		for _, stored := range []string{"", derive("another").String()} {
			h := newHasher(1, 10)
			if fits, _, err := at(h).verify(t.Context(), stored, typed); fits || err != nil {
				t.Fatalf("fits %t, %v", fits, err)
			}
			counts = append(counts, h.done.Load())
		}
		if counts[0] != counts[1] {
			t.Errorf("%q: %d hashes for nobody, %d for somebody", typed, counts[0], counts[1])
		}
	}
}

func TestLengthsOfPasswordsAreThoseOfTheirNormalForm(t *testing.T) {
	t.Parallel()
	for password, fine := range map[string]bool{
		strings.Repeat("n\u0303", 7):                     false,
		strings.Repeat("n\u0303", 8):                     true,
		strings.Repeat("n\u0303", longestPassword):       true,
		strings.Repeat("n\u0303", longestPassword) + "x": false,
		"clave\x00larga":                                 false,
		"clave\tlarga":                                   false,
	} {
		if got := CheckClientPassword(password) == nil; got != fine {
			t.Errorf("%q: %t", password, got)
		}
	}
	// A mark of a letter is no special character.
	if CheckStaffPassword("Abcdefgn\u03031") == nil {
		t.Error("an accent counts as a special character")
	}
}
