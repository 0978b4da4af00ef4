package trading_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/couponuse"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/referral"
	"github.com/qoricash/qoricash/ent/rewardcode"
	"github.com/qoricash/qoricash/ent/rewardmovement"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/testkit/rewardmodel"
	"github.com/qoricash/qoricash/internal/trading"
)

// rewardHistories are how many random histories are played, how many of them in one house, and of how many moves each.
func rewardHistories() (count, perHouse, moves int) {
	if os.Getenv(longVariable) != "" {
		return 2_000, 100, 40
	}
	return 12, 6, 40
}

// unknownCode is one that nobody made.
const unknownCode = "ZZZZZZ"

// TestRandomHistoriesOfRewardsOnTheDatabase plays random histories in a house and in the model beside it: every act succeeds or is refused in
// both alike, with the same reason, and after every act the database has the pips, codes, uses, referrals and states of the model, which
// are whole.
func TestRandomHistoriesOfRewardsOnTheDatabase(t *testing.T) {
	t.Parallel()
	count, perHouse, moves := rewardHistories()
	for first := 0; first < count; first += perHouse {
		t.Run(fmt.Sprint("from ", first), func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			for seed := first; seed < first+perHouse && !t.Failed(); seed++ {
				h.playRewards(t, seed, moves)
			}
			h.wantToldOfCoupons(t)
			h.verify(t)
		})
	}
}

// rewarding is a history in a house, and its things by their places in the model.
type rewarding struct {
	*house
	t         *testing.T
	model     *rewardmodel.World
	clients   []person
	codes     []*ent.RewardCode
	quotes    []uuid.UUID
	deals     []*deal
	campaigns []uuid.UUID
}

func (h *house) playRewards(t *testing.T, seed, moves int) {
	t.Helper()
	r := &rewarding{house: h, t: t, model: rewardmodel.New(h.clock.Now())}
	draw := rewardmodel.Draw{Rand: rand.New(rand.NewPCG(uint64(seed), 2026)), Clients: 5, Number: 50_000_000 + 100*seed,
		Amounts: []money.Amount{money.MustAmount("100.00"), money.MustAmount("200.00"), money.MustAmount("1000.00")}}
	for step := range moves + 1 {
		m := draw.Next(r.model)
		if step == moves { // every reservation ends
			m = rewardmodel.Move{Kind: rewardmodel.Lapse}
		}
		wanted := r.model.Do(m)
		got := r.do(m)
		if got != wanted {
			t.Fatalf("history %d, move %d (%s): ended with %q, want %q", seed, step, m, got, wanted)
		}
		if fault := r.model.Fault(); fault != "" {
			t.Fatalf("history %d, move %d (%s): %s", seed, step, m, fault)
		}
		if lines, want := r.lines(), r.model.Lines(); !slices.Equal(lines, want) {
			t.Fatalf("history %d, move %d (%s): the database has\n%q\nand not\n%q", seed, step, m, without(lines, want), without(want, lines))
		}
	}
}

func without(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(line string) bool { return slices.Contains(others, line) })
}

// do carries a move out in the house.
func (r *rewarding) do(m rewardmodel.Move) rewardmodel.Outcome {
	r.t.Helper()
	err := r.try(m)
	if err != nil && domain.CodeOf(err) == "" {
		r.t.Fatalf("%s: no refusal: %v", m, err)
	}
	return rewardmodel.Outcome{Code: domain.CodeOf(err), Reason: domain.CouponReason(testkit.Param(err, "reason"))}
}

func (r *rewarding) try(m rewardmodel.Move) error {
	switch m.Kind {
	case rewardmodel.Register:
		return r.register(m)
	case rewardmodel.AskPrice:
		code := ""
		if m.Typed {
			code = r.value(m.Code)
		}
		id, err := r.promise(r.clients[m.Client], m.USD.String(), code)
		return appended(&r.quotes, id, err)
	case rewardmodel.AskAgain:
		by := r.clients[r.model.Quotes[m.Quote].Client]
		id, err := r.pricing.FreshQuote(by, r.quotes[m.Quote])
		return appended(&r.quotes, id, err)
	case rewardmodel.Create:
		by := r.clients[m.Client]
		id, _, err := r.Create(by, r.orderFor(r.t, by.id, r.quotes[m.Quote], domain.ChannelWeb))
		return appended(&r.deals, &deal{house: r.house, t: r.t, id: id, client: by}, err)
	case rewardmodel.Amend, rewardmodel.Complete, rewardmodel.End, rewardmodel.Undo:
		return r.about(r.deals[m.Operation], m)
	case rewardmodel.Lapse:
		r.lapse()
	case rewardmodel.Wait:
		r.clock.Advance(m.Wait)
	case rewardmodel.Leave:
		testkit.Exec(r.t, r.db, `UPDATE clients SET status = CASE status WHEN 'ACTIVE' THEN 'DEACTIVATED' ELSE 'ACTIVE' END WHERE id = $1`, r.clients[m.Client].id)
	default:
		return r.aboutCodes(m)
	}
	return nil
}

func appended[T any](list *[]T, one T, err error) error {
	if err == nil {
		*list = append(*list, one)
	}
	return err
}

func (r *rewarding) aboutCodes(m rewardmodel.Move) error {
	key := uuid.NewString()
	switch m.Kind {
	case rewardmodel.Redeem:
		id, err := r.redeem(r.clients[m.Client])
		if err == nil {
			r.codes = append(r.codes, r.owner.RewardCode.GetX(r.t.Context(), id))
		}
		return err
	case rewardmodel.Withdraw:
		by := r.master
		if m.By != rewardmodel.None {
			by = r.clients[m.By]
		}
		_, _, err := r.rewards.Withdraw(by, rewards.WithdrawInput{IdempotencyKey: key, CodeID: r.codes[m.Code].ID})
		return err
	case rewardmodel.BeginCampaign:
		id, _, err := r.rewards.CreateCampaign(r.master, rewards.CampaignInput{IdempotencyKey: key, CampaignTerms: domain.CampaignTerms{
			Name: "Aniversario", Pips: m.Pips, Until: r.clock.Now().Add(m.Wait), MaxUses: m.MaxUses}})
		testkit.Must(r.t, err)
		r.codes = append(r.codes, r.owner.RewardCode.Query().Where(rewardcode.CampaignID(id)).OnlyX(r.t.Context()))
		return appended(&r.campaigns, id, nil)
	case rewardmodel.EndCampaign:
		_, _, err := r.rewards.EndCampaign(r.master, rewards.EndCampaignInput{IdempotencyKey: key, CampaignID: r.campaigns[m.Campaign], Reason: "Se acabó"})
		return err
	case rewardmodel.Decide:
		bound := r.owner.Referral.Query().Where(referral.ReferredID(r.clients[m.Client].id)).OnlyX(r.t.Context())
		_, _, err := r.rewards.Decide(r.master, rewards.DecideInput{IdempotencyKey: key, ReferralID: bound.ID, Suspended: m.Suspended, Reason: "Así se decidió"})
		return err
	}
	r.t.Fatalf("%s is no move in a house", m)
	return nil
}

// value is a code as somebody types it.
func (r *rewarding) value(code int) string {
	if code == rewardmodel.None {
		return unknownCode
	}
	value := r.codes[code].Value
	return " " + value[:2] + "-" + value[2:]
}

// register takes a client in at the desk; its accounts come right after it.
func (r *rewarding) register(m rewardmodel.Move) error {
	like := m.Newcomer.Likeness
	in := clients.RegisterInput{IdempotencyKey: uuid.NewString(), DocumentType: like.DocumentType, DocumentNumber: like.DocumentNumber, Phone: like.Phones[0],
		Email: fmt.Sprintf("cliente%s@correo.pe", like.DocumentNumber),
		Name:  domain.ClientName{Person: &domain.PersonName{Paternal: "Quispe", Maternal: "Rojas", Given: "Ana"}}}
	if like.DocumentType == domain.DocumentRUC {
		in.Name = domain.ClientName{Company: &domain.CompanyName{Legal: "Bodega Ana"}}
	}
	if m.Typed {
		in.ReferralCode = r.value(m.Code)
	}
	id, _, err := r.house.clients.Register(r.trader, in)
	testkit.Must(r.t, err)
	testkit.Exec(r.t, r.db, `UPDATE clients SET parallel_operations = $2 WHERE id = $1`, id, m.Newcomer.Parallel)
	testkit.Approve(r.t, r.store, id)
	for i, currency := range []money.Currency{money.PEN, money.USD} {
		testkit.Must(r.t, r.owner.BankAccount.Create().SetCreatedAt(r.clock.Now()).SetClientID(id).SetBank("BCP").SetCurrency(currency).
			SetKind(domain.AccountSavings).SetNumber(fmt.Sprintf("1919876543%d99", i)).SetCci(like.Accounts[0]).SetHolderDeclaredAt(r.clock.Now()).Exec(r.t.Context()))
	}
	client := as(r.t, access.Actor{Kind: domain.ActorClient, ID: id, Role: domain.RoleClient})
	own, err := r.owner.RewardCode.Query().Where(rewardcode.ClientID(id)).Only(r.t.Context())
	r.codes = append(r.codes, own)
	return appended(&r.clients, client, err)
}

// about is a move on an operation. By which way it comes to its end differs from one to the next.
func (r *rewarding) about(d *deal, m rewardmodel.Move) error {
	due := d.due().String()
	switch m.Kind {
	case rewardmodel.Amend:
		_, _, err := r.Amend(r.master, trading.AmendInput{Target: d.target(), QuoteID: r.quotes[m.Quote]})
		return err
	case rewardmodel.Undo:
		testkit.Must(r.t, d.report(d.client, due))
		testkit.Must(r.t, d.giveBack(r.master, len(d.now().Edges.Deposits)-1))
	case rewardmodel.Complete:
		testkit.Must(r.t, d.report(d.client, due))
		testkit.Must(r.t, d.confirm(r.master, len(d.now().Edges.Deposits)-1))
		payout := d.now().Side.PayoutAmount(d.now().Usd, d.now().Pen).String()
		if m.Operation%3 == 0 { // a payout that never left is undone, and made again
			testkit.Must(r.t, d.pay(r.master, payout))
			testkit.Must(r.t, d.void(r.operator, 0, domain.VoidReasons()[0]))
		}
		testkit.Must(r.t, d.pay(r.master, payout))
		testkit.Must(r.t, d.prove(r.master))
		return d.complete(r.master)
	case rewardmodel.End:
		switch n := len(d.now().Edges.Deposits); m.Operation % 3 {
		case 1: // after money that was not there
			testkit.Must(r.t, d.report(d.client, due))
			testkit.Must(r.t, d.reject(r.master, n))
		case 2: // after money that went back
			testkit.Must(r.t, d.report(d.client, due))
			testkit.Must(r.t, d.confirm(r.master, n))
			testkit.Must(r.t, d.refund(r.master, n))
		}
		if d.now().Status == domain.Pending {
			return d.cancel(d.client)
		}
		return d.cancel(r.master)
	}
	return nil
}

// lapse lets all live operations end: those whose clients did nothing by the clock, and others by a Master.
func (r *rewarding) lapse() {
	r.clock.Advance(15 * time.Minute)
	_, err := r.ExpireDue(r.t.Context())
	testkit.Must(r.t, err)
	for _, d := range r.deals {
		if d.now().Status.Live() {
			testkit.Must(r.t, d.cancel(r.master))
		}
	}
}

// lines are what the database has of this history, in the words of the model.
func (r *rewarding) lines() []string {
	r.t.Helper()
	ctx, lines, pips := r.t.Context(), []string{}, make([]int, len(r.clients))
	client, code, deals, ids := map[uuid.UUID]int{}, map[uuid.UUID]int{}, map[uuid.UUID]int{}, make([]uuid.UUID, len(r.clients))
	for i, one := range r.clients {
		client[one.id], ids[i] = i, one.id
	}
	for i, one := range r.codes {
		code[one.ID] = i
	}
	for i, one := range r.deals {
		deals[one.id] = i
	}
	place := func(of map[uuid.UUID]int, id *uuid.UUID) int {
		if id == nil {
			return rewardmodel.None
		}
		return of[*id]
	}
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	for _, row := range r.owner.RewardMovement.Query().Where(rewardmovement.ClientIDIn(ids...)).AllX(ctx) {
		pips[client[row.ClientID]] += row.Pips
		say("client %d %s %d by operation %d, code %d", client[row.ClientID], row.Reason, row.Pips, place(deals, row.OperationID), place(code, row.CodeID))
	}
	for i, balance := range pips {
		say("client %d has %d pips", i, balance)
	}
	for _, row := range r.owner.Referral.Query().Where(referral.ReferredIDIn(ids...)).AllX(ctx) {
		say("%s", rewardmodel.CameBy(client[row.ReferredID], client[row.ReferrerID], row.ConfirmedAt != nil, row.Suspended, row.Flags))
	}
	states, err := r.rewards.States(r.master, r.owner.RewardCode.Query().Where(rewardcode.ClientIDIn(ids...)).AllX(ctx))
	testkit.Must(r.t, err)
	for _, row := range states {
		say("code %d of %d is %s", code[row.ID], client[*row.ClientID], row.State)
	}
	for _, row := range r.owner.CouponUse.Query().Where(couponuse.ClientIDIn(ids...)).AllX(ctx) {
		say("operation %d of %d has code %d, %s, %d pips", deals[row.OperationID], client[row.ClientID], code[row.CodeID], row.State, row.Pips)
	}
	for _, row := range r.owner.Operation.Query().Where(operation.ClientIDIn(ids...)).AllX(ctx) {
		say("operation %d is %s", deals[row.ID], rewardmodel.Standing(row.Status))
	}
	slices.Sort(lines)
	return lines
}

// wantToldOfCoupons holds the log to a use's life: one event of a reserved one, two of one that ended, and each movement that is told once.
func (h *house) wantToldOfCoupons(t *testing.T) {
	t.Helper()
	h.wantNone(t, "uses of codes that are not told as they went", `SELECT u.id::text FROM coupon_uses u WHERE
		(SELECT string_agg(kind, ' ' ORDER BY aggregate_version) FROM events WHERE aggregate_id = u.id) IS DISTINCT FROM
		'COUPON_RESERVED' || CASE u.state WHEN 'CONSUMED' THEN ' COUPON_CONSUMED' WHEN 'RELEASED' THEN ' COUPON_RELEASED' ELSE '' END`)
	h.wantNone(t, "pips that are not told once", `SELECT m.id::text FROM reward_movements m WHERE m.reason IN ('EARNED', 'REDEEMED')
		AND (SELECT count(*) FROM events WHERE aggregate_id = m.id) <> 1`)
}
