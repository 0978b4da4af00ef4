package identity_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// issue makes a code of registration for a client.
func (h *house) issue(t *testing.T, person identity.Person) identity.Issued {
	t.Helper()
	return h.issueOf(t, domain.ChallengeRegistration, person)
}

func (h *house) issueOf(t *testing.T, kind domain.ChallengeKind, person identity.Person) identity.Issued {
	t.Helper()
	issued, _, err := store.Run(testkit.System(t), h.Store, store.Command{Action: "test.issue"}, func(ctx context.Context, tx *store.Tx) (identity.Issued, error) {
		return h.IssueCode(ctx, tx, kind, person, uuid.Nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	return issued
}

// try types a code of registration at an instance.
func (h *house) try(ctx context.Context, at *identity.Service, person identity.Person, code string) error {
	return h.tryOf(ctx, at, domain.ChallengeRegistration, person, code)
}

func (h *house) tryOf(ctx context.Context, at *identity.Service, kind domain.ChallengeKind, person identity.Person, code string) error {
	try, err := at.TakeTry(ctx, kind, person, uuid.Nil)
	if err != nil {
		return err
	}
	_, err = store.Do(ctx, h.Store, store.Command{Action: "test.redeem"}, func(ctx context.Context, tx *store.Tx) error {
		return at.Redeem(ctx, tx, try, code)
	})
	return err
}

// other is a code that differs from the right one.
func other(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func TestCodeIsProvedOnceAtAnyInstance(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	person := identity.ClientOf(h.client(t, "12345678", ""))
	issued := h.issue(t, person)
	if len(issued.Text) != 6 || strings.Trim(issued.Text, "0123456789") != "" || issued.ExpiresAt != h.Clock.Now().Add(10*time.Minute) {
		t.Fatalf("issued %+v", issued)
	}
	elsewhere := h.instance(identity.Options{})
	if err := h.try(from(t, "190.1.2.3"), elsewhere, person, issued.Text); err != nil {
		t.Fatal(err)
	}
	testkit.Refused(t, h.try(from(t, "190.1.2.3"), h.Service, person, issued.Text), domain.CodeVerificationFailed)
}

func TestCodeIsRefusedAlike(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	eva, rosa := identity.ClientOf(h.client(t, "12345678", "")), identity.ClientOf(h.client(t, "10117410", ""))
	old := h.issue(t, eva)
	newer := h.issue(t, eva)
	if old.Text == newer.Text {
		newer = h.issue(t, eva)
	}
	foreign := h.issue(t, rosa)
	late := identity.ClientOf(h.client(t, "41920371", ""))
	lateCode := h.issue(t, late)
	var answers []string
	for name, c := range map[string]struct {
		person identity.Person
		code   string
		wait   time.Duration
	}{
		"a wrong one":           {person: eva, code: other(newer.Text)},
		"an older one":          {person: eva, code: old.Text},
		"somebody else's":       {person: rosa, code: other(foreign.Text)},
		"of nobody":             {person: identity.ClientOf(uuid.New()), code: newer.Text},
		"of nobody known":       {person: identity.Person{Kind: domain.ActorClient}, code: newer.Text},
		"no code":               {person: eva, code: ""},
		"one that is too old":   {person: late, code: lateCode.Text, wait: 10 * time.Minute},
		"a text without digits": {person: eva, code: strings.Repeat("x", 10_000)},
	} {
		if c.wait > 0 {
			continue
		}
		refusal := testkit.Refused(t, h.try(from(t, "190.1.2.3"), h.Service, c.person, c.code), domain.CodeVerificationFailed)
		if len(refusal.Params) > 0 {
			t.Errorf("%s: %v tells who is known", name, refusal.Params)
		}
		answers = append(answers, refusal.Message)
	}
	h.Clock.Advance(10 * time.Minute)
	answers = append(answers, testkit.Refused(t, h.try(from(t, "190.1.2.3"), h.Service, late, lateCode.Text), domain.CodeVerificationFailed).Message)
	if len(slices.Compact(answers)) != 1 {
		t.Errorf("the answers differ: %q", answers)
	}
}

func TestWhoProvesAContactHearsHowManyTriesAreLeft(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	person := identity.ClientOf(h.client(t, "12345678", ""))
	issued := h.issueOf(t, domain.ChallengeContact, person)
	ctx := access.WithActor(t.Context(), access.Actor{Kind: domain.ActorClient, ID: person.ID, Role: domain.RoleClient})
	for _, left := range []string{"4", "3", "2", "1", "0", "0"} {
		refusal := testkit.Refused(t, h.tryOf(ctx, h.Service, domain.ChallengeContact, person, other(issued.Text)), domain.CodeVerificationFailed)
		if got := testkit.Param(refusal, "attemptsLeft"); got != left {
			t.Errorf("%s left, want %s", got, left)
		}
	}
	testkit.Refused(t, h.tryOf(ctx, h.Service, domain.ChallengeContact, person, issued.Text), domain.CodeVerificationFailed)
}

func TestNobodyHearsHowManyTriesOfARegistrationAreLeft(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	person := identity.ClientOf(h.client(t, "12345678", ""))
	issued := h.issue(t, person)
	for _, actor := range []access.Actor{access.Anonymous(), {Kind: domain.ActorClient, ID: person.ID, Role: domain.RoleClient},
		{Kind: domain.ActorStaff, ID: uuid.New(), Role: domain.RoleMaster}} {
		for _, asked := range []identity.Person{person, identity.ClientOf(uuid.New())} {
			refusal := testkit.Refused(t, h.try(access.WithActor(t.Context(), actor), h.Service, asked, other(issued.Text)), domain.CodeVerificationFailed)
			if len(refusal.Params) > 0 {
				t.Errorf("%s is told %v", actor.Kind, refusal.Params)
			}
		}
	}
}

func TestFiveOfAHundredGuessesAtOnceAreJudged(t *testing.T) {
	t.Parallel()
	// Given a code and two instances.
	h := open(t, identity.Options{})
	person := identity.ClientOf(h.client(t, "12345678", ""))
	issued := h.issue(t, person)
	instances := []*identity.Service{h.Service, h.instance(identity.Options{})}
	// When a hundred guesses arrive at once.
	var judged atomic.Int32
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			try, err := instances[i%2].TakeTry(from(t, "190.1.2.3"), domain.ChallengeRegistration, person, uuid.Nil)
			if err != nil {
				t.Error(err)
			}
			if try != (identity.Try{}) {
				judged.Add(1)
			}
		})
	}
	all.Wait()
	// Then five of them may be right, and no more ever.
	if judged.Load() != 5 {
		t.Errorf("%d guesses are judged", judged.Load())
	}
	testkit.Refused(t, h.try(from(t, "190.1.2.3"), h.Service, person, issued.Text), domain.CodeVerificationFailed)
	// A new code is a new chance.
	if err := h.try(from(t, "190.1.2.3"), h.Service, person, h.issue(t, person).Text); err != nil {
		t.Error(err)
	}
}

func TestOfManyRightCodesAtOnceOneProves(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	person := identity.ClientOf(h.client(t, "12345678", ""))
	issued := h.issue(t, person)
	var proved atomic.Int32
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() {
			if h.try(from(t, "190.1.2.3"), h.Service, person, issued.Text) == nil {
				proved.Add(1)
			}
		})
	}
	all.Wait()
	if proved.Load() != 1 {
		t.Errorf("proved %d times", proved.Load())
	}
}

func TestNoSecretIsStored(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	person := identity.ClientOf(h.client(t, "12345678", ""))
	code := h.issue(t, person)
	link, _, err := store.Run(testkit.System(t), h.Store, store.Command{Action: "test.link"}, func(ctx context.Context, tx *store.Tx) (identity.Issued, error) {
		return h.IssueLink(ctx, tx, domain.ChallengeInvitation, person)
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := h.Clock.Now().Add(72 * time.Hour); link.ExpiresAt != want || len(link.Text) != 43 {
		t.Errorf("the link %+v, want it until %s", link, want)
	}
	for _, secret := range []string{code.Text, link.Text} {
		for _, table := range []string{"challenges", "audit_entries", "events", "outbox_messages"} {
			if rows := h.texts(t, `SELECT r::text FROM `+table+` r WHERE position($1 IN (to_jsonb(r) - 'id' - 'mac' - 'created_at' - 'at')::text) > 0`, secret); len(rows) > 0 &&
				len(secret) > 6 {
				t.Errorf("%s holds a secret: %s", table, rows[0])
			}
		}
	}
	// The hash of a code is no plain one, which could be searched for among a million.
	if rows := h.texts(t, `SELECT id::text FROM challenges WHERE secret_hash = sha256($1::bytea)`, []byte(code.Text)); len(rows) > 0 {
		t.Error("the code has a hash without a key")
	}
}

func TestSweepForgetsOldChallenges(t *testing.T) {
	t.Parallel()
	h := open(t, identity.Options{})
	person := identity.ClientOf(h.client(t, "12345678", ""))
	h.issue(t, person)
	for _, c := range []struct {
		after time.Duration
		left  int
	}{{8 * time.Minute, 1}, {7*24*time.Hour + time.Minute, 1}, {2 * time.Minute, 0}} {
		h.Clock.Advance(c.after)
		if _, err := h.Sweep(testkit.System(t)); err != nil {
			t.Fatal(err)
		}
		if rows := h.texts(t, `SELECT id::text FROM challenges`); len(rows) != c.left {
			t.Errorf("%d challenges after %s more", len(rows), c.after)
		}
	}
}
