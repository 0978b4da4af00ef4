package ids_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
)

func TestIDsOfTheRightTypeAreRead(t *testing.T) {
	t.Parallel()
	key := uuid.Must(uuid.NewV7())
	text := globalid.Encode("op", key)
	var in ids.Input
	if got := in.Required("op", text, "operationId"); got != key {
		t.Errorf("got %v, want %v", got, key)
	}
	if got := in.Optional("op", nil, "operationId"); got != uuid.Nil {
		t.Errorf("an id left out is read as %v", got)
	}
	if got := in.List("op", []string{text, text}, "operationIds"); !slices.Equal(got, []uuid.UUID{key, key}) {
		t.Errorf("got %v", got)
	}
	if unreadable := in.Unreadable(); len(unreadable) > 0 {
		t.Error(unreadable)
	}
}

func TestEveryWrongIDIsRefusedAtItsField(t *testing.T) {
	t.Parallel()
	var in ids.Input
	text := "x"
	in.Required("op", globalid.Encode("cli", uuid.New()), "operationId")
	in.Optional("cli", &text, "clientId")
	in.List("prf", []string{""}, "proofIds")
	in.Own(access.Actor{Kind: domain.ActorClient, ID: uuid.New()}, uuid.New(), "clientId")
	var found []string
	for _, refusal := range in.Unreadable() {
		found = append(found, string(refusal.Code)+" "+refusal.Field[0])
	}
	want := []string{"INVALID operationId", "INVALID clientId", "INVALID proofIds", "NOT_FOUND clientId"}
	if !slices.Equal(found, want) {
		t.Errorf("got %v, want %v", found, want)
	}
}
