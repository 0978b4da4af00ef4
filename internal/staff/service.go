// Package staff knows who works for the house: who is hired, what each one is called, which role and which permissions beyond it each
// one has, and who left.
//
// Invariants:
//   - Whoever works here is one row with one history: who comes back is the same person, and begins as on the first day.
//   - Sign-in names are of one active person each.
//   - Nobody sets a password for somebody: who is hired or comes back chooses one by a link (P-14).
//   - Whoever leaves can do nothing from then on: sessions, tokens, links and granted permissions end with the command. Another role ends
//     what rested on the old one, another e-mail what was sent to the old one.
//   - An office that two persons give, the compliance officer's and the alternate's, one alone neither gives nor takes, nor by giving its
//     holder another role (areas.md E45). Who leaves leaves at once and acts by it no more; it ends by two persons, and before that nobody
//     comes back. The database holds to it too (guard_permission_set_grant and guard_role in the migrations).
//   - Whatever lets somebody act is written with the hand that gave it (entrustments): nobody chooses who decides on what they proposed.
//   - Somebody always administers the house, and nobody's operations stay with somebody who left or cannot settle them: the
//     roster of [store.Roster] changes only together with who holds what.
//   - Everything that changes a person holds the lock of that person, so the events of a person are in order.
package staff

import (
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/store"
)

// Areas are the other areas that letting people in and go rests on.
type Areas struct {
	// People ends and begins what lets somebody in.
	People *identity.Service
	// Messages tells changes of e-mail.
	Messages *notify.Service
	// Decisions are those that take two persons.
	Decisions *approval.Service
	// Operations takes from somebody what it must not hold any more.
	Operations Operations
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store  *store.Store
	areas  Areas
	emails domain.Emails
}

// New returns a service over the house's database. emails says which addresses the house takes. It brings to the decisions of the house
// what those on offices do.
func New(house *store.Store, areas Areas, emails domain.Emails) *Service {
	s := &Service{store: house, areas: areas, emails: emails}
	areas.Decisions.Carries(s.effects())
	return s
}
