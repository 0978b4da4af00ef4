package clients

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/store"
)

// ExportInput asks for all that the house knows of a client.
type ExportInput struct {
	IdempotencyKey string `json:"-"`
	// ClientID is whose data, for staff; uuid.Nil for clients.
	ClientID uuid.UUID
}

// Export answers a file with all that the house knows of a client, which belongs to whoever asked: a client takes its own
// data along (Ley 29733, the right of access), a Master anybody's to hand it over. What others noted about the client, and
// what would tell that somebody looks into it, is not in it. At most five an hour.
func (s *Service) Export(ctx context.Context, in ExportInput) (uuid.UUID, store.Replay, error) {
	actor, err := access.Require(ctx, domain.ClientsExport)
	if err != nil {
		return uuid.Nil, false, err
	}
	id, refusal := owner(actor, in.ClientID)
	if refusal != nil {
		return uuid.Nil, false, refusal
	}
	in.ClientID = id
	if err := s.options.RateLimits.Require(ctx, ratelimit.Export(), ratelimit.Caller(ctx)); err != nil {
		return uuid.Nil, false, err
	}
	client, err := s.store.Read().Customer.Query().Where(customer.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return uuid.Nil, false, unknownClient()
	}
	if err != nil {
		return uuid.Nil, false, fmt.Errorf("find a client: %w", err)
	}
	content, err := s.exported(ctx, client)
	if err != nil {
		return uuid.Nil, false, err
	}
	made, err := s.areas.Files.Put(ctx, "application/json", content)
	if err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "client.export", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{clientele.Lock(id)}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectClient, ObjectID: id, After: map[string]any{"size": len(content)}})
		file, err := s.areas.Files.Store(ctx, tx, made, domain.FileDataExport, actor)
		if err != nil {
			return uuid.Nil, err
		}
		return file, clientele.Emit(ctx, tx, domain.EventDataExported, id, domain.ExportedFacts{ByStaff: actor.IsStaff()})
	})
}

// exported reads and encodes the data of a client. It reads as the system: the caller may have all of it, and not by itself
// see every row.
func (s *Service) exported(ctx context.Context, client *ent.Customer) ([]byte, error) {
	ctx = access.AsSystem(ctx)
	data := dataOf(client, s.store.Clock().Now())
	for _, read := range []func(context.Context, *ent.Client, uuid.UUID) error{
		data.readContacts, data.readConsents, data.readAccounts, data.readDocuments, data.readOperations, data.readSessions,
		data.readNotifications, data.readTrail,
	} {
		if err := read(ctx, s.store.Read(), client.ID); err != nil {
			return nil, fmt.Errorf("export a client: %w", err)
		}
	}
	content, err := json.MarshalIndent(data, "", "  ")
	return content, wrap("encode an export", err)
}
