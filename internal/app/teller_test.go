package app_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/png"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/testkit"
)

// teller brings operations of one client from a quote to completion, through the API, and does not mind an instance that dies:
// it sends an act again under the same key, to whichever instance there is then.
type teller struct {
	caller func() caller
	client string
	// accounts are the client's, houses the house's, by currency.
	accounts, houses map[string]string
	proof            string
}

// desk is what tellers need to know of a house.
type desk struct {
	clients []deskClient
	houses  map[string]string
	proof   string
}

type deskClient struct {
	ID       string
	Accounts []deskAccount
}

type deskAccount struct{ ID, Currency string }

// look reads what the tellers need, and uploads the picture that proves their payments.
func look(t *testing.T, c caller) desk {
	t.Helper()
	var seen struct {
		Clients       struct{ Nodes []deskClient }
		HouseAccounts []deskAccount
	}
	testkit.Must(t, c.ask(t.Context(), `{ clients(first: 50) { nodes { id accounts { id currency } } } houseAccounts { id currency } }`, nil, &seen))
	seen.Clients.Nodes = slices.DeleteFunc(seen.Clients.Nodes, func(client deskClient) bool { return len(client.Accounts) == 0 })
	if len(seen.Clients.Nodes) != workers || len(seen.HouseAccounts) != 2 {
		t.Fatalf("the house has %+v", seen)
	}
	return desk{clients: seen.Clients.Nodes, houses: byCurrency(seen.HouseAccounts), proof: upload(t, c)}
}

func byCurrency(list []deskAccount) map[string]string {
	by := map[string]string{}
	for _, a := range list {
		by[a.Currency] = a.ID
	}
	return by
}

// teller is the teller of the n-th client.
func (d desk) teller(n int, caller func() caller) *teller {
	return &teller{caller: caller, client: d.clients[n].ID, accounts: byCurrency(d.clients[n].Accounts), houses: d.houses, proof: d.proof}
}

func upload(t *testing.T, c caller) string {
	t.Helper()
	var picture bytes.Buffer
	testkit.Must(t, png.Encode(&picture, image.NewGray(image.Rect(0, 0, 8, 8))))
	sum := sha256.Sum256(picture.Bytes())
	var asked struct {
		Upload struct{ Token, Method, URL string }
	}
	testkit.Must(t, c.act(t.Context(), `mutation($input: UploadRequestInput!) { payload: uploadRequest(input: $input) { userErrors { code message }
		upload { token method url } } }`, map[string]any{"purpose": "PAYOUT_PROOF", "mediaType": "image/png", "size": picture.Len(),
		"sha256": hex.EncodeToString(sum[:])}, &asked))
	_, err := c.send(t.Context(), asked.Upload.Method, asked.Upload.URL, "image/png", picture.Bytes())
	testkit.Must(t, err)
	var confirmed struct{ File struct{ ID string } }
	testkit.Must(t, c.act(t.Context(), `mutation($input: UploadConfirmInput!) { payload: uploadConfirm(input: $input) { userErrors { code message } file { id } } }`,
		map[string]any{"token": asked.Upload.Token}, &confirmed))
	return confirmed.File.ID
}

// taken is an operation as an act answers it.
type taken struct {
	Operation struct {
		ID, Code, Status string
		Version          int
		Pay, Receive     struct{ Amount, Currency string }
		Deposits         []struct{ ID string }
		Proofs           []struct{ ID string }
	}
}

func document(mutation, input string) string {
	return fmt.Sprintf(`mutation($input: %s!) { payload: %s(input: $input) { userErrors { code message }
		operation { id code status version pay { amount currency } receive { amount currency } deposits { id } proofs { id } } } }`, input, mutation)
}

// begin makes the operation of a key, or finds it made.
func (w *teller) begin(ctx context.Context, key string) (taken, error) {
	var locked struct{ Quote struct{ ID string } }
	err := w.insist(ctx, `mutation($input: QuoteLockInput!) { payload: quoteLock(input: $input) { userErrors { code message } quote { id } } }`,
		map[string]any{"idempotencyKey": keyOf(key + ":quote"), "clientId": w.client, "amount": map[string]any{"pay": map[string]any{"amount": "100.00", "currency": "USD"}}},
		&locked)
	if err != nil {
		return taken{}, fmt.Errorf("lock a price: %w", err)
	}
	var made taken
	err = w.insist(ctx, document("operationCreate", "OperationCreateInput"), map[string]any{"idempotencyKey": keyOf(key + ":create"), "quoteId": locked.Quote.ID,
		"sourceAccountId": w.accounts["USD"], "destinationAccountId": w.accounts["PEN"]}, &made)
	if err != nil {
		return taken{}, fmt.Errorf("make the operation: %w", err)
	}
	return made, nil
}

// keyOf is the idempotency key that stands for a name: the same for the same name.
func keyOf(name string) string { return uuid.NewSHA1(uuid.NameSpaceOID, []byte(name)).String() }

// complete brings the operation of a key to its end and answers its code.
func (w *teller) complete(ctx context.Context, key string) (code string, err error) {
	at, err := w.begin(ctx, key)
	if err != nil {
		return "", err
	}
	for _, act := range []struct {
		mutation, input string
		more            func() map[string]any
	}{
		{"operationReportDeposit", "OperationReportDepositInput", func() map[string]any {
			return map[string]any{"amount": at.Operation.Pay.Amount, "bankReference": "V-" + at.Operation.Code}
		}},
		{"operationConfirmDeposit", "OperationConfirmDepositInput", func() map[string]any { return map[string]any{"depositId": at.Operation.Deposits[0].ID} }},
		{"operationAddPayout", "OperationAddPayoutInput", func() map[string]any {
			return map[string]any{"amount": at.Operation.Receive.Amount, "houseAccountId": w.houses["PEN"], "bankReference": "P-" + at.Operation.Code}
		}},
		{"operationAddProof", "OperationAddProofInput", func() map[string]any { return map[string]any{"fileId": w.proof} }},
		{"operationComplete", "OperationCompleteInput", func() map[string]any { return map[string]any{"proofIds": []string{at.Operation.Proofs[0].ID}} }},
	} {
		input := act.more()
		input["idempotencyKey"], input["operationId"], input["expectedVersion"] = keyOf(key+":"+act.mutation), at.Operation.ID, at.Operation.Version
		if err := w.insist(ctx, document(act.mutation, act.input), input, &at); err != nil {
			return "", fmt.Errorf("%s of %s: %w", act.mutation, at.Operation.Code, err)
		}
	}
	if at.Operation.Status != "COMPLETED" {
		return "", fmt.Errorf("%s is %s", at.Operation.Code, at.Operation.Status)
	}
	return at.Operation.Code, nil
}

// insist sends an act until it is answered. What the house refuses is an error; what only the death of a process explains is
// tried again.
func (w *teller) insist(ctx context.Context, document string, input map[string]any, answer any) error {
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for {
		err := w.caller().act(ctx, document, input, answer)
		var refused *refusal
		if err == nil || errors.As(err, &refused) && !slices.Contains([]string{"INTERNAL", "UNAVAILABLE", "TIMEOUT", "IDEMPOTENCY_IN_PROGRESS"}, refused.code) {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-ticker.C:
		}
	}
}
