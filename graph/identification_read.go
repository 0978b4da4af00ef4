package graph

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientdocument"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/filematch"
	"github.com/qoricash/qoricash/ent/proposal"
	"github.com/qoricash/qoricash/ent/quote"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/pricing"
)

// matchesDeep is how far papers lead to clients with alike papers, and on: each step takes four levels of a document, which has
// at most twelve.
const matchesDeep = 3

// addIdentifications reads how far the identifications of clients are, with a number of statements that depends on what the
// document asks for and not on how many clients there are.
func (r *Resolver) addIdentifications(ctx context.Context, lens *view.Lens, rows []*ent.Customer) error {
	asked := selection.Of(ctx)
	if !asked.Has("Client.identification") {
		return nil
	}
	if lens.Identifications == nil {
		lens.Identifications = map[uuid.UUID]*view.Identification{}
	}
	for range matchesDeep {
		fresh := rows[:0:0]
		for _, row := range rows {
			if _, known := lens.Identifications[row.ID]; !known {
				fresh = append(fresh, row)
			}
		}
		if len(fresh) == 0 {
			return nil
		}
		papers, err := r.addIdentificationsOf(ctx, lens, fresh)
		if err != nil {
			return err
		}
		if rows, err = r.addMatches(ctx, lens, papers); err != nil {
			return err
		}
	}
	return nil
}

// addIdentificationsOf reads those of clients that are not read yet, and answers their papers.
func (r *Resolver) addIdentificationsOf(ctx context.Context, lens *view.Lens, rows []*ent.Customer) ([]*ent.ClientDocument, error) {
	asked := selection.Of(ctx)
	load := kyc.Load{Documents: func(q *ent.ClientDocumentQuery) { loadDocument(q, asked, lens.Viewer) }}
	if asked.Has("Identification.proposal") {
		load.Proposals = func(q *ent.ProposalQuery) { loadProposal(q, asked) }
	}
	found, err := r.KYC.Identifications(ctx, rows, load)
	if err != nil {
		return nil, fmt.Errorf("read identifications: %w", err)
	}
	var papers []*ent.ClientDocument
	var waiting []*ent.Proposal
	for _, row := range rows {
		if one, shown := found[row.ID]; shown {
			if one.Proposal != nil {
				waiting = append(waiting, one.Proposal)
			}
			lens.Identifications[row.ID] = view.NewIdentification(lens, view.NewClient(lens, row), one)
			papers = append(papers, one.Documents...)
		}
	}
	return papers, r.addEntrusted(ctx, lens, waiting...)
}

// addEntrusted reads who gave what, where the document asks who decides on proposals.
func (r *Resolver) addEntrusted(ctx context.Context, lens *view.Lens, rows ...*ent.Proposal) error {
	if !selection.Of(ctx).Has("Proposal.mayDecide") || !lens.Viewer.IsStaff() {
		return nil
	}
	given, err := r.Approval.Entrusted(ctx, rows...)
	lens.Entrusted = append(lens.Entrusted, given...)
	return err
}

func loadDocument(query *ent.ClientDocumentQuery, asked *selection.Set, viewer access.Actor) {
	if asked.Has("ClientDocument.file") {
		query.WithFile()
	}
	if asked.Has("ClientDocument.reviewer") && viewer.IsStaff() {
		query.WithReviewer()
	}
}

func loadProposal(query *ent.ProposalQuery, asked *selection.Set) {
	if asked.Has("Proposal.proposer") {
		query.WithProposer()
	}
	if asked.Has("Proposal.decider") {
		query.WithDecider()
	}
}

// documents reads papers under the caller's row rules, with what the document asks for.
func (r *Resolver) documents(ctx context.Context, ids ...uuid.UUID) ([]*view.ClientDocument, error) {
	query := r.Store.Read().ClientDocument.Query().Where(clientdocument.IDIn(ids...))
	lens := r.look(ctx)
	loadDocument(query, selection.Of(ctx), lens.Viewer)
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read papers: %w", err)
	}
	alike, err := r.addMatches(ctx, lens, rows)
	if err != nil {
		return nil, err
	}
	if err := r.addIdentifications(ctx, lens, alike); err != nil {
		return nil, err
	}
	views := make([]*view.ClientDocument, len(rows))
	for i, row := range rows {
		views[i] = view.NewClientDocument(lens, row)
	}
	return views, nil
}

// proposals reads proposals under the caller's row rules.
func (r *Resolver) proposals(ctx context.Context, ids ...uuid.UUID) ([]*view.Proposal, error) {
	return r.proposalsOf(ctx, r.Store.Read().Proposal.Query().Where(proposal.IDIn(ids...)))
}

// proposalsOf reads what a query finds, with the clients and the people of the house that they are about.
func (r *Resolver) proposalsOf(ctx context.Context, query *ent.ProposalQuery) ([]*view.Proposal, error) {
	asked := selection.Of(ctx)
	loadProposal(query, asked)
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read proposals: %w", err)
	}
	clients, users := map[uuid.UUID]*view.Client{}, map[uuid.UUID]*view.StaffMember{}
	if keys := clientsOf(rows); len(keys) > 0 && asked.Has("Proposal.client") {
		shown, err := r.clients(ctx, r.Store.Read().Customer.Query().Where(customer.IDIn(keys...)))
		if err != nil {
			return nil, err
		}
		clients = byThing(shown, func(client *view.Client) uuid.UUID { return client.Customer.ID })
	}
	if keys := objectsOf(rows, domain.ObjectUser); len(keys) > 0 && asked.Has("Proposal.user") {
		shown, err := r.staff(ctx, r.Store.Read().User.Query().Where(user.IDIn(keys...)))
		if err != nil {
			return nil, err
		}
		users = byThing(shown, func(member *view.StaffMember) uuid.UUID { return member.User.ID })
	}
	invoices, err := r.invoicesToVoid(ctx, objectsOf(rows, domain.ObjectInvoice))
	if err != nil {
		return nil, err
	}
	quotes, err := r.quotesOf(ctx, objectsOf(rows, domain.ObjectQuote))
	if err != nil {
		return nil, err
	}
	lens, views := r.look(ctx), make([]*view.Proposal, len(rows))
	if err := r.addEntrusted(ctx, lens, rows...); err != nil {
		return nil, err
	}
	for i, row := range rows {
		views[i] = view.NewProposal(lens, row, clients[clientOf(row)])
		views[i].User, views[i].Quote, views[i].Invoice = users[row.ObjectID], quotes[row.ObjectID], invoices[row.ObjectID]
	}
	return views, nil
}

// quotesOf are the quotes that proposals became, where the document asks for them.
func (r *Resolver) quotesOf(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*view.Quote, error) {
	if len(ids) == 0 || !selection.Of(ctx).Has("NegotiatedRateProposal.quote") {
		return nil, nil
	}
	rows, err := r.Store.Read().Quote.Query().Where(quote.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what proposals became: %w", err)
	}
	shown, err := r.quotes(ctx, rows...)
	return byThing(shown, func(q *view.Quote) uuid.UUID { return q.Quote.ID }), err
}

// clientOf is the client that a proposal is about, or whose due diligence, or for whom its rate is; uuid.Nil for nobody.
func clientOf(row *ent.Proposal) uuid.UUID {
	if row.ObjectKind == string(domain.ObjectClient) || row.ObjectKind == string(domain.ObjectComplianceClient) {
		return row.ObjectID
	}
	if wanted, ok := pricing.RateProposed(row); ok && wanted.ClientID != nil {
		return *wanted.ClientID
	}
	return uuid.Nil
}

// clientsOf are the clients of proposals.
func clientsOf(rows []*ent.Proposal) []uuid.UUID {
	var keys []uuid.UUID
	for _, row := range rows {
		if client := clientOf(row); client != uuid.Nil {
			keys = append(keys, client)
		}
	}
	return keys
}

// objectsOf are the things of a kind that proposals are about.
func objectsOf(rows []*ent.Proposal, kind domain.ObjectKind) []uuid.UUID {
	var keys []uuid.UUID
	for _, row := range rows {
		if row.ObjectKind == string(kind) {
			keys = append(keys, row.ObjectID)
		}
	}
	return keys
}

// addMatches reads which files of other clients are alike the papers', for who reviews papers, and answers those clients.
func (r *Resolver) addMatches(ctx context.Context, lens *view.Lens, papers []*ent.ClientDocument) ([]*ent.Customer, error) {
	if len(papers) == 0 || !selection.Of(ctx).Has("ClientDocument.matches") || !lens.Viewer.Can(domain.KYCReview) {
		return nil, nil
	}
	holders := make(map[uuid.UUID]uuid.UUID, len(papers))
	files := make([]uuid.UUID, len(papers))
	for i, paper := range papers {
		holders[paper.FileID], files[i] = paper.ClientID, paper.FileID
	}
	rows, err := r.Store.Read().FileMatch.Query().Where(filematch.Or(filematch.FileIDIn(files...), filematch.OtherFileIDIn(files...))).
		Order(filematch.ByID()).All(ctx)
	if err != nil || len(rows) == 0 {
		return nil, wrapRead("alike files", err)
	}
	pairs := pairsOf(rows, holders)
	owners, err := r.holdersOf(ctx, pairs)
	if err != nil {
		return nil, err
	}
	clients, err := r.matchedClients(ctx, lens, owners)
	if err != nil {
		return nil, err
	}
	if lens.Matches == nil {
		lens.Matches = map[uuid.UUID][]*view.FileMatch{}
	}
	for _, pair := range pairs {
		owner := owners[pair.other]
		// A file that turned out to be the same client's accuses nobody.
		if owner != holders[pair.paper] {
			lens.Matches[pair.paper] = append(lens.Matches[pair.paper], view.NewFileMatch(lens, pair.match, clients[owner]))
		}
	}
	found := make([]*ent.Customer, 0, len(clients))
	for _, client := range clients {
		found = append(found, client)
	}
	return found, nil
}

// alike is a match as one of its two files sees it.
type alike struct {
	match        *ent.FileMatch
	paper, other uuid.UUID
}

// pairsOf turns matches so that a paper is on the one side. The match of two papers is seen by both.
func pairsOf(rows []*ent.FileMatch, papers map[uuid.UUID]uuid.UUID) []alike {
	var pairs []alike
	for _, row := range rows {
		if _, ours := papers[row.FileID]; ours {
			pairs = append(pairs, alike{row, row.FileID, row.OtherFileID})
		}
		if _, ours := papers[row.OtherFileID]; ours {
			pairs = append(pairs, alike{row, row.OtherFileID, row.FileID})
		}
	}
	return pairs
}

// holdersOf answers whose the other files are: papers of a client, or proofs of what a client deposited.
func (r *Resolver) holdersOf(ctx context.Context, pairs []alike) (map[uuid.UUID]uuid.UUID, error) {
	others := make([]uuid.UUID, len(pairs))
	for i, pair := range pairs {
		others[i] = pair.other
	}
	owners := map[uuid.UUID]uuid.UUID{}
	papers, err := r.Store.Read().ClientDocument.Query().Where(clientdocument.FileIDIn(others...)).All(ctx)
	if err != nil {
		return nil, wrapRead("whose papers are alike", err)
	}
	for _, paper := range papers {
		owners[paper.FileID] = paper.ClientID
	}
	deposits, err := r.Store.Read().Deposit.Query().Where(deposit.FileIDIn(others...)).WithOperation().All(ctx)
	if err != nil {
		return nil, wrapRead("whose proofs are alike", err)
	}
	for _, row := range deposits {
		if row.FileID != nil && row.Edges.Operation != nil {
			owners[*row.FileID] = row.Edges.Operation.ClientID
		}
	}
	return owners, nil
}

func (r *Resolver) matchedClients(ctx context.Context, lens *view.Lens, owners map[uuid.UUID]uuid.UUID) (map[uuid.UUID]*ent.Customer, error) {
	clients := map[uuid.UUID]*ent.Customer{}
	if len(owners) == 0 || !selection.Of(ctx).Has("FileMatch.client") {
		return clients, nil
	}
	ids := make([]uuid.UUID, 0, len(owners))
	for _, id := range owners {
		ids = append(ids, id)
	}
	query := r.Store.Read().Customer.Query().Where(customer.IDIn(ids...))
	loadClient(query, selection.Of(ctx), lens.Viewer)
	rows, err := query.All(ctx)
	if err != nil {
		return nil, wrapRead("clients with alike files", err)
	}
	for _, row := range rows {
		clients[row.ID] = row
	}
	return clients, errors.Join(r.addLimits(ctx, lens, rows), r.addRisks(ctx, lens, rows))
}

func wrapRead(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("read %s: %w", what, err)
}
