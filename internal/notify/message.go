package notify

import (
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// Recipient is whom a message is for: a person of the house or a client.
type Recipient struct {
	// Kind is STAFF or CLIENT.
	Kind domain.ActorKind
	ID   uuid.UUID
}

// Message is something that a command itself has to tell, because only the command knows it: a code or a link. Everything
// else is told from the events of the house.
type Message struct {
	// Fact is what happened, once for ever: for example "challenge:<id>". With the channel and the address it is unique.
	Fact string
	// Kind is the template.
	Kind Kind
	To   Recipient
	// Address is an e-mail to send to in place of the person's own, for example one that is being proved.
	Address string
	// Data is what the template shows, without secrets.
	Data map[string]any
	// Secret is the code or the link. It is sealed at rest and gone once the message is sent.
	Secret string
	// ExpiresAt is when the message says nothing worth knowing any more.
	ExpiresAt time.Time
}

// Kind names a message: its template, its topic and its channels are one row of the catalogue.
type Kind string
