package graph

import (
	"context"
	"fmt"
	"strings"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/auditentry"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
)

// auditList reads a page of the audit trail, newest first. The gate of audited fields writes the search down before it runs.
func (r *Resolver) auditList(ctx context.Context, arguments connection.Arguments, filter *model.AuditFilter) (*model.AuditEntryConnection, error) {
	if _, err := requireStaff(ctx, domain.AuditRead); err != nil {
		return nil, err
	}
	query := r.Store.Read().AuditEntry.Query()
	if err := narrowAudit(query, filter); err != nil {
		return nil, err
	}
	page, err := connection.Read(ctx, query, r.auditEntries, connection.ByNumber(1), arguments, func(entry *view.AuditEntry) connection.Position {
		return connection.Position{ID: globalid.FromNumber(entry.AuditEntry.ID)}
	})
	if err != nil {
		return nil, err
	}
	return &model.AuditEntryConnection{Nodes: page.Rows, PageInfo: pageInfo(page),
		Edges: connection.Edges(page, func(cursor string, node *view.AuditEntry) *model.AuditEntryEdge {
			return &model.AuditEntryEdge{Cursor: cursor, Node: node}
		})}, nil
}

func narrowAudit(query *ent.AuditEntryQuery, filter *model.AuditFilter) error {
	if filter == nil {
		return nil
	}
	for _, named := range []struct {
		field string
		given *string
		apply func(uuid.UUID)
	}{
		{"filter.actorId", filter.ActorID, func(id uuid.UUID) { query.Where(auditentry.ActorID(id)) }},
		{"filter.objectId", filter.ObjectID, func(id uuid.UUID) { query.Where(auditentry.ObjectID(id)) }},
	} {
		if named.given == nil {
			continue
		}
		_, id, err := globalid.Decode(*named.given)
		if err != nil {
			return badFilter(named.field, "El identificador no tiene la forma de uno de esta casa.")
		}
		named.apply(id)
	}
	for _, typed := range []*string{filter.Action, filter.Address, filter.RequestID} {
		if !domain.Storable(text(typed)) {
			query.Where(func(s *entsql.Selector) { s.Where(entsql.False()) })
			return nil
		}
	}
	if action := text(filter.Action); strings.HasSuffix(action, ".") {
		query.Where(auditentry.ActionHasPrefix(action))
	} else if action != "" {
		query.Where(auditentry.Action(action))
	}
	if filter.At != nil && filter.At.From != nil {
		query.Where(auditentry.AtGTE(*filter.At.From))
	}
	if filter.At != nil && filter.At.Until != nil {
		query.Where(auditentry.AtLT(*filter.At.Until))
	}
	if address := text(filter.Address); address != "" {
		query.Where(auditentry.Address(address))
	}
	if request := text(filter.RequestID); request != "" {
		query.Where(auditentry.RequestID(request))
	}
	return nil
}

// auditEntries shows rows of the trail with who acted, two more statements for all of them.
func (r *Resolver) auditEntries(ctx context.Context, query *ent.AuditEntryQuery) ([]*view.AuditEntry, error) {
	rows, err := query.All(ctx)
	if err != nil {
		return nil, err
	}
	staff, clients, err := r.auditActors(ctx, rows)
	if err != nil {
		return nil, err
	}
	shown := make([]*view.AuditEntry, len(rows))
	for i, row := range rows {
		entry := &view.AuditEntry{AuditEntry: row, ObjectID: objectID(row)}
		if row.ActorID != nil {
			entry.StaffMember, entry.Client = staff[*row.ActorID], clients[*row.ActorID]
		}
		shown[i] = entry
	}
	return shown, nil
}

func (r *Resolver) auditActors(ctx context.Context, rows []*ent.AuditEntry) (map[uuid.UUID]*view.StaffMember, map[uuid.UUID]*view.Client, error) {
	asked := selection.Of(ctx)
	byKind := map[domain.ActorKind][]uuid.UUID{}
	for _, row := range rows {
		if row.ActorID != nil {
			byKind[row.ActorKind] = append(byKind[row.ActorKind], *row.ActorID)
		}
	}
	staff, clients := map[uuid.UUID]*view.StaffMember{}, map[uuid.UUID]*view.Client{}
	if ids := byKind[domain.ActorStaff]; len(ids) > 0 && asked.Has("AuditEntry.staffMember") {
		people, err := r.Store.Read().User.Query().Where(user.IDIn(ids...)).All(ctx)
		if err != nil {
			return nil, nil, fmt.Errorf("read who acted: %w", err)
		}
		lens := r.look(ctx)
		for _, person := range people {
			staff[person.ID] = view.NewStaffMember(lens, person)
		}
	}
	if ids := byKind[domain.ActorClient]; len(ids) > 0 && asked.Has("AuditEntry.client") {
		found, err := r.clients(ctx, r.Store.Read().Customer.Query().Where(customer.IDIn(ids...)))
		if err != nil {
			return nil, nil, fmt.Errorf("read who acted: %w", err)
		}
		for _, client := range found {
			clients[client.Customer.ID] = client
		}
	}
	return staff, clients, nil
}

// objectID is the global id of a row's object, or its plain key where the object has no global id.
func objectID(row *ent.AuditEntry) *string {
	if row.ObjectID == nil {
		return nil
	}
	id := row.ObjectID.String()
	if prefix, known := ids.ObjectPrefix(domain.ObjectKind(row.ObjectKind)); known {
		id = globalid.Encode(prefix, *row.ObjectID)
	}
	return &id
}
