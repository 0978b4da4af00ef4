// Package identity knows who is calling: people of the house and clients, their passwords and their sessions, the access
// tokens of tools and machines.
//
// Invariants:
//   - A token is 256 random bits, shown once; the database holds its SHA-256 alone. Passwords are argon2id at rest.
//   - A refused sign-in says nothing: unknown, deactivated and mistyped names get one answer after one hash.
//   - A person of the house has at most one live session; a client may have several (decisions.md, sessions).
//   - Everything that begins or ends sessions of a person holds the lock of that person, so the events of a session are
//     in order, and a password change leaves no session behind.
//   - Every end of a session is an event; it works at once where it happens, and elsewhere as soon as the event arrives,
//     at the latest when the cache of [Service.Authenticate] is 5 seconds old.
//   - Attempts are counted before a password or a code is looked at, in the database, so that all instances count as one.
//   - Whoever knows no more than somebody's name cannot keep that person from signing in, from choosing another password or from
//     registering: strict counts are of a network or of a known device, and what is of the name alone bounds guesses loosely, and mails.
//   - Nothing sets a password for somebody, and no message carries one: people choose theirs by a link that works once, or
//     with the one they have (P-14).
//   - An access token acts for the person who answers for it, with what its scopes open of that person's rights, and ends with
//     that person. Whatever changes a person of the house, its grants or its tokens holds the lock of that person.
//   - A session that owes something (another password, a second factor) can do that alone, and is whole once it is done.
package identity

import (
	"cmp"
	"runtime"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/store"
)

// Options tune a service; zero values are the defaults of decisions.md.
type Options struct {
	// AttemptsPerIdentity and AttemptsPerAddress are how many attempts a minute go unpunished; 0 means 5, below 0 no
	// limit.
	AttemptsPerIdentity, AttemptsPerAddress int
	// Hashes is how many passwords are hashed at once, 19 MiB each; 0 means half the processors, at least one.
	Hashes int
	// HashesWaiting is how many callers may wait for their turn; 0 means 64.
	HashesWaiting int
	// CachedSessions bounds the sessions kept in memory; 0 means 20,000.
	CachedSessions int
	// SiteURL and DeskURL are where the links of clients and of the staff lead.
	SiteURL, DeskURL string
	// TOTPRoles are the roles that may do nothing before they have a second factor.
	TOTPRoles []domain.Role
	// SealKeys seal the secrets of second factors, 32 bytes each: the first seals, all open. Without one nobody can set a
	// second factor up.
	SealKeys [][]byte
	// Limits bounds how often forgotten passwords are asked for; nil bounds nothing.
	Limits *ratelimit.Limiter
	// ResetPause is how long the answer to a forgotten password takes, whoever exists; 0 means 250 ms.
	ResetPause time.Duration
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store    *store.Store
	hasher   *hasher
	attempts *attempts
	sessions *sessionCache
	messages *notify.Service
	limits   *ratelimit.Limiter
	// pages are where links lead, by the kind of their person.
	pages      map[domain.ActorKind]string
	totpRoles  []domain.Role
	sealKeys   [][]byte
	resetPause time.Duration
	tokenUses  *tokenUses
}

// New returns a service over the house's database. messages tells links to people.
func New(house *store.Store, messages *notify.Service, options Options) *Service {
	orDefault := func(value, fallback int) int {
		if value == 0 {
			return fallback
		}
		return value
	}
	return &Service{
		store:  house,
		hasher: newHasher(orDefault(options.Hashes, max(1, runtime.NumCPU()/2)), orDefault(options.HashesWaiting, 64)),
		attempts: &attempts{db: house.DB(), clock: house.Clock(), perIdentity: orDefault(options.AttemptsPerIdentity, 5),
			perAddress: orDefault(options.AttemptsPerAddress, 5)},
		sessions: newSessionCache(orDefault(options.CachedSessions, 20_000)),
		messages: messages, limits: options.Limits,
		pages: map[domain.ActorKind]string{domain.ActorStaff: strings.TrimSuffix(options.DeskURL, "/"),
			domain.ActorClient: strings.TrimSuffix(options.SiteURL, "/")},
		totpRoles: options.TOTPRoles, sealKeys: options.SealKeys, resetPause: cmp.Or(options.ResetPause, 250*time.Millisecond),
		tokenUses: newTokenUses(),
	}
}

// lifetime is how long a session lives.
type lifetime struct{ idle, absolute time.Duration }

// lifetimeOf is the table of decisions.md, sessions.
func lifetimeOf(kind domain.SessionKind) lifetime {
	switch kind {
	case domain.SessionClientApp:
		return lifetime{idle: 30 * 24 * time.Hour, absolute: 90 * 24 * time.Hour}
	case domain.SessionClientWeb:
		return lifetime{idle: 30 * time.Minute, absolute: 12 * time.Hour}
	}
	return lifetime{idle: 10 * time.Minute, absolute: 12 * time.Hour}
}
