package trading_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/couponuse"
	"github.com/qoricash/qoricash/ent/referral"
	"github.com/qoricash/qoricash/ent/rewardcode"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/testkit"
)

// stranger is a client that has nothing in common with any other.
func (h *house) stranger(t *testing.T, changes ...func(*ent.CustomerCreate)) person {
	t.Helper()
	n := h.count.Add(1)
	client := h.clientOf(t, h.trader.id, domain.KYCApproved, append(changes, func(create *ent.CustomerCreate) {
		create.SetEmail(fmt.Sprintf("cliente%d@correo.pe", n))
	})...)
	testkit.Exec(t, h.db, `UPDATE bank_accounts SET cci = left(cci, 8) || lpad($2::text, 12, '0') WHERE client_id = $1`, client.id, n)
	return client
}

// ownCode is a client's own code.
func (h *house) ownCode(t *testing.T, of person) string {
	t.Helper()
	row, err := h.owner.RewardCode.Query().Where(rewardcode.ClientID(of.id), rewardcode.KindEQ(domain.CodeReferral)).Only(t.Context())
	testkit.Must(t, err)
	return row.Value
}

// promise locks a price for dollars that the client sells, with a code; empty for none.
func (h *house) promise(by person, usd, code string) (uuid.UUID, error) {
	id, _, err := h.pricing.LockQuote(by, pricing.LockQuoteInput{CouponCode: code,
		Amount: pricing.QuoteAmount{Pay: &money.Money{Amount: money.MustAmount(usd), Currency: money.USD}}})
	return id, err
}

func (h *house) promised(t *testing.T, by person, usd, code string) uuid.UUID {
	t.Helper()
	id, err := h.promise(by, usd, code)
	testkit.Must(t, err)
	return id
}

// sellWith makes an operation with a code.
func (h *house) sellWith(t *testing.T, client person, usd, code string) *deal {
	t.Helper()
	id, _, err := h.Create(client, h.orderFor(t, client.id, h.promised(t, client, usd, code), domain.ChannelWeb))
	testkit.Must(t, err)
	return &deal{house: h, t: t, id: id, client: client}
}

// completed brings an operation to its end.
func (d *deal) completed() *deal {
	d.t.Helper()
	testkit.Must(d.t, d.paid().complete(d.master))
	return d
}

func (h *house) redeem(by person) (uuid.UUID, error) {
	id, _, err := h.rewards.Redeem(by, rewards.RedeemInput{IdempotencyKey: uuid.NewString()})
	return id, err
}

// reward is a code that a client made of pips which it earned by an operation of somebody whom it referred.
func (h *house) reward(t *testing.T, maker person) string {
	t.Helper()
	h.sellWith(t, h.stranger(t), "200.00", h.ownCode(t, maker)).completed()
	id, err := h.redeem(maker)
	testkit.Must(t, err)
	return h.owner.RewardCode.GetX(t.Context(), id).Value
}

func (h *house) summary(t *testing.T, of person) *rewards.Summary {
	t.Helper()
	told, err := h.rewards.Of(of, of.id)
	testkit.Must(t, err)
	return told
}

func (h *house) wantPips(t *testing.T, of person, want money.Pips) {
	t.Helper()
	if got := h.summary(t, of).Available; got != want {
		t.Errorf("the balance is %d pips, want %d", got, want)
	}
}

// use is how an operation has its code; empty for none.
func (d *deal) use() domain.CouponUseState {
	d.t.Helper()
	row, err := d.owner.CouponUse.Query().Where(couponuse.OperationID(d.id)).Order(ent.Desc(couponuse.FieldID)).First(d.t.Context())
	if ent.IsNotFound(err) {
		return ""
	}
	testkit.Must(d.t, err)
	return row.State
}

func wantReason(t *testing.T, err error, want domain.CouponReason) {
	t.Helper()
	testkit.Refused(t, err, domain.CodeCouponNotUsable)
	if got := testkit.Param(err, "reason"); got != string(want) {
		t.Errorf("the reason is %q, want %q: %v", got, want, err)
	}
}

// The golden examples with a coupon (domain.md 19.2 and 19.3): 30 pips better for the client, either way.
func TestACodeMakesThePriceBetterByThirtyPips(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	friend := h.stranger(t)
	code := h.ownCode(t, friend)
	bought := h.sellWith(t, h.stranger(t), "1000.00", code).now()
	if bought.Rate != money.MustRate("3.721") || bought.Pen != money.MustAmount("3721.00") || bought.DiscountPips != 30 {
		t.Errorf("the house buys at %s for %s, with %d pips", bought.Rate, bought.Pen, bought.DiscountPips)
	}
	buyer := h.stranger(t)
	id, _, err := h.pricing.LockQuote(buyer, pricing.LockQuoteInput{CouponCode: " " + code[:3] + "-" + code[3:],
		Amount: pricing.QuoteAmount{Receive: &money.Money{Amount: money.MustAmount("1000.00"), Currency: money.USD}}})
	testkit.Must(t, err)
	if sold := h.owner.Quote.GetX(t.Context(), id); sold.Rate != money.MustRate("3.725") || sold.Pen != money.MustAmount("3725.00") {
		t.Errorf("the house sells at %s for %s", sold.Rate, sold.Pen)
	}
}

// Our values, one completed operation is one code; those of the live system, two (domain.md 19.15).
func TestPipsOfCompletedOperationsBecomeACode(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		earn money.Pips
		then []money.Pips
	}{"our values": {30, []money.Pips{30}}, "the live system's": {15, []money.Pips{15, 30}}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, func(agreed *terms) { agreed.Rewards.Earn = example.earn })
			maker := h.stranger(t)
			referred := h.stranger(t)
			code := h.ownCode(t, maker)
			for _, balance := range example.then {
				testkit.Refused(t, errOf(h.redeem(maker)), domain.CodeTooFewPips)
				h.sellWith(t, referred, "1000.00", code).completed()
				h.wantPips(t, maker, balance)
				code = ""
			}
			_, err := h.redeem(maker)
			testkit.Must(t, err)
			h.wantPips(t, maker, 0)
			told := h.summary(t, maker)
			if told.Referred != 1 || told.Completed != len(example.then) || len(told.Codes) != 1 || told.Codes[0].State != domain.CodeFree {
				t.Errorf("told %+v", told)
			}
		})
	}
}

func errOf(_ uuid.UUID, err error) error { return err }

func TestACodeFollowsItsOperation(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	maker, user := h.stranger(t), h.stranger(t)
	code := h.reward(t, maker)
	state := func() domain.RewardCodeState { return h.summary(t, maker).Codes[0].State }

	// Given an operation that has it, nobody else gets it, and the client has no second one.
	first := h.sellWith(t, user, "1000.00", code)
	if first.use() != domain.UseReserved || state() != domain.CodeReserved {
		t.Errorf("made, it is %s, %s", first.use(), state())
	}
	_, err := h.promise(h.stranger(t), "1000.00", code)
	wantReason(t, err, "")

	// When another amount is agreed without naming it, it stays.
	testkit.Must(t, first.amend(h.trader, "1500.00"))
	if row := first.now(); row.DiscountPips != 30 || first.use() != domain.UseReserved {
		t.Errorf("amended, it has %d pips, %s", row.DiscountPips, first.use())
	}
	// When it is canceled, the code is free again; when another expires, too.
	testkit.Must(t, first.cancel(user))
	if first.use() != domain.UseReleased || state() != domain.CodeFree {
		t.Errorf("canceled, it is %s, %s", first.use(), state())
	}
	second := h.sellWith(t, user, "1000.00", code)
	h.clock.Advance(16 * time.Minute)
	_, err = h.ExpireDue(t.Context())
	testkit.Must(t, err)
	if second.now().Status != domain.Expired || second.use() != domain.UseReleased {
		t.Errorf("%s, it is %s", second.now().Status, second.use())
	}
	// A fresh quote has it again, because it is free.
	fresh, err := h.pricing.FreshQuote(user, second.now().QuoteID)
	testkit.Must(t, err)
	if row := h.owner.Quote.GetX(t.Context(), fresh); row.CouponPips != 30 {
		t.Errorf("the fresh quote has %d pips", row.CouponPips)
	}
	// When one is completed, it is used up for good.
	third := h.sellWith(t, user, "1000.00", code).completed()
	if third.use() != domain.UseConsumed || state() != domain.CodeConsumed {
		t.Errorf("completed, it is %s, %s", third.use(), state())
	}
	_, err = h.promise(user, "1000.00", code)
	wantReason(t, err, domain.CouponUsed)
	h.verify(t)
}

// A referral binds at the creation, gives its discount by itself, and is final at the first completed operation (areas.md D16, E22).
func TestAReferralGivesItsDiscountUntilTheFirstCompletion(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	maker, other, referred := h.stranger(t), h.stranger(t), h.stranger(t)
	testkit.Must(t, h.sellWith(t, referred, "1000.00", h.ownCode(t, other)).cancel(referred))
	testkit.Must(t, h.sellWith(t, referred, "1000.00", h.ownCode(t, maker)).cancel(referred))
	bound := h.owner.Referral.Query().Where(referral.ReferredID(referred.id)).OnlyX(t.Context())
	if bound.ReferrerID != maker.id || bound.ConfirmedAt != nil || bound.Flagged {
		t.Errorf("bound to %s, flags %v, confirmed %v", bound.ReferrerID, bound.Flags, bound.ConfirmedAt)
	}
	if first := h.sellWith(t, referred, "1000.00", "").completed(); first.now().DiscountPips != 30 {
		t.Errorf("without typing, the first has %d pips", first.now().DiscountPips)
	}
	_, err := h.promise(referred, "1000.00", h.ownCode(t, maker))
	wantReason(t, err, domain.CouponNotFirst)
	if second := h.sellWith(t, referred, "1000.00", "").completed(); second.now().DiscountPips != 0 {
		t.Errorf("the second has %d pips", second.now().DiscountPips)
	}
	h.wantPips(t, maker, 60)
	h.wantPips(t, other, 0)
	// Too small an operation earns nothing (E19).
	h.sellWith(t, referred, "199.00", "").completed()
	h.wantPips(t, maker, 60)
}

func TestNobodyUsesACodeOfItsOwn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	maker := h.stranger(t, func(create *ent.CustomerCreate) {
		create.SetDocumentNumber("12345678").SetFullName("ROJAS DIAZ LUIS ALBERTO")
	})
	business := h.stranger(t, func(create *ent.CustomerCreate) {
		create.SetDocumentType(domain.DocumentRUC).SetDocumentNumber("10123456781").SetParallelOperations(true)
	})
	company := h.stranger(t, func(create *ent.CustomerCreate) {
		create.SetDocumentType(domain.DocumentRUC).SetDocumentNumber("20100070970").SetContactName("Luis Alberto Rojas Diaz")
	})
	for _, code := range []string{h.ownCode(t, maker), h.reward(t, maker)} {
		for _, who := range []person{maker, business, company} {
			_, err := h.promise(who, "1000.00", code)
			wantReason(t, err, domain.CouponSelf)
		}
	}
}

func TestACodeGoesWithNoNegotiatedRateAndNoLargeAmount(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	code, client := h.ownCode(t, h.stranger(t)), h.stranger(t)
	negotiated := money.MustRate("3.7190")
	_, _, err := h.pricing.LockQuote(h.trader, pricing.LockQuoteInput{ClientID: &client.id, CouponCode: code, NegotiatedRate: &negotiated,
		Amount: pricing.QuoteAmount{Pay: &money.Money{Amount: money.MustAmount("100.00"), Currency: money.USD}}})
	wantReason(t, err, domain.CouponNegotiated)
	_, _, err = h.pricing.LockQuote(h.trader, pricing.LockQuoteInput{CouponCode: code,
		Amount: pricing.QuoteAmount{Pay: &money.Money{Amount: money.MustAmount("100.00"), Currency: money.USD}}})
	testkit.Refused(t, err, domain.CodeRequired, "clientId")
	_, _, err = h.pricing.LockQuote(h.trader, pricing.LockQuoteInput{CouponCode: code, ClientID: &client.id,
		Amount: pricing.QuoteAmount{Pay: &money.Money{Amount: money.MustAmount("20000.01"), Currency: money.USD}}})
	wantReason(t, err, domain.CouponTooLarge)
	_, err = h.promise(client, "100.00", "O0I1")
	testkit.Refused(t, err, domain.CodeInvalid, "couponCode")
}

// Of many operations at once with one code, on two instances, one has it, and every other client is told why it has it not.
func TestOfManyAtOnceOneGetsTheCode(t *testing.T) {
	t.Parallel()
	const many = 64
	h := newHouse(t)
	code := h.reward(t, h.stranger(t))
	clients := make([]person, many)
	quotes := make([]uuid.UUID, many)
	for i := range many {
		clients[i] = h.stranger(t)
		quotes[i] = h.promised(t, clients[i], "1000.00", code)
	}
	instances := []*services{h.services, newServices(t, h.db, usualTerms())}
	errs := together(many, func(i int) error {
		_, _, err := instances[i%len(instances)].Create(clients[i], h.orderFor(t, clients[i].id, quotes[i], domain.ChannelWeb))
		return err
	})
	for _, err := range errs {
		if err != nil {
			wantReason(t, err, domain.CouponTaken)
		}
	}
	wantTally(t, tally(t, errs), map[domain.Code]int{"": 1, domain.CodeCouponNotUsable: many - 1})
}

func TestACampaignIsForEverybodyOnceAndForSoMany(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	id, _, err := h.rewards.CreateCampaign(h.master, rewards.CampaignInput{IdempotencyKey: uuid.NewString(), CampaignTerms: domain.CampaignTerms{
		Name: "Aniversario", Code: "FESTA2", Pips: 20, Until: opening.Add(24 * time.Hour), MaxUses: 2}})
	testkit.Must(t, err)
	first, second, third := h.stranger(t), h.stranger(t), h.stranger(t)
	late := h.promised(t, third, "1000.00", "FESTA2")
	if got := h.sellWith(t, first, "1000.00", "festa2").completed().now().DiscountPips; got != 20 {
		t.Errorf("it gives %d pips", got)
	}
	_, err = h.promise(first, "1000.00", "FESTA2")
	wantReason(t, err, domain.CouponUsed)
	h.sellWith(t, second, "1000.00", "FESTA2")
	_, _, err = h.Create(third, h.orderFor(t, third.id, late, domain.ChannelWeb))
	wantReason(t, err, domain.CouponExpired)
	_, _, err = h.rewards.EndCampaign(h.master, rewards.EndCampaignInput{IdempotencyKey: uuid.NewString(), CampaignID: id, Reason: "Se acabó"})
	testkit.Must(t, err)
	_, err = h.promise(third, "1000.00", "FESTA2")
	wantReason(t, err, domain.CouponWithdrawn)
	list, err := h.rewards.Campaigns(h.master)
	testkit.Must(t, err)
	if len(list) != 1 || list[0].Used != 2 || list[0].State != domain.CodeWithdrawn {
		t.Errorf("told %+v", list)
	}
}

// What two clients have in common suspends the earnings until a Master decides, who gives what waited (RULE-REF-4).
func TestALookalikeEarnsNothingUntilSomebodyDecides(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	maker := h.stranger(t, func(create *ent.CustomerCreate) { create.SetPhone("+51999000111") })
	twin := h.stranger(t, func(create *ent.CustomerCreate) { create.SetPhone("+51999000111") })
	h.sellWith(t, twin, "1000.00", h.ownCode(t, maker)).completed()
	bound := h.owner.Referral.Query().Where(referral.ReferredID(twin.id)).OnlyX(t.Context())
	if !bound.Suspended || len(bound.Flags) != 1 || bound.Flags[0] != domain.FlagSamePhone {
		t.Errorf("bound as %+v", bound)
	}
	h.wantPips(t, maker, 0)
	decide := func(by person) error {
		_, _, err := h.rewards.Decide(by, rewards.DecideInput{IdempotencyKey: uuid.NewString(), ReferralID: bound.ID, Reason: "Son hermanos"})
		return err
	}
	testkit.Refused(t, decide(h.trader), domain.CodeForbidden)
	testkit.Must(t, decide(h.master))
	h.wantPips(t, maker, 30)
	h.sellWith(t, twin, "1000.00", "").completed()
	h.wantPips(t, maker, 60)
}

func TestACodeThatIsTakenBackGivesItsPipsBack(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	maker, user := h.stranger(t), h.stranger(t)
	code := h.reward(t, maker)
	id := h.summary(t, maker).Codes[0].ID
	withdraw := func(by person) error {
		_, _, err := h.rewards.Withdraw(by, rewards.WithdrawInput{IdempotencyKey: uuid.NewString(), CodeID: id})
		return err
	}
	d := h.sellWith(t, user, "1000.00", code)
	testkit.Refused(t, withdraw(maker), domain.CodeNotAllowedInStatus, "codeId")
	testkit.Must(t, d.cancel(user))
	testkit.Refused(t, withdraw(user), domain.CodeNotFound, "codeId")
	testkit.Must(t, withdraw(maker))
	h.wantPips(t, maker, 30)
	_, err := h.promise(user, "1000.00", code)
	wantReason(t, err, domain.CouponWithdrawn)
	testkit.Refused(t, withdraw(maker), domain.CodeNotAllowedInStatus, "codeId")
}

func TestTheDatabaseKeepsCodesAndPips(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	maker, user := h.stranger(t), h.stranger(t)
	code := h.reward(t, maker)
	d := h.sellWith(t, user, "1000.00", code)
	for name, statement := range map[string]string{
		"a use of a live operation is consumed": `UPDATE coupon_uses SET state = 'CONSUMED', ended_at = now() WHERE state = 'RESERVED'`,
		"a use of a live operation is released": `UPDATE coupon_uses SET state = 'RELEASED', ended_at = now() WHERE state = 'RESERVED'`,
		"a use that ended is reserved again":    `UPDATE coupon_uses SET state = 'RESERVED', ended_at = NULL WHERE state = 'CONSUMED'`,
		"a code that an operation has goes":     `UPDATE codes SET withdrawn_at = now(), withdrawn_by = client_id WHERE kind = 'REWARD'`,
		"a movement changes":                    `UPDATE reward_movements SET pips = 100`,
		"a movement goes":                       `DELETE FROM reward_movements`,
		"pips are earned twice": `INSERT INTO reward_movements SELECT gen_random_uuid(), created_at, pips, reason, business_date, client_id,
			operation_id, code_id FROM reward_movements WHERE reason = 'EARNED'`,
		"pips are earned by a live operation": `INSERT INTO reward_movements SELECT gen_random_uuid(), created_at, pips, reason, business_date, client_id,
			'` + d.id.String() + `', code_id FROM reward_movements WHERE reason = 'EARNED'`,
		"more is redeemed than is there": `INSERT INTO reward_movements SELECT gen_random_uuid(), created_at, -1, 'REDEEMED', business_date, client_id, NULL,
			(SELECT id FROM codes WHERE kind = 'REFERRAL' LIMIT 1) FROM reward_movements WHERE reason = 'EARNED'`,
		"a final referral gets another referrer": `UPDATE referrals SET referrer_id = '` + user.id.String() + `' WHERE confirmed_at IS NOT NULL`,
		"a code is made of nothing": `INSERT INTO codes (id, created_at, value, kind, client_id, pips)
			SELECT gen_random_uuid(), now(), 'ZZZZZZ', 'REWARD', '` + user.id.String() + `', 30`,
	} {
		if _, err := h.db.Owner.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s", name)
		}
	}
}
