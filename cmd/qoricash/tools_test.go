package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/testdb"
)

func TestEveryCommandHasHelpWithAnExample(t *testing.T) {
	t.Parallel()
	var visit func(cmd *cobra.Command)
	visit = func(cmd *cobra.Command) {
		if cmd.Short == "" {
			t.Errorf("%s has no description", cmd.CommandPath())
		}
		if !cmd.HasSubCommands() && !strings.Contains(cmd.Example, cmd.CommandPath()) {
			t.Errorf("%s has the example %q", cmd.CommandPath(), cmd.Example)
		}
		for _, below := range cmd.Commands() {
			visit(below)
		}
	}
	visit(command(app.Fiction{}))
	p := newPlace(t)
	if out := p.must(t, "ledger", "show", "--help"); !strings.Contains(out, "qoricash ledger show EXP-1042") {
		t.Errorf("the help says %s", out)
	}
}

func TestAMisspeltCommandIsAFailure(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	for _, words := range [][]string{{"srve"}, {"migrate", "upp"}, {"ledger", "verify", "all"}, {"serve", "--port", "1"}} {
		refused(t, p.run(t, words...), exitFailure, "unknown")
	}
	if out := p.must(t, "migrate"); !strings.Contains(out, "status") {
		t.Errorf("a group without a command prints %s", out)
	}
}

func TestExitCodesTellWhatWentWrong(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err    error
		code   int
		saying string
	}{
		{nil, 0, ""},
		{errors.New("no luck"), exitFailure, "qoricash: no luck\n"},
		{fmt.Errorf("open the house: %w", &postgres.MissingError{}), exitMissing, postgres.InstallCommand},
		{errors.Join(errFindings, nil), exitFindings, ""},
	} {
		var said bytes.Buffer
		if code := report(&said, c.err); code != c.code || !strings.Contains(said.String(), c.saying) || c.saying == "" && said.Len() > 0 {
			t.Errorf("%v: exit code %d, said %q", c.err, code, said.String())
		}
	}
}

func TestConfigPrintMasksSecretsAndSaysWhereValuesCameFrom(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "SECRET_KEY="+secret, "DATABASE_URL=postgres://qoricash_app:geheim@db/qoricash", "QUOTE_TTL=20m", "SPREAD_PIPS=21")
	must(t, os.WriteFile(filepath.Join(p.dir, ".env"), []byte("SPREAD_PIPS=22\nNEGOTIATION_BAND_PIPS=90\n"), 0o600))
	var settings []config.Setting
	if got := p.read(t, &settings, "config", "print", "--addr", ":9000"); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	found := map[string]string{}
	for _, s := range settings {
		found[s.Name] = fmt.Sprintf("%s from %s", s.Value, s.Source)
	}
	for name, want := range map[string]string{"ADDR": ":9000 from flag", "QUOTE_TTL": "20m from environment", "SPREAD_PIPS": "21 from environment",
		"NEGOTIATION_BAND_PIPS": "90 from .env", "DEPOSIT_WINDOW": "15m from default"} {
		if found[name] != want {
			t.Errorf("%s is %q, want %q", name, found[name], want)
		}
	}
	text := p.must(t, "config", "print")
	for _, printed := range []string{text, fmt.Sprint(settings)} {
		if strings.Contains(printed, secret) || strings.Contains(printed, "geheim") {
			t.Errorf("a secret is shown: %s", printed)
		}
	}
	if !strings.HasPrefix(text, "NAME ") || strings.Count(text, "\n") != len(settings)+1 {
		t.Errorf("as text: %s", text)
	}
}

func TestSchemaPrintPrintsASchema(t *testing.T) {
	t.Parallel()
	sdl := newPlace(t).must(t, "schema", "print")
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "printed", Input: sdl})
	if err != nil {
		t.Fatal(err)
	}
	if schema.Subscription == nil || schema.Mutation.Fields.ForName("operationCreate") == nil {
		t.Error("the schema is not whole")
	}
}

func TestVersionNamesTheProgram(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	var v version
	if got := p.read(t, &v, "version"); got.code != 0 || v.Module != "github.com/qoricash/qoricash" || !strings.HasPrefix(v.Go, "go1.") {
		t.Errorf("%+v", v)
	}
	if out := p.must(t, "version"); !strings.HasPrefix(out, "qoricash ") {
		t.Errorf("as text: %s", out)
	}
}

func TestMigrateAppliesWhatIsMissingOnce(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	var applied struct{ Applied []int64 }
	if got := p.read(t, &applied, "migrate", "up"); got.code != 0 || len(applied.Applied) == 0 {
		t.Fatalf("migrate up: %+v", got)
	}
	if out := p.must(t, "migrate", "up"); out != "nothing to apply\n" {
		t.Errorf("the second time: %s", out)
	}
	var states []migrationState
	if got := p.read(t, &states, "migrate", "status"); got.code != 0 || len(states) != len(applied.Applied) || !states[0].Applied || states[0].File == "" {
		t.Errorf("migrate status: %+v", got)
	}
	if pid := p.postmaster(t); pid != 0 {
		t.Errorf("PostgreSQL (process %d) goes on", pid)
	}
}

func TestMigrateNeedsToBeToldTheOwner(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "DATABASE_URL="+testdb.New(t).URL)
	refused(t, p.run(t, "migrate", "status"), exitFailure, "MIGRATE_DATABASE_URL")
}

func TestMigrateNewFindsTheFilesInStepWithTheSchema(t *testing.T) {
	t.Parallel()
	files, err := filepath.Abs("../../migrations")
	must(t, err)
	if out := newPlace(t).must(t, "migrate", "new", "nothing", "--dir", files); out != "the files are in step with ent/schema\n" {
		t.Errorf("it says %s", out)
	}
}

// tampered is a place over a database whose books are not what they were.
func tampered(t *testing.T) place {
	t.Helper()
	db := testdb.New(t)
	p := newPlace(t, "SECRET_KEY="+secret, "DATABASE_URL="+db.URL, "MIGRATE_DATABASE_URL="+db.OwnerURL, "ADDR=127.0.0.1:0")
	demo := p.demo(t, "--no-bots")
	demo.stop(t)
	_, err := db.Owner.ExecContext(t.Context(), `ALTER TABLE postings DISABLE TRIGGER USER;
		UPDATE postings SET amount = amount * 2 WHERE entry_id = (SELECT min(entry_id) FROM postings);
		ALTER TABLE postings ENABLE TRIGGER USER; ALTER TABLE operations DISABLE TRIGGER USER;
		UPDATE operations SET base_rate = base_rate + 0.01 WHERE code = 'EXP-1001'; ALTER TABLE operations ENABLE TRIGGER USER`)
	must(t, err)
	return p
}

func TestBooksThatWereTamperedWithAreFound(t *testing.T) {
	t.Parallel()
	p := tampered(t)
	var books verdict
	if got := p.read(t, &books, "ledger", "verify"); got.code != exitFindings || books.Whole || len(books.Findings) == 0 {
		t.Errorf("ledger verify: %+v", got)
	}
	if books.Operations == 0 || books.Events == 0 || books.Found != int64(len(books.Findings)) {
		t.Errorf("it saw %+v", books)
	}
	if !slices.ContainsFunc(books.Findings, func(finding string) bool {
		return strings.Contains(finding, "operation EXP-1001: base_rate of operations")
	}) {
		t.Errorf("nothing names the rate: %v", books.Findings)
	}
	if got := p.run(t, "ledger", "verify"); got.code != exitFindings || !strings.Contains(got.out, "WRONG: ") || got.said != "" {
		t.Errorf("ledger verify as text: %+v", got)
	}
	var seen []examination
	if got := p.read(t, &seen, "doctor"); got.code != exitFindings {
		t.Errorf("doctor: %+v", got)
	}
	for _, e := range seen {
		if e.OK == (e.Name == "books") {
			t.Errorf("doctor finds %+v", e)
		}
	}
	var lines []struct{ Kind string }
	if got := p.read(t, &lines, "ledger", "show", "EXP-1001"); got.code != 0 || len(lines) == 0 {
		t.Errorf("ledger show: %+v", got)
	}
	if out := p.must(t, "ledger", "show", "EXP-1001"); !strings.Contains(out, "DEBE") {
		t.Errorf("ledger show as text: %s", out)
	}
	refused(t, p.run(t, "ledger", "show", "EXP-999999"), exitFailure)
}

func TestDoctorWarnsOfADatabaseThatDoesNotProveWhoItIs(t *testing.T) {
	t.Parallel()
	const across = "DATABASE_URL=postgres://qoricash_app:geheim@db.example/house"
	for name, c := range map[string]struct {
		environ []string
		warns   bool
	}{
		"nothing said of TLS": {[]string{across}, true}, "a certificate": {[]string{across + "?sslmode=verify-full"}, false},
		"development": {[]string{across, "APP_ENV=development"}, false}, "a database of its own": {nil, false},
	} {
		settings, err := config.Load(config.Sources{Environ: c.environ})
		must(t, err)
		seen := transport(settings)
		var printed strings.Builder
		printExaminations(&printed, []examination{seen})
		if !seen.OK || seen.Warn != c.warns || strings.HasPrefix(printed.String(), "warn ") != c.warns || strings.Contains(printed.String(), "geheim") {
			t.Errorf("%s: %+v, %s", name, seen, &printed)
		}
	}
}
