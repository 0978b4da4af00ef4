package domain_test

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestEveryPlaceIsWithinTheOneThatItsCodeBeginsWith(t *testing.T) {
	t.Parallel()
	var departments, provinces, districts int
	seen := map[string]bool{}
	place := func(code, name, within string) {
		t.Helper()
		if seen[code] || !strings.HasPrefix(code, within) || name == "" || name != strings.TrimSpace(name) || !norm.NFC.IsNormalString(name) {
			t.Errorf("%s %q within %q", code, name, within)
		}
		seen[code] = true
	}
	for _, department := range domain.Departments() {
		departments++
		place(department.Code, department.Name, "")
		for _, province := range department.Provinces {
			provinces++
			place(province.Code, province.Name, department.Code)
			for _, district := range province.Districts {
				districts++
				place(district.Code, district.Name, province.Code)
			}
			if len(province.Districts) == 0 {
				t.Errorf("%s has no district", province.Name)
			}
		}
	}
	// 24 departments and the constitutional province of Callao.
	if departments != 25 || provinces != 196 || districts < 1_874 {
		t.Errorf("%d departments, %d provinces, %d districts", departments, provinces, districts)
	}
}

func TestDistrictsHaveTheCodesOfTheirAddresses(t *testing.T) {
	t.Parallel()
	names := map[string]string{}
	for _, department := range domain.Departments() {
		for _, province := range department.Provinces {
			for _, district := range province.Districts {
				names[district.Code] = district.Name + ", " + province.Name + ", " + department.Name
			}
		}
	}
	for code, name := range map[string]string{"150122": "Miraflores, Lima, Lima", "150101": "Lima, Lima, Lima", "070101": "Callao, Callao, Callao",
		"040101": "Arequipa, Arequipa, Arequipa", "080914": "Megantoni, La Convención, Cusco"} {
		if names[code] != name {
			t.Errorf("%s is %q", code, names[code])
		}
	}
}
