package notify

import (
	"context"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
)

// What those who publish rates are told of them.
const KindScheduledRateRefused Kind = "SCHEDULED_RATE_REFUSED"

func pricingChapter() *chapter {
	return &chapter{
		folder: "pricing",
		kinds:  about(domain.TopicHouse, hours, KindScheduledRateRefused),
		rules: []Rule{{Object: domain.ObjectScheduledRate, Event: domain.EventScheduledRateRefused, Say: KindScheduledRateRefused, Over: listed,
			To: []Audience{ToScheduler, ToMasters}}},
		targets: map[Kind]domain.LinkTarget{KindScheduledRateRefused: domain.LinkRates},
		read:    readPricingFacts, members: pricingMembers, words: pricingWords,
		sample: Data{"person": "Diego Paz", "publishAt": "lunes 23/11 a las 10:15", "buys": "3.7380", "sells": "3.7620", "forbidden": false},
	}
}

// readPricingFacts names who scheduled the pairs.
func readPricingFacts(_ context.Context, _ *ent.Client, found []*occurrence, around *surroundings) error {
	for _, o := range found {
		around.wantUsers(factsOf[domain.ScheduledRateFacts](o).ScheduledBy)
	}
	return nil
}

func pricingMembers(a *surroundings, o *occurrence, to Audience) []person {
	if to != ToScheduler {
		return nil
	}
	return a.staff(factsOf[domain.ScheduledRateFacts](o).ScheduledBy)
}

// pricingWords are what a message says of a pair that was not published.
func pricingWords(w wording, data Data, o *occurrence) {
	facts := factsOf[domain.ScheduledRateFacts](o)
	data[dataPath], data["person"] = pathOf(domain.LinkRates), w.userName(facts.ScheduledBy)
	data["publishAt"], data["buys"], data["sells"] = domain.SpokenInLima(facts.PublishAt), facts.HouseBuys.String(), facts.HouseSells.String()
	data["forbidden"] = facts.Code == domain.CodeForbidden
}
