package ratelimit

import (
	"context"
	"crypto/sha256"
	"net/netip"
	"strconv"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// key names a subject under a rule in the database.
type key [sha256.Size]byte

// keyOf holds the figures of the rule too: an arrival time means something under those alone, and a rule that is given others
// counts anew.
func keyOf(rule Rule, subject string) key {
	text := make([]byte, 0, 128)
	text = append(append(text, rule.Name...), '\x1f')
	text = append(strconv.AppendInt(text, int64(rule.interval()), 10), '\x1f')
	text = append(strconv.AppendInt(text, int64(rule.Burst), 10), '\x1f')
	return sha256.Sum256(append(text, subject...))
}

// Network is what one caller surely shares with nobody else: an IPv4 address, or the /64 that an IPv6 host may choose its
// address from. What is no address stands for itself.
func Network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap()
	if !ip.Is6() {
		return ip.String()
	}
	prefix, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return address
	}
	return prefix.String()
}

// Address is the subject of a limit by address: the network that the request came from; empty for what comes from none, like
// a job.
func Address(ctx context.Context) string {
	address := access.OriginFrom(ctx).Address
	if address == "" {
		return ""
	}
	return "address:" + Network(address)
}

// Caller is the subject of a limit by caller: the access token, the person, else the address. The house itself has no limits
// and is empty.
func Caller(ctx context.Context) string {
	actor := access.Current(ctx)
	switch {
	case actor.Kind == domain.ActorSystem:
		return ""
	case actor.TokenID != uuid.Nil:
		return "token:" + actor.TokenID.String()
	case actor.Kind == domain.ActorAnonymous:
		return Address(ctx)
	}
	return actor.Key()
}
