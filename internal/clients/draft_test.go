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
		list = append(list, clients.DraftField{Name: pairs[i], Value: pairs[i+1]})
	}
	return list
}

func TestDraftIsGoneOnWithByItsTokenAlone(t *testing.T) {
	t.Parallel()
	h := open(t)
	token, _, err := h.SaveDraft(anonymous(t), "", typed("givenNames", "Eva", "email", "eva@correo.pe"))
	testkit.Must(t, err)
	again, draft, err := h.SaveDraft(anonymousFrom(t, "190.9.9.9"), token, typed("documentNumber", "12345678", "email", ""))
	testkit.Must(t, err)
	if want := typed("documentNumber", "12345678", "givenNames", "Eva"); again != token || !slices.Equal(draft.Fields, want) {
		t.Errorf("kept %v", draft.Fields)
	}
	read, ok, err := h.Draft(anonymous(t), token)
	if err != nil || !ok || !slices.Equal(read.Fields, draft.Fields) || !read.ExpiresAt.Equal(h.Clock.Now().Add(7*24*time.Hour)) {
		t.Errorf("read %+v, %t, %v", read, ok, err)
	}
	if _, ok, err := h.Draft(anonymous(t), token[:len(token)-1]+"_"); ok || err != nil {
		t.Errorf("another token reads it: %t, %v", ok, err)
	}
	_, _, err = h.SaveDraft(anonymous(t), "nada", typed("step", "2"))
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
	token, _, err := h.SaveDraft(anonymous(t), "", typed("step", "1"))
	testkit.Must(t, err)
	// When many screens of one form save, each its own field.
	names := []string{"documentNumber", "paternalSurname", "maternalSurname", "givenNames", "email", "phone", "district", "province", "department", "referralCode"}
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
		"fields.0.name":  typed("password", "secreta"),
		"fields.1.value": typed("step", "1", "email", strings.Repeat("x", 201)),
		"fields.0.value": typed("email", "a\x00b"),
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
	old, _, err := h.SaveDraft(anonymous(t), "", typed("step", "1"))
	testkit.Must(t, err)
	h.Clock.Advance(7 * 24 * time.Hour)
	if _, ok, _ := h.Draft(anonymous(t), old); ok {
		t.Error("an old draft is read")
	}
	_, _, err = h.SaveDraft(anonymous(t), old, typed("step", "2"))
	testkit.Refused(t, err, domain.CodeNotFound, "token")
	used, _, err := h.SaveDraft(anonymous(t), "", typed("step", "1"))
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
