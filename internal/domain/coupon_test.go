package domain_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

func TestWhyACodeCannotBeUsed(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		standing domain.CouponStanding
		want     domain.CouponReason
	}{
		"free":                               {domain.CouponStanding{Known: true, Kind: domain.CodeReward}, ""},
		"unknown":                            {domain.CouponStanding{}, domain.CouponUnknown},
		"one's own":                          {domain.CouponStanding{Known: true, Self: true}, domain.CouponSelf},
		"used":                               {domain.CouponStanding{Known: true, Consumed: true}, domain.CouponUsed},
		"in another operation":               {domain.CouponStanding{Known: true, Reserved: true}, domain.CouponTaken},
		"over":                               {domain.CouponStanding{Known: true, Expired: true}, domain.CouponExpired},
		"taken back":                         {domain.CouponStanding{Known: true, Withdrawn: true}, domain.CouponWithdrawn},
		"a referral after the first":         {domain.CouponStanding{Known: true, Kind: domain.CodeReferral, Experienced: true}, domain.CouponNotFirst},
		"a reward after the first":           {domain.CouponStanding{Known: true, Kind: domain.CodeReward, Experienced: true}, ""},
		"unknown, and one's other is on its": {domain.CouponStanding{Another: true}, domain.CouponAnother},
	} {
		if got := example.standing.Obstacle(); got != example.want {
			t.Errorf("%s: %q, want %q", name, got, example.want)
		}
	}
}

// Nobody learns by trying which codes there are (areas.md E21): a code that is another's is refused as one that nobody made.
func TestAStrangerHearsOneAnswer(t *testing.T) {
	t.Parallel()
	unknown := domain.CouponStanding{}.Refusal(domain.CouponUnknown, domain.ForClient)
	for _, reason := range []domain.CouponReason{domain.CouponTaken, domain.CouponUsed, domain.CouponExpired, domain.CouponWithdrawn, domain.CouponNotFirst} {
		stranger := domain.CouponStanding{Known: true}.Refusal(reason, domain.ForClient)
		if stranger.Message != unknown.Message || len(stranger.Params) > 0 || stranger.Code != unknown.Code {
			t.Errorf("%s: a stranger hears %q", reason, stranger.Message)
		}
		for who, standing := range map[string]domain.CouponStanding{"its owner": {Known: true, Self: true}, "who quoted with it": {Known: true, Quoted: true}} {
			if told := standing.Refusal(reason, domain.ForClient); told.Message == unknown.Message || len(told.Params) != 1 {
				t.Errorf("%s: %s hears %q", reason, who, told.Message)
			}
		}
	}
	for _, reason := range domain.CouponReasons() {
		for _, reader := range []domain.Reader{domain.ForClient, domain.ForHouse} {
			if told := (domain.CouponStanding{Known: true, Quoted: true}).Refusal(reason, reader); !strings.HasSuffix(told.Message, ".") {
				t.Errorf("%s is said as %q", reason, told.Message)
			}
		}
	}
}

func TestTheStateOfACodeIsDerived(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
	past, future := now.Add(-time.Hour), now.Add(time.Hour)
	for want, got := range map[domain.RewardCodeState]domain.RewardCodeState{
		domain.CodeFree:      domain.StateOf("", &future, nil, now),
		domain.CodeReserved:  domain.StateOf(domain.UseReserved, nil, nil, now),
		domain.CodeConsumed:  domain.StateOf(domain.UseConsumed, &past, nil, now),
		domain.CodeExpired:   domain.StateOf("", &now, nil, now),
		domain.CodeWithdrawn: domain.StateOf("", &past, &past, now),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestWhatAnOperationEarns(t *testing.T) {
	t.Parallel()
	rules := domain.DefaultRewardRules()
	for usd, want := range map[string]money.Pips{"199.99": 0, "200.00": 30, "20000.00": 30} {
		if got := rules.Earned(money.MustAmount(usd), false); got != want {
			t.Errorf("US$ %s earns %d, want %d", usd, got, want)
		}
	}
	if got := rules.Earned(money.MustAmount("1000.00"), true); got != 0 {
		t.Errorf("suspended, it earns %d", got)
	}
}

func TestARedemptionNeedsItsPips(t *testing.T) {
	t.Parallel()
	rules := domain.DefaultRewardRules()
	if refusal := rules.Redemption(30, domain.ForClient); refusal != nil {
		t.Error(refusal)
	}
	for balance, missing := range map[money.Pips]string{29: "1", 0: "30", -15: "45"} {
		refusal := rules.Redemption(balance, domain.ForClient)
		if refusal == nil || refusal.Code != domain.CodeTooFewPips || !slices.Contains(refusal.Params, domain.Param{Name: "missing", Value: missing}) {
			t.Errorf("%d pips: %+v", balance, refusal)
		}
	}
}

func TestOnePersonBehindTwoClients(t *testing.T) {
	t.Parallel()
	person := domain.Likeness{DocumentType: domain.DocumentDNI, DocumentNumber: "12345678", Name: "QUISPE MAMANI ANA"}
	for name, example := range map[string]struct {
		other domain.Likeness
		want  bool
	}{
		"a stranger":                {domain.Likeness{DocumentType: domain.DocumentDNI, DocumentNumber: "87654321", Name: "ROJAS DÍAZ LUIS"}, false},
		"somebody of the same name": {domain.Likeness{DocumentType: domain.DocumentDNI, DocumentNumber: "87654321", Name: "QUISPE MAMANI ANA"}, false},
		"its business":              {domain.Likeness{DocumentType: domain.DocumentRUC, DocumentNumber: "10123456781", Name: "QUISPE MAMANI ANA"}, true},
		"a company that it speaks for": {domain.Likeness{DocumentType: domain.DocumentRUC, DocumentNumber: "20100070970", Name: "ANDINA SAC",
			Representative: "Ana Quispe Mamani"}, true},
		"a company of another": {domain.Likeness{DocumentType: domain.DocumentRUC, DocumentNumber: "20100070970", Name: "ANDINA SAC", Representative: "Ana Quispe"}, false},
	} {
		if person.SamePerson(example.other) != example.want || example.other.SamePerson(person) != example.want {
			t.Errorf("%s: want %v", name, example.want)
		}
	}
}

func TestWhatTwoClientsHaveInCommonIsFlagged(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
	one := domain.Likeness{DocumentNumber: "1", Phones: []string{"+51999000111"}, Emails: []string{"a@correo.pe"}, Accounts: []string{"002"},
		Networks: map[string]time.Time{"190.1.2.3": now}}
	other := func(change func(*domain.Likeness)) domain.Likeness {
		likeness := domain.Likeness{DocumentNumber: "2", Networks: map[string]time.Time{}}
		change(&likeness)
		return likeness
	}
	for flag, likeness := range map[domain.ReferralFlag]domain.Likeness{
		domain.FlagSameDocument: other(func(l *domain.Likeness) { l.DocumentNumber = "1" }),
		domain.FlagSamePhone:    other(func(l *domain.Likeness) { l.Phones = one.Phones }),
		domain.FlagSameEmail:    other(func(l *domain.Likeness) { l.Emails = one.Emails }),
		domain.FlagSameAccount:  other(func(l *domain.Likeness) { l.Accounts = one.Accounts }),
		domain.FlagSameNetwork:  other(func(l *domain.Likeness) { l.Networks["190.1.2.3"] = now.Add(-24 * time.Hour) }),
	} {
		if got := one.FlagsWith(likeness); !slices.Equal(got, []domain.ReferralFlag{flag}) {
			t.Errorf("%s: %v", flag, got)
		}
	}
	if got := one.FlagsWith(other(func(l *domain.Likeness) { l.Networks["190.1.2.3"] = now.Add(-25 * time.Hour) })); got != nil {
		t.Errorf("a network of the day before yesterday: %v", got)
	}
	// Whoever sits at the machine of the house comes from its own address, as in a demonstration: that says nothing of who it is.
	for _, network := range []string{"127.0.0.1", "::1", "::/64"} {
		both := func(l *domain.Likeness) { l.Networks[network] = now }
		if got := other(both).FlagsWith(domain.Likeness{DocumentNumber: "3", Networks: map[string]time.Time{network: now}}); got != nil {
			t.Errorf("%s: %v", network, got)
		}
	}
}
