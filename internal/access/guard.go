package access

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/intercept"
	"github.com/qoricash/qoricash/internal/domain"
)

// Guard puts the row rules and the masking on a client, and so on everything that it reads: queries, eager-loaded edges
// and transactions alike. A type without a rule is refused; a test holds that list complete.
func Guard(client *ent.Client) {
	client.Intercept(intercept.TraverseFunc(restrict), maskResults())
}

func restrict(ctx context.Context, query intercept.Query) error {
	narrow, err := rowRule(ctx, query.Type())
	if err == nil && narrow != nil {
		query.WhereP(narrow)
	}
	return err
}

// Narrow puts the caller's row rule for a type on a part of a statement that counts or compares rows of it: the guard sees only the whole.
func Narrow(ctx context.Context, typeName string, part *sql.Selector) error {
	narrow, err := rowRule(ctx, typeName)
	if err == nil && narrow != nil {
		narrow(part)
	}
	return err
}

// rowRule answers which rows of a type the caller sees; nil for all.
func rowRule(ctx context.Context, typeName string) (predicate, error) {
	actor, ok := ActorFrom(ctx)
	if !ok {
		return nil, fmt.Errorf("read %s: no actor in the context", typeName)
	}
	if actor.Kind == domain.ActorSystem {
		return nil, nil
	}
	rule, ok := rowRules[typeName]
	if !ok {
		return nil, fmt.Errorf("read %s: no row rule", typeName)
	}
	return rule(actor), nil
}

// predicate narrows a query to the rows of an actor; nil narrows nothing.
type predicate = func(*sql.Selector)

// rowRules is who sees which rows (decisions.md, "Who may"). Rows outside are simply not there.
var rowRules = map[string]func(Actor) predicate{
	ent.TypeOperation:           operations,
	ent.TypeDeposit:             throughOperation,
	ent.TypePayout:              throughOperation,
	ent.TypeProof:               throughOperation,
	ent.TypeHold:                throughOperation,
	ent.TypeDepositConfirmation: nobody,
	ent.TypeNote:                notes,
	ent.TypeNoteRead:            noteReads,
	ent.TypeCustomer:            customers,
	ent.TypeBankAccount:         bankAccounts,
	ent.TypeQuote:               quotes,
	ent.TypeUser:                users,
	ent.TypeFile:                files,
	ent.TypePublicRate:          everyone,
	ent.TypeBaseRate:            staffWith(domain.RatesBase),
	ent.TypeHouseAccount:        houseAccounts,
	ent.TypeLedgerAccount:       staffWith(domain.LedgerRead),
	ent.TypeLedgerEntry:         staffWith(domain.LedgerRead),
	ent.TypePosting:             staffWith(domain.LedgerRead),
	ent.TypePermissionGrant:     staffWith(domain.UsersWrite),
	ent.TypePermissionSetGrant:  staff,
	ent.TypeEntrustment:         staffWith(domain.UsersWrite),
	ent.TypeSession:             ownRows,
	ent.TypeAuditEntry:          auditEntries,
	ent.TypeHoliday:             everyone,
	ent.TypeParameterSetting:    parameterSettings,
	ent.TypeInvoice:             invoices,
	ent.TypeInvoicePayload:      nobody,
	ent.TypeInvoiceSeries:       staffWith(domain.InvoicesRead),
	ent.TypeListState:           nobody,
	ent.TypeListVersion:         nobody,
	ent.TypeListEntry:           nobody,
	ent.TypeListStaging:         nobody,

	ent.TypeRewardCode:     throughClient(domain.RewardsRead),
	ent.TypeCouponUse:      throughClient(domain.RewardsRead),
	ent.TypeRewardMovement: throughClient(domain.RewardsRead),
	ent.TypeReferral:       referrals,
	ent.TypeCampaign:       staffWith(domain.CampaignsManage),

	ent.TypeRiskProfile:          risk,
	ent.TypeRiskComputation:      risk,
	ent.TypeDueDiligenceOverride: risk,
	ent.TypePepRecord:            risk,
	ent.TypeManualListCheck:      risk,
	ent.TypeRelatedPerson:        throughClient(domain.RiskRead),
	ent.TypeScreeningSubject:     staffWith(domain.ScreeningReview),
	ent.TypeScreeningRun:         staffWith(domain.ScreeningReview),
	ent.TypeScreeningResult:      staffWith(domain.ScreeningReview),
	ent.TypeScreeningHit:         staffWith(domain.ScreeningReview),
	ent.TypeHitDecision:          staffWith(domain.ScreeningReview),
	ent.TypeClearedPair:          nobody,
	ent.TypeClientRestriction:    staffWith(domain.RiskManage),
	ent.TypeComplianceGround:     nobody,
	// What rules say is for who looks into alerts: nobody reads it by the way.
	ent.TypeMonitoringRule:        nobody,
	ent.TypeRuleTrial:             nobody,
	ent.TypeRuleDryRun:            nobody,
	ent.TypeTransactionMonitoring: nobody,
	ent.TypeRuleEvaluation:        nobody,
	ent.TypeClientFeature:         nobody,

	ent.TypeAlert:            staffWith(domain.AlertsRead),
	ent.TypeAlertFinding:     staffWith(domain.AlertsRead),
	ent.TypeAlertNote:        staffWith(domain.AlertsRead),
	ent.TypeComplianceCase:   officers,
	ent.TypeCaseStep:         officers,
	ent.TypeSuspiciousReport: officers,
	ent.TypeRegisterRow:      officers,
	ent.TypeRegisterSeal:     officers,

	ent.TypeClientContact:       throughClient(domain.ClientsRead),
	ent.TypeConsent:             throughClient(domain.KYCRead),
	ent.TypeClientDocument:      clientDocuments,
	ent.TypeProposal:            proposals,
	ent.TypeScheduledRate:       staffWith(domain.RatesPublish),
	ent.TypeFileMatch:           staffWith(domain.KYCReview),
	ent.TypeNotification:        ownRows,
	ent.TypeNotificationSetting: ownRows,
	ent.TypePushDevice:          ownRows,
	ent.TypeOutboxMessage:       staffWith(domain.MessagesManage),
	ent.TypeAccessToken:         accessTokens,
	ent.TypeRegistrationDraft:   nobody,
	ent.TypeChallenge:           nobody,
	ent.TypeRecoveryCode:        nobody,
	ent.TypeKnownDevice:         nobody,
	ent.TypeFirstContactChange:  nobody,
	ent.TypePendingUpload:       nobody,
}

func everyone(Actor) predicate { return nil }

// staff shows rows to the people of the house; what acts by an access token is a program.
func staff(a Actor) predicate {
	if a.IsStaff() && a.TokenID == uuid.Nil {
		return nil
	}
	return none
}

// parameterSettings shows to the people of the house the settings of the parameters that they read.
func parameterSettings(a Actor) predicate {
	if !a.IsStaff() || a.TokenID != uuid.Nil {
		return none
	}
	keys := domain.ParametersReadBy(a.Can)
	list := make([]any, len(keys))
	for i, key := range keys {
		list[i] = key
	}
	return func(s *sql.Selector) { s.Where(sql.In(s.C("key"), list...)) }
}

func nobody(Actor) predicate { return none }

func none(s *sql.Selector) { s.Where(sql.False()) }

// houseAccounts shows where the house banks to the staff; of access tokens, to those that read operations, which are paid
// from there, or balances.
func houseAccounts(a Actor) predicate {
	if a.IsStaff() && (a.TokenID == uuid.Nil || a.Can(domain.OperationsRead) || a.Can(domain.BalancesRead)) {
		return nil
	}
	return none
}

func staffWith(permission domain.Permission) func(Actor) predicate {
	return func(a Actor) predicate {
		if a.IsStaff() && a.Can(permission) {
			return nil
		}
		return none
	}
}

// risk shows rows to the people of the house who read the risk of every client: over a portfolio there is less to know.
func risk(a Actor) predicate {
	if a.IsStaff() && a.Reach(domain.RiskRead) == domain.ReachAll {
		return nil
	}
	return none
}

// proposals shows those of the kinds that somebody decides, and to a person with a whole session those that it made: who asks hears what
// became of it, whatever it may decide by then.
func proposals(a Actor) predicate {
	if !a.IsStaff() || a.Restriction != "" {
		return none
	}
	kinds := domain.HouseApprovals().Within(a.Can)
	list := make([]any, len(kinds))
	for i, kind := range kinds {
		list[i] = kind
	}
	return func(s *sql.Selector) {
		shown := sql.In(s.C("kind"), list...)
		if a.TokenID == uuid.Nil {
			shown = sql.Or(shown, sql.EQ(s.C("proposed_by"), a.ID))
		}
		s.Where(shown)
	}
}

func operations(a Actor) predicate {
	switch a.Reach(domain.OperationsRead) {
	case domain.ReachAll:
		return nil
	case domain.ReachPortfolio:
		return equals("trader_id", a.ID)
	case domain.ReachOwn:
		return equals("client_id", a.ID)
	}
	return none
}

// throughOperation shows the rows that hang on an operation to whoever sees the operation.
func throughOperation(a Actor) predicate {
	if a.Reach(domain.OperationsRead) == domain.ReachAll {
		return nil
	}
	return inOperations(operations(a))
}

func notes(a Actor) predicate {
	switch a.Reach(domain.NotesRead) {
	case domain.ReachAll:
		return nil
	case domain.ReachPortfolio:
		return inOperations(operations(a))
	}
	return none
}

// noteReads shows who read a note to whoever sees the note.
func noteReads(a Actor) predicate {
	narrow := notes(a)
	if narrow == nil {
		return nil
	}
	return func(s *sql.Selector) {
		seen := sql.Select("id").From(sql.Table("notes"))
		narrow(seen)
		s.Where(sql.In(s.C("note_id"), seen))
	}
}

func inOperations(narrow predicate) predicate {
	return func(s *sql.Selector) {
		seen := sql.Select("id").From(sql.Table("operations"))
		narrow(seen)
		s.Where(sql.In(s.C("operation_id"), seen))
	}
}

// invoices shows the documents of the operations that the caller sees.
func invoices(a Actor) predicate {
	switch a.Reach(domain.InvoicesRead) {
	case domain.ReachAll:
		return nil
	case domain.ReachPortfolio:
		return inOperations(equals("trader_id", a.ID))
	case domain.ReachOwn:
		return equals("client_id", a.ID)
	}
	return none
}

func customers(a Actor) predicate {
	switch a.Reach(domain.ClientsRead) {
	case domain.ReachAll:
		return nil
	case domain.ReachPortfolio:
		return portfolio(a)
	case domain.ReachOwn:
		return equals("id", a.ID)
	}
	return none
}

// portfolio shows a trader its own clients, and those of the operations that it made before a client moved on: history
// stays readable (P-19).
func portfolio(a Actor) predicate {
	return func(s *sql.Selector) {
		traded := sql.Select("client_id").From(sql.Table("operations"))
		traded.Where(sql.EQ("trader_id", a.ID))
		s.Where(sql.Or(sql.EQ(s.C("owner_id"), a.ID), sql.In(s.C("id"), traded)))
	}
}

func bankAccounts(a Actor) predicate { return throughClient(domain.ClientsRead)(a) }

// throughClient shows the rows that hang on a client to whoever has the permission over that client. A trader's are the
// clients of the portfolio as it is now.
func throughClient(permission domain.Permission) func(Actor) predicate {
	return func(a Actor) predicate {
		switch a.Reach(permission) {
		case domain.ReachAll:
			return nil
		case domain.ReachPortfolio:
			return func(s *sql.Selector) { s.Where(sql.In(s.C("client_id"), owned(a))) }
		case domain.ReachOwn:
			return equals("client_id", a.ID)
		}
		return none
	}
}

// clientDocuments shows a client's papers to whoever sees its identification, but the compliance officer's opinion to
// reviewers alone: it is the house's own, and would tip the client off.
func clientDocuments(a Actor) predicate {
	narrow := throughClient(domain.KYCRead)(a)
	if a.Can(domain.KYCReview) {
		return narrow
	}
	return func(s *sql.Selector) {
		if narrow != nil {
			narrow(s)
		}
		s.Where(sql.NEQ(s.C("kind"), domain.PaperComplianceValidation))
	}
}

// referrals shows a client whom it referred, and a trader who referred the clients of the portfolio as it is now.
func referrals(a Actor) predicate {
	switch a.Reach(domain.RewardsRead) {
	case domain.ReachAll:
		return nil
	case domain.ReachPortfolio:
		return func(s *sql.Selector) { s.Where(sql.In(s.C("referred_id"), owned(a))) }
	case domain.ReachOwn:
		return equals("referrer_id", a.ID)
	}
	return none
}

func owned(a Actor) *sql.Selector {
	clients := sql.Select("id").From(sql.Table("clients"))
	clients.Where(sql.EQ("owner_id", a.ID))
	return clients
}

func quotes(a Actor) predicate {
	switch {
	case a.IsClient():
		return equals("client_id", a.ID)
	case a.Reach(domain.OperationsCreate) == domain.ReachAll:
		return nil
	case a.IsStaff():
		return equals("drafted_by", a.ID)
	}
	return none
}

// users shows the staff to the staff, and to a client the people of its own operations. Whoever may not see the others, for a
// session that owes something or a token without that scope, sees itself.
func users(a Actor) predicate {
	if a.Can(domain.UsersRead) {
		return nil
	}
	if a.IsStaff() {
		return equals("id", a.ID)
	}
	if !a.IsClient() {
		return none
	}
	return func(s *sql.Selector) {
		traders := sql.Select("trader_id").From(sql.Table("operations"))
		traders.Where(sql.EQ("client_id", a.ID))
		s.Where(sql.In(s.C("id"), traders))
	}
}

// files shows a caller what it uploaded itself and still answers for, the proofs of the operations that it sees, and the papers
// of the clients whose identification it sees.
func files(a Actor) predicate {
	if a.Kind == domain.ActorAnonymous {
		return none
	}
	return func(s *sql.Selector) {
		s.Where(sql.Or(uploads(a, s), proofs(a, s), papers(a, s), invoiceFiles(a, s), officersFiles(a, s)))
	}
}

// uploads are the caller's own files. A paper is its uploader's until it is attached to a client; from then on it is seen as
// that client's papers are. A token reaches the purposes that its scopes cover, so never the export of a person's data.
func uploads(a Actor, s *sql.Selector) *sql.Predicate {
	attached := sql.Select("file_id").From(sql.Table("client_documents"))
	own := []*sql.Predicate{sql.False()}
	for _, rule := range domain.FileRules() {
		if a.TokenID != uuid.Nil && (rule.TokenReads == "" || !a.Can(rule.TokenReads)) {
			continue
		}
		one := sql.EQ(s.C("purpose"), rule.Purpose)
		if rule.Readers == domain.ReadWithClient {
			one = sql.And(one, sql.Not(sql.In(s.C("id"), attached.Clone())))
		}
		own = append(own, one)
	}
	return sql.And(sql.EQ(s.C("uploaded_by"), a.ID), sql.Or(own...))
}

func proofs(a Actor, s *sql.Selector) *sql.Predicate {
	if a.IsStaff() && a.Reach(domain.OperationsRead) == domain.ReachAll {
		return ofReaders(s, domain.ReadWithOperation)
	}
	seen := sql.Select("id").From(sql.Table("operations"))
	if narrow := operations(a); narrow != nil {
		narrow(seen)
	}
	deposits := sql.Select("file_id").From(sql.Table("deposits"))
	deposits.Where(sql.In("operation_id", seen.Clone()))
	proofs := sql.Select("file_id").From(sql.Table("proofs"))
	proofs.Where(sql.In("operation_id", seen))
	return sql.Or(sql.In(s.C("id"), deposits), sql.In(s.C("id"), proofs))
}

// ofReaders are the files of every purpose that is read so.
func ofReaders(s *sql.Selector, readers domain.FileReaders) *sql.Predicate {
	list := []any{}
	for _, purpose := range domain.FilePurposes(func(rule domain.FileRule) bool { return rule.Readers == readers }) {
		list = append(list, purpose)
	}
	return sql.In(s.C("purpose"), list...)
}

// papers are the files of the papers that the caller sees; whoever reviews those of all clients sees also what nobody has
// attached yet.
func papers(a Actor, s *sql.Selector) *sql.Predicate {
	if a.Reach(domain.KYCRead) == domain.ReachAll && a.Can(domain.KYCReview) {
		return ofReaders(s, domain.ReadWithClient)
	}
	papers := sql.Select("file_id").From(sql.Table("client_documents"))
	clientDocuments(a)(papers)
	return sql.In(s.C("id"), papers)
}

// invoiceFiles are the files of the documents that the caller sees. A client has those of what SUNAT accepted (areas.md D14).
func invoiceFiles(a Actor, s *sql.Selector) *sql.Predicate {
	var each []*sql.Predicate
	for _, column := range []string{"pdf_file_id", "xml_file_id", "cdr_file_id"} {
		seen := sql.Select(column).From(sql.Table("invoices"))
		seen.Where(sql.NotNull(column))
		if narrow := invoices(a); narrow != nil {
			narrow(seen)
		}
		if !a.IsStaff() {
			seen.Where(sql.NotNull("accepted_at"))
		}
		each = append(each, sql.In(s.C("id"), seen))
	}
	return sql.Or(each...)
}

// ownRows shows what belongs to one person to that person. It is not for access tokens, which act for the house.
func ownRows(a Actor) predicate {
	switch {
	case a.TokenID != uuid.Nil:
		return none
	case a.IsStaff():
		return equals("user_id", a.ID)
	case a.IsClient():
		return equals("client_id", a.ID)
	}
	return none
}

// accessTokens shows who manages everybody's all of them, and the others those that they answer for.
func accessTokens(a Actor) predicate {
	switch a.Reach(domain.TokensManage) {
	case domain.ReachAll:
		return nil
	case domain.ReachOwn:
		return equals("holder_id", a.ID)
	}
	return none
}

func equals(column string, id uuid.UUID) predicate {
	return func(s *sql.Selector) { s.Where(sql.EQ(s.C(column), id)) }
}
