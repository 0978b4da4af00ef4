package config_test

import (
	"bytes"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

var update = flag.Bool("update", false, "write .env.example anew")

const examplePath = "../../.env.example"

// secret is a key of the least length.
const secret = "0123456789abcdef0123456789abcdef"

func load(t *testing.T, from config.Sources) config.Config {
	t.Helper()
	c, err := config.Load(from)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func envFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), ".env")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// sourceOf answers what the listing says of a setting.
func sourceOf(c config.Config, name string) config.Setting {
	for _, setting := range c.Print() {
		if setting.Name == name {
			return setting
		}
	}
	return config.Setting{}
}

// wantFaults holds an error to exactly these lines.
func wantFaults(t *testing.T, err error, want ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("accepted, want %q", want)
	}
	lines := strings.Split(err.Error(), "\n")[1:]
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("refused with\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

func TestWithoutAnythingTheDefaultsOfTheDesignHold(t *testing.T) {
	t.Parallel()
	c := load(t, config.Sources{})
	if c.Environment != config.Production || c.Addr != ":8080" || c.MetricsAddr != "127.0.0.1:9464" || c.DataDir != "./.data" ||
		c.LogLevel != slog.LevelInfo || c.DatabasePool != 16 {
		t.Errorf("server: %+v", c)
	}
	if c.QuoteTTL != 15*time.Minute || c.DepositWindow != 15*time.Minute || c.RateMaxAge != 0 || c.StrictKYC || c.RoundTheClock || c.TrustedDocuments != "" {
		t.Errorf("operations: %+v", c)
	}
	if c.PartGrace != domain.DefaultPartGrace || c.Unproven != domain.DefaultUnproven {
		t.Errorf("a client's time: %s, %s", c.PartGrace, c.Unproven)
	}
	if c.Parameters() != domain.DefaultParameters() {
		t.Errorf("parameters: %+v", c.Parameters())
	}
	if !slices.Equal(c.AllowedOrigins, []string{"https://qoricash.vercel.app", "https://app.qoricash.pe"}) || len(c.TrustedProxies) != 0 {
		t.Errorf("networks: %v, %v", c.AllowedOrigins, c.TrustedProxies)
	}
	for _, setting := range c.Print() {
		if setting.Source != config.FromDefault {
			t.Errorf("%s comes from %s", setting.Name, setting.Source)
		}
	}
}

func TestOfSeveralPlacesTheStrongestWins(t *testing.T) {
	t.Parallel()
	// Given a setting in every place, and the same places with one less each time.
	places := []struct {
		source config.Source
		add    func(*config.Sources)
	}{
		{config.FromDefault, func(*config.Sources) {}},
		{config.FromCommand, func(s *config.Sources) { s.Command = map[string]string{"SPREAD_PIPS": "1"} }},
		{config.FromFile, func(s *config.Sources) { s.File = envFile(t, "SPREAD_PIPS=2\n") }},
		{config.FromEnvironment, func(s *config.Sources) { s.Environ = []string{"SPREAD_PIPS=3"} }},
		{config.FromFlag, func(s *config.Sources) { s.Flags = map[string]string{"SPREAD_PIPS": "4"} }},
	}
	var from config.Sources
	for i, place := range places {
		place.add(&from)
		c := load(t, from)
		want := money.Pips(i)
		if i == 0 {
			want = 20
		}
		if got := sourceOf(c, "SPREAD_PIPS"); c.SpreadPips != want || got.Source != place.source || got.Value != fmt.Sprint(want) {
			t.Errorf("%s: %d, %+v", place.source, c.SpreadPips, got)
		}
	}
}

func TestAnEmptyValueIsTheSameAsNone(t *testing.T) {
	t.Parallel()
	c := load(t, config.Sources{File: envFile(t, "SPREAD_PIPS=7\nADDR=\n"), Environ: []string{"SPREAD_PIPS=", "ADDR= ", "SECRET_KEY="}})
	if c.SpreadPips != 7 || c.Addr != ":8080" || c.SecretKey != "" {
		t.Errorf("%d, %q, %q", c.SpreadPips, c.Addr, c.SecretKey.Reveal())
	}
}

func TestMetricsAreOffWhereTheirAddressIsSetToNothing(t *testing.T) {
	t.Parallel()
	for name, from := range map[string]config.Sources{
		"the environment": {Environ: []string{"METRICS_ADDR="}}, "a file": {File: envFile(t, "METRICS_ADDR=\n")}, "spaces": {Environ: []string{"METRICS_ADDR= "}},
	} {
		if c := load(t, from); c.MetricsAddr != "" || sourceOf(c, "METRICS_ADDR").Source == config.FromDefault {
			t.Errorf("%s: %q, %+v", name, c.MetricsAddr, sourceOf(c, "METRICS_ADDR"))
		}
	}
}

func TestPagesOfADevelopersMachineMayCallInDevelopmentAlone(t *testing.T) {
	t.Parallel()
	const page = "http://localhost:3000"
	for name, c := range map[string]struct {
		environ []string
		want    bool
	}{
		"nothing said": {nil, false}, "production": {[]string{"APP_ENV=production"}, false}, "development": {[]string{"APP_ENV=development"}, true},
		"development with a list of its own": {[]string{"APP_ENV=development", "ALLOWED_ORIGINS=https://a.pe"}, false},
		"production with a list of its own":  {[]string{"ALLOWED_ORIGINS=" + page}, true},
	} {
		if loaded := load(t, config.Sources{Environ: c.environ}); loaded.Origins().Names(page) != c.want {
			t.Errorf("%s: %v", name, loaded.AllowedOrigins)
		}
	}
	if loaded := load(t, config.Sources{Command: map[string]string{"APP_ENV": "development"}}); !loaded.Origins().Names(page) {
		t.Error("a command that is for developers")
	}
}

func TestPortCountsWhereNobodySaidAddr(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from config.Sources
		want string
	}{
		"port alone":             {config.Sources{Environ: []string{"PORT=3000"}}, ":3000"},
		"addr above port":        {config.Sources{Environ: []string{"PORT=3000", "ADDR=:9000"}}, ":9000"},
		"the host of a command":  {config.Sources{Environ: []string{"PORT=3000"}, Command: map[string]string{"ADDR": "127.0.0.1:8080"}}, "127.0.0.1:3000"},
		"a flag above port":      {config.Sources{Environ: []string{"PORT=3000"}, Flags: map[string]string{"ADDR": ":1"}}, ":1"},
		"addr of the file above": {config.Sources{Environ: []string{"PORT=3000"}, File: envFile(t, "ADDR=:2")}, ":2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			loaded := load(t, c.from)
			if loaded.Addr != c.want || sourceOf(loaded, "ADDR").Value != c.want {
				t.Errorf("listens on %q, tells %+v", loaded.Addr, sourceOf(loaded, "ADDR"))
			}
		})
	}
}

func TestEverythingThatIsWrongIsToldAtOnce(t *testing.T) {
	t.Parallel()
	_, err := config.Load(config.Sources{File: envFile(t, "SPRED_PIPS=1\nNUBEFACT=x\n"), Environ: []string{
		"QUOTE_TTL=fifteen", "SPREAD_PIPS=many", "PORT=70000", "LOG_LEVEL=loud", "SELF_SERVICE_MIN_USD=1.234", "TRUSTED_PROXIES=10.0.0.1",
		"LIMIT_WITHOUT_DOCUMENTS=none", "KYC_STRICT=perhaps", "SECRET_KEY_PREVIOUS=" + secret, "UNKNOWN_TO_US=1",
	}})
	file := strings.SplitN(strings.Split(err.Error(), "\n")[1], ":", 2)[0]
	wantFaults(t, err,
		file+": NUBEFACT is no setting",
		file+": SPRED_PIPS is no setting",
		"PORT: expected 1 to 65535",
		"LOG_LEVEL: expected DEBUG, INFO, WARN or ERROR",
		"TRUSTED_PROXIES: expected networks such as 10.0.0.0/8, separated by commas",
		"SPREAD_PIPS: expected pips, 0.0001 PEN per USD",
		"QUOTE_TTL: expected duration such as 15m",
		"SELF_SERVICE_MIN_USD: expected USD",
		"LIMIT_WITHOUT_DOCUMENTS: expected USD, or live-system",
		"KYC_STRICT: expected true or false",
		"SECRET_KEY_PREVIOUS: set SECRET_KEY as well, or neither",
	)
}

func TestValuesThatMakeNoSenseAreRefused(t *testing.T) {
	t.Parallel()
	for setting, why := range map[string]string{
		"APP_ENV=staging":                                  "expected development or production",
		"ADDR=8080":                                        "expected host:port",
		"ADDR=:http":                                       "expected host:port",
		"DATABASE_URL=postgres://%zz":                      "expected postgres://user:password@host:port/database",
		"DATABASE_URL=mysql://db/house":                    "expected postgres://user:password@host:port/database",
		"DATABASE_URL=house":                               "expected postgres://user:password@host:port/database",
		"NETWORK_CONNECTIONS=0":                            "expected 1 connection or more",
		"NETWORK_REQUESTS=0":                               "expected 1 request or more",
		"DATABASE_POOL=3":                                  "expected 4 to 1000 connections",
		"SECRET_KEY=short":                                 "expected at least 32 characters",
		"METRICS_ADDR=9464":                                "expected host:port, or nothing",
		"TRUSTED_PROXIES=0.0.0.0/0":                        "0.0.0.0/0 trusts strangers",
		"TRUSTED_PROXIES=10.0.0.0/8,::/0":                  "::/0 trusts strangers",
		"TRUSTED_PROXIES=128.0.0.0/1":                      "128.0.0.0/1 trusts strangers",
		"SECRET_KEY=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": "expected at least 10 different characters",
		"ALLOWED_ORIGINS=https://*.vercel.app":             `"https://*.vercel.app" covers too much`,
		"ALLOWED_ORIGINS=http://qori-*.vercel.app":         `"http://qori-*.vercel.app" covers too much`,
		"ALLOWED_ORIGINS=*":                                `"*" is no origin such as https://app.qoricash.pe`,
		"ALLOWED_ORIGINS=https://a.pe/":                    `"https://a.pe/" is no origin such as https://app.qoricash.pe`,
		"ALLOWED_ORIGINS=a.pe":                             `"a.pe" is no origin such as https://app.qoricash.pe`,
		"SPREAD_PIPS=-1":                                   "expected 0 pips to 200 pips",
		"NEGOTIATION_BAND_PIPS=1001":                       "expected 0 pips to 500 pips",
		"QUOTE_TTL=59s":                                    "expected 1 min to 1 h",
		"DEPOSIT_WINDOW=25h":                               "expected 5 min to 24 h",
		"DEPOSIT_PART_GRACE=-1s":                           "expected 0 s to 24 h",
		"DEPOSIT_PART_GRACE=25h":                           "expected 0 s to 24 h",
		"DEPOSIT_UNPROVEN=59s":                             "expected 5 min to 24 h",
		"DEPOSIT_UNPROVEN=25h":                             "expected 5 min to 24 h",
		"RATE_MAX_AGE=-1s":                                 "expected 0 s to 24 h",
		"SELF_SERVICE_MIN_USD=0":                           "expected US$ 50.00 to US$ 500.00",
		"DESK_MIN_USD=0":                                   "expected US$ 0.01 to US$ 50.00",
		"SELF_SERVICE_MAX_USD=49.99":                       "expected US$ 1,000.00 to US$ 100,000.00",
		"HOUSE_RUC=20615113699":                            "expected a RUC: 11 digits, of which the last proves the others",
		"HOUSE_RUC=20-615113698":                           "expected a RUC: 11 digits, of which the last proves the others",
		"MIGRATE_DATABASE_URL=postgres:/":                  "set DATABASE_URL as well, or neither",
		"MAIL_FROM=QoriCash":                               "expected an address such as QoriCash <no-responder@qoricash.pe>",
		"MAIL_CONFIRMATION_SENDER=pe":                      "expected an address such as QoriCash <no-responder@qoricash.pe>",
		"MAIL_CONFIRMATION_USERNAME=qori":                  "set MAIL_SERVER as well, or neither",
	} {
		t.Run(setting, func(t *testing.T) {
			t.Parallel()
			_, err := config.Load(config.Sources{Environ: []string{setting}})
			name, _, _ := strings.Cut(setting, "=")
			if err == nil || !strings.Contains(err.Error(), name+": "+why) {
				t.Errorf("refused with %v, want %s: %s", err, name, why)
			}
		})
	}
}

func TestADatabaseAcrossANetworkProvesWhoItIs(t *testing.T) {
	t.Parallel()
	for address, unproven := range map[string]bool{
		"":                        false,
		"postgres://app@db/house": true,
		"postgres://app@10.0.0.5:5432/house?sslmode=disable":        true,
		"postgres://app@10.0.0.5:5432/house?sslmode=require":        true,
		"postgres://app@db.house.pe/house?sslmode=verify-full":      false,
		"postgresql://app@db.house.pe/house?sslmode=verify-ca":      false,
		"postgres://app@localhost/house":                            false,
		"postgres://app@127.0.0.1:5432/house?sslmode=disable":       false,
		"postgres://app@[::1]/house":                                false,
		"postgres:///house?host=/run/postgresql":                    false,
		"postgres:///house?host=10.0.0.5":                           true,
		"host=10.0.0.5 user=app dbname=house":                       true,
		"host=/run/postgresql user=app dbname=house":                false,
		"host='10.0.0.5' sslmode='verify-full' user=app":            false,
		"host=localhost,10.0.0.5 user=app":                          true,
		"postgres://app@localhost.evil.example/house?sslmode=allow": true,
	} {
		got := load(t, config.Sources{Environ: []string{"DATABASE_URL=" + address}}).UnprovenDatabases()
		if (len(got) == 1 && got[0] == "DATABASE_URL") != unproven || len(got) > 1 {
			t.Errorf("%s: %v", address, got)
		}
	}
	both := load(t, config.Sources{Environ: []string{"DATABASE_URL=postgres://app@db/house", "MIGRATE_DATABASE_URL=postgres://owner@db/house"}})
	if got := both.UnprovenDatabases(); len(got) != 2 {
		t.Errorf("both: %v", got)
	}
}

func TestTheTwoKeysOfARotationDiffer(t *testing.T) {
	t.Parallel()
	_, err := config.Load(config.Sources{Environ: []string{"SECRET_KEY=" + secret, "SECRET_KEY_PREVIOUS=" + secret}})
	wantFaults(t, err, "SECRET_KEY_PREVIOUS: is the same as SECRET_KEY")
	load(t, config.Sources{Environ: []string{"SECRET_KEY=" + secret, "SECRET_KEY_PREVIOUS=" + secret + "x"}})
}

func TestServeNeedsAKey(t *testing.T) {
	t.Parallel()
	if err := load(t, config.Sources{}).RequireSecret(); err == nil {
		t.Error("serves without a key")
	}
	if err := load(t, config.Sources{Flags: map[string]string{"SECRET_KEY": secret}}).RequireSecret(); err != nil {
		t.Error(err)
	}
}

func TestAHouseInProductionIsToldWhereItIsReached(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		environ []string
		refused bool
	}{
		"production by default": {nil, true},
		"development":           {[]string{"APP_ENV=development"}, false},
		"an address":            {[]string{"PUBLIC_URL=https://api.qoricash.pe"}, false},
	} {
		if err := load(t, config.Sources{Environ: c.environ}).RequirePublicURL(); (err != nil) != c.refused {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEachPurposeHasKeysOfItsOwnAndBothLiveKeysCount(t *testing.T) {
	t.Parallel()
	one := load(t, config.Sources{Environ: []string{"SECRET_KEY=" + secret}})
	rotated := load(t, config.Sources{Environ: []string{"SECRET_KEY=" + secret + "x", "SECRET_KEY_PREVIOUS=" + secret}})

	files, err := one.Secrets("files")
	if err != nil || len(files) != 1 || len(files[0]) != 32 {
		t.Fatalf("%d keys, %v", len(files), err)
	}
	mail, err := one.Secrets("mail")
	if err != nil || bytes.Equal(files[0], mail[0]) {
		t.Errorf("two purposes share a key, %v", err)
	}
	both, err := rotated.Secrets("files")
	if err != nil || len(both) != 2 || !bytes.Equal(both[1], files[0]) || bytes.Equal(both[0], files[0]) {
		t.Errorf("the previous key does not follow the current one: %d keys, %v", len(both), err)
	}
	if _, err := rotated.EvidenceWrapping(); err != nil {
		t.Error(err)
	}
	if _, err := rotated.Cursors(); err != nil {
		t.Error(err)
	}
	if _, err := load(t, config.Sources{}).Secrets("files"); err == nil {
		t.Error("keys without a secret")
	}
	if _, err := load(t, config.Sources{}).EvidenceWrapping(); err == nil {
		t.Error("a wrapping without a secret")
	}
}

func TestTheLimitWithoutDocumentsIsAnAmountOrAPreset(t *testing.T) {
	t.Parallel()
	limit := func(text string) domain.LimitPreset {
		return load(t, config.Sources{Environ: []string{"LIMIT_WITHOUT_DOCUMENTS=" + text}}).Parameters().Limits
	}
	if got := limit("live-system"); got != domain.LiveSystemLimits() {
		t.Errorf("live-system: %+v", got)
	}
	want := domain.DocumentLimit{Amount: money.MustAmount("2500.50")}
	if got := limit("2500.50"); got.Person != want || got.Company != want {
		t.Errorf("2500.50: %+v", got)
	}
}

func TestAMalformedFileIsRefusedWithoutItsContent(t *testing.T) {
	t.Parallel()
	_, err := config.Load(config.Sources{File: envFile(t, "SECRET_KEY\n"+secret)})
	if err == nil || strings.Contains(err.Error(), secret[:8]) {
		t.Errorf("refused with %v", err)
	}
	load(t, config.Sources{File: filepath.Join(t.TempDir(), "not there")})
	if _, err := config.Load(config.Sources{File: t.TempDir()}); err == nil {
		t.Error("a folder is read as a file")
	}
}

func TestNoWayOfShowingASettingShowsASecret(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		key := rapid.StringMatching(`[A-Za-z0-9]{32,48}`).Draw(r, "key")
		password := rapid.StringMatching(`[A-Za-z0-9]{12,20}`).Draw(r, "password")
		address := rapid.SampledFrom([]string{
			"postgres://app:%s@db:5432/house?sslmode=verify-full", "host=db user=app password=%s dbname=house", "postgres://db/house?user=app&password=%s",
		}).Draw(r, "address")
		c, err := config.Load(config.Sources{Environ: []string{"SECRET_KEY=" + key, "DATABASE_URL=" + fmt.Sprintf(address, password)}})
		if err != nil {
			r.Fatal(err)
		}
		var shown bytes.Buffer
		fmt.Fprintln(&shown, c.Print())
		slog.New(slog.NewJSONHandler(&shown, nil)).Info("settings", "config", c, "key", c.SecretKey, "url", c.DatabaseURL)
		fmt.Fprintf(&shown, "%v %+v %#v %s %q", c, c, c, c.SecretKey, c.DatabaseURL)
		if text := shown.String(); strings.Contains(text, key) || strings.Contains(text, password) {
			r.Fatalf("shown: %s", text)
		}
		if c.SecretKey.Reveal() != key {
			r.Fatal("the key is lost")
		}
	})
}

func TestTheListingTellsWhereEachValueCameFrom(t *testing.T) {
	t.Parallel()
	c := load(t, config.Sources{
		Environ: []string{"DATABASE_URL=postgres://app:word@db:5432/house", "SECRET_KEY=" + secret}, Flags: map[string]string{"ADDR": ":9090"},
	})
	var shown strings.Builder
	for _, setting := range c.Print() {
		fmt.Fprintln(&shown, setting)
	}
	for _, want := range []string{`ADDR +flag +:9090`, `DATABASE_URL +environment +postgres://app:xxxxx@db:5432/house`, `SECRET_KEY +environment +\*{8}`,
		`SPREAD_PIPS +default +20`} {
		if !regexp.MustCompile(`(?m)^` + want + `$`).MatchString(shown.String()) {
			t.Errorf("no line %s in\n%s", want, shown.String())
		}
	}
}

func TestTheExampleIsMadeFromTheDeclarations(t *testing.T) {
	t.Parallel()
	var made bytes.Buffer
	if err := config.Example(&made); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(examplePath, made.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, made.Bytes()) {
		t.Error(".env.example is out of step: go test ./internal/config -update")
	}
}

func TestTheExampleUncommentedMeansTheDefaults(t *testing.T) {
	t.Parallel()
	var made bytes.Buffer
	if err := config.Example(&made); err != nil {
		t.Fatal(err)
	}
	active := regexp.MustCompile(`(?m)^#([A-Z_]+=)`).ReplaceAllString(made.String(), "$1")
	c, plain := load(t, config.Sources{File: envFile(t, active)}), load(t, config.Sources{})
	for i, setting := range c.Print() {
		if want := plain.Print()[i]; setting.Value != want.Value {
			t.Errorf("%s is %q, by default %q", setting.Name, setting.Value, want.Value)
		}
	}
	if active == made.String() {
		t.Error("the example holds no setting")
	}
}

func TestEverySettingSaysWhatItDoes(t *testing.T) {
	t.Parallel()
	var made bytes.Buffer
	if err := config.Example(&made); err != nil {
		t.Fatal(err)
	}
	for _, setting := range load(t, config.Sources{}).Print() {
		entry := regexp.MustCompile(`(?m)^# [A-Z].+(\n# .+)*\n#` + setting.Name + `=`).FindString(made.String())
		entry = strings.ReplaceAll(entry, "\n#", "")
		if !strings.Contains(entry, "Value: ") || strings.Contains(entry, "Value: .") {
			t.Errorf("%s: %q", setting.Name, entry)
		}
	}
}
