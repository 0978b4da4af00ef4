package graph_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/graph"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/testkit"
)

// unknownCode is one that nobody made.
const unknownCode = "ZZZZZZ"

// codeDoor is a field by which a code can be tried.
type codeDoor struct {
	document string
	// input is what it takes beside the code, which stands under the name; nil for a field without an input.
	input func(t *testing.T, a *api, caller testkit.Caller) map[string]any
	code  string
}

// pay is an amount that is quoted.
var pay = map[string]any{"pay": map[string]any{"amount": "500.00", "currency": "USD"}}

func codeDoors() map[string]codeDoor {
	return map[string]codeDoor{
		"codeValidate": {document: `query($code: String!) { codeValidate(code: $code) { blockers { code message field params { name value } } } }`},
		"pricePreview": {document: `query($code: String!) { pricePreview(amount: { pay: { amount: "500.00", currency: USD } }, couponCode: $code) {
			rate receive { amount } discounts { kind } blockers { code message field params { name value } } } }`},
		"quoteLock": {document: `mutation($in: QuoteLockInput!) { quoteLock(input: $in) { quote { rate } userErrors { code message field params { name value } } } }`,
			code: "couponCode", input: func(_ *testing.T, a *api, caller testkit.Caller) map[string]any {
				fields := keyed(map[string]any{"amount": pay})
				if a.Actor(caller).IsStaff() {
					fields["clientId"] = a.client(testkit.Client)
				}
				return fields
			}},
		"clientRegister": {document: `mutation($in: ClientRegisterInput!) { clientRegister(input: $in) { userErrors { code message field params { name value } } } }`,
			code: "referralCode", input: registerInput},
	}
}

// tryCode tries a code at a door.
func (a *api) tryCode(t *testing.T, ctx context.Context, caller testkit.Caller, door codeDoor, code string) answer {
	t.Helper()
	if door.input == nil {
		return a.run(t, ctx, door.document, map[string]any{"code": code})
	}
	fields := door.input(t, a, caller)
	fields[door.code] = code
	return a.run(t, ctx, door.document, map[string]any{"in": fields})
}

// from is a caller on a network.
func (a *api) from(t *testing.T, caller testkit.Caller, address string) context.Context {
	t.Helper()
	return access.WithOrigin(a.As(t, caller), access.Origin{Address: address})
}

// openCounting is an API whose areas bound how often they are asked.
func openCounting(t *testing.T) *api {
	t.Helper()
	return serve(t, testkit.New(t, testkit.WithRateLimits()), graph.ExecutorOptions{})
}

// Ten codes a minute are tried by one person, through whichever doors; then every door is shut to it, whatever network it comes from, and is
// open again as time passes.
func TestEveryDoorOfACodeTakesFromOneBucket(t *testing.T) {
	t.Parallel()
	a := openCounting(t)
	for name, door := range codeDoors() {
		a.Clock.Advance(2 * time.Minute)
		for n := range ratelimit.CodeAttempt().Limit {
			got := a.tryCode(t, a.from(t, testkit.Trader, fmt.Sprintf("190.0.%d.1", n)), testkit.Trader, door, unknownCode)
			if got.code() != "" {
				t.Errorf("%s refuses try %d: %v", name, n+1, got.Errors)
			}
		}
		for shut, other := range codeDoors() {
			if got := a.tryCode(t, a.from(t, testkit.Trader, "190.1.1.1"), testkit.Trader, other, unknownCode); got.code() != "RATE_LIMITED" {
				t.Errorf("after ten tries of %s, %s answers %v %s", name, shut, got.Errors, got.raw)
			}
		}
		// Without a code nobody counts anything.
		without := keyed(map[string]any{"amount": pay, "clientId": a.client(testkit.Client)})
		if got := a.ask(t, testkit.Trader, codeDoors()["quoteLock"].document, map[string]any{"in": without}); outcomeOf(got, "quoteLock") != granted {
			t.Errorf("a price without a code: %s", got.raw)
		}
	}
}

// Who is not signed in is known by its network, and shares its tries with all who come from there.
func TestANetworkHasOneBucketForCodes(t *testing.T) {
	t.Parallel()
	a := openCounting(t)
	doors := codeDoors()
	for range ratelimit.CodeAttempt().Limit {
		if got := a.tryCode(t, a.from(t, testkit.Anonymous, "190.9.9.9"), testkit.Anonymous, doors["pricePreview"], unknownCode); got.code() != "" {
			t.Fatalf("refused: %v", got.Errors)
		}
	}
	for name, caller := range map[string]testkit.Caller{"clientRegister": testkit.Anonymous, "codeValidate": testkit.Anonymous, "quoteLock": testkit.Client} {
		if got := a.tryCode(t, a.from(t, caller, "190.9.9.9"), caller, doors[name], unknownCode); got.code() != "RATE_LIMITED" {
			t.Errorf("%s from the same network: %v %s", name, got.Errors, got.raw)
		}
	}
	if got := a.tryCode(t, a.from(t, testkit.OtherClient, "190.8.8.8"), testkit.OtherClient, doors["quoteLock"], unknownCode); got.code() != "" {
		t.Errorf("from another network: %v", got.Errors)
	}
}

// Many callers who each stay within their bounds may guess together: the house notices, and refuses nobody for it.
func TestTheHouseNoticesThatCodesAreGuessed(t *testing.T) {
	t.Parallel()
	a := openCounting(t)
	door := codeDoors()["codeValidate"]
	guess := func(n int) answer {
		return a.tryCode(t, a.from(t, testkit.Anonymous, fmt.Sprintf("190.%d.%d.1", n/200, n%200)), testkit.Anonymous, door, unknownCode)
	}
	for n := range ratelimit.UnknownCodes().Limit {
		guess(n)
	}
	if a.Rewards.Guessed() {
		t.Error("the alarm comes too early")
	}
	if got := guess(1000); got.code() != "" || !a.Rewards.Guessed() {
		t.Errorf("one more: alarm %v, %v", a.Rewards.Guessed(), got.Errors)
	}
	if tried := a.Rewards.Attempts(); tried.Unknown != int64(ratelimit.UnknownCodes().Limit)+1 || tried.Usable != 0 || tried.Limited != 0 {
		t.Errorf("counted %+v", tried)
	}
	// Good codes, and what their owners hear of their own, are no guesses.
	own := a.must(t, testkit.Client, `{ rewards { code } }`, nil).at(t, "rewards", "code").(string)
	a.tryCode(t, a.from(t, testkit.OtherClient, "190.7.7.7"), testkit.OtherClient, door, own)
	a.tryCode(t, a.from(t, testkit.Client, "190.6.6.6"), testkit.Client, door, own)
	if tried := a.Rewards.Attempts(); tried.Usable != 1 || tried.Unknown != int64(ratelimit.UnknownCodes().Limit)+1 {
		t.Errorf("counted %+v", tried)
	}
	a.Clock.Advance(time.Hour)
	if a.Rewards.Guessed() {
		t.Error("the alarm lasts")
	}
}

// A code that is typed at a registration counts like any other, and the house hears of the alarm once an hour, whoever goes on.
func TestTheHouseHearsThatCodesAreGuessedAlsoAtRegistrations(t *testing.T) {
	t.Parallel()
	a := openCounting(t)
	guess := func(door string, n int) {
		if got := a.tryCode(t, a.from(t, testkit.Anonymous, fmt.Sprintf("191.%d.%d.1", n/200, n%200)), testkit.Anonymous, codeDoors()[door], unknownCode); got.code() != "" {
			t.Errorf("try %d: %v", n, got.Errors)
		}
	}
	alarms := func() []string {
		return testkit.Texts(t, a.DB, `SELECT kind FROM events WHERE aggregate = 'reward_codes'`)
	}
	for n := range ratelimit.UnknownCodes().Limit {
		guess("codeValidate", n)
	}
	guess("clientRegister", 1000)
	if !a.Rewards.Guessed() || !slices.Equal(alarms(), []string{"REWARD_CODES_GUESSED"}) {
		t.Fatalf("the code of a registration raises the alarm: %t; told %v", a.Rewards.Guessed(), alarms())
	}
	guess("codeValidate", 1001)
	guess("clientRegister", 1002)
	if got := alarms(); len(got) != 1 {
		t.Errorf("told %v", got)
	}
	a.Settle(t)
	for range 2 { // the first time it takes its place in the feed
		_, err := a.Notify.Dispatch(access.AsSystem(t.Context()))
		testkit.Must(t, err)
	}
	got := a.must(t, master, `{ notifications { nodes { kind title body } } }`, nil)
	if strings.Count(got.raw, "DESK_REWARD_CODES_GUESSED") != 1 || !strings.Contains(got.raw, "300") {
		t.Errorf("a Master reads %s", got.raw)
	}
	if got := a.must(t, trader, `{ notifications { nodes { kind } } }`, nil); strings.Contains(got.raw, "GUESSED") {
		t.Errorf("a trader reads %s", got.raw)
	}
}

// Every door answers a code that is there and not for the caller as one that nobody made: with the same words, after the same statements
// (areas.md E21).
func TestNoDoorTellsWhichCodesThereAre(t *testing.T) {
	t.Parallel()
	k, statements := testkit.NewCounted(t)
	a := serve(t, k, graph.ExecutorOptions{})
	codes := map[string]string{"taken back": a.withdrawnCode(t), "of a campaign that ended": a.endedCampaignCode(t),
		"of a campaign that is over": a.expiredCampaignCode(t)}
	for name, door := range codeDoors() {
		caller := testkit.OtherClient
		if name == "clientRegister" {
			caller = testkit.Trader
		}
		try := func(code string) (string, []string) {
			statements.Reset()
			got := a.tryCode(t, a.from(t, caller, "190.1.1.1"), caller, door, code)
			return got.raw, slices.Clone(statements.Sent())
		}
		try(unknownCode) // what is read once is read by now
		want, sent := try(unknownCode)
		if name != "clientRegister" && !strings.Contains(want, string(domain.CodeCouponNotUsable)) {
			t.Errorf("%s answers %s", name, want)
		}
		for which, code := range codes {
			if answered, as := try(code); answered != want || !slices.Equal(as, sent) {
				t.Errorf("%s, a code %s: %s, and of an unknown one %s; statements\n%q\n%q", name, which, answered, want, as, sent)
			}
		}
	}
	// A registration answers a code that is good the same; all that it reads, it reads for the others too.
	own := a.codeOf(t, testkit.Client)
	door := codeDoors()["clientRegister"]
	read := func(code string) (answer, []string) {
		statements.Reset()
		got := a.tryCode(t, a.from(t, testkit.Trader, "190.1.1.1"), testkit.Trader, door, code)
		return got, slices.DeleteFunc(slices.Clone(statements.Sent()), func(s string) bool { return !strings.HasPrefix(s, "SELECT") })
	}
	good, readForGood := read(own)
	unknown, readForUnknown := read(unknownCode)
	if good.raw != unknown.raw || !slices.Equal(readForGood, readForUnknown) {
		t.Errorf("registered with a good code %s, with an unknown one %s; read\n%q\n%q", good.raw, unknown.raw, readForGood, readForUnknown)
	}
}

// withdrawnCode is one that its maker took back.
func (a *api) withdrawnCode(t *testing.T) string {
	t.Helper()
	a.givePips(t, testkit.Client)
	id, _, err := a.Rewards.Redeem(a.As(t, testkit.Client), rewards.RedeemInput{IdempotencyKey: uuid.NewString()})
	testkit.Must(t, err)
	_, _, err = a.Rewards.Withdraw(a.As(t, testkit.Client), rewards.WithdrawInput{IdempotencyKey: uuid.NewString(), CodeID: id})
	testkit.Must(t, err)
	return testkit.Texts(t, a.DB, `SELECT value FROM codes WHERE id = $1`, id)[0]
}

func (a *api) campaignCode(t *testing.T, lasts time.Duration) (id uuid.UUID, code string) {
	t.Helper()
	id, _, err := a.Rewards.CreateCampaign(a.As(t, master), rewards.CampaignInput{IdempotencyKey: uuid.NewString(), CampaignTerms: domain.CampaignTerms{
		Name: "Aniversario", Pips: 20, Until: a.Clock.Now().Add(lasts), MaxUses: 10}})
	testkit.Must(t, err)
	return id, testkit.Texts(t, a.DB, `SELECT value FROM codes WHERE campaign_id = $1`, id)[0]
}

func (a *api) endedCampaignCode(t *testing.T) string {
	t.Helper()
	id, code := a.campaignCode(t, time.Hour)
	_, _, err := a.Rewards.EndCampaign(a.As(t, master), rewards.EndCampaignInput{IdempotencyKey: uuid.NewString(), CampaignID: id, Reason: "Se acabó"})
	testkit.Must(t, err)
	return code
}

func (a *api) expiredCampaignCode(t *testing.T) string {
	t.Helper()
	_, code := a.campaignCode(t, time.Minute)
	a.Clock.Advance(2 * time.Minute)
	return code
}

// Who registers with the code of a client came by it, however it was typed; with any other code by nobody, and with that of its own other
// self neither.
func TestARegistrationWithACodeBindsItsReferrer(t *testing.T) {
	t.Parallel()
	a := open(t)
	code := a.codeOf(t, testkit.Client)
	door := codeDoors()["clientRegister"]
	for name, example := range map[string]struct {
		typed string
		binds bool
	}{
		"as it is":          {code, true},
		"in small letters":  {strings.ToLower(code), true},
		"with spaces":       {"  " + code[:3] + " " + code[3:] + " ", true},
		"with a dash":       {code[:2] + "-" + strings.ToLower(code[2:]), true},
		"one of a reward":   {a.withdrawnCode(t), false},
		"one of a campaign": {a.endedCampaignCode(t), false},
		"one of nobody":     {unknownCode, false},
		"nothing to see":    {"   ", false},
	} {
		fields := registerInput(t, a, testkit.Trader)
		fields["referralCode"] = example.typed
		got := a.must(t, testkit.Trader, door.document, map[string]any{"in": fields})
		if outcomeOf(got, "clientRegister") != granted {
			t.Errorf("%s: %s", name, got.raw)
		}
		found := testkit.Texts(t, a.DB, `SELECT r.referrer_id::text FROM clients c JOIN referrals r ON r.referred_id = c.id WHERE c.document_number = $1
			AND r.origin = 'REGISTRATION' AND r.confirmed_at IS NULL`, strings.ToUpper(fields["documentNumber"].(string)))
		if example.binds != (len(found) == 1 && found[0] == a.ID(testkit.Client).String()) || !example.binds && len(found) > 0 {
			t.Errorf("%s: came by %v", name, found)
		}
	}
	// What cannot be a code is a fault of the field.
	fields := registerInput(t, a, testkit.Trader)
	fields["referralCode"] = "O0I1"
	if got := a.must(t, testkit.Trader, door.document, map[string]any{"in": fields}); outcomeOf(got, "clientRegister") != "user:INVALID" {
		t.Errorf("what is no code: %s", got.raw)
	}
	// The business of the client itself: bound to nobody, and told nothing else.
	fields = keyed(map[string]any{"documentType": "RUC", "documentNumber": a.businessOf(t, testkit.Client), "email": "negocio@correo.pe", "referralCode": code,
		"name": map[string]any{"company": map[string]any{"legalName": "Bodega Ana"}}})
	if got := a.must(t, testkit.Trader, door.document, map[string]any{"in": fields}); outcomeOf(got, "clientRegister") != granted {
		t.Errorf("the client's own business: %s", got.raw)
	}
	if found := testkit.Texts(t, a.DB, `SELECT r.id::text FROM clients c JOIN referrals r ON r.referred_id = c.id WHERE c.document_number = $1`,
		fields["documentNumber"]); len(found) > 0 {
		t.Error("the client's own business came by the client")
	}
}

// codeOf is a client's own code.
func (a *api) codeOf(t *testing.T, of testkit.Caller) string {
	t.Helper()
	return testkit.Texts(t, a.DB, `SELECT value FROM codes WHERE kind = 'REFERRAL' AND client_id = $1`, a.ID(of))[0]
}

// businessOf is the RUC of a client with a DNI.
func (a *api) businessOf(t *testing.T, of testkit.Caller) string {
	t.Helper()
	dni := testkit.Texts(t, a.DB, `SELECT document_number FROM clients WHERE id = $1`, a.ID(of))[0]
	for digit := range 10 {
		number := fmt.Sprintf("10%s%d", dni, digit)
		if _, is := domain.DNIOfRUC(number); is {
			return number
		}
	}
	t.Fatalf("%s is no DNI of a business", dni)
	return ""
}
