package notify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// Tell writes e-mails that only the caller can write, because they carry a code or a link, in the caller's transaction: they
// exist exactly if the command does. A fact that was told already is left alone.
func (s *Service) Tell(ctx context.Context, tx *store.Tx, messages ...Message) error {
	for _, message := range messages {
		if err := s.tell(ctx, tx, message); err != nil {
			return fmt.Errorf("tell %s: %w", message.Kind, err)
		}
	}
	return nil
}

func (s *Service) tell(ctx context.Context, tx *store.Tx, message Message) error {
	said, ok := s.letters.of(message.Kind)
	switch {
	case !ok || !said.ByCommand:
		return errors.New("no message of commands")
	case message.Fact == "":
		return errors.New("no fact")
	case said.Secret != (message.Secret != ""):
		return errors.New("a secret is missing, or one too many")
	}
	name, address, err := s.addressee(ctx, tx, message.To)
	if err != nil {
		return err
	}
	if message.Address != "" {
		address = message.Address
	}
	if !deliverable(address) {
		return nil // nobody to write to; the person of the house who made this row sees it without an address
	}
	data := maps.Clone(message.Data)
	if data == nil {
		data = map[string]any{}
	}
	data[dataName], data[dataStaff], data[dataPath] = name, message.To.Kind == domain.ActorStaff, pathOf(said.target())
	data[dataExpires] = ""
	if !message.ExpiresAt.IsZero() {
		data[dataExpires] = domain.SpokenInLima(message.ExpiresAt)
	}
	row := outboxRow{ID: uuid.Must(uuid.NewV7()), Channel: domain.ChannelEmail, Fact: message.Fact, Kind: message.Kind,
		Topic: said.Topic, To: message.To, Recipient: address, Data: data, DueAt: tx.Now, ExpiresAt: message.ExpiresAt}
	if message.Secret != "" {
		row.Secret = s.seals.Seal(row.ID, []byte(message.Secret))
	}
	// A message that a command tells is due when the command commits, and the events of the same command wake the workers; for
	// a command without any they look by the clock.
	return insertOutbox(ctx, tx, tx.Now, []outboxRow{row})
}

// addressee answers the name and the e-mail of a person. It reads as the system: whoever asks for a code is not signed in.
func (s *Service) addressee(ctx context.Context, tx *store.Tx, to Recipient) (name, email string, err error) {
	ctx = access.AsSystem(ctx)
	if to.Kind == domain.ActorStaff {
		row, err := tx.User.Query().Where(user.ID(to.ID)).Only(ctx)
		if err != nil {
			return "", "", fmt.Errorf("find the person: %w", err)
		}
		return unlinked(row.Name), row.Email, nil
	}
	row, err := tx.Customer.Query().Where(customer.ID(to.ID)).Only(ctx)
	if err != nil {
		return "", "", fmt.Errorf("find the client: %w", err)
	}
	return greetingName(row), row.Email, nil
}

// deliverable tells whether a text can be an address at all; that somebody reads there is known only later.
func deliverable(address string) bool {
	return strings.Count(address, "@") == 1 && !strings.ContainsAny(address, " \r\n\t,;<>")
}

// outboxRow is a message as it is written.
type outboxRow struct {
	ID        uuid.UUID
	Channel   domain.MessageChannel
	Fact      string
	Kind      Kind
	Topic     domain.Topic
	To        Recipient
	Recipient string
	Data      map[string]any
	Secret    []byte
	DueAt     time.Time
	ExpiresAt time.Time
	// document is what the letter has to do with an electronic document; brings tells that others may wait for that one.
	document document
	brings   bool
}

// encode answers the row's data as JSON.
func (r outboxRow) encode() (string, error) {
	data, err := json.Marshal(r.Data)
	if err != nil {
		return "", fmt.Errorf("encode the data of %s: %w", r.Kind, err)
	}
	return string(data), nil
}
