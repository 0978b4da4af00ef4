package notify

import (
	"context"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// What clients are told of their operations, and of the money of them.
const (
	KindOperationCreated   Kind = "OPERATION_CREATED"
	KindOperationAmended   Kind = "OPERATION_AMENDED"
	KindOperationInProcess Kind = "OPERATION_IN_PROCESS"
	KindDepositWithdrawn   Kind = "DEPOSIT_WITHDRAWN"
	KindDepositRejected    Kind = "DEPOSIT_REJECTED"
	KindDepositRefunded    Kind = "DEPOSIT_REFUNDED"
	KindDepositApplied     Kind = "DEPOSIT_APPLIED"
	KindDepositUnapplied   Kind = "DEPOSIT_UNAPPLIED"
	KindDepositUnconfirmed Kind = "DEPOSIT_UNCONFIRMED"
	KindDepositUnseen      Kind = "DEPOSIT_UNSEEN"
	KindPayoutVoided       Kind = "PAYOUT_VOIDED"
	KindOperationCompleted Kind = "OPERATION_COMPLETED"
	KindOperationReturned  Kind = "OPERATION_RETURNED"
	KindOperationCanceled  Kind = "OPERATION_CANCELED"
	KindOperationExpired   Kind = "OPERATION_EXPIRED"
	KindExpiredWithMoney   Kind = "OPERATION_EXPIRED_WITH_MONEY"
	KindOperationHeld      Kind = "OPERATION_HELD"
	KindOperationReleased  Kind = "OPERATION_RELEASED"
	KindLimitReached       Kind = "LIMIT_REACHED"
)

// What the desk is told of them.
const (
	KindDeskOperationCreated   Kind = "DESK_OPERATION_CREATED"
	KindDeskOperationAmended   Kind = "DESK_OPERATION_AMENDED"
	KindDeskDepositReported    Kind = "DESK_DEPOSIT_REPORTED"
	KindDeskDepositWithdrawn   Kind = "DESK_DEPOSIT_WITHDRAWN"
	KindDeskDepositRejected    Kind = "DESK_DEPOSIT_REJECTED"
	KindDeskDepositRefunded    Kind = "DESK_DEPOSIT_REFUNDED"
	KindDeskDepositApplied     Kind = "DESK_DEPOSIT_APPLIED"
	KindDeskDepositUnapplied   Kind = "DESK_DEPOSIT_UNAPPLIED"
	KindDeskDepositUnconfirmed Kind = "DESK_DEPOSIT_UNCONFIRMED"
	KindDeskDepositUnseen      Kind = "DESK_DEPOSIT_UNSEEN"
	KindDeskPayoutVoided       Kind = "DESK_PAYOUT_VOIDED"
	KindDeskPayoutCameBack     Kind = "DESK_PAYOUT_CAME_BACK"
	KindDeskInProcess          Kind = "DESK_OPERATION_IN_PROCESS"
	KindDeskOperationAssigned  Kind = "DESK_OPERATION_ASSIGNED"
	KindDeskOperationTaken     Kind = "DESK_OPERATION_TAKEN_OVER"
	KindDeskOperationLeft      Kind = "DESK_OPERATION_LEFT"
	KindDeskOperatorNamed      Kind = "DESK_OPERATOR_NAMED"
	KindDeskProofAdded         Kind = "DESK_PROOF_ADDED"
	KindDeskCompleted          Kind = "DESK_OPERATION_COMPLETED"
	KindDeskReturned           Kind = "DESK_OPERATION_RETURNED"
	KindDeskCanceled           Kind = "DESK_OPERATION_CANCELED"
	KindDeskExpired            Kind = "DESK_OPERATION_EXPIRED"
	KindDeskExpiredWithMoney   Kind = "DESK_OPERATION_EXPIRED_WITH_MONEY"
	KindDeskOvernight          Kind = "DESK_OPERATION_OVERNIGHT"
	KindDeskHeld               Kind = "DESK_OPERATION_HELD"
	KindDeskReleased           Kind = "DESK_OPERATION_RELEASED"
	KindDeskLimitReached       Kind = "DESK_LIMIT_REACHED"
)

func operationsChapter() *chapter {
	return &chapter{
		folder: "operations",
		kinds: slices.Concat(
			about(domain.TopicOperations, hours, KindOperationCreated, KindOperationAmended, KindOperationInProcess, KindDepositWithdrawn, KindDepositRejected,
				KindDepositRefunded, KindDepositApplied, KindDepositUnapplied, KindDepositUnconfirmed, KindDepositUnseen, KindPayoutVoided,
				KindOperationCompleted, KindOperationReturned, KindOperationCanceled, KindOperationExpired, KindExpiredWithMoney,
				KindOperationHeld, KindOperationReleased),
			about(domain.TopicIdentity, days, KindLimitReached),
			about(domain.TopicOperations, hours, KindDeskOperationCreated, KindDeskOperationAmended, KindDeskDepositReported, KindDeskDepositWithdrawn, KindDeskDepositRejected,
				KindDeskDepositRefunded, KindDeskDepositApplied, KindDeskDepositUnapplied, KindDeskDepositUnconfirmed, KindDeskDepositUnseen,
				KindDeskPayoutVoided, KindDeskPayoutCameBack, KindDeskInProcess, KindDeskOperationAssigned, KindDeskOperationTaken,
				KindDeskOperationLeft, KindDeskOperatorNamed, KindDeskProofAdded, KindDeskCompleted, KindDeskReturned, KindDeskCanceled,
				KindDeskExpired, KindDeskExpiredWithMoney, KindDeskOvernight, KindDeskHeld, KindDeskReleased),
			about(domain.TopicIdentity, days, KindDeskLimitReached)),
		rules:   slices.Concat(operationRules(), moneyRules()),
		targets: map[Kind]domain.LinkTarget{KindLimitReached: domain.LinkIdentification, KindOperationCanceled: domain.LinkNewOperation},
		read:    readOperations, members: operationMembers, words: operationWords,
		sample: Data{
			"code": "EXP-1042", "type": "Vendo dólares", "typeDesk": "Compra", "deposit": "US$ 1,000.00", "payout": "S/ 3,740.00",
			"previousDeposit": "US$ 900.00", "previousPayout": "S/ 3,366.00", "rate": "3.7400", "sum": "US$ 1,000.00", "status": "Pendiente",
			"waiting": "US$ 400.00", "counterpart": "EXP-1037", dataPending: true, dataBegun: false,
			"bank": "BCP", "account": "193-1234567-1-58", "cci": "00219300123456715814", "holder": "QoriCash S.A.C.",
			"toBank": "Interbank", "toAccount": "•••••••••8901", "fromBank": "BBVA", "fromAccount": "•••••••••4455",
			"deadline": "lunes 23/11 a las 10:30", "reason": sampleReason, "trader": "Bruno Díaz", "operator": "Carla Ríos",
			dataAttached: "B002-15", dataComing: false, "limit": "US$ 1,000.00", "used": "US$ 1,000.00", "count": "2", "maxCount": "2",
		},
	}
}

var (
	entered   = when("it came into process", func(f domain.OperationFacts) bool { return f.To == domain.InProcess && f.From != domain.InProcess })
	waiting   = unless("it did not come into process", entered)
	arrived   = when("the money came to it", func(f domain.OperationFacts) bool { return f.Received })
	left      = unless("the money left it", arrived)
	unseen    = when("nobody saw the money in time", func(f domain.OperationFacts) bool { return f.Reason == string(domain.ReturnedUnseen) })
	handed    = unless("by an operator", unseen)
	withMoney = when("money waits in it", func(f domain.OperationFacts) bool { return f.Waiting != nil })
	empty     = unless("no money waits in it", withMoney)
	cameBack  = when("what went out with wrong data came back", func(f domain.OperationFacts) bool { return f.CameBack })
	voided    = unless("it was not void before", cameBack)
	exhausted = when("nothing more may be operated without documents", func(f domain.OperationFacts) bool { return f.Limit != nil && f.Limit.Reached })
	held      = when("somebody else held it before", func(f domain.OperationFacts) bool { return f.FormerOperator != nil })
)

func operationRules() []Rule {
	of := func(event domain.EventKind, when Condition, say Kind, over []domain.MessageChannel, to ...Audience) Rule {
		return Rule{Object: domain.ObjectOperation, Event: event, When: when, Say: say, Over: over, To: to,
			Contacts: slices.Contains(to, ToClient)}
	}
	always := Condition{}
	return []Rule{
		of(domain.EventCreated, always, KindOperationCreated, everywhere, ToClient),
		of(domain.EventCreated, always, KindDeskOperationCreated, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventCreated, exhausted, KindLimitReached, everywhere, ToClient),
		of(domain.EventCreated, exhausted, KindDeskLimitReached, listed, ToOwner, ToMiddleOffice, ToMasters),
		of(domain.EventAmended, always, KindOperationAmended, everywhere, ToClient),
		of(domain.EventAmended, always, KindDeskOperationAmended, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventAmended, exhausted, KindLimitReached, everywhere, ToClient),
		of(domain.EventAmended, exhausted, KindDeskLimitReached, listed, ToOwner, ToMiddleOffice, ToMasters),
		of(domain.EventAssigned, always, KindDeskOperationAssigned, everywhere, ToOperator),
		of(domain.EventAssigned, held, KindDeskOperationTaken, listed, ToFormerOperator),
		of(domain.EventUnassigned, always, KindDeskOperationLeft, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventOperatorNamed, always, KindDeskOperatorNamed, listed, ToNamedOperator),
		of(domain.EventProofAdded, always, KindDeskProofAdded, listed, ToTrader, ToMasters),
		{Object: domain.ObjectOperation, Event: domain.EventCompleted, Say: KindOperationCompleted, Over: everywhere, To: []Audience{ToClient},
			Contacts: true, Waits: true},
		of(domain.EventCompleted, always, KindDeskCompleted, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventReturned, handed, KindOperationReturned, everywhere, ToClient),
		of(domain.EventReturned, handed, KindDeskReturned, listed, ToTrader, ToMasters),
		of(domain.EventReturned, unseen, KindDepositUnseen, everywhere, ToClient),
		of(domain.EventReturned, unseen, KindDeskDepositUnseen, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventCanceled, always, KindOperationCanceled, everywhere, ToClient),
		of(domain.EventCanceled, always, KindDeskCanceled, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventExpired, empty, KindOperationExpired, everywhere, ToClient),
		of(domain.EventExpired, empty, KindDeskExpired, listed, ToTrader),
		of(domain.EventExpired, withMoney, KindExpiredWithMoney, everywhere, ToClient),
		of(domain.EventExpired, withMoney, KindDeskExpiredWithMoney, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventHeld, always, KindOperationHeld, everywhere, ToClient),
		of(domain.EventHeld, always, KindDeskHeld, listed, ToTrader, ToOperator, ToMasters),
		of(domain.EventReleased, entered, KindOperationInProcess, inApp, ToClient),
		of(domain.EventReleased, entered, KindDeskInProcess, listed, ToTrader, ToOperators, ToMasters),
		of(domain.EventReleased, waiting, KindOperationReleased, inApp, ToClient),
		of(domain.EventReleased, waiting, KindDeskReleased, listed, ToTrader, ToOperator),
		{Object: domain.ObjectOperationAlert, Event: domain.EventOvernight, Say: KindDeskOvernight, Over: everywhere, To: []Audience{ToWhoeverPays, ToTrader, ToMasters}},
	}
}

// moneyRules are those of what is done to deposits and payouts. Any of the acts on deposits may make the whole of an operation, which
// then comes into process.
func moneyRules() []Rule {
	of := func(event domain.EventKind, when Condition, say Kind, over []domain.MessageChannel, to ...Audience) Rule {
		return Rule{Object: domain.ObjectOperation, Event: event, When: when, Say: say, Over: over, To: to,
			Contacts: slices.Contains(to, ToClient)}
	}
	always := Condition{}
	var rules []Rule
	for _, event := range []domain.EventKind{domain.EventDepositReported, domain.EventDepositWithdrawn, domain.EventDepositConfirmed,
		domain.EventDepositRejected, domain.EventDepositRefunded, domain.EventDepositApplied, domain.EventDepositUnapplied, domain.EventDepositCounted} {
		rules = append(rules,
			of(event, entered, KindOperationInProcess, inApp, ToClient),
			of(event, entered, KindDeskInProcess, listed, ToTrader, ToOperators, ToMasters))
	}
	return append(rules,
		of(domain.EventDepositReported, waiting, KindDeskDepositReported, listed, ToTrader, ToOperator, ToOperators, ToMasters),
		of(domain.EventDepositWithdrawn, always, KindDepositWithdrawn, everywhere, ToClient),
		of(domain.EventDepositWithdrawn, always, KindDeskDepositWithdrawn, listed, ToTrader, ToOperator, ToOperators, ToMasters),
		of(domain.EventDepositRejected, always, KindDepositRejected, everywhere, ToClient),
		of(domain.EventDepositRejected, always, KindDeskDepositRejected, listed, ToTrader),
		of(domain.EventDepositRefunded, always, KindDepositRefunded, everywhere, ToClient),
		of(domain.EventDepositRefunded, always, KindDeskDepositRefunded, listed, ToTrader, ToMasters),
		of(domain.EventDepositApplied, arrived, KindDepositApplied, everywhere, ToClient),
		of(domain.EventDepositApplied, arrived, KindDeskDepositApplied, listed, ToTrader, ToOperator, ToMasters),
		of(domain.EventDepositUnapplied, left, KindDepositUnapplied, everywhere, ToClient),
		of(domain.EventDepositUnapplied, left, KindDeskDepositUnapplied, listed, ToTrader, ToOperator, ToMasters),
		of(domain.EventDepositUnconfirmed, always, KindDepositUnconfirmed, everywhere, ToClient),
		of(domain.EventDepositUnconfirmed, always, KindDeskDepositUnconfirmed, listed, ToTrader, ToOperator, ToMasters),
		of(domain.EventPayoutVoided, voided, KindPayoutVoided, everywhere, ToClient),
		of(domain.EventPayoutVoided, voided, KindDeskPayoutVoided, listed, ToTrader, ToOperator, ToMasters),
		of(domain.EventPayoutVoided, cameBack, KindDeskPayoutCameBack, listed, ToTrader, ToOperator, ToMasters))
}

// readOperations reads the operations of facts, with what a message may say of them. What was an operation and is none any more is told
// of to nobody.
func readOperations(ctx context.Context, from *ent.Client, found []*occurrence, around *surroundings) error {
	rows, err := keyed(ctx, aggregates(found), func(ctx context.Context, keys []uuid.UUID) ([]*ent.Operation, error) {
		return from.Operation.Query().Where(operation.IDIn(keys...)).
			WithDeposits(func(q *ent.DepositQuery) { q.Where(deposit.DecidedAtNotNil()) }).All(ctx)
	}, func(row *ent.Operation) uuid.UUID { return row.ID })
	for _, o := range found {
		row, known := rows[o.Aggregate.ID]
		if !known {
			o.gone = true
			continue
		}
		around.keep(row.ID, row)
		o.ClientID = row.ClientID
		if o.waits() {
			around.wantDocument(row.ID)
		}
		facts := factsOf[domain.OperationFacts](o)
		around.wantUsers(row.TraderID, or(facts.Operator, uuid.Nil), or(facts.FormerOperator, uuid.Nil))
		if row.OperatorID != nil {
			around.wantUsers(*row.OperatorID)
		}
	}
	return err
}

// operationMembers answers who an audience means around an operation.
func operationMembers(a *surroundings, o *occurrence, to Audience) []person {
	row := rowOf[*ent.Operation](a, o.Aggregate.ID)
	switch to {
	case ToTrader:
		return a.staff(row.TraderID)
	case ToNamedOperator:
		return a.staff(or(factsOf[domain.OperationFacts](o).Operator, uuid.Nil))
	case ToFormerOperator:
		return a.staff(or(factsOf[domain.OperationFacts](o).FormerOperator, uuid.Nil))
	case ToOperator, ToWhoeverPays:
		if row.OperatorID != nil {
			if holder := a.staff(*row.OperatorID); len(holder) > 0 {
				return holder
			}
		}
		if to == ToWhoeverPays {
			return a.role(domain.RoleOperator)
		}
	}
	return nil
}

// operationWords are what was true of the operation at the event, and what its row says.
func operationWords(w wording, data Data, o *occurrence) {
	facts := factsOf[domain.OperationFacts](o)
	row := rowOf[*ent.Operation](w.around, o.Aggregate.ID)
	usd, pen := or(facts.USD, row.Usd), or(facts.PEN, row.Pen)
	beforeUSD, beforePEN := or(facts.PreviousUSD, usd), or(facts.PreviousPEN, pen)
	terms := row.Side.Terms()
	data[dataPath] = domain.Link{Target: domain.LinkOperation, ID: row.GlobalID()}.Path()
	data["code"], data["type"], data["typeDesk"] = row.Code, terms.ClientLabel, terms.HouseLabel
	data["deposit"], data["payout"] = sum(row.Side.DepositAmount(usd, pen), terms.Deposit), sum(row.Side.PayoutAmount(usd, pen), terms.Payout)
	data["previousDeposit"] = sum(row.Side.DepositAmount(beforeUSD, beforePEN), terms.Deposit)
	data["previousPayout"] = sum(row.Side.PayoutAmount(beforeUSD, beforePEN), terms.Payout)
	data["rate"], data["sum"], data["status"] = or(facts.Rate, row.Rate).String(), sumOf(facts.Money), row.Status.Label()
	data["waiting"], data["counterpart"] = sumOf(facts.Waiting), facts.Counterpart
	data[dataPending] = facts.To == domain.Pending && row.Status == domain.Pending
	data[dataBegun] = beganWithMoney(o, row)
	data["bank"], data["account"], data["cci"] = bankName(row.DepositSnapshot.Bank), row.DepositSnapshot.Number, row.DepositSnapshot.CCI
	data["holder"] = row.DepositSnapshot.Holder
	data["toBank"], data["toAccount"] = bankName(row.DestinationSnapshot.Bank), maskedAccount(row.DestinationSnapshot)
	data["fromBank"], data["fromAccount"] = bankName(row.SourceSnapshot.Bank), maskedAccount(row.SourceSnapshot)
	data["deadline"] = ""
	if row.ExpiresAt != nil {
		data["deadline"] = domain.SpokenInLima(*row.ExpiresAt)
	}
	data["reason"] = operationReason(o, row)
	data["trader"], data["operator"] = w.userName(row.TraderID), ""
	if row.OperatorID != nil {
		data["operator"] = w.userName(*row.OperatorID)
	}
	w.addClientRow(data, w.around.clients[row.ClientID])
	addLimit(data, or(facts.Limit, domain.LimitFacts{}))
}

// maskedAccount shows the end of a client's account: enough to recognise it, too little to copy it from a mailbox.
func maskedAccount(account domain.AccountSnapshot) string {
	if account.Number != "" {
		return access.Mask(account.Number)
	}
	return access.Mask(account.CCI)
}

// beganWithMoney tells whether an operation was made with money that had waited in another one: nobody is to pay it again.
func beganWithMoney(o *occurrence, row *ent.Operation) bool {
	return slices.ContainsFunc(row.Edges.Deposits, func(d *ent.Deposit) bool {
		return d.AppliedFrom != nil && d.CreatedAt.Equal(o.OccurredAt)
	})
}

// operationReason says why, in words: those of the deposit that was decided on in the same instant, of the end of the operation, or
// what a person of the house wrote; of every hold the same. Those of a void and of an alert are for the staff alone.
func operationReason(o *occurrence, row *ent.Operation) string {
	switch o.Kind {
	case domain.EventDepositRejected:
		for _, deposit := range row.Edges.Deposits {
			if deposit.DecidedAt != nil && deposit.DecidedAt.Equal(o.OccurredAt) && deposit.RejectReason != nil {
				return *deposit.RejectReason
			}
		}
	case domain.EventHeld:
		return domain.HoldText
	case domain.EventReturned:
		return returnReason(o, row)
	case domain.EventCanceled, domain.EventExpired:
		return domain.CancelReason(factsOf[domain.OperationFacts](o).Reason).Label()
	case domain.EventPayoutVoided:
		return domain.VoidReason(factsOf[domain.OperationFacts](o).Reason).Label()
	}
	if o.Aggregate.Type == domain.ObjectOperationAlert {
		return sentence(factsOf[domain.OvernightFacts](o).Cause.Words())
	}
	return ""
}

// returnReason is what the operator wrote. Events of version 1 say it themselves, later ones leave it in the row.
func returnReason(o *occurrence, row *ent.Operation) string {
	switch reason := factsOf[domain.OperationFacts](o).Reason; {
	case reason == string(domain.ReturnedUnseen):
		return ""
	case reason == string(domain.ReturnedByOperator) && row.ReturnNote != nil:
		return *row.ReturnNote
	case reason != string(domain.ReturnedByOperator):
		return reason
	}
	return ""
}

// addLimit adds what the client may operate without documents, as it was right after the act.
func addLimit(data Data, limit domain.LimitFacts) {
	data["limit"], data["used"] = money.Dollars(limit.Limit).String(), money.Dollars(limit.Used).String()
	data["count"], data["maxCount"] = strconv.Itoa(limit.Count), some(limit.MaxCount)
}
