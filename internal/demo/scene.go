package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
)

// as acts as a person of the house, by login.
func (p *play) as(ctx context.Context, login string) context.Context {
	return asMember(ctx, p.members[login], p.people[login])
}

// asOperator acts as the operator with that key.
func (p *play) asOperator(ctx context.Context, id uuid.UUID) context.Context {
	for _, login := range operatorLogins {
		if p.people[login] == id {
			return p.as(ctx, login)
		}
	}
	return asMember(ctx, member{role: domain.RoleOperator}, id)
}

// publish publishes a rate of the market.
func (p *play) publish(ctx context.Context, number int, x publication) error {
	p.quoting.Wait()
	ctx = p.as(ctx, x.login)
	key := fmt.Sprintf("demo:rate:%d", number)
	var err error
	if x.base.IsZero() {
		_, _, err = p.first.pricing.PublishPublic(ctx, pricing.PublishPublicInput{IdempotencyKey: key, HouseBuys: x.public.Buy,
			HouseSells: x.public.Sell, Reason: x.reason})
	} else {
		_, _, err = p.first.pricing.PublishBase(ctx, pricing.PublishBaseInput{IdempotencyKey: key, Bid: x.base.Buy, Ask: x.base.Sell,
			Reason: x.reason})
	}
	if err != nil {
		return fmt.Errorf("publish rate %d: %w", number, err)
	}
	p.rates = x.public
	return nil
}

// register registers a client with its accounts: by its trader, or by the Master for the house.
func (p *play) register(ctx context.Context, place int, who person) error {
	owner := who.owner
	if owner == "" {
		owner = MasterLogin
	}
	ctx = p.as(ctx, owner)
	key := fmt.Sprintf("demo:client:%d", place)
	code := ""
	if who.referrer != 0 {
		var err error
		if code, err = p.first.ownCode(ctx, p.clients[who.referrer].id); err != nil {
			return err
		}
	}
	id, _, err := p.first.clients.Register(ctx, clients.RegisterInput{IdempotencyKey: key, DocumentType: who.documentType,
		DocumentNumber: who.documentNumber, Name: who.fullName(), Email: who.email, ReferralCode: code})
	if err != nil {
		return fmt.Errorf("register client %d: %w", place, err)
	}
	if err := p.first.admit(ctx, key, id, who, p.passwordHash); err != nil {
		return err
	}
	registered := client{id: id}
	for i, a := range who.accounts {
		bank, _ := domain.BankByCode(a.bank)
		added, _, err := p.first.clients.AddAccount(ctx, clients.AddAccountInput{IdempotencyKey: fmt.Sprintf("%s:account:%d", key, i),
			ClientID: id, Bank: bank.Key, Currency: a.currency, Kind: a.kind, Number: a.number, CCI: a.cci, HolderDeclared: true})
		if err != nil {
			return fmt.Errorf("add account %d of client %d: %w", i, place, err)
		}
		if a.currency == money.USD {
			registered.usd = added
		} else {
			registered.pen = added
		}
	}
	p.clients[place] = registered
	return nil
}

// endDay ends what waited all day for nothing.
func (p *play) endDay(ctx context.Context, end time.Time) error {
	for _, a := range p.acts {
		if a.life.createdAt.Before(end) {
			a.ahead.Wait()
		}
	}
	_, err := p.first.trading.EndDay(ctx, end)
	return err
}

// bank is where a client's account in a currency is.
func (p person) bank(currency money.Currency) domain.BankCode {
	for _, a := range p.accounts {
		if a.currency == currency {
			return a.bank
		}
	}
	return ""
}
