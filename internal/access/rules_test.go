package access_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// furnished is a house with at least one row of every type, each with its texts filled in. There are a completed operation
// of Client and a pending one of OtherClient on hold; whoever is not named has nothing.
func furnished(t *testing.T) *testkit.Kit {
	t.Helper()
	k := testkit.New(t)
	done := k.Operation(t, domain.Completed)
	pending := k.Pending(t, testkit.OtherClient, "100.00")
	_, _, err := k.Trading.Hold(k.As(t, testkit.MiddleOffice), trading.HoldInput{Target: k.Target(t, pending), Reason: domain.HoldReview, Note: "Revisamos."})
	must(t, err)
	for author, id := range map[testkit.Caller]uuid.UUID{testkit.Trader: done, testkit.OtherTrader: pending} {
		_, _, err = k.Trading.AddNote(k.As(t, author), trading.AddNoteInput{OperationID: id, Text: "Llamar"})
		must(t, err)
		_, _, err = k.Trading.MarkNotesRead(k.As(t, testkit.Operator), trading.MarkNotesReadInput{OperationID: id})
		must(t, err)
	}
	// Money that came after the end: one part was not found, the other has a number that was used before, and went back.
	k.ReportAs(t, testkit.Client, done, "1.00", "V-1", uuid.Nil)
	k.RejectAs(t, testkit.Master, done, 1, "Otro titular")
	k.ReportAs(t, testkit.Client, done, "1.00", k.Row(t, done).Edges.Deposits[0].BankReference, uuid.Nil)
	k.ConfirmAs(t, testkit.Master, done, 2, "El banco repite sus números")
	k.RefundAs(t, testkit.Master, done, 2, "DEV-123456")
	must(t, decideRisk(func(caller testkit.Caller) context.Context { return k.As(t, caller) }, k))
	must(t, screenClients(func(caller testkit.Caller) context.Context { return k.As(t, caller) }, k))
	_, err = store.Do(access.AsSystem(t.Context()), k.Store, store.Command{Action: "test.furnish"}, func(ctx context.Context, tx *store.Tx) error {
		return furnish(ctx, k, tx)
	})
	must(t, err)
	return k
}

// furnish writes what no act of the fixture makes.
func furnish(ctx context.Context, k *testkit.Kit, tx *store.Tx) error {
	for _, write := range []func() error{
		func() error {
			return tx.PermissionGrant.Create().SetCreatedAt(tx.Now).SetUserID(k.ID(testkit.Trader)).SetPermission(domain.RatesBase).Exec(ctx)
		},
		func() error {
			return tx.Entrustment.Create().SetCreatedAt(tx.Now).SetUserID(k.ID(testkit.Analyst)).SetKind(domain.EntrustedOffice).Exec(ctx)
		},
		func() error {
			return tx.PermissionSetGrant.Create().SetCreatedAt(tx.Now).SetUserID(k.ID(testkit.Analyst)).SetPermissionSet(domain.SetAccountant).Exec(ctx)
		},
		func() error {
			if _, err := tx.Holiday.Delete().Exec(ctx); err != nil {
				return err
			}
			return tx.Holiday.Create().SetDate(domain.BusinessDate(tx.Now)).SetName("Feriado").Exec(ctx)
		},
		func() error {
			pips := int64(30)
			return tx.ParameterSetting.Create().SetCreatedAt(tx.Now).SetKey(domain.ParameterSpread).SetValue(domain.ParameterValue{Integer: &pips}).
				SetValidFrom(tx.Now).SetReason("Mercado").SetSource("Acta 3").SetSetBy(k.ID(testkit.Master)).Exec(ctx)
		},
		func() error {
			return tx.ScheduledRate.Create().SetCreatedAt(tx.Now).SetHouseBuys(money.MustRate("3.7380")).SetHouseSells(money.MustRate("3.7620")).
				SetPublishAt(tx.Now.Add(time.Hour)).SetReason("Apertura").SetScheduledBy(k.ID(testkit.Master)).Exec(ctx)
		},
		func() error { return tx.Customer.Update().SetPhone("+51987654321").Exec(ctx) },
		func() error {
			return tx.User.Update().Where(user.ID(k.ID(testkit.Trader))).SetDni("45678901").Exec(ctx)
		},
		func() error {
			return tx.Operation.Update().Where(operation.StatusEQ(domain.Pending)).SetCancelNote("Quispe no responde").SetReturnNote("Voucher ajeno").Exec(ctx)
		},
	} {
		if err := write(); err != nil {
			return err
		}
	}
	if err := furnishRewards(ctx, k, tx); err != nil {
		return err
	}
	if err := furnishInvoice(ctx, tx); err != nil {
		return err
	}
	if err := furnishRisk(ctx, k, tx); err != nil {
		return err
	}
	if err := furnishMonitoring(ctx, k, tx); err != nil {
		return err
	}
	if err := furnishRestriction(ctx, k, tx); err != nil {
		return err
	}
	if err := furnishCasework(ctx, k, tx); err != nil {
		return err
	}
	return furnishPeople(ctx, k, tx)
}

// furnishInvoice numbers a document of the completed operation.
func furnishInvoice(ctx context.Context, tx *store.Tx) error {
	done, err := tx.Operation.Query().Where(operation.StatusEQ(domain.Completed)).WithClient().Only(ctx)
	if err != nil {
		return err
	}
	counter, err := tx.InvoiceSeries.Create().SetCreatedAt(tx.Now).SetSeries("B002").SetKind(domain.Boleta).SetFirstNumber(1).SetNextNumber(1).Save(ctx)
	if err != nil {
		return err
	}
	row, err := tx.Invoice.Create().SetCreatedAt(tx.Now).SetUpdatedAt(tx.Now).SetVersion(1).SetOperationID(done.ID).SetClientID(done.ClientID).
		SetKind(domain.Boleta).SetState(domain.InvoiceRequested).SetSeries("B002").SetTaxKind(domain.Inafecto).SetTotal(done.Pen).SetNet(done.Pen).
		SetIgv(money.Amount{}).Save(ctx)
	if err != nil {
		return err
	}
	content := []byte("{}")
	sum := sha256.Sum256(content)
	if err := tx.InvoicePayload.Create().SetCreatedAt(tx.Now).SetInvoiceID(row.ID).SetVersion(1).SetContent(content).SetSha256(sum[:]).Exec(ctx); err != nil {
		return err
	}
	client := domain.InvoiceClient{DocumentType: done.Edges.Client.DocumentType, DocumentNumber: done.Edges.Client.DocumentNumber,
		Name: done.Edges.Client.FullName, Address: "Av. Larco 101, Miraflores"}
	err = tx.Invoice.UpdateOne(row).SetVersion(2).SetState(domain.InvoiceNumbered).SetNumber(1).SetNumberedAt(tx.Now).SetIssuedOn(domain.BusinessDate(tx.Now)).
		SetClientSnapshot(&client).SetIssuerSnapshot(&domain.InvoiceIssuer{RUC: "20615113698", Name: "LA CASA SAC"}).SetQr("20615113698|03|" + client.DocumentNumber).
		SetFaultMessage("Cliente " + client.Name).Exec(ctx)
	if err != nil {
		return err
	}
	return tx.InvoiceSeries.UpdateOne(counter).SetNextNumber(2).Exec(ctx)
}

// furnishRestriction restricts Client, and holds the pending operation for a rule.
func furnishRestriction(ctx context.Context, k *testkit.Kit, tx *store.Tx) error {
	_, err := k.Restriction.Open(ctx, tx, restriction.Restricted{ClientID: k.ID(testkit.Client), Kind: domain.RestrictionReview,
		Cause: domain.RestrictionPossibleMatch, Note: "Quispe está en una lista."})
	if err != nil {
		return err
	}
	pending, err := tx.Operation.Query().Where(operation.StatusEQ(domain.Pending)).Only(ctx)
	if err != nil {
		return err
	}
	return k.Restriction.HoldForRule(ctx, tx, pending.ID, "Regla de Quispe.")
}

// types are the names of every type that can be read, from the generated client itself.
func types() []string {
	var names []string
	client := reflect.TypeFor[ent.Client]()
	for field := range client.Fields() {
		if field.IsExported() && field.Type.Kind() == reflect.Pointer && strings.HasSuffix(field.Type.Elem().Name(), "Client") {
			names = append(names, field.Name)
		}
	}
	return names
}

// all reads every row of a type that the context may see.
func all(ctx context.Context, client *ent.Client, name string) (reflect.Value, error) {
	query := reflect.ValueOf(client).Elem().FieldByName(name).MethodByName("Query").Call(nil)[0]
	answer := query.MethodByName("All").Call([]reflect.Value{reflect.ValueOf(ctx)})
	err, _ := answer[1].Interface().(error)
	return answer[0], err
}

// visible is who sees how many rows of the furnished house, in the order of testkit.Callers: anonymous, client, other
// client, master, trader, other trader, operator, other operator, middle office, analyst.
var visible = map[string]string{
	ent.TypeOperation:           "0 1 1 2 1 1 2 2 2 2",
	ent.TypeDeposit:             "0 3 0 3 3 0 3 3 3 3",
	ent.TypePayout:              "0 1 0 1 1 0 1 1 1 1",
	ent.TypeProof:               "0 1 0 1 1 0 1 1 1 1",
	ent.TypeHold:                "0 0 2 2 0 2 2 2 2 2",
	ent.TypeNote:                "0 0 0 2 1 1 2 2 2 0",
	ent.TypeNoteRead:            "0 0 0 2 1 1 2 2 2 0",
	ent.TypeCustomer:            "0 1 1 2 1 1 2 2 2 2",
	ent.TypeBankAccount:         "0 2 2 4 2 2 4 4 4 4",
	ent.TypeQuote:               "0 1 1 2 0 0 0 0 0 0",
	ent.TypeUser:                "0 1 1 8 8 8 8 8 8 8",
	ent.TypeFile:                "0 3 0 3 3 0 2 2 3 2",
	ent.TypePublicRate:          "1 1 1 1 1 1 1 1 1 1",
	ent.TypeBaseRate:            "0 0 0 1 0 0 1 1 0 0",
	ent.TypeScheduledRate:       "0 0 0 1 0 0 1 1 0 0",
	ent.TypeHouseAccount:        "0 0 0 2 2 2 2 2 2 2",
	ent.TypeLedgerAccount:       "0 0 0 14 0 0 0 0 0 14",
	ent.TypeLedgerEntry:         "0 0 0 4 0 0 0 0 0 4",
	ent.TypePosting:             "0 0 0 10 0 0 0 0 0 10",
	ent.TypePermissionGrant:     "0 0 0 1 0 0 0 0 0 0",
	ent.TypePermissionSetGrant:  "0 0 0 1 1 1 1 1 1 1",
	ent.TypeEntrustment:         "0 0 0 1 0 0 0 0 0 0",
	ent.TypeSession:             "0 1 1 1 1 1 1 1 1 1",
	ent.TypeAuditEntry:          "0 0 0 + 0 0 0 0 + 0",
	ent.TypeDepositConfirmation: "0 0 0 0 0 0 0 0 0 0",
	ent.TypeHoliday:             "1 1 1 1 1 1 1 1 1 1",
	ent.TypeParameterSetting:    "0 0 0 1 0 0 1 1 0 0", // of the spread: who reads the base
	ent.TypeInvoice:             "0 1 0 1 1 0 1 1 1 1",
	ent.TypeInvoicePayload:      "0 0 0 0 0 0 0 0 0 0",
	ent.TypeInvoiceSeries:       "0 0 0 1 1 1 1 1 1 1",
	ent.TypeListState:           "0 0 0 0 0 0 0 0 0 0",
	ent.TypeListVersion:         "0 0 0 0 0 0 0 0 0 0",
	ent.TypeListEntry:           "0 0 0 0 0 0 0 0 0 0",
	ent.TypeListStaging:         "0 0 0 0 0 0 0 0 0 0",

	ent.TypeRiskProfile:          "0 0 0 1 0 0 1 1 1 0",
	ent.TypeRiskComputation:      "0 0 0 2 0 0 2 2 2 0",
	ent.TypeDueDiligenceOverride: "0 0 0 1 0 0 1 1 1 0",
	ent.TypePepRecord:            "0 0 0 1 0 0 1 1 1 0",
	ent.TypeManualListCheck:      "0 0 0 1 0 0 1 1 1 0",
	ent.TypeRelatedPerson:        "0 0 0 1 1 0 1 1 1 0",
	ent.TypeScreeningSubject:     "0 0 0 2 0 0 0 0 2 0",
	ent.TypeScreeningRun:         "0 0 0 2 0 0 0 0 2 0",
	ent.TypeScreeningResult:      "0 0 0 2 0 0 0 0 2 0",
	ent.TypeScreeningHit:         "0 0 0 1 0 0 0 0 1 0",
	ent.TypeHitDecision:          "0 0 0 1 0 0 0 0 1 0",
	ent.TypeClearedPair:          "0 0 0 0 0 0 0 0 0 0",

	ent.TypeClientRestriction: "0 0 0 1 0 0 0 0 1 0",
	ent.TypeComplianceGround:  "0 0 0 0 0 0 0 0 0 0",

	ent.TypeClientContact:       "0 1 0 1 1 0 1 1 1 1",
	ent.TypeConsent:             "0 1 0 1 1 0 0 0 1 0",
	ent.TypeClientDocument:      "0 1 0 1 1 0 0 0 1 0",
	ent.TypeProposal:            "0 0 0 5 0 0 0 0 5 0", // both clients were approved before, a regime was given, and a hit decided
	ent.TypeFileMatch:           "0 0 0 1 0 0 0 0 1 0",
	ent.TypeNotification:        "0 1 0 0 1 0 0 0 0 0",
	ent.TypeNotificationSetting: "0 1 0 0 1 0 0 0 0 0",
	ent.TypePushDevice:          "0 1 0 0 1 0 0 0 0 0",
	ent.TypeOutboxMessage:       "0 0 0 1 0 0 0 0 0 0",
	ent.TypeAccessToken:         "0 0 0 1 0 0 0 0 0 1",
	ent.TypeRegistrationDraft:   "0 0 0 0 0 0 0 0 0 0",
	ent.TypeChallenge:           "0 0 0 0 0 0 0 0 0 0",
	ent.TypeRecoveryCode:        "0 0 0 0 0 0 0 0 0 0",
	ent.TypeKnownDevice:         "0 0 0 0 0 0 0 0 0 0",
	ent.TypeFirstContactChange:  "0 0 0 0 0 0 0 0 0 0",
	ent.TypePendingUpload:       "0 0 0 0 0 0 0 0 0 0",
	ent.TypeCampaign:            "0 0 0 1 0 0 0 0 0 0",
	ent.TypeRewardCode:          "0 1 1 3 1 1 0 0 0 3", // each client's own, and that of the campaign
	ent.TypeCouponUse:           "0 1 0 1 1 0 0 0 0 1",
	ent.TypeReferral:            "0 1 0 1 0 1 0 0 0 1", // the client referred the other, who is in the other trader's portfolio
	ent.TypeRewardMovement:      "0 1 0 1 1 0 0 0 0 1",

	ent.TypeAlert:            "0 0 0 2 0 0 0 0 2 0",
	ent.TypeAlertFinding:     "0 0 0 2 0 0 0 0 2 0",
	ent.TypeAlertNote:        "0 0 0 1 0 0 0 0 1 0",
	ent.TypeComplianceCase:   "0 0 0 0 0 0 0 0 0 0",
	ent.TypeCaseStep:         "0 0 0 0 0 0 0 0 0 0",
	ent.TypeSuspiciousReport: "0 0 0 0 0 0 0 0 0 0",
	ent.TypeRegisterRow:      "0 0 0 0 0 0 0 0 0 0",
	ent.TypeRegisterSeal:     "0 0 0 0 0 0 0 0 0 0",

	ent.TypeMonitoringRule:        "0 0 0 0 0 0 0 0 0 0",
	ent.TypeRuleTrial:             "0 0 0 0 0 0 0 0 0 0",
	ent.TypeRuleDryRun:            "0 0 0 0 0 0 0 0 0 0",
	ent.TypeTransactionMonitoring: "0 0 0 0 0 0 0 0 0 0",
	ent.TypeRuleEvaluation:        "0 0 0 0 0 0 0 0 0 0",
	ent.TypeClientFeature:         "0 0 0 0 0 0 0 0 0 0",
}

// seen is how many rows of a type somebody sees. The audit trail grows while it is looked at, so it has some or none.
func seen(name string, rows reflect.Value) string {
	if name == ent.TypeAuditEntry && rows.Len() > 0 {
		return "+"
	}
	return fmt.Sprint(rows.Len())
}

func TestEachCallerSeesItsRowsOfEachType(t *testing.T) {
	t.Parallel()
	k := furnished(t)
	for _, name := range types() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, ok := visible[name]
			if !ok {
				t.Fatal("nobody has said who sees it")
			}
			rows, err := all(access.AsSystem(t.Context()), k.Store.Read(), name)
			must(t, err)
			if rows.Len() == 0 {
				t.Error("the house has none, so nothing is shown")
			}
			var plain, inside []string
			for _, caller := range testkit.Callers() {
				ctx := k.As(t, caller)
				rows, err := all(ctx, k.Store.Read(), name)
				must(t, err)
				plain = append(plain, seen(name, rows))
				_, err = store.Do(ctx, k.Store, store.Command{Action: "test.read"}, func(ctx context.Context, tx *store.Tx) error {
					rows, err := all(ctx, tx.Client(), name)
					inside = append(inside, seen(name, rows))
					return err
				})
				must(t, err)
			}
			if got := strings.Join(plain, " "); got != want {
				t.Errorf("%s\nsee  %s\nwant %s", testkit.Callers(), got, want)
			}
			if got := strings.Join(inside, " "); got != want {
				t.Errorf("inside a transaction %s\nsee  %s\nwant %s", testkit.Callers(), got, want)
			}
		})
	}
}

func TestRowsReachedThroughOthersKeepTheirRule(t *testing.T) {
	t.Parallel()
	k := furnished(t)
	// The staff is shown to a trader; what the others traded is not.
	people, err := k.Store.Read().User.Query().WithTradedOperations().WithGrants().All(k.As(t, testkit.OtherTrader))
	must(t, err)
	for _, row := range people {
		if len(row.Edges.Grants) > 0 || len(row.Edges.TradedOperations) > 0 && row.ID != k.ID(testkit.OtherTrader) {
			t.Errorf("%s: operations %v, grants %v", row.Name, row.Edges.TradedOperations, row.Edges.Grants)
		}
	}
	// A client sees neither notes nor the staff behind its operation, but for its trader.
	operation, err := k.Store.Read().Operation.Query().WithNotes().WithTrader().WithOperator().Only(k.As(t, testkit.Client))
	must(t, err)
	if len(operation.Edges.Notes) > 0 || operation.Edges.Operator != nil || operation.Edges.Trader == nil {
		t.Errorf("%+v", operation.Edges)
	}
	// An edge does not lead out of the rows of a transaction's actor either.
	_, err = store.Do(k.As(t, testkit.Client), k.Store, store.Command{Action: "test.read"}, func(ctx context.Context, tx *store.Tx) error {
		row, err := tx.Customer.Query().Where(customer.ID(k.ID(testkit.Client))).WithOwner().Only(ctx)
		must(t, err)
		clients, err := row.Edges.Owner.QueryClients().All(ctx)
		if len(clients) != 1 {
			t.Errorf("the owner's clients: %v", clients)
		}
		return err
	})
	must(t, err)
}

func TestWithoutAnActorNothingIsRead(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	for _, name := range types() {
		if _, err := all(t.Context(), k.Store.Read(), name); err == nil || !strings.Contains(err.Error(), "no actor") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAGrantedPermissionOpensItsRows(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	actor := k.Actor(testkit.Trader)
	actor.Granted = []domain.Permission{domain.RatesBase, domain.LedgerRead}
	ctx := access.WithActor(t.Context(), actor)
	rates, err := k.Store.Read().BaseRate.Query().Count(ctx)
	must(t, err)
	accounts, err := k.Store.Read().LedgerAccount.Query().Count(ctx)
	must(t, err)
	if rates != 1 || accounts != 0 {
		t.Errorf("%d base rates; %d accounts of the ledger, which nobody may be granted", rates, accounts)
	}
}

func TestASetOpensItsRowsToTheRolesItGoesWith(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	for caller, want := range map[testkit.Caller]int{testkit.MiddleOffice: 14, testkit.Trader: 0, testkit.Client: 0} {
		actor := k.Actor(caller)
		actor.Sets = []domain.PermissionSet{domain.SetAccountant}
		accounts, err := k.Store.Read().LedgerAccount.Query().Count(access.WithActor(t.Context(), actor))
		must(t, err)
		if accounts != want {
			t.Errorf("%s sees %d accounts of the ledger, want %d", caller, accounts, want)
		}
	}
}
