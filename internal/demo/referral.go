package demo

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/referral"
	"github.com/qoricash/qoricash/ent/rewardcode"
	"github.com/qoricash/qoricash/ent/rewardmovement"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/rewards"
)

const (
	// mostReferrals bounds the tree: two, four and eight clients in three levels below the first, and those of the ring.
	mostReferrals = 14
	// ring is how many of the last referrals share the e-mail of who recommended the house to them.
	ring = 2
	// giftsBefore is how long before the end pips become codes; what is made after it may have one.
	giftsBefore = 30 * time.Hour
	// mostGifts is how many codes one client makes of its pips.
	mostGifts = 3
)

// recommend makes a tree of the people who come after the first one: each recommended the house to two others. The last ones share an
// e-mail with their referrer, as one person behind several names would.
func recommend(cast []person) {
	root := firstReferrer(cast)
	if root == 0 {
		return
	}
	var joined []int
	for i := root + 1; i < len(cast); i++ {
		if recommends(cast[i]) {
			joined = append(joined, i)
		}
	}
	// In the order in which they are registered: who recommends is a client before.
	slices.SortStableFunc(joined, func(x, y int) int { return cmp.Compare(cast[x].joins, cast[y].joins) })
	joined = joined[:min(len(joined), mostReferrals+ring)]
	for k, i := range joined {
		switch {
		case k >= len(joined)-ring && k > ring:
			cast[i].referrer = joined[k-1]
			cast[i].email = cast[joined[len(joined)-ring-1]].email
		case k < 2:
			cast[i].referrer = root
		default:
			cast[i].referrer = joined[(k-2)/2]
		}
	}
}

// recommends tells whether a client is one of those who recommend: a person who may operate.
func recommends(p person) bool {
	return !p.bot && !p.company() && p.kyc == domain.KYCApproved && p.owner != ""
}

// firstReferrer is who is there from the first day on and recommends the house; 0 for nobody.
func firstReferrer(cast []person) int {
	return max(0, slices.IndexFunc(cast, func(p person) bool { return recommends(p) && p.joins == 0 }))
}

// ownCode answers the code by which a client recommends the house.
func (h *hand) ownCode(ctx context.Context, client uuid.UUID) (string, error) {
	row, err := h.store.Read().RewardCode.Query().Where(rewardcode.ClientID(client), rewardcode.KindEQ(domain.CodeReferral)).Only(access.AsSystem(ctx))
	if err != nil {
		return "", fmt.Errorf("read a client's own code: %w", err)
	}
	return row.Value, nil
}

// rewardTurns are what happens with recommendations besides the operations.
func (p *play) rewardTurns() []turn {
	opening, until := p.plan.opening(), p.plan.Until
	turns := []turn{
		{at: opening.Add(15 * time.Minute), do: p.startCampaigns},
		{at: until.Add(-50 * time.Minute), do: p.endCampaign},
		{at: until.Add(-45 * time.Minute), do: p.decideReferral},
	}
	if gifts := until.Add(-giftsBefore); gifts.After(opening.Add(24 * time.Hour)) {
		turns = append(turns, turn{at: gifts, do: func(ctx context.Context) error { return p.giveGifts(ctx, gifts) }})
	}
	return turns
}

// campaigns are those of the house: one that is over, one that a person ends, and one that goes on.
func (p *play) campaigns() []domain.CampaignTerms {
	from := p.plan.opening().Add(16 * time.Minute)
	return []domain.CampaignTerms{
		{Name: "Semana de apertura", Code: "FESTEJ", Pips: 20, From: from, Until: from.Add(p.plan.Until.Sub(from) / 2), MaxUses: 200},
		{Name: "Prueba en redes", Code: "PRUEBA", Pips: 10, From: from, Until: p.plan.Until.AddDate(0, 1, 0), MaxUses: 50},
		{Name: "Cambia y gana", Code: "CAMBYA", Pips: 15, From: from, Until: p.plan.Until.AddDate(0, 2, 0), MaxUses: 1_000},
	}
}

func campaignKey(place int) string { return fmt.Sprintf("demo:campaign:%d", place) }

func (p *play) startCampaigns(ctx context.Context) error {
	ctx = p.as(ctx, MasterLogin)
	for i, terms := range p.campaigns() {
		id, _, err := p.first.rewards.CreateCampaign(ctx, rewards.CampaignInput{IdempotencyKey: campaignKey(i), CampaignTerms: terms})
		if err != nil {
			return fmt.Errorf("begin campaign %d: %w", i, err)
		}
		p.begun = append(p.begun, id)
	}
	return nil
}

func (p *play) endCampaign(ctx context.Context) error {
	_, _, err := p.first.rewards.EndCampaign(p.as(ctx, MasterLogin), rewards.EndCampaignInput{IdempotencyKey: campaignKey(1) + ":end",
		CampaignID: p.begun[1], Reason: "Pocos la usan: se cierra antes."})
	if err != nil {
		return fmt.Errorf("end a campaign: %w", err)
	}
	return nil
}

// decideReferral leaves the last of the ring to people, and decides about the one before it.
func (p *play) decideReferral(ctx context.Context) error {
	master := p.as(ctx, MasterLogin)
	row, err := p.first.store.Read().Referral.Query().Where(referral.Flagged(true)).Order(referral.ByBoundAt(), referral.ByID()).First(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil // a short history has no ring
	}
	if err != nil {
		return fmt.Errorf("find a referral: %w", err)
	}
	_, _, err = p.first.rewards.Decide(master, rewards.DecideInput{IdempotencyKey: "demo:referral:decide", ReferralID: row.ID, Suspended: true,
		Reason: "Comparten correo: parece la misma persona."})
	if err != nil {
		return fmt.Errorf("decide about a referral: %w", err)
	}
	return nil
}

// giveGifts makes codes of the pips that clients have by then. One is taken back; of the others some go to operations that begin later.
func (p *play) giveGifts(ctx context.Context, at time.Time) error {
	p.completing.Wait()
	var gifts []gift
	withdrawn := false
	for place := range p.plan.cast {
		if p.clients[place].id == uuid.Nil {
			continue
		}
		made, err := p.redeem(ctx, place, at)
		if err != nil {
			return err
		}
		if len(made) > 1 && !withdrawn {
			withdrawn = true
			in := rewards.WithdrawInput{IdempotencyKey: fmt.Sprintf("demo:gift:%d:withdraw", place), CodeID: made[0]}
			if _, _, err := p.first.rewards.Withdraw(asClient(ctx, p.clients[place].id, domain.ChannelWeb), in); err != nil {
				return fmt.Errorf("take back a code of client %d: %w", place, err)
			}
			made = made[1:]
		}
		for _, code := range made {
			gifts = append(gifts, gift{maker: place, code: code})
		}
	}
	p.assign(at, gifts)
	return nil
}

// redeem makes codes of what a client earned before an instant, so that an interrupted seed makes the same ones.
func (p *play) redeem(ctx context.Context, place int, at time.Time) ([]uuid.UUID, error) {
	client := p.clients[place].id
	rows, err := p.first.store.Read().RewardMovement.Query().Where(rewardmovement.ClientID(client), rewardmovement.ReasonEQ(domain.RewardEarned),
		rewardmovement.CreatedAtLT(at)).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read what client %d earned: %w", place, err)
	}
	earned := money.Pips(0)
	for _, row := range rows {
		earned += money.Pips(row.Pips)
	}
	var made []uuid.UUID
	for n := range min(int(earned/domain.DefaultRewardRules().Redeem), mostGifts) {
		in := rewards.RedeemInput{IdempotencyKey: fmt.Sprintf("demo:gift:%d:%d", place, n)}
		id, _, err := p.first.rewards.Redeem(asClient(ctx, client, domain.ChannelWeb), in)
		if err != nil {
			return nil, fmt.Errorf("make a code for client %d: %w", place, err)
		}
		made = append(made, id)
	}
	return made, nil
}

// gift is a code with the place of its maker, who cannot use it.
type gift struct {
	maker int
	code  uuid.UUID
}

// assign gives the first code to the newest operation that is alive at the end, and every second one of the others to an operation that is
// completed; the rest stay free.
func (p *play) assign(after time.Time, gifts []gift) {
	var alive, completed []*act
	for _, a := range p.acts {
		l := a.life
		switch n := len(l.steps); {
		case !l.quotedAt.After(after) || !l.takesCode() || p.plan.cast[l.client].referrer != 0:
		case n == 0:
			alive = append([]*act{a}, alive...)
		case l.steps[n-1].verb == completeOperation:
			completed = append(completed, a)
		}
	}
	for i, one := range gifts {
		list := &completed
		if i == 0 {
			list = &alive
		} else if i%2 == 0 {
			continue
		}
		if at := slices.IndexFunc(*list, func(a *act) bool { return a.life.client != one.maker }); at >= 0 {
			(*list)[at].gift = one.code
			*list = slices.Delete(*list, at, at+1)
		}
	}
}

// takesCode tells whether a life may have a code: its price stays the one that it began with.
func (l *life) takesCode() bool {
	return l.betterPips == 0 && l.amended == 0 && !l.expires && !slices.ContainsFunc(l.steps, func(s step) bool {
		return s.verb == amendAmount || s.verb == requoteDeposit
	})
}
