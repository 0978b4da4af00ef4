package graph_test

import (
	"maps"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// input makes a sound input of a mutation for a caller, about objects that it makes first where it needs any.
type input func(t *testing.T, a *api, caller testkit.Caller) map[string]any

// inputs has a row for every mutation with an input; a mutation without one fails the tests that walk the schema.
func inputs() map[string]input {
	return together(inputsNotifications(), inputsMoney(), inputsIdentification(), inputsClients(), inputsStaff(), inputsSecurity(), inputsRewards(), inputsInvoices(), inputsRisk(),
		map[string]input{
			"sessionCreate": func(*testing.T, *api, testkit.Caller) map[string]any {
				return map[string]any{"credentials": map[string]any{"staff": map[string]any{"login": "nadie@qoricash.pe", "password": "x"}}}
			},
			"clientRegister": registerInput,
			"accountAdd": func(_ *testing.T, a *api, caller testkit.Caller) map[string]any {
				// A client has room for a few accounts only; those who see every client add to the other one.
				client := testkit.Client
				if caller != testkit.Master && a.Actor(caller).Reach(domain.AccountsWrite) == domain.ReachAll {
					client = testkit.OtherClient
				}
				return keyed(map[string]any{"clientId": a.client(client), "bank": "SCOTIABANK", "currency": "PEN", "kind": "SAVINGS",
					"cci": freshCCI(), "holderDeclared": true})
			},
			"uploadRequest": func(*testing.T, *api, testkit.Caller) map[string]any {
				return map[string]any{"purpose": "DEPOSIT_PROOF", "mediaType": "image/png", "size": 10,
					"sha256": "0000000000000000000000000000000000000000000000000000000000000000"}
			},
			"uploadConfirm": func(*testing.T, *api, testkit.Caller) map[string]any { return map[string]any{"token": "x"} },
			"quoteLock": func(_ *testing.T, a *api, _ testkit.Caller) map[string]any {
				return keyed(map[string]any{"amount": map[string]any{"pay": map[string]any{"amount": "100.00", "currency": "USD"}},
					"clientId": a.client(testkit.Client)})
			},
			"negotiatedRatePropose": func(_ *testing.T, a *api, _ testkit.Caller) map[string]any {
				return keyed(map[string]any{"amount": map[string]any{"pay": map[string]any{"amount": "100.00", "currency": "USD"}},
					"clientId": a.client(testkit.Client), "rate": "3.7600", "reason": "Cliente frecuente"})
			},
			"baseRatePublish": func(*testing.T, *api, testkit.Caller) map[string]any {
				return keyed(map[string]any{"bid": "3.7400", "ask": "3.7600", "reason": "Ajuste"})
			},
			"publicRatePublish": func(*testing.T, *api, testkit.Caller) map[string]any {
				return keyed(map[string]any{"houseBuys": "3.7380", "houseSells": "3.7620", "reason": "Ajuste"})
			},
			"publicRateSchedule": func(_ *testing.T, a *api, _ testkit.Caller) map[string]any {
				return keyed(map[string]any{"houseBuys": "3.7380", "houseSells": "3.7620", "reason": "Ajuste", "publishAt": a.Clock.Now().Add(time.Hour).Format(time.RFC3339)})
			},
			"scheduledRateCancel": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				return keyed(map[string]any{"scheduledRateId": globalid.Encode(ent.ScheduledRateIDPrefix, a.scheduledRate(t))})
			},
			"holidaySet": func(*testing.T, *api, testkit.Caller) map[string]any {
				return keyed(map[string]any{"date": "2026-12-24", "name": "Nochebuena"})
			},
			"holidayRemove": func(*testing.T, *api, testkit.Caller) map[string]any {
				return keyed(map[string]any{"date": "2026-12-25"})
			},
			"parameterSet": func(_ *testing.T, _ *api, caller testkit.Caller) map[string]any {
				// Each sets another value: one that holds already is refused.
				return keyed(map[string]any{"key": "SPREAD_PIPS", "value": map[string]any{"integer": 21 + len(caller)}, "reason": "Mercado volátil"})
			},
			"houseAccountOpen": func(*testing.T, *api, testkit.Caller) map[string]any {
				cci, _ := domain.SuggestCCI("00320000400000000100")
				account, _ := domain.AccountNumberOf(cci)
				return keyed(map[string]any{"bank": "INTERBANK", "currency": "USD", "number": account.Number, "cci": cci, "holder": "QORICASH SAC"})
			},
			"operationCreate": createInput,
			"operationAmend": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
				return a.about(t, a.Operation(t, domain.Pending), map[string]any{"quoteId": a.quoteFor(t, caller)})
			},
			"operationReportDeposit": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
				return a.about(t, a.Operation(t, domain.Pending), map[string]any{"amount": "200.00", "bankReference": "V-1",
					"fileId": globalid.Encode(ent.FileIDPrefix, a.File(t, caller, domain.FileDepositProof))})
			},
			"operationConfirmDeposit": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				id := a.Operation(t, domain.InProcess)
				return a.about(t, id, map[string]any{"depositId": a.deposit(t, id), "houseAccountId": a.house(money.USD)})
			},
			"operationRejectDeposit": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				id := a.Operation(t, domain.InProcess)
				return a.about(t, id, map[string]any{"depositId": a.deposit(t, id), "reason": "No llegó"})
			},
			"operationRefundDeposit": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				id := a.confirmed(t)
				return a.about(t, id, map[string]any{"depositId": a.deposit(t, id), "houseAccountId": a.house(money.USD), "bankReference": "D-1"})
			},
			"operationTake": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				id := a.Operation(t, domain.Pending)
				a.reportPart(t, id)
				return a.about(t, id, nil)
			},
			"operationReassign": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				return a.about(t, a.Operation(t, domain.InProcess), map[string]any{"operatorId": a.staff(testkit.OtherOperator)})
			},
			"operationHandBack": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				return a.about(t, a.Operation(t, domain.InProcess), nil)
			},
			"operationNameOperator": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				return a.about(t, a.Operation(t, domain.Pending), map[string]any{"operatorId": a.staff(testkit.OtherOperator)})
			},
			"operationAddPayout": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				return a.about(t, a.confirmed(t), map[string]any{"amount": "100.00", "houseAccountId": a.house(money.PEN), "bankReference": "P-1"})
			},
			"operationAddProof": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
				return a.about(t, a.Operation(t, domain.InProcess), map[string]any{
					"fileId": globalid.Encode(ent.FileIDPrefix, a.File(t, caller, domain.FilePayoutProof))})
			},
			"operationComplete": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				id := a.confirmed(t)
				a.Pay(t, id)
				a.Prove(t, id)
				return a.about(t, id, map[string]any{"proofIds": []any{globalid.Encode(ent.ProofIDPrefix, a.Row(t, id).Edges.Proofs[0].ID)}})
			},
			"operationReturn": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				id := a.Operation(t, domain.InProcess)
				return a.about(t, id, map[string]any{"rejectDepositIds": []any{a.deposit(t, id)}, "reason": "No llegó"})
			},
			"operationCancel": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				return a.about(t, a.Operation(t, domain.Pending), map[string]any{"reason": "Cambio de planes"})
			},
			"operationHold": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				return a.about(t, a.Operation(t, domain.Pending), map[string]any{"reason": "REVIEW", "note": "Falta el estado de cuenta."})
			},
			"operationRelease": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				id := a.Operation(t, domain.Pending)
				_, _, err := a.Trading.Hold(a.As(t, testkit.Master), trading.HoldInput{Target: a.Target(t, id), Reason: domain.HoldReview, Note: "Revisión"})
				if err != nil {
					t.Fatal(err)
				}
				return a.about(t, id, nil)
			},
			"noteAdd": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				return keyed(map[string]any{"operationId": globalid.Encode(ent.OperationIDPrefix, a.Operation(t, domain.Pending)), "text": "Llamar"})
			},
			"noteMarkRead": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
				return keyed(map[string]any{"operationId": globalid.Encode(ent.OperationIDPrefix, a.Operation(t, domain.Pending))})
			},
		})
}

// keyed adds an idempotency key of its own.
func keyed(fields map[string]any) map[string]any {
	fields["idempotencyKey"] = uuid.NewString()
	return fields
}

// about names an operation as it is now.
func (a *api) about(t *testing.T, id uuid.UUID, fields map[string]any) map[string]any {
	t.Helper()
	all := keyed(map[string]any{"operationId": globalid.Encode(ent.OperationIDPrefix, id), "expectedVersion": a.Row(t, id).Version})
	maps.Copy(all, fields)
	return all
}

func registerInput(_ *testing.T, _ *api, caller testkit.Caller) map[string]any {
	fields := keyed(map[string]any{"documentType": "PASSPORT", "documentNumber": "P" + uuid.NewString()[:8], "email": "rosa@correo.pe",
		"name": map[string]any{"person": map[string]any{"paternalSurname": "Lima", "givenNames": "Rosa"}}})
	if caller == testkit.Anonymous {
		fields["password"] = "tres-tristes-tigres"
		fields["consent"] = map[string]any{"terms": testkit.Terms, "privacy": testkit.Privacy}
	}
	return fields
}

// createInput takes a quote that the caller itself may use: a client its own; the desk one that it locked.
func createInput(t *testing.T, a *api, caller testkit.Caller) map[string]any {
	fields := keyed(map[string]any{"quoteId": a.quoteFor(t, caller), "sourceAccountId": a.account(testkit.Client, money.USD),
		"destinationAccountId": a.account(testkit.Client, money.PEN)})
	if a.Actor(caller).IsStaff() {
		fields["clientId"] = a.client(testkit.Client)
		fields["operatorId"] = a.staff(testkit.Operator)
	}
	return fields
}

// quoteFor is a quote for Client: of the caller's desk where it has one, of Client itself otherwise. A trader who may not
// quote for Client makes a draft.
func (a *api) quoteFor(t *testing.T, caller testkit.Caller) string {
	t.Helper()
	actor := a.Actor(caller)
	if !actor.IsStaff() || !actor.Can(domain.OperationsCreate) {
		return globalid.Encode(ent.QuoteIDPrefix, a.Quote(t, testkit.Client, "250.00"))
	}
	amount := money.Dollars(money.MustAmount("250.00"))
	in := pricing.LockQuoteInput{Amount: pricing.QuoteAmount{Pay: &amount}}
	if client := a.ID(testkit.Client); caller != testkit.OtherTrader {
		in.ClientID = &client
	}
	id, _, err := a.Pricing.LockQuote(a.As(t, caller), in)
	if err != nil {
		t.Fatal(err)
	}
	return globalid.Encode(ent.QuoteIDPrefix, id)
}

// confirmed is an operation whose deposit was seen.
func (a *api) confirmed(t *testing.T) uuid.UUID {
	t.Helper()
	id := a.Operation(t, domain.InProcess)
	a.Confirm(t, id)
	return id
}

// reportPart reports a part of a deposit, so that the operation waits with money to look for, and nobody holds it.
func (a *api) reportPart(t *testing.T, id uuid.UUID) {
	t.Helper()
	_, _, err := a.Trading.ReportDeposit(a.As(t, testkit.Client), trading.ReportDepositInput{Target: a.Target(t, id),
		Amount: money.MustAmount("50.00"), BankReference: "V-2"})
	if err != nil {
		t.Fatal(err)
	}
}

func (a *api) deposit(t *testing.T, operation uuid.UUID) string {
	t.Helper()
	return globalid.Encode(ent.DepositIDPrefix, a.Row(t, operation).Edges.Deposits[0].ID)
}

func (a *api) house(currency domain.Currency) string {
	return globalid.Encode(ent.HouseAccountIDPrefix, a.HouseAccount(currency))
}

func (a *api) account(holder testkit.Caller, currency domain.Currency) string {
	return globalid.Encode(ent.BankAccountIDPrefix, a.BankAccount(holder, currency))
}

func (a *api) client(caller testkit.Caller) string {
	return globalid.Encode(ent.CustomerIDPrefix, a.ID(caller))
}

func (a *api) staff(caller testkit.Caller) string {
	return globalid.Encode(ent.UserIDPrefix, a.ID(caller))
}

// freshCCI is a sound CCI of a savings account at Scotiabank that no other call answers.
func freshCCI() string {
	digits := uuid.New()
	number := make([]byte, 10)
	for i := range number {
		number[i] = '0' + digits[i]%10
	}
	cci, _ := domain.SuggestCCI("00917020" + string(number) + "00")
	return cci
}

// scheduledRate is a pair that waits for its instant.
func (a *api) scheduledRate(t *testing.T) uuid.UUID {
	t.Helper()
	done, _, err := a.Pricing.Schedule(a.As(t, testkit.Master), pricing.ScheduleInput{IdempotencyKey: uuid.NewString(), HouseBuys: money.MustRate("3.7380"),
		HouseSells: money.MustRate("3.7620"), PublishAt: a.Clock.Now().Add(time.Hour), Reason: "Ajuste"})
	must(t, err)
	return done.ID
}
