package notify

import (
	"slices"
	"strconv"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// KindRewardEarned tells a client that whom it recommended the house to completed an operation. It names nobody: who exchanges what is that
// person's affair.
const KindRewardEarned Kind = "REWARD_EARNED"

// KindDeskCodesGuessed tells Masters that codes are being guessed in their house.
const KindDeskCodesGuessed Kind = "DESK_REWARD_CODES_GUESSED"

func rewardsChapter() *chapter {
	return &chapter{
		folder: "rewards",
		kinds:  slices.Concat(about(domain.TopicOperations, days, KindRewardEarned), about(domain.TopicSecurity, days, KindDeskCodesGuessed)),
		rules: []Rule{
			{Object: domain.ObjectRewardMovement, Event: domain.EventRewardEarned, Say: KindRewardEarned, Over: inApp, To: []Audience{ToClient}},
			{Object: domain.ObjectRewardCodes, Event: domain.EventCodesGuessed, Say: KindDeskCodesGuessed, Over: listed, To: []Audience{ToMasters}},
		},
		targets: map[Kind]domain.LinkTarget{KindRewardEarned: domain.LinkRewards},
		words: func(w wording, data Data, o *occurrence) {
			facts := factsOf[domain.RewardFacts](o)
			w.addClientRow(data, w.around.clients[o.ClientID])
			data["pips"], data["balance"] = strconv.Itoa(int(facts.Pips)), strconv.Itoa(int(facts.Balance))
			data["hourly"] = strconv.Itoa(factsOf[domain.CodesGuessedFacts](o).AnHour)
			if data[dataPath] = ""; o.ClientID != uuid.Nil {
				data[dataPath] = pathOf(domain.LinkRewards)
			}
		},
		sample: Data{"pips": "30", "balance": "60", "hourly": "300"},
	}
}
