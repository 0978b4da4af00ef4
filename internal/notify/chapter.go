package notify

import (
	"context"
	"slices"
	"time"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
)

// chapter is all that is said of one part of the house's life: its messages, the facts that are told by them, and their words. The letters
// stand in templates/<folder>. A new area adds a chapter in a file of its own, its folder, and a line in [chapters].
type chapter struct {
	folder string
	// kinds are its messages, rules what tells them. A fact is told by the rules of one chapter.
	kinds []Traits
	rules []Rule
	// targets are where messages lead that are not about the row that they name.
	targets map[Kind]domain.LinkTarget
	// staff are kinds that only people of the house are told though their audience does not say so.
	staff []Kind
	// read reads what its facts need besides clients and people, names the people that they need, and marks those whose row is gone; nil
	// where they need no more than their client. It runs once for a batch of facts.
	read func(ctx context.Context, from *ent.Client, found []*occurrence, around *surroundings) error
	// members answers who an audience means that is not the same for every fact; nil for nobody.
	members func(around *surroundings, o *occurrence, to Audience) []person
	// words adds what its templates show of a fact.
	words func(w wording, data Data, o *occurrence)
	// sample is a value for each name that its templates may show.
	sample Data
}

// chapters are those of the house, in the order of the documentation.
func chapters() []*chapter {
	return []*chapter{operationsChapter(), clientsChapter(), identificationChapter(), invoicesChapter(), booksChapter(), peopleChapter(), pricingChapter(), rewardsChapter()}
}

// Traits are what holds for every message of a kind.
type Traits struct {
	Kind  Kind
	Topic domain.Topic
	// Urgent messages do not wait for the end of the quiet, and wake the telephone.
	Urgent bool
	// Lifetime is how long the message says something worth knowing.
	Lifetime time.Duration
	// ByCommand tells that a command tells it by [Service.Tell]; Secret, that it carries a code then, or a link where Link is set.
	ByCommand, Secret, Link bool

	chapter *chapter
}

// target is where messages of the kind lead that are not about the row that they name; empty for others.
func (t Traits) target() domain.LinkTarget { return t.chapter.targets[t.Kind] }

// forStaff tells whether only people of the house are told.
func (t Traits) forStaff() bool {
	return slices.Contains(t.chapter.staff, t.Kind) || slices.ContainsFunc(t.chapter.rules, func(rule Rule) bool {
		return rule.Say == t.Kind && slices.ContainsFunc(rule.To, Audience.ofTheHouse)
	})
}

// How long messages are worth sending.
const (
	hours = 48 * time.Hour
	days  = 7 * 24 * time.Hour
)

// about are kinds that are told of what happens.
func about(topic domain.Topic, lifetime time.Duration, kinds ...Kind) []Traits {
	all := make([]Traits, len(kinds))
	for i, kind := range kinds {
		all[i] = Traits{Kind: kind, Topic: topic, Lifetime: lifetime, Urgent: topic == domain.TopicSecurity}
	}
	return all
}

// carried is what a message of a command carries.
type carried int

const (
	carriesNothing carried = iota
	carriesCode
	carriesLink
)

// byCommand are kinds that commands tell themselves.
func byCommand(carries carried, kinds ...Kind) []Traits {
	all := about(domain.TopicSecurity, days, kinds...)
	for i := range all {
		all[i].ByCommand, all[i].Secret, all[i].Link = true, carries != carriesNothing, carries == carriesLink
	}
	return all
}

// Kinds lists every kind of message with what holds for it, in the order of the documentation.
func Kinds() []Traits {
	var all []Traits
	for _, c := range chapters() {
		for _, traits := range c.kinds {
			traits.chapter = c
			all = append(all, traits)
		}
	}
	return all
}

// Rules is the whole catalogue: what is not here is told to nobody. docs/messages.md is made from it.
func Rules() []Rule {
	var all []Rule
	for _, c := range chapters() {
		for _, rule := range c.rules {
			rule.chapter = c
			all = append(all, rule)
		}
	}
	return all
}
