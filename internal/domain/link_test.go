package domain_test

import (
	"os"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestEveryLinkIsReadBackFromItsPath(t *testing.T) {
	t.Parallel()
	for _, page := range domain.LinkPages() {
		link := domain.Link{Target: page.Target}
		if strings.Contains(page.Path, "{id}") {
			link.ID = "op_01kc3v9m5n7qw"
		}
		if read, ok := domain.ParseLink(link.Path()); !ok || read != link {
			t.Errorf("%s is read as %v", link.Path(), read)
		}
	}
	for _, path := range []string{"", "operations", "operations/", "operations/a/b", "Accounts", "restablecer#token=x"} {
		if link, ok := domain.ParseLink(path); ok {
			t.Errorf("%q leads to %v", path, link)
		}
	}
}

func TestSiteHasItsOwnPathsAndTheDeskAndTheAppThoseOfTheTable(t *testing.T) {
	t.Parallel()
	pages := domain.Pages{Site: "https://qoricash.pe", Desk: "https://app.qoricash.pe"}
	if err := pages.Paths.UnmarshalText([]byte("NEW_OPERATION=/dashboard/nueva-operacion, OPERATION=/dashboard/operacion/{id}")); err != nil {
		t.Fatal(err)
	}
	operation, fresh := domain.Link{Target: domain.LinkOperation, ID: "op_1"}, domain.Link{Target: domain.LinkNewOperation}
	for want, got := range map[string]string{
		"https://qoricash.pe/dashboard/operacion/op_1":                                 pages.Address(false, operation),
		"https://qoricash.pe/dashboard/nueva-operacion":                                pages.Address(false, fresh),
		"https://qoricash.pe/accounts":                                                 pages.Address(false, domain.Link{Target: domain.LinkAccounts}),
		"https://app.qoricash.pe/operations/op_1":                                      pages.Address(true, operation),
		"https://app.qoricash.pe":                                                      pages.Address(true, domain.Link{}),
		"qoricash://operations/op_1":                                                   operation.AppAddress(),
		"OPERATION=/dashboard/operacion/{id},NEW_OPERATION=/dashboard/nueva-operacion": pages.Paths.String(),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestSitePathThatCannotLeadAnywhereIsRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"HOME=/x", "TEAM=/equipo", "ACCOUNTS=cuentas", "ACCOUNTS", "OPERATION=/operacion", "ACCOUNTS=/c/{id}",
		"ACCOUNTS=/a,ACCOUNTS=/b", "accounts=/a"} {
		if err := new(domain.SitePaths).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}

func TestPageOfDeepLinksIsTheTable(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/front-end.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range domain.LinkPages() {
		reader := map[bool]string{true: "the house", false: "clients, the house"}[row.Desk]
		if line := "| `" + string(row.Target) + "` | `" + row.Path + "` | " + reader + " | " + row.Shows + " |\n"; !strings.Contains(string(page), line) {
			t.Errorf("docs/front-end.md lacks %s", line)
		}
	}
}
