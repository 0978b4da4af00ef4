package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// operatorBot takes what nobody holds and brings what it holds one step further each time, so that who looks can follow.
type operatorBot struct {
	caller *caller
	seed   int64
	// accounts are the house's, read once.
	accounts []seenAccount
}

// wake does one step for each operation that is its own or nobody's. One that fails holds back no other.
func (b *operatorBot) wake(ctx context.Context) error {
	var work operations
	if err := b.caller.ask(ctx, inProcessDocument, nil, &work); err != nil {
		return err
	}
	var failed error
	for _, o := range work.Operations.Nodes {
		if err := b.next(ctx, o); err != nil {
			failed = fmt.Errorf("%s: %w", o.Code, err)
		}
		if isAway(failed) {
			break
		}
	}
	return failed
}

// next does what the house says is possible now, in the order of the work.
func (b *operatorBot) next(ctx context.Context, o seen) error {
	if o.may(domain.ActTake) {
		return b.caller.mutate(ctx, takeDocument, o.on(nil), nil)
	}
	reported, waiting := o.has(domain.DepositReported)
	switch {
	case waiting && o.may(domain.ActConfirmDeposit):
		return b.check(ctx, o, reported)
	case !waiting && o.transferred().Cmp(o.Pay.Amount) < 0 && o.may(domain.ActReturn):
		return b.giveBack(ctx, o, nil)
	case o.unpaid().Sign() > 0 && o.may(domain.ActAddPayout):
		return b.pay(ctx, o)
	case len(o.Proofs) == 0 && o.may(domain.ActAddProof):
		return b.prove(ctx, o)
	case o.may(domain.ActComplete):
		return b.caller.mutate(ctx, completeDocument, o.on(map[string]any{"proofIds": []string{o.Proofs[0].ID}}), nil)
	}
	return nil
}

// check finds most deposits at the bank. Of the few that it does not find, some are rejected and some handed back at
// once; a second one is always found, so that no client is kept for ever.
func (b *operatorBot) check(ctx context.Context, o seen, reported seenDeposit) error {
	_, before := o.has(domain.DepositRejected)
	switch roll := o.fate(b.seed, "operator").IntN(100); {
	case before || roll >= 7:
		return b.caller.mutate(ctx, confirmDocument, o.on(map[string]any{"depositId": reported.ID}), nil)
	case roll >= 4:
		return b.caller.mutate(ctx, rejectDocument, o.on(map[string]any{"depositId": reported.ID, "reason": notFound}), nil)
	}
	return b.giveBack(ctx, o, []string{reported.ID})
}

const notFound = "El abono no figura en la cuenta. Revisa el número de operación e infórmalo otra vez."

func (b *operatorBot) giveBack(ctx context.Context, o seen, rejected []string) error {
	if rejected == nil {
		rejected = []string{}
	}
	return b.caller.mutate(ctx, returnDocument, o.on(map[string]any{"rejectDepositIds": rejected, "reason": notFound}), nil)
}

// pay pays from the account at the client's bank, else at Interbank.
func (b *operatorBot) pay(ctx context.Context, o seen) error {
	if len(b.accounts) == 0 {
		var house struct{ HouseAccounts []seenAccount }
		if err := b.caller.ask(ctx, houseAccountsDocument, nil, &house); err != nil {
			return err
		}
		b.accounts = house.HouseAccounts
	}
	from := b.from(o.DestinationAccount.Bank.Code, o.Receive.Currency)
	if from == "" {
		return nil
	}
	return b.caller.mutate(ctx, payoutDocument, o.on(map[string]any{"amount": o.unpaid(), "houseAccountId": from,
		"bankReference": o.fate(b.seed, "payout").digits(8)}), nil)
}

func (b *operatorBot) from(bank string, currency money.Currency) string {
	known, _ := domain.BankByKey(bank)
	serving, _ := domain.BankByCode(domain.ServingBank(known.Code))
	for _, a := range b.accounts {
		if a.Active && a.Currency == currency && a.Bank.Code == serving.Key {
			return a.ID
		}
	}
	return ""
}

// prove draws a slip, uploads it and attaches it.
func (b *operatorBot) prove(ctx context.Context, o seen) error {
	content, err := voucher(o.Code)
	if err != nil {
		return err
	}
	file, err := b.upload(ctx, content)
	if err != nil {
		return fmt.Errorf("upload a proof: %w", err)
	}
	return b.caller.mutate(ctx, proofDocument, o.on(map[string]any{"fileId": file, "comment": "Constancia de transferencia"}), nil)
}

func (b *operatorBot) upload(ctx context.Context, content []byte) (string, error) {
	sum := sha256.Sum256(content)
	var asked struct {
		Upload struct {
			Token, Method, URL string
			Headers            []struct{ Name, Value string }
		}
	}
	err := b.caller.send(ctx, uploadRequestDocument, map[string]any{"purpose": domain.FilePayoutProof, "mediaType": "image/png",
		"size": len(content), "sha256": hex.EncodeToString(sum[:])}, &asked)
	if err != nil {
		return "", err
	}
	address := asked.Upload.URL
	if strings.HasPrefix(address, "/") {
		address = b.caller.url + address
	}
	request, err := http.NewRequestWithContext(ctx, asked.Upload.Method, address, bytes.NewReader(content))
	if err != nil {
		return "", fmt.Errorf("make a request: %w", err)
	}
	for _, header := range asked.Upload.Headers {
		request.Header.Set(header.Name, header.Value)
	}
	response, err := b.caller.http.Do(request)
	if err != nil {
		return "", away(err)
	}
	if err := response.Body.Close(); err != nil || response.StatusCode/100 != 2 {
		return "", fmt.Errorf("%w: status %d", errAway, response.StatusCode)
	}
	var confirmed struct{ File struct{ ID string } }
	if err := b.caller.send(ctx, uploadConfirmDocument, map[string]any{"token": asked.Upload.Token}, &confirmed); err != nil {
		return "", err
	}
	return confirmed.File.ID, nil
}
