package domain_test

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
)

// areas.md D4, E36, E41: the whole table of what stops which act.
func TestWhatStopsAClientFromWhat(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		standing domain.ClientStanding
		// stopped are the letters of the acts that are refused, in their order.
		stopped string
	}{
		"nothing open":                            {domain.ClientStanding{}, ""},
		"checked":                                 {domain.ClientStanding{Screening: domain.ScreeningChecked}, ""},
		"a newcomer who is checked":               {domain.ClientStanding{Screening: domain.ScreeningChecked, Newcomer: true}, ""},
		"frozen":                                  {domain.ClientStanding{Frozen: true}, "QCMAPOFR"},
		"frozen, a newcomer":                      {domain.ClientStanding{Frozen: true, Newcomer: true}, "QCMAPOFR"},
		"in review, who operated":                 {domain.ClientStanding{InReview: true}, ""},
		"in review, a newcomer":                   {domain.ClientStanding{InReview: true, Newcomer: true}, "QCR"},
		"not checked, who operated":               {domain.ClientStanding{Screening: domain.ScreeningNotChecked}, ""},
		"not checked, a newcomer":                 {domain.ClientStanding{Screening: domain.ScreeningNotChecked, Newcomer: true}, "QCR"},
		"of lists that are too old, who operated": {domain.ClientStanding{Screening: domain.ScreeningStale}, ""},
		"of lists that are too old, a newcomer":   {domain.ClientStanding{Screening: domain.ScreeningStale, Newcomer: true}, "QCR"},
	} {
		letters := map[domain.ClientAct]string{domain.ClientQuotes: "Q", domain.ClientOperates: "C", domain.ClientAmends: "M", domain.ClientApplies: "A",
			domain.ClientIsPaid: "P", domain.ClientCompletes: "O", domain.ClientIsRefund: "F", domain.ClientRedeems: "R"}
		got := ""
		for _, act := range domain.ClientActs() {
			for _, reader := range []domain.Reader{domain.ForClient, domain.ForHouse} {
				refusal := row.standing.Admits(act, reader)
				if refusal != nil && !reflect.DeepEqual(refusal, domain.UnderReview(reader)) {
					t.Errorf("%s: %s is refused with %v", name, act, refusal)
				}
				if refusal != nil && reader == domain.ForClient {
					got += letters[act]
				}
			}
		}
		if got != row.stopped {
			t.Errorf("%s stops %q, want %q", name, got, row.stopped)
		}
	}
}

// Each act on an operation that moves its money out of reach is one that a freeze stops; what reports facts goes on.
func TestWhichActsOnAnOperationAFreezeStops(t *testing.T) {
	t.Parallel()
	want := map[domain.Act]bool{domain.ActApplyDeposit: true, domain.ActAddPayout: true, domain.ActComplete: true, domain.ActRefundDeposit: true}
	for _, act := range domain.Actions() {
		if _, stopped := domain.ClientActOf(act); stopped != want[act] {
			t.Errorf("%s is stopped: %v", act, stopped)
		}
	}
}

// No refusal tells what it is about: neither its figures nor its place, and no word of lists or money laundering.
func TestTheWordsOfAnAccountThatIsLookedAtSayNothingElse(t *testing.T) {
	t.Parallel()
	for _, reader := range []domain.Reader{domain.ForClient, domain.ForHouse} {
		refusal := domain.UnderReview(reader)
		if refusal.Code != domain.CodeOnHold || len(refusal.Params) != 0 || len(refusal.Field) != 0 {
			t.Errorf("%+v", refusal)
		}
		for _, word := range []string{"lista", "cumplimiento", "lavado", "congel", "sospech", "ONU", "riesgo"} {
			if strings.Contains(strings.ToLower(refusal.Message), strings.ToLower(word)) {
				t.Errorf("%q says %q", refusal.Message, word)
			}
		}
	}
}

func TestWhoRestrictsForWhat(t *testing.T) {
	t.Parallel()
	for _, rule := range domain.RestrictionRules() {
		if rule.Label == "" || len(rule.Kinds) == 0 {
			t.Errorf("%s: %+v", rule.Cause, rule)
		}
		for _, kind := range domain.RestrictionKinds() {
			refusal := rule.Cause.CheckPerson(kind)
			if may := rule.ByPerson && rule.Cause.Goes(kind); (refusal == nil) != may {
				t.Errorf("%s for %s by a person: %v", kind, rule.Cause, refusal)
			}
		}
	}
	if refusal := domain.RestrictionCause("OTHER").CheckPerson(domain.RestrictionFreeze); refusal == nil {
		t.Error("a cause that is none restricts")
	}
}

// areas.md E47: only what was held for want of a check ends by itself, and only for whom somebody checked and nothing is open about.
func TestWhatEndsByItself(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		grounds := rapid.SliceOfN(rapid.SampledFrom(domain.HoldGrounds()), 0, 3).Draw(t, "grounds")
		standing := domain.ClientStanding{Frozen: rapid.Bool().Draw(t, "frozen"), InReview: rapid.Bool().Draw(t, "in review"), Screening: rapid.SampledFrom(
			[]domain.ScreeningStanding{domain.ScreeningChecked, domain.ScreeningNotChecked, domain.ScreeningStale}).Draw(t, "screening")}
		matter := rapid.Bool().Draw(t, "matter")
		if !domain.GroundsEnd(grounds, standing, matter) {
			return
		}
		if len(grounds) == 0 || matter || standing.Frozen || standing.InReview || standing.Screening != domain.ScreeningChecked {
			t.Errorf("it ended with %v, %+v, %v", grounds, standing, matter)
		}
		for _, one := range grounds {
			if one != domain.GroundNotChecked {
				t.Errorf("it ended in spite of %s", one)
			}
		}
	})
	if !domain.GroundsEnd([]domain.HoldGround{domain.GroundNotChecked}, domain.ClientStanding{}, false) {
		t.Error("a client whom somebody checked stays held")
	}
}
