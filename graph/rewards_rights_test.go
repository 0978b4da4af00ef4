package graph_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/testkit"
)

// rightsRewards says who sees pips and codes, and who decides about them.
func rightsRewards() map[string]outcomes {
	return map[string]outcomes{
		"Query.rewards":      {granted: {own, otherClient}, "REQUIRED": {master, trader, otherTrader, analyst}},
		"Query.codeValidate": {granted: everybody()},
		"Query.referrals":    {empty: {master, trader, otherTrader, analyst}},
		"Query.campaigns":    {empty: {master}},

		"Mutation.rewardRedeem":   {granted: {own, otherClient}},
		"Mutation.codeWithdraw":   {granted: {own, master}, notFound: {otherClient}},
		"Mutation.referralSet":    {granted: {master}},
		"Mutation.campaignCreate": {granted: {master}},
		"Mutation.campaignEnd":    {granted: {master}},
	}
}

func queriesRewards() map[string]string {
	return map[string]string{
		"rewards":      `{ rewards { code } }`,
		"codeValidate": `{ codeValidate(code: "ABC234") { blockers { code } } }`,
		"referrals":    `{ referrals { nodes { id } } }`,
		"campaigns":    `{ campaigns { id } }`,
	}
}

func inputsRewards() map[string]input {
	return map[string]input{
		"rewardRedeem": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
			a.givePips(t, caller)
			return keyed(map[string]any{})
		},
		"codeWithdraw": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"codeId": a.reward(t, own)})
		},
		"referralSet": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"referralId": a.referral(t), "suspended": true, "reason": "Es la misma persona"})
		},
		"campaignCreate": func(*testing.T, *api, testkit.Caller) map[string]any {
			return keyed(map[string]any{"name": "Aniversario", "pips": 20, "validUntil": "2026-12-31T05:00:00Z", "maxUses": 100})
		},
		"campaignEnd": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"campaignId": a.campaign(t), "reason": "Se cumplió la meta"})
		},
	}
}

func namedIDsRewards() map[string]named {
	return map[string]named{
		"codeId":     {ent.RewardCodeIDPrefix, func(t *testing.T, a *api) string { return a.reward(t, otherClient) }},
		"referralId": {prefix: ent.ReferralIDPrefix},
		"campaignId": {prefix: ent.CampaignIDPrefix},
	}
}

// givePips sets right the pips of a client, so that it may redeem 30. For others it is nothing.
func (a *api) givePips(t *testing.T, to testkit.Caller) {
	t.Helper()
	if a.Actor(to).Kind == domain.ActorClient {
		testkit.Exec(t, a.DB, `INSERT INTO reward_movements (id, created_at, client_id, pips, reason, business_date)
			VALUES (gen_random_uuid(), $1, $2, 30, 'ADJUSTED', $3)`, testkit.Opening, a.ID(to), domain.BusinessDate(testkit.Opening).String())
	}
}

// reward is a free code that a client made.
func (a *api) reward(t *testing.T, maker testkit.Caller) string {
	t.Helper()
	a.givePips(t, maker)
	id, _, err := a.Rewards.Redeem(a.As(t, maker), rewards.RedeemInput{IdempotencyKey: uuid.NewString()})
	testkit.Must(t, err)
	return globalid.Encode(ent.RewardCodeIDPrefix, id)
}

// referral says that Client recommended the house to OtherClient.
func (a *api) referral(t *testing.T) string {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	testkit.Exec(t, a.DB, `INSERT INTO referrals (id, created_at, referred_id, referrer_id, code_id, origin, bound_at, flags)
		SELECT $1, $2::timestamptz, $3, client_id, id, 'REGISTRATION', $2::timestamptz, '[]' FROM codes WHERE client_id = $4 AND kind = 'REFERRAL'
		ON CONFLICT (referred_id) DO NOTHING`, id, testkit.Opening, a.ID(otherClient), a.ID(own))
	return globalid.Encode(ent.ReferralIDPrefix, uuid.MustParse(testkit.Texts(t, a.DB, `SELECT id::text FROM referrals`)[0]))
}

func (a *api) campaign(t *testing.T) string {
	t.Helper()
	id, _, err := a.Rewards.CreateCampaign(a.As(t, master), rewards.CampaignInput{IdempotencyKey: uuid.NewString(), CampaignTerms: domain.CampaignTerms{
		Name: "Aniversario", Pips: 20, Until: testkit.Opening.AddDate(0, 0, 7), MaxUses: 10}})
	testkit.Must(t, err)
	return globalid.Encode(ent.CampaignIDPrefix, id)
}

// The golden examples with a coupon, through the API (domain.md 19.2 and 19.3 at the rates of the kit): the parts of the price are told.
func TestAPriceSaysWhatACodeGives(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.must(t, master, `mutation($in: BaseRatePublishInput!) { baseRatePublish(input: $in) { userErrors { code } } }`,
		map[string]any{"in": keyed(map[string]any{"bid": "3.7200", "ask": "3.7260", "reason": "Apertura"})})
	code := a.must(t, own, `{ rewards { code shareUrl pipsAvailable } }`, nil).at(t, "rewards", "code")
	const document = `mutation($in: QuoteLockInput!) { quoteLock(input: $in) { userErrors { code message field params { name value } } quote { rate
		pay { amount } receive { amount } discounts { kind code pips saved { amount } } } } }`
	for _, example := range []struct {
		amount                  map[string]any
		rate, pay, receive, off string
	}{
		{map[string]any{"pay": map[string]any{"amount": "1000.00", "currency": "USD"}}, "3.7210", "1000.00", "3721.00", "3.00"},
		{map[string]any{"receive": map[string]any{"amount": "1000.00", "currency": "USD"}}, "3.7250", "3725.00", "1000.00", "3.00"},
	} {
		got := a.must(t, otherClient, document, map[string]any{"in": keyed(map[string]any{"amount": example.amount, "couponCode": code})})
		quote, _ := got.at(t, "quoteLock", "quote").(map[string]any)
		discount := got.at(t, "quoteLock", "quote", "discounts").([]any)[0].(map[string]any)
		if quote["rate"] != example.rate || got.at(t, "quoteLock", "quote", "pay", "amount") != example.pay ||
			got.at(t, "quoteLock", "quote", "receive", "amount") != example.receive || discount["kind"] != "COUPON" || discount["code"] != code {
			t.Errorf("%v: %s", example, got.raw)
		}
	}
	preview := a.must(t, otherClient, `query($code: String) { pricePreview(amount: { pay: { amount: "1000.00", currency: USD } }, couponCode: $code) {
		rate receive { amount } discounts { kind pips } blockers { code } } }`, map[string]any{"code": code})
	if preview.at(t, "pricePreview", "receive", "amount") != "3721.00" {
		t.Errorf("previewed as %s", preview.raw)
	}
	// Its owner is told that it is its own.
	refused := a.must(t, own, document, map[string]any{"in": keyed(map[string]any{
		"amount": map[string]any{"pay": map[string]any{"amount": "1000.00", "currency": "USD"}}, "couponCode": code})})
	if outcomeOf(refused, "quoteLock") != "user:COUPON_NOT_USABLE" {
		t.Errorf("its owner: %s", refused.raw)
	}
}
