// Package ids reads the global ids and the idempotency keys that callers send.
//
// An id of a wrong form or of another type is INVALID at its field (product.md 2.2). Whether there is such a row, and
// whether the caller may see it, is for the area to say: both are NOT_FOUND.
package ids

import (
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
)

// Decode answers the key inside an id of the type that the prefix stands for.
func Decode(prefix, text string) (uuid.UUID, bool) {
	found, id, err := globalid.Decode(text)
	return id, err == nil && found == prefix
}

// Input reads the ids and the idempotency key of one mutation's input and keeps what is wrong with them.
type Input struct{ faults domain.Faults }

// Required reads an id; the path is the field's in the input.
func (in *Input) Required(prefix, text string, path ...string) uuid.UUID {
	id, ok := Decode(prefix, text)
	if !ok {
		in.faults.Add(domain.Refuse(domain.CodeInvalid, "El identificador no corresponde a lo que este campo espera.").At(path...).
			With("expected", prefix+"_"))
	}
	return id
}

// Optional reads an id that may be left out; uuid.Nil stands for none.
func (in *Input) Optional(prefix string, text *string, path ...string) uuid.UUID {
	if text == nil {
		return uuid.Nil
	}
	return in.Required(prefix, *text, path...)
}

// List reads several ids of one type.
func (in *Input) List(prefix string, texts []string, path ...string) []uuid.UUID {
	list := make([]uuid.UUID, len(texts))
	for i, text := range texts {
		list[i] = in.Required(prefix, text, path...)
	}
	return list
}

// Key reads the idempotency key of a mutation, in its one spelling.
func (in *Input) Key(text string) string {
	key, refusal := domain.CheckIdempotencyKey(text)
	in.faults.Add(refusal)
	return key
}

// Own refuses a client that names another client than itself: for it there is no other.
func (in *Input) Own(caller access.Actor, client uuid.UUID, path ...string) {
	if caller.IsClient() && client != uuid.Nil && client != caller.ID {
		in.faults.Add(domain.Refuse(domain.CodeNotFound, "No existe ese cliente.").At(path...))
	}
}

// Refuse keeps what is wrong with something else of the input; nil is nothing.
func (in *Input) Refuse(refusal *domain.Error) { in.faults.Add(refusal) }

// Unreadable are the ids and the key of a wrong form; empty when there are none.
func (in *Input) Unreadable() []*domain.Error { return domain.Refusals(in.faults.Err()) }
