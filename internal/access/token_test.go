package access_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// What a Master's token sees of the furnished house, by its scope: beside what is public and the person who answers for it,
// nothing else. What is the Master's own, its session and its inbox, is for no token.
func TestATokenSeesTheRowsOfItsScopesAlone(t *testing.T) {
	t.Parallel()
	k := furnished(t)
	public := []string{ent.TypePublicRate, ent.TypeHoliday, ent.TypeUser}
	for scope, more := range map[domain.TokenScope][]string{
		domain.ScopeReadSchema:  {},
		domain.ScopeReadRates:   {ent.TypeBaseRate},
		domain.ScopeReadLedger:  {ent.TypeLedgerAccount, ent.TypeLedgerEntry, ent.TypePosting, ent.TypeHouseAccount},
		domain.ScopeReadClients: {ent.TypeCustomer, ent.TypeBankAccount, ent.TypeClientContact},
		domain.ScopeReadOperations: {ent.TypeOperation, ent.TypeDeposit, ent.TypePayout, ent.TypeProof, ent.TypeHold, ent.TypeNote, ent.TypeNoteRead,
			ent.TypeFile, ent.TypeHouseAccount},
		domain.ScopeWriteOperation: {ent.TypeQuote},
	} {
		actor := access.Actor{Kind: domain.ActorStaff, ID: k.ID(testkit.Master), Role: domain.RoleMaster, TokenID: uuid.New(), Scopes: []domain.TokenScope{scope}}
		ctx := access.WithActor(t.Context(), actor)
		var seen []string
		for _, name := range types() {
			rows, err := all(ctx, k.Store.Read(), name)
			must(t, err)
			if rows.Len() > 0 {
				seen = append(seen, name)
			}
		}
		want := slices.Sorted(slices.Values(slices.Concat(public, more)))
		slices.Sort(seen)
		if !slices.Equal(seen, want) {
			t.Errorf("%s shows %v, want %v", scope, seen, want)
		}
	}
}

func TestWhereSomethingIsMadeFollowsFromWhatOneCameWith(t *testing.T) {
	t.Parallel()
	token := uuid.New()
	for _, c := range []struct {
		actor access.Actor
		want  domain.Channel
	}{
		{access.Actor{Kind: domain.ActorStaff, Session: domain.SessionStaff}, domain.ChannelDesk},
		{access.Actor{Kind: domain.ActorSystem}, domain.ChannelDesk},
		{access.Actor{Kind: domain.ActorStaff, TokenID: token}, domain.ChannelAPI},
		{access.Actor{Kind: domain.ActorClient, Session: domain.SessionClientWeb, TokenID: token}, domain.ChannelAPI},
		{access.Actor{Kind: domain.ActorClient, Session: domain.SessionClientWeb}, domain.ChannelWeb},
		{access.Actor{Kind: domain.ActorClient, Session: domain.SessionClientApp}, domain.ChannelApp},
		{access.Anonymous(), domain.ChannelWeb},
	} {
		if got := c.actor.Channel(); got != c.want {
			t.Errorf("%+v makes it by %s, want %s", c.actor, got, c.want)
		}
	}
}
