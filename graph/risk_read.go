package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/manuallistcheck"
	"github.com/qoricash/qoricash/ent/peprecord"
	"github.com/qoricash/qoricash/ent/proposal"
	"github.com/qoricash/qoricash/ent/relatedperson"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/risk"
)

// addRisks reads how much risk clients bring and whom the house knows beside them, for who may see that, with a number of statements that
// depends on what the document asks for and not on how many clients there are.
func (r *Resolver) addRisks(ctx context.Context, lens *view.Lens, rows []*ent.Customer) error {
	asked := selection.Of(ctx)
	if len(rows) == 0 || !lens.Viewer.IsStaff() || !lens.Viewer.Can(domain.RiskRead) {
		return nil
	}
	if asked.Has("Client.relatedPersons") {
		if err := r.addRelatedPersons(ctx, lens, rows); err != nil {
			return err
		}
	}
	if !asked.Has("Client.risk") {
		return nil
	}
	pictures, err := r.Risk.Of(ctx, risk.Asked{History: asked.Has("RiskProfile.history"), Override: asked.Has("RiskProfile.override"),
		Exposures: asked.Has("RiskProfile.pepRecords"), Checks: asked.Has("RiskProfile.listChecks")}, rows...)
	if err != nil {
		return fmt.Errorf("read the risk of clients: %w", err)
	}
	for id, picture := range pictures {
		keep(&lens.Risks, id, picture)
	}
	return r.addRiskProposals(ctx, lens, rows)
}

// addRelatedPersons reads whom the house knows beside clients, under the caller's row rules.
func (r *Resolver) addRelatedPersons(ctx context.Context, lens *view.Lens, clients []*ent.Customer) error {
	rows, err := r.Store.Read().RelatedPerson.Query().Where(relatedperson.ClientIDIn(idsOfClients(clients)...), relatedperson.RemovedAtIsNil()).
		Order(relatedperson.ByID()).All(ctx)
	if err != nil {
		return fmt.Errorf("read related persons: %w", err)
	}
	for _, row := range rows {
		keep(&lens.RelatedPersons, row.ClientID, append(lens.RelatedPersons[row.ClientID], row))
	}
	return nil
}

// addRiskProposals reads the open proposals of another due diligence, of those that the caller sees.
func (r *Resolver) addRiskProposals(ctx context.Context, lens *view.Lens, clients []*ent.Customer) error {
	asked := selection.Of(ctx)
	if !asked.Has("RiskProfile.proposal") {
		return nil
	}
	query := r.Store.Read().Proposal.Query().Where(proposal.KindEQ(domain.ProposalDueDiligence), proposal.ObjectIDIn(idsOfClients(clients)...),
		proposal.DecisionIsNil())
	loadProposal(query, asked)
	rows, err := query.All(ctx)
	if err != nil {
		return fmt.Errorf("read proposals of due diligence: %w", err)
	}
	for _, row := range rows {
		keep(&lens.RiskProposals, row.ObjectID, row)
	}
	return r.addEntrusted(ctx, lens, rows...)
}

func idsOfClients(rows []*ent.Customer) []uuid.UUID {
	ids := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	return ids
}

// pepRecords shows political exposures that the caller's row rules let through, with whose they are.
func (r *Resolver) pepRecords(ctx context.Context, query *ent.PepRecordQuery) ([]*view.PepRecord, error) {
	rows, err := query.WithRecorder().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read political exposures: %w", err)
	}
	clients := map[uuid.UUID]*view.Client{}
	if len(rows) > 0 && selection.Of(ctx).Has("PepRecord.client") {
		var keys []uuid.UUID
		for _, row := range rows {
			keys = append(keys, row.ClientID)
		}
		shown, err := r.clients(ctx, r.Store.Read().Customer.Query().Where(customer.IDIn(keys...)))
		if err != nil {
			return nil, err
		}
		clients = byThing(shown, func(client *view.Client) uuid.UUID { return client.Customer.ID })
	}
	lens, views := r.look(ctx), make([]*view.PepRecord, len(rows))
	for i, row := range rows {
		views[i] = view.NewPepRecord(lens, row, clients[row.ClientID])
	}
	return views, nil
}

func (r *Resolver) pepRecordsByID(ctx context.Context, ids ...uuid.UUID) ([]*view.PepRecord, error) {
	return r.pepRecords(ctx, r.Store.Read().PepRecord.Query().Where(peprecord.IDIn(ids...)))
}

// pepRecordList reads a page of the political exposures of all clients, newest first, for who sees the risk of every client.
func (r *Resolver) pepRecordList(ctx context.Context, arguments connection.Arguments) (*model.PepRecordConnection, error) {
	actor, err := requireStaff(ctx, domain.RiskRead)
	if err != nil {
		return nil, err
	}
	if actor.Reach(domain.RiskRead) != domain.ReachAll {
		return nil, access.Denied(actor)
	}
	query := r.Store.Read().PepRecord.Query()
	page, err := connection.Read(ctx, query, r.pepRecords, connection.NewestFirst(peprecord.FieldCreatedAt), arguments,
		func(row *view.PepRecord) connection.Position {
			return connection.Position{Value: connection.OfInstant(row.PepRecord.CreatedAt), ID: row.PepRecord.ID}
		})
	if err != nil {
		return nil, err
	}
	list := &model.PepRecordConnection{Nodes: page.Rows, PageInfo: pageInfo(page),
		Edges: connection.Edges(page, func(cursor string, node *view.PepRecord) *model.PepRecordEdge {
			return &model.PepRecordEdge{Cursor: cursor, Node: node}
		})}
	list.TotalCount, err = total(ctx, "PepRecordConnection.totalCount", query)
	return list, err
}

// relatedPersonsByID shows persons beside clients, under the caller's row rules.
func (r *Resolver) relatedPersonsByID(ctx context.Context, ids ...uuid.UUID) ([]*view.RelatedPerson, error) {
	rows, err := r.Store.Read().RelatedPerson.Query().Where(relatedperson.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read related persons: %w", err)
	}
	views := make([]*view.RelatedPerson, len(rows))
	for i, row := range rows {
		views[i] = view.NewRelatedPerson(nil, row)
	}
	return views, nil
}

// listChecksByID shows checks of lists, under the caller's row rules.
func (r *Resolver) listChecksByID(ctx context.Context, ids ...uuid.UUID) ([]*view.ManualListCheck, error) {
	rows, err := r.Store.Read().ManualListCheck.Query().Where(manuallistcheck.IDIn(ids...)).WithChecker().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read checks of lists: %w", err)
	}
	lens, views := r.look(ctx), make([]*view.ManualListCheck, len(rows))
	for i, row := range rows {
		views[i] = view.NewManualListCheck(lens, row)
	}
	return views, nil
}

func pepRecordNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.pepRecordsByID(ctx, ids...))
}

func relatedPersonNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.relatedPersonsByID(ctx, ids...))
}

func manualListCheckNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.listChecksByID(ctx, ids...))
}
