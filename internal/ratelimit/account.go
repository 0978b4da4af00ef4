package ratelimit

import (
	"fmt"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// account is what this instance knows of one subject under one rule.
type account struct {
	// turn is held by the one caller who asks the database.
	turn chan struct{}

	mu sync.Mutex
	// leased were taken from the database and not given out yet; they may be until expires.
	leased  int
	expires time.Time
	// arrival is the latest arrival time known. In the database it is that or later.
	arrival time.Time
}

// decide answers from memory; when what is known does not suffice, it answers how many the database must be asked for.
func (a *account) decide(rule Rule, now time.Time, cost int) (decision Decision, needed int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !now.Before(a.expires) {
		a.leased = 0
	}
	decision = Decision{Limit: rule.Limit, ResetAt: latest(now, a.arrival)}
	if a.leased >= cost {
		a.leased -= cost
		decision.Allowed = true
		decision.Remaining = rule.room(now, a.arrival) + a.leased
		return decision, 0
	}
	needed = cost - a.leased
	decision.RetryAfter = rule.wait(now, a.arrival, needed)
	if decision.RetryAfter == 0 {
		return Decision{}, needed
	}
	decision.Remaining = rule.room(now, a.arrival) + a.leased
	return decision, 0
}

// learn takes in what the database answered: what was given on top of a lease is spent after it, so the lease is as old as
// its newest part.
func (a *account) learn(rule Rule, now time.Time, given int, arrival time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.arrival = latest(a.arrival, arrival)
	if given > 0 {
		a.leased += given
		a.expires = now.Add(rule.Per)
	}
}

// accounts are the subjects that this instance knows, for each rule those that were seen last.
type accounts struct {
	size int

	mu     sync.Mutex
	byRule map[string]*simplelru.LRU[key, *account]
}

func newAccounts(size int) *accounts {
	return &accounts{size: size, byRule: map[string]*simplelru.LRU[key, *account]{}}
}

// of answers the account of a subject, a new one where nothing is known.
func (s *accounts) of(rule string, subject key) (*account, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	known, ok := s.byRule[rule]
	if !ok {
		var err error
		if known, err = simplelru.NewLRU[key, *account](s.size, nil); err != nil {
			return nil, fmt.Errorf("remember the subjects of %s: %w", rule, err)
		}
		s.byRule[rule] = known
	}
	if found, ok := known.Get(subject); ok {
		return found, nil
	}
	made := &account{turn: make(chan struct{}, 1)}
	known.Add(subject, made)
	return made, nil
}
