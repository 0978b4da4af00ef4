package pricing_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
)

// beyond asks for a rate for 1,000 USD that a client hands over; the public rate is 3.7180 and the band 100 pips.
func beyond(rate string, client *uuid.UUID) pricing.ProposeRateInput {
	return pricing.ProposeRateInput{IdempotencyKey: uuid.NewString(), Amount: pay("1000", money.USD).Amount, ClientID: client, Rate: money.MustRate(rate),
		Reason: "Cliente de todos los meses, competencia a 3.735"}
}

func (h *house) decide(ctx context.Context, proposal uuid.UUID, decision domain.ProposalDecision) error {
	_, _, err := h.decisions.Decide(ctx, approval.DecideInput{IdempotencyKey: uuid.NewString(), ProposalID: proposal, Decision: decision, Note: "Visto"})
	return err
}

func (h *house) propose(t *testing.T, ctx context.Context, in pricing.ProposeRateInput) (proposal, quote uuid.UUID) {
	t.Helper()
	id, _, err := h.ProposeRate(ctx, in)
	if err != nil {
		t.Fatal(err)
	}
	row, err := h.owner.Proposal.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return id, row.ObjectID
}

func TestARateBeyondTheBandIsGivenByASecondPerson(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	master, _ := h.staff(t, domain.RoleMaster)
	_, clientID := h.client(t, traderID, domain.ClientActive)

	proposal, quote := h.propose(t, trader, beyond("3.7350", &clientID))
	if n := h.owner.Quote.Query().CountX(t.Context()); n != 0 {
		t.Fatalf("%d quotes before it is decided", n)
	}
	wantRefusals(t, h.decide(trader, proposal, domain.ProposalConfirmed), "FORBIDDEN@")
	h.clock.Advance(10 * time.Minute)
	if err := h.decide(master, proposal, domain.ProposalConfirmed); err != nil {
		t.Fatal(err)
	}

	row := h.read(t, trader, quote)
	if row.Rate.String() != "3.7350" || row.Pen.String() != "3735.00" || row.PublicRate.String() != "3.7180" || !row.Negotiated ||
		row.DraftedBy == nil || *row.DraftedBy != traderID || row.ClientID == nil || *row.ClientID != clientID {
		t.Errorf("the quote is %+v", row)
	}
	if !row.ExpiresAt.Equal(opening.Add(25 * time.Minute)) {
		t.Errorf("it holds until %v: from the decision on", row.ExpiresAt)
	}
	if _, err := h.take(trader, quote, clientID); err != nil {
		t.Errorf("it serves no operation: %v", err)
	}
}

func TestADraftBeyondTheBandBelongsToWhoAskedForIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	master, _ := h.staff(t, domain.RoleMaster)
	_, clientID := h.client(t, traderID, domain.ClientActive)
	proposal, quote := h.propose(t, trader, beyond("3.7000", nil))
	if err := h.decide(master, proposal, domain.ProposalConfirmed); err != nil {
		t.Fatal(err)
	}
	if _, err := h.take(master, quote, clientID); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("who confirmed it takes it: %v", err)
	}
	if _, err := h.take(trader, quote, clientID); err != nil {
		t.Error(err)
	}
}

func TestARateThatNeedsNobodyOrNobodyMayGiveIsNotProposed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	operator, _ := h.staff(t, domain.RoleOperator)
	client, clientID := h.client(t, traderID, domain.ClientActive)
	_, otherID := h.staff(t, domain.RoleTrader)
	_, foreign := h.client(t, otherID, domain.ClientActive)
	_, inactive := h.client(t, traderID, domain.ClientDeactivated)
	wordless := beyond("3.7350", &clientID)
	wordless.Reason = " "
	for name, c := range map[string]struct {
		by   context.Context
		in   pricing.ProposeRateInput
		want string
	}{
		"inside of the band":    {trader, beyond("3.7280", &clientID), "INVALID@rate"},
		"more than 3 % away":    {trader, beyond("3.8296", &clientID), "RATE_DEVIATION@rate"},
		"zero":                  {trader, beyond("0.0000", &clientID), "RATE_DEVIATION@rate"},
		"without a reason":      {trader, wordless, "REQUIRED@reason"},
		"for a foreign client":  {trader, beyond("3.7350", &foreign), "NOT_FOUND@clientId"},
		"for an inactive one":   {trader, beyond("3.7350", &inactive), "CLIENT_INACTIVE@"},
		"by a client":           {client, beyond("3.7350", nil), "FORBIDDEN@"},
		"by who makes no price": {operator, beyond("3.7350", nil), "FORBIDDEN@"},
	} {
		_, _, err := h.ProposeRate(c.by, c.in)
		if len(domain.Refusals(err)) != 1 {
			t.Errorf("%s: %v", name, err)
		}
		wantRefusals(t, err, c.want)
	}
}

func TestWhatChangedSinceARateWasProposedIsAskedAgain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		since func(t *testing.T, h *house, client *ent.Customer)
		want  string
	}{
		"the public rate moved away": {func(t *testing.T, h *house, _ *ent.Customer) {
			master, _ := h.staff(t, domain.RoleMaster)
			in := public("3.5000", "3.5100")
			in.Override = true
			if _, _, err := h.PublishPublic(master, in); err != nil {
				t.Fatal(err)
			}
		}, "RATE_DEVIATION@proposalId"},
		"half an hour passed": {func(_ *testing.T, h *house, _ *ent.Customer) { h.clock.Advance(30 * time.Minute) }, "NOT_ALLOWED_IN_STATUS@proposalId"},
		"the client moved to another trader": {func(t *testing.T, h *house, client *ent.Customer) {
			_, other := h.staff(t, domain.RoleTrader)
			h.owner.Customer.UpdateOne(client).SetOwnerID(other).ExecX(t.Context())
		}, "NOT_ALLOWED_IN_STATUS@proposalId"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			h.published(t)
			trader, traderID := h.staff(t, domain.RoleTrader)
			master, _ := h.staff(t, domain.RoleMaster)
			_, clientID := h.client(t, traderID, domain.ClientActive)
			proposal, _ := h.propose(t, trader, beyond("3.7350", &clientID))
			c.since(t, h, h.owner.Customer.GetX(t.Context(), clientID))
			wantRefusals(t, h.decide(master, proposal, domain.ProposalConfirmed), c.want)
			if n := h.owner.Quote.Query().CountX(t.Context()); n != 0 {
				t.Errorf("%d quotes", n)
			}
			if err := h.decide(trader, proposal, domain.ProposalWithdrawn); err != nil {
				t.Errorf("who proposed it does not take it back: %v", err)
			}
		})
	}
}

func TestTheDatabaseKeepsAnAgreedRateToWhatWasAgreed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	done := h.published(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	_, clientID := h.client(t, traderID, domain.ClientActive)
	_, quote := h.propose(t, trader, beyond("3.7350", &clientID))
	_, err := h.db.App.ExecContext(t.Context(), `INSERT INTO quotes (id, created_at, client_id, drafted_by, side, fixed_currency, usd, pen, rate, public_rate,
		public_rate_id, discount_pips, negotiated, expires_at) VALUES ($1, $2, $3, $4, 'HOUSE_BUYS_USD', 'USD', 1000, 3735, 3.7350, 3.7180, $5, 0, true, $6)`,
		quote, h.clock.Now(), clientID, traderID, done.PublicRateID, h.clock.Now().Add(time.Minute))
	if err == nil {
		t.Error("a quote is written that nobody confirmed")
	}
}
