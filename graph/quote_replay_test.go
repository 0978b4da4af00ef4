package graph_test

import (
	"testing"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/globalid"
)

func TestAPriceIsProvedToWhoSeesItsBase(t *testing.T) {
	t.Parallel()
	a := open(t)
	// Given a price of Client, at the public rate.
	locked := a.must(t, own, `mutation($in: QuoteLockInput!) { quoteLock(input: $in) { userErrors { code } quote { id receive { amount } } } }`,
		map[string]any{"in": keyed(map[string]any{"amount": map[string]any{"pay": map[string]any{"amount": "1000.00", "currency": "USD"}}})})
	variables := map[string]any{"id": locked.at(t, "quoteLock", "quote", "id")}
	const document = `query($id: ID!) { quoteReplay(quoteId: $id) { agrees keepsInputs receive { amount } fixed { amount } publication { houseBuys publishedBy { id } }
		base { bid publishedBy { id } } discounts { tiers { pips } capPips couponMaximum { amount } offeredPips } quote { id explanation { base } } } }`

	// When a Master prices it again.
	got := a.must(t, master, document, variables)

	// Then it comes to what was promised, from what was in force.
	if got.at(t, "quoteReplay", "agrees") != true || got.at(t, "quoteReplay", "keepsInputs") != true ||
		got.at(t, "quoteReplay", "receive", "amount") != locked.at(t, "quoteLock", "quote", "receive", "amount") ||
		got.at(t, "quoteReplay", "fixed", "amount") != "1000.00" || got.at(t, "quoteReplay", "quote", "id") != variables["id"] ||
		got.at(t, "quoteReplay", "base", "publishedBy", "id") == "" || got.at(t, "quoteReplay", "publication", "publishedBy", "id") == "" ||
		got.at(t, "quoteReplay", "discounts", "capPips") != float64(50) {
		t.Errorf("priced again: %s", got.raw)
	}
	// And of what is unknown, malformed or of another kind nothing is told.
	for _, id := range []string{"", "qte_0", globalid.Encode(ent.OperationIDPrefix, globalid.FromNumber(7)), globalid.Encode(ent.QuoteIDPrefix, globalid.FromNumber(7))} {
		if answer := a.must(t, master, document, map[string]any{"id": id}); answer.raw != `{"quoteReplay":null}` {
			t.Errorf("of %q: %s", id, answer.raw)
		}
	}
}
