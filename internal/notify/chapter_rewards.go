package notify

import (
	"strconv"

	"github.com/qoricash/qoricash/internal/domain"
)

// KindRewardEarned tells a client that whom it recommended the house to completed an operation. It names nobody: who exchanges what is that
// person's affair.
const KindRewardEarned Kind = "REWARD_EARNED"

func rewardsChapter() *chapter {
	return &chapter{
		folder: "rewards",
		kinds:  about(domain.TopicOperations, days, KindRewardEarned),
		rules: []Rule{{Object: domain.ObjectRewardMovement, Event: domain.EventRewardEarned, Say: KindRewardEarned, Over: inApp,
			To: []Audience{ToClient}}},
		targets: map[Kind]domain.LinkTarget{KindRewardEarned: domain.LinkRewards},
		words: func(w wording, data Data, o *occurrence) {
			facts := factsOf[domain.RewardFacts](o)
			w.addClientRow(data, w.around.clients[o.ClientID])
			data[dataPath], data["pips"], data["balance"] = pathOf(domain.LinkRewards), strconv.Itoa(int(facts.Pips)), strconv.Itoa(int(facts.Balance))
		},
		sample: Data{"pips": "30", "balance": "60"},
	}
}
