package demo

import (
	"maps"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// The documents of the bots. In mutations the payload is called payload, so that all answers are read alike.
const (
	signInDocument = `mutation SignIn($input: SessionCreateInput!) { payload: sessionCreate(input: $input) { userErrors { code message } token } }`

	operationFields = `fragment Facts on Operation {
  id code version status channel side
  pay { amount currency } receive { amount currency }
  destinationAccount { bank { code } }
  deposits { id status money { amount } }
  payouts { money { amount } }
  proofs { id }
  availableActions { action allowed }
}`

	liveDocument = `query Live { operations(first: 20, filter: {status: [PENDING, IN_PROCESS]}, sort: {key: CREATED_AT, direction: ASC}) { nodes { ...Facts } } }
` + operationFields

	inProcessDocument = `query InProcess { operations(first: 50, filter: {status: [IN_PROCESS]}, sort: {key: CREATED_AT, direction: ASC}) { nodes { ...Facts } } }
` + operationFields

	ownAccountsDocument = `query Own { viewer { client { id accounts { id currency } } } }`

	portfolioDocument = `query Portfolio { clients(first: 50, filter: {status: [ACTIVE]}) { nodes { id kycStatus accounts { id currency } } } }`

	ratesDocument = `query Rates { baseRate { bid ask } publicRate { houseBuys houseSells } }`

	houseAccountsDocument = `query House { houseAccounts { id bank { code } currency active } }`

	quoteLockDocument = `mutation Quote($input: QuoteLockInput!) { payload: quoteLock(input: $input) { userErrors { code message } quote { id } } }`

	createDocument = `mutation Create($input: OperationCreateInput!) { payload: operationCreate(input: $input) { userErrors { code message } operation { code } } }`

	reportDocument = `mutation Report($input: OperationReportDepositInput!) { payload: operationReportDeposit(input: $input) { userErrors { code message } } }`

	cancelDocument = `mutation Cancel($input: OperationCancelInput!) { payload: operationCancel(input: $input) { userErrors { code message } } }`

	takeDocument = `mutation Take($input: OperationTakeInput!) { payload: operationTake(input: $input) { userErrors { code message } } }`

	confirmDocument = `mutation Confirm($input: OperationConfirmDepositInput!) { payload: operationConfirmDeposit(input: $input) { userErrors { code message } } }`

	rejectDocument = `mutation Reject($input: OperationRejectDepositInput!) { payload: operationRejectDeposit(input: $input) { userErrors { code message } } }`

	returnDocument = `mutation Return($input: OperationReturnInput!) { payload: operationReturn(input: $input) { userErrors { code message } } }`

	payoutDocument = `mutation Pay($input: OperationAddPayoutInput!) { payload: operationAddPayout(input: $input) { userErrors { code message } } }`

	proofDocument = `mutation Prove($input: OperationAddProofInput!) { payload: operationAddProof(input: $input) { userErrors { code message } } }`

	completeDocument = `mutation Complete($input: OperationCompleteInput!) { payload: operationComplete(input: $input) { userErrors { code message } } }`

	uploadRequestDocument = `mutation Upload($input: UploadRequestInput!) { payload: uploadRequest(input: $input) {
		userErrors { code message } upload { token method url headers { name value } } } }`

	uploadConfirmDocument = `mutation Confirmed($input: UploadConfirmInput!) { payload: uploadConfirm(input: $input) { userErrors { code message } file { id } } }`

	publishBaseDocument = `mutation Publish($input: BaseRatePublishInput!) { payload: baseRatePublish(input: $input) { userErrors { code message } } }`
)

// seen is an operation as a bot reads it.
type seen struct {
	ID, Code           string
	Version            int
	Status             domain.Status
	Channel            domain.Channel
	Side               domain.Side
	Pay, Receive       money.Money
	DestinationAccount struct{ Bank struct{ Code string } }
	Deposits           []seenDeposit
	Payouts            []struct{ Money amount }
	Proofs             []struct{ ID string }
	AvailableActions   []struct {
		Action  domain.Act
		Allowed bool
	}
}

type seenDeposit struct {
	ID     string
	Status domain.DepositStatus
	Money  amount
}

type amount struct{ Amount money.Amount }

// seenAccount is a bank account as a bot reads it, a client's or the house's.
type seenAccount struct {
	ID       string
	Bank     struct{ Code string }
	Currency money.Currency
	Active   bool
}

// may tells whether the house would accept the act now.
func (o seen) may(act domain.Act) bool {
	for _, available := range o.AvailableActions {
		if available.Action == act {
			return available.Allowed
		}
	}
	return false
}

// has answers the first deposit in a state.
func (o seen) has(status domain.DepositStatus) (seenDeposit, bool) {
	for _, deposit := range o.Deposits {
		if deposit.Status == status {
			return deposit, true
		}
	}
	return seenDeposit{}, false
}

// transferred is the sum of the deposits that are not rejected and did not go back.
func (o seen) transferred() money.Amount {
	var sum money.Amount
	for _, deposit := range o.Deposits {
		if deposit.Status == domain.DepositReported || deposit.Status == domain.DepositConfirmed {
			sum = sum.Add(deposit.Money.Amount)
		}
	}
	return sum
}

// unpaid is what the client still has to receive.
func (o seen) unpaid() money.Amount {
	left := o.Receive.Amount
	for _, payout := range o.Payouts {
		left = left.Sub(payout.Money.Amount)
	}
	return left
}

// fate is what a bot of some kind does with this operation, the same at every look.
func (o seen) fate(seed int64, kind string) dice { return newDice(seed, kind+":"+o.Code) }

// on is an act's input: which operation, as it was last read.
func (o seen) on(more map[string]any) map[string]any {
	input := map[string]any{"operationId": o.ID, "expectedVersion": o.Version}
	maps.Copy(input, more)
	return input
}

type operations struct {
	Operations struct{ Nodes []seen }
}
