package notify

import (
	"github.com/qoricash/qoricash/internal/domain"
)

// Rule is one row of the catalogue: of this fact, these people are told this, on these channels.
type Rule struct {
	// Object and Event are the fact's, When narrows it.
	Object domain.ObjectKind
	Event  domain.EventKind
	When   Condition
	// Say is the message.
	Say  Kind
	To   []Audience
	Over []domain.MessageChannel
	// Contacts sends the e-mail also to the further addresses that the client proved.
	Contacts bool
	// Waits holds the e-mail back until the electronic document of the operation is there and goes with it, [documentWait] at most; Brings
	// tells of that document, and leaves the e-mail out for whoever gets it that way; Carries attaches the document that it tells of; Follows
	// ends the wait, because no document comes now, and leaves after the e-mail that waited.
	Waits, Brings, Carries, Follows bool

	chapter *chapter
}

// Condition narrows a rule by what was true when the event happened. The zero Condition holds always.
type Condition struct {
	Name  string
	holds func(facts any) bool
}

func (c Condition) hold(facts any) bool { return c.holds == nil || c.holds(facts) }

// when is a condition on events with those facts; of others it does not hold.
func when[Facts any](name string, holds func(Facts) bool) Condition {
	return Condition{Name: name, holds: func(facts any) bool {
		read, ok := facts.(Facts)
		return ok && holds(read)
	}}
}

// unless is the condition that another does not hold.
func unless(name string, other Condition) Condition {
	return Condition{Name: name, holds: func(facts any) bool { return !other.hold(facts) }}
}

// The channels of a rule. E-mails to the staff are off until a person switches them on; see [defaultChannels].
var (
	everywhere = domain.MessageChannels()
	listed     = []domain.MessageChannel{domain.ChannelInbox, domain.ChannelEmail}
	mailed     = []domain.MessageChannel{domain.ChannelEmail}
	inApp      = []domain.MessageChannel{domain.ChannelInbox, domain.ChannelPush}
)

// RulesOf answers the rules by which a fact would be told, in the order of the catalogue: who means whom is known once it is.
func RulesOf(object domain.ObjectKind, event domain.EventKind, facts any) []Rule {
	var told []Rule
	for _, rule := range Rules() {
		if rule.Object == object && rule.Event == event && rule.When.hold(facts) {
			told = append(told, rule)
		}
	}
	return told
}

// toldOf is what happened to what.
type toldOf struct {
	object domain.ObjectKind
	event  domain.EventKind
}

// index answers the rules by fact, so that most events are known to concern nobody without a read.
func index(rules []Rule) map[toldOf][]Rule {
	byFact := map[toldOf][]Rule{}
	for _, rule := range rules {
		key := toldOf{rule.Object, rule.Event}
		byFact[key] = append(byFact[key], rule)
	}
	return byFact
}
