package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/accesstoken"
	"github.com/qoricash/qoricash/ent/auditentry"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/ent/baserate"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/ent/hold"
	"github.com/qoricash/qoricash/ent/houseaccount"
	"github.com/qoricash/qoricash/ent/ledgeraccount"
	"github.com/qoricash/qoricash/ent/ledgerentry"
	"github.com/qoricash/qoricash/ent/note"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/payout"
	"github.com/qoricash/qoricash/ent/proof"
	"github.com/qoricash/qoricash/ent/publicrate"
	"github.com/qoricash/qoricash/ent/quote"
	"github.com/qoricash/qoricash/ent/session"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/trading"
)

// mostNodes is how many objects one call of `nodes` may name.
const mostNodes = 100

// nodeReader reads several objects of one type at once, in any order; those that the caller may not see are left out.
type nodeReader func(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error)

// nodeReaders are the types that implement Node, by the prefix of their ids.
func nodeReaders() map[string]nodeReader {
	return map[string]nodeReader{
		ent.OperationIDPrefix:       operationNodes,
		ent.CustomerIDPrefix:        clientNodes,
		ent.BankAccountIDPrefix:     bankAccountNodes,
		ent.UserIDPrefix:            staffNodes,
		ent.AccessTokenIDPrefix:     accessTokenNodes,
		ent.ClientContactIDPrefix:   contactNodes,
		ent.FileIDPrefix:            fileNodes,
		ent.ClientDocumentIDPrefix:  documentNodes,
		ent.ProposalIDPrefix:        proposalNodes,
		ent.NotificationIDPrefix:    notificationNodes,
		ent.PushDeviceIDPrefix:      pushDeviceNodes,
		ent.OutboxMessageIDPrefix:   messageNodes,
		ent.DepositIDPrefix:         depositNodes,
		ent.PayoutIDPrefix:          payoutNodes,
		ent.ProofIDPrefix:           proofNodes,
		ent.HoldIDPrefix:            holdNodes,
		ent.NoteIDPrefix:            noteNodes,
		ent.QuoteIDPrefix:           quoteNodes,
		ent.PublicRateIDPrefix:      ratePublicationNodes,
		ent.InvoiceIDPrefix:         invoiceNodes,
		ent.RewardCodeIDPrefix:      rewardCodeNodes,
		ent.ReferralIDPrefix:        referralNodes,
		ent.CampaignIDPrefix:        campaignNodes,
		ent.PepRecordIDPrefix:       pepRecordNodes,
		ent.RelatedPersonIDPrefix:   relatedPersonNodes,
		ent.ManualListCheckIDPrefix: manualListCheckNodes,
		view.PublicRateIDPrefix:     publicRateNodes,
		view.BankIDPrefix:           bankNodes,
		view.ParameterIDPrefix:      parameterNodes,
		ent.SessionIDPrefix:         sessionNodes,
		ent.AuditEntryIDPrefix:      auditEntryNodes,
		ent.BaseRateIDPrefix:        baseRateNodes,
		ent.ScheduledRateIDPrefix:   scheduledRateNodes,
		ent.HouseAccountIDPrefix:    houseAccountNodes,
		ent.LedgerAccountIDPrefix:   ledgerAccountNodes,
		ent.LedgerEntryIDPrefix:     ledgerEntryNodes,
	}
}

// nodes reads objects by their global ids, one batch per type, and answers them in the order of the ids. What is
// malformed, unknown or not the caller's is nil, alike.
func (r *Resolver) nodes(ctx context.Context, globalIDs []string) ([]view.Node, error) {
	if len(globalIDs) > mostNodes {
		return nil, domain.Refuse(domain.CodeBadRequest, `El argumento "ids" admite hasta %d identificadores.`, mostNodes).At("ids")
	}
	byPrefix := map[string][]uuid.UUID{}
	for _, text := range globalIDs {
		if prefix, id, err := globalid.Decode(text); err == nil {
			byPrefix[prefix] = append(byPrefix[prefix], id)
		}
	}
	readers, found := nodeReaders(), map[string]view.Node{}
	for prefix, ids := range byPrefix {
		read, known := readers[prefix]
		if !known {
			continue
		}
		nodes, err := read(ctx, r, ids)
		if err != nil {
			return nil, fmt.Errorf("read nodes: %w", err)
		}
		for _, node := range nodes {
			found[node.ID()] = node
		}
	}
	nodes := make([]view.Node, len(globalIDs))
	for i, text := range globalIDs {
		nodes[i] = found[text]
	}
	return nodes, nil
}

// asNodes forgets the type of views.
func asNodes[View view.Node](views []View, err error) ([]view.Node, error) {
	if err != nil {
		return nil, err
	}
	nodes := make([]view.Node, len(views))
	for i, one := range views {
		nodes[i] = one
	}
	return nodes, nil
}

// wrap shows rows that need nothing beside them.
func wrap[Row any, View view.Node](ctx context.Context, r *Resolver, show func(*view.Lens, Row) View) func([]Row, error) ([]view.Node, error) {
	return func(rows []Row, err error) ([]view.Node, error) {
		if err != nil {
			return nil, err
		}
		lens, nodes := r.look(ctx), make([]view.Node, len(rows))
		for i, row := range rows {
			nodes[i] = show(lens, row)
		}
		return nodes, nil
	}
}

func operationNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.operations(ctx, r.Store.Read().Operation.Query().Where(operation.IDIn(ids...))))
}

func clientNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.clients(ctx, r.Store.Read().Customer.Query().Where(customer.IDIn(ids...))))
}

func bankAccountNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	query := r.Store.Read().BankAccount.Query().Where(bankaccount.IDIn(ids...), bankaccount.RemovedAtIsNil())
	return wrap(ctx, r, view.NewBankAccount)(query.All(ctx))
}

func staffNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.staff(ctx, r.Store.Read().User.Query().Where(user.IDIn(ids...))))
}

func accessTokenNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.accessTokens(ctx, r.Store.Read().AccessToken.Query().Where(accesstoken.IDIn(ids...))))
}

// fileNodes shows no file to who sees personal data masked, as deposits and proofs do not.
func fileNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	if access.Current(ctx).Masked() {
		return nil, nil
	}
	return wrap(ctx, r, view.NewFile)(r.Store.Read().File.Query().Where(file.IDIn(ids...)).All(ctx))
}

func documentNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.documents(ctx, ids...))
}

func proposalNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.proposals(ctx, ids...))
}

func depositNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	query := r.Store.Read().Deposit.Query().Where(deposit.IDIn(ids...))
	loadDeposit(query, selection.Of(ctx), access.Current(ctx))
	rows, err := query.All(ctx)
	if err != nil {
		return nil, err
	}
	lens := r.look(ctx)
	var shown settlements
	shown.addDeposits(rows)
	if err := r.addDuplicates(ctx, lens, shown); err != nil {
		return nil, err
	}
	nodes := make([]view.Node, len(rows))
	for i, row := range rows {
		nodes[i] = view.NewDeposit(lens, row)
	}
	return nodes, nil
}

func payoutNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	query := r.Store.Read().Payout.Query().Where(payout.IDIn(ids...))
	loadPayout(query, selection.Of(ctx), access.Current(ctx))
	rows, err := query.All(ctx)
	if err != nil {
		return nil, err
	}
	lens := r.look(ctx)
	if err := r.addBalances(ctx, lens); err != nil {
		return nil, err
	}
	if err := r.addDuplicates(ctx, lens, settlements{payouts: rows}); err != nil {
		return nil, err
	}
	nodes := make([]view.Node, len(rows))
	for i, row := range rows {
		nodes[i] = view.NewPayout(lens, row)
	}
	return nodes, nil
}

func proofNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	query := r.Store.Read().Proof.Query().Where(proof.IDIn(ids...))
	loadProof(query, selection.Of(ctx), access.Current(ctx))
	return wrap(ctx, r, view.NewProof)(query.All(ctx))
}

func holdNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	viewer := access.Current(ctx)
	if trading.ReadsHolds(viewer) {
		return wrap(ctx, r, view.NewHold)(r.Store.Read().Hold.Query().Where(hold.IDIn(ids...)).All(ctx))
	}
	// Whoever may not know of each hold reads times on hold, whole, by the holds that began them.
	rows, err := r.Store.Read().Hold.Query().Where(hold.PeriodIDIn(ids...)).Order(hold.ByID()).All(ctx)
	return wrap(ctx, r, view.NewHold)(trading.HoldsFor(viewer, rows), err)
}

func noteNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	query := r.Store.Read().Note.Query().Where(note.IDIn(ids...))
	loadNote(query, selection.Of(ctx), access.Current(ctx))
	return wrap(ctx, r, view.NewNote)(query.All(ctx))
}

func quoteNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	rows, err := r.Store.Read().Quote.Query().Where(quote.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	return asNodes(r.quotes(ctx, rows...))
}

// publicRateNodes shows the pair in force, which is no row of its own.
func publicRateNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	shown, err := r.currentPublicRate(ctx)
	if err != nil || shown == nil {
		return nil, err
	}
	return []view.Node{shown}, nil
}

// bankNodes shows banks, which are no rows and no secret.
func bankNodes(_ context.Context, _ *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	nodes := make([]view.Node, 0, len(ids))
	for _, id := range ids {
		if bank, ok := view.BankByID(id); ok {
			nodes = append(nodes, bank)
		}
	}
	return nodes, nil
}

// sessionNodes shows the sessions of the caller's own list, to who came with one.
func sessionNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	if _, err := access.RequireSession(ctx); err != nil {
		return nil, nil //nolint:nilerr // a node that the caller may not see is not there
	}
	return asNodes(r.liveSessions(ctx, session.IDIn(ids...)))
}

// auditEntryNodes shows rows of the trail to who may search it.
func auditEntryNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.auditEntries(ctx, r.Store.Read().AuditEntry.Query().Where(auditentry.IDIn(globalid.Numbers(ids)...))))
}

// ratePublicationNodes shows publications to the staff, as their list does.
func ratePublicationNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	if staffOnly(ctx) != nil {
		return nil, nil //nolint:nilerr // a node that the caller may not see is not there
	}
	return asNodes(r.ratePublications(ctx, r.Store.Read().PublicRate.Query().Where(publicrate.IDIn(ids...))))
}

func baseRateNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	rows, err := r.Store.Read().BaseRate.Query().Where(baserate.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	return asNodes(r.baseRates(ctx, rows...))
}

func houseAccountNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	rows, err := r.Store.Read().HouseAccount.Query().Where(houseaccount.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	return asNodes(r.houseAccounts(ctx, rows))
}

func ledgerAccountNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	rows, err := r.Store.Read().LedgerAccount.Query().Where(ledgeraccount.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	return asNodes(r.ledgerAccounts(ctx, rows))
}

func ledgerEntryNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.ledgerEntries(ctx, r.Store.Read().LedgerEntry.Query().Where(ledgerentry.IDIn(globalid.Numbers(ids)...))))
}
