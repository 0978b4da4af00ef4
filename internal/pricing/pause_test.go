package pricing_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/parameters"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

func pausing(paused bool) parameters.SetInput {
	return parameters.SetInput{IdempotencyKey: uuid.NewString(), Key: domain.ParameterPricingPaused, Value: domain.ParameterValue{Flag: &paused}, Reason: "Anuncio del BCRP"}
}

func quoteFor(client uuid.UUID) pricing.LockQuoteInput {
	in := pay("100", money.USD)
	in.IdempotencyKey, in.ClientID = uuid.NewString(), &client
	return in
}

func TestNobodyQuotesWhilePricesArePausedAndWhatWasQuotedHolds(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	kit.PublishRates(t, "3.7400", "3.7600")
	client, trader, clientID := kit.As(t, testkit.Client), kit.As(t, testkit.Trader), kit.ID(testkit.Client)
	promised, _, err := kit.Pricing.LockQuote(client, quoteFor(clientID))
	testkit.Must(t, err)
	_, _, err = kit.Parameters.Set(kit.As(t, testkit.Trader), pausing(true))
	testkit.Refused(t, err, domain.CodeForbidden)

	_, _, err = kit.Parameters.Set(kit.As(t, testkit.Master), pausing(true))
	testkit.Must(t, err)

	for who, c := range map[string]error{
		"a client":                    func() error { _, _, err := kit.Pricing.LockQuote(client, quoteFor(clientID)); return err }(),
		"a trader":                    func() error { _, _, err := kit.Pricing.LockQuote(trader, quoteFor(clientID)); return err }(),
		"who asks for the same again": func() error { _, err := kit.Pricing.FreshQuote(client, promised); return err }(),
		"who asks for more": func() error {
			_, _, err := kit.Pricing.ProposeRate(trader, beyond("3.7600", &clientID))
			return err
		}(),
	} {
		if domain.CodeOf(c) != domain.CodePricingUnavailable {
			t.Errorf("%s is answered %v", who, c)
		}
	}
	_, _, err = kit.Pricing.LockQuote(trader, quoteFor(clientID))
	for _, said := range []string{"Anuncio del BCRP", "Parámetros"} {
		if !strings.Contains(err.Error(), said) {
			t.Errorf("the desk is not told %q: %v", said, err)
		}
	}
	_, _, err = kit.Pricing.LockQuote(client, quoteFor(clientID))
	if strings.Contains(err.Error(), "BCRP") {
		t.Errorf("the client reads the reason: %v", err)
	}
	preview, err := kit.Pricing.Preview(client, pay("100", money.USD).Amount, "")
	testkit.Must(t, err)
	if preview.Price != nil || len(preview.Refusals) != 1 || preview.Refusals[0].Code != domain.CodePricingUnavailable {
		t.Errorf("the preview shows %+v", preview)
	}
	_, err = store.Do(client, kit.Store, store.Command{Action: "test.take"}, func(ctx context.Context, tx *store.Tx) error {
		_, err := kit.Pricing.Take(ctx, tx, promised, clientID)
		return err
	})
	if err != nil {
		t.Errorf("what was promised does not hold: %v", err)
	}

	_, _, err = kit.Parameters.Set(kit.As(t, testkit.Master), pausing(false))
	testkit.Must(t, err)
	_, _, err = kit.Pricing.LockQuote(client, quoteFor(clientID))
	testkit.Must(t, err)
}
