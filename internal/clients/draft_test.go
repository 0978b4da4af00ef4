package clients_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

func typed(pairs ...string) []clients.DraftField {
	var list []clients.DraftField
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, clients.DraftField{Name: domain.DraftField(pairs[i]), Value: pairs[i+1]})
	}
	return list
}

func TestDraftIsGoneOnWithByItsTokenAlone(t *testing.T) {
	t.Parallel()
	h := open(t)
	token, _, err := h.SaveDraft(anonymous(t), "", typed("GIVEN_NAMES", "Eva", "EMAIL", "eva@correo.pe"))
	testkit.Must(t, err)
	again, draft, err := h.SaveDraft(anonymousFrom(t, "190.9.9.9"), token, typed("DOCUMENT_NUMBER", "12345678", "EMAIL", ""))
	testkit.Must(t, err)
	if want := typed("DOCUMENT_NUMBER", "12345678", "GIVEN_NAMES", "Eva"); again != token || !slices.Equal(draft.Fields, want) {
		t.Errorf("kept %v", draft.Fields)
	}
	read, ok, err := h.Draft(anonymous(t), token)
	if err != nil || !ok || !slices.Equal(read.Fields, draft.Fields) || !read.ExpiresAt.Equal(h.Clock.Now().Add(7*24*time.Hour)) {
		t.Errorf("read %+v, %t, %v", read, ok, err)
	}
	if _, ok, err := h.Draft(anonymous(t), token[:len(token)-1]+"_"); ok || err != nil {
		t.Errorf("another token reads it: %t, %v", ok, err)
	}
	_, _, err = h.SaveDraft(anonymous(t), "nada", typed("STEP", "2"))
	testkit.Refused(t, err, domain.CodeNotFound, "token")
	for _, table := range []string{"registration_drafts", "audit_entries"} {
		if rows := h.texts(t, fmt.Sprintf(`SELECT x::text FROM %s x WHERE x::text LIKE '%%' || $1 || '%%'`, table), token); len(rows) > 0 {
			t.Errorf("%s knows the token", table)
		}
	}
	if rows := h.texts(t, `SELECT changes::text FROM audit_entries WHERE changes::text LIKE '%Eva%'`); len(rows) > 0 {
		t.Errorf("the trail knows what was typed: %s", rows[0])
	}
}

func TestFieldsOfADraftThatAreSavedAtOnceAreAllKept(t *testing.T) {
	t.Parallel()
	h := open(t)
	token, _, err := h.SaveDraft(anonymous(t), "", typed("STEP", "1"))
	testkit.Must(t, err)
	// When many screens of one form save, each its own field.
	names := []string{"DOCUMENT_NUMBER", "PATERNAL_SURNAME", "MATERNAL_SURNAME", "GIVEN_NAMES", "EMAIL", "PHONE", "DISTRICT", "PROVINCE", "DEPARTMENT", "REFERRAL_CODE"}
	var all sync.WaitGroup
	for _, name := range names {
		all.Go(func() {
			if _, _, err := h.SaveDraft(anonymous(t), token, typed(name, "x")); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	// Then no save undid another.
	draft, _, err := h.Draft(anonymous(t), token)
	testkit.Must(t, err)
	if len(draft.Fields) != len(names)+1 {
		t.Errorf("kept %v", draft.Fields)
	}
}

func TestDraftKeepsOnlyWhatItMay(t *testing.T) {
	t.Parallel()
	h := open(t)
	for name, fields := range map[string][]clients.DraftField{
		"fields.0.name":  typed("PASSWORD", "secreta"),
		"fields.1.value": typed("STEP", "1", "EMAIL", strings.Repeat("x", 201)),
		"fields.0.value": typed("EMAIL", "a\x00b"),
	} {
		_, _, err := h.SaveDraft(anonymous(t), "", fields)
		if got := strings.Join(domain.Refusals(err)[0].Field, "."); got != name {
			t.Errorf("refused at %s, want %s", got, name)
		}
	}
	_, _, err := h.SaveDraft(anonymous(t), "", make([]clients.DraftField, 18))
	testkit.Refused(t, err, domain.CodeTooMany, "fields")
}

func TestDraftIsForgottenAfterAWeekAndWhenTheClientIsRegistered(t *testing.T) {
	t.Parallel()
	h := open(t)
	old, _, err := h.SaveDraft(anonymous(t), "", typed("STEP", "1"))
	testkit.Must(t, err)
	h.Clock.Advance(7 * 24 * time.Hour)
	if _, ok, _ := h.Draft(anonymous(t), old); ok {
		t.Error("an old draft is read")
	}
	_, _, err = h.SaveDraft(anonymous(t), old, typed("STEP", "2"))
	testkit.Refused(t, err, domain.CodeNotFound, "token")
	used, _, err := h.SaveDraft(anonymous(t), "", typed("STEP", "1"))
	testkit.Must(t, err)
	if swept, err := h.SweepDrafts(t.Context()); swept != 1 || err != nil {
		t.Errorf("%d swept, %v", swept, err)
	}
	in := evaHerself("12345678")
	in.DraftToken = used
	h.register(t, anonymous(t), in)
	if left := h.texts(t, `SELECT id::text FROM registration_drafts`); len(left) != 0 {
		t.Errorf("%d drafts are left", len(left))
	}
}
