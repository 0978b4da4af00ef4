package ratelimit_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ratelimit"
)

func TestNetworkIsWhatOneCallerSharesWithNobody(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"190.1.2.3":              "190.1.2.3",
		"::ffff:190.1.2.3":       "190.1.2.3",
		"2001:db8:7:7:1:2:3:4":   "2001:db8:7:7::/64",
		"2001:db8:7:7:ffff::1":   "2001:db8:7:7::/64",
		"2001:db8:7:8::1":        "2001:db8:7:8::/64",
		"fe80::1%eth0":           "fe80::/64",
		"@":                      "@",
		"":                       "",
		"2001:DB8:7:7:0:0:0:ABC": "2001:db8:7:7::/64",
	} {
		if got := ratelimit.Network(address); got != want {
			t.Errorf("the network of %q is %q, want %q", address, got, want)
		}
	}
}

func TestCallerIsTheTokenElseThePersonElseTheAddress(t *testing.T) {
	t.Parallel()
	id := uuid.MustParse("01890a5d-ac96-774b-bcce-b302099a8057")
	token := uuid.MustParse("01890a5d-ac96-774b-bcce-b302099a8058")
	from := access.WithOrigin(context.Background(), access.Origin{Address: "2001:db8::7"})
	for name, c := range map[string]struct {
		ctx  context.Context
		want string
	}{
		"a token":            {access.WithActor(from, access.Actor{Kind: domain.ActorStaff, ID: id, TokenID: token}), "token:" + token.String()},
		"a person":           {access.WithActor(from, access.Actor{Kind: domain.ActorClient, ID: id}), "CLIENT:" + id.String()},
		"nobody known":       {access.WithActor(from, access.Anonymous()), "address:2001:db8::/64"},
		"nobody bound":       {from, "address:2001:db8::/64"},
		"the house":          {access.AsSystem(from), ""},
		"nobody from no way": {context.Background(), ""},
	} {
		if got := ratelimit.Caller(c.ctx); got != c.want {
			t.Errorf("%s is %q, want %q", name, got, c.want)
		}
	}
	if got := ratelimit.Address(access.WithActor(from, access.Actor{Kind: domain.ActorClient, ID: id})); got != "address:2001:db8::/64" {
		t.Errorf("the address of a client is %q", got)
	}
}
