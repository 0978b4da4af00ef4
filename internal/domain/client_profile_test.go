package domain_test

import (
	"slices"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func fieldsOf(faults domain.Faults) []string {
	var fields []string
	for _, refusal := range domain.Refusals(faults.Err()) {
		fields = append(fields, refusal.Field[len(refusal.Field)-1])
	}
	slices.Sort(fields)
	return fields
}

func TestAProfileIsChecked(t *testing.T) {
	t.Parallel()
	today := domain.MustDate("2026-11-23")
	person := domain.ClientProfile{BirthDate: domain.MustDate("1990-02-28"), Nationality: " pe ", Occupation: "Contadora", OriginOfFunds: "Honorarios",
		Purpose: "Ahorro", Income: domain.IncomeTo5000, Gender: domain.GenderFemale}
	company := domain.ClientProfile{Occupation: "Importación de repuestos", OriginOfFunds: "Ventas", Purpose: "Pago a proveedores"}
	for name, example := range map[string]struct {
		profile  domain.ClientProfile
		change   func(*domain.ClientProfile)
		document domain.DocumentType
		fields   []string
	}{
		"a person":               {person, func(*domain.ClientProfile) {}, domain.DocumentDNI, nil},
		"a company":              {company, func(*domain.ClientProfile) {}, domain.DocumentRUC, nil},
		"nothing":                {domain.ClientProfile{}, func(*domain.ClientProfile) {}, domain.DocumentDNI, nil},
		"of age today":           {person, func(p *domain.ClientProfile) { p.BirthDate = domain.MustDate("2008-11-23") }, domain.DocumentDNI, nil},
		"of age tomorrow":        {person, func(p *domain.ClientProfile) { p.BirthDate = domain.MustDate("2008-11-24") }, domain.DocumentDNI, []string{"birthDate"}},
		"of another century":     {person, func(p *domain.ClientProfile) { p.BirthDate = domain.MustDate("1890-02-28") }, domain.DocumentDNI, []string{"birthDate"}},
		"of no country":          {person, func(p *domain.ClientProfile) { p.Nationality = "XX" }, domain.DocumentDNI, []string{"nationality"}},
		"a company with a birth": {person, func(*domain.ClientProfile) {}, domain.DocumentRUC, []string{"birthDate", "gender", "nationality"}},
	} {
		example.change(&example.profile)
		var faults domain.Faults
		kept := example.profile.Check(&faults, example.document, today, "profile")
		if got := fieldsOf(faults); !slices.Equal(got, example.fields) {
			t.Errorf("%s: refused at %v", name, got)
		}
		if name == "a person" && kept.Nationality != "PE" {
			t.Errorf("kept as %q", kept.Nationality)
		}
	}
}

func TestWhatARegimeAsksForAndTheHouseDoesNotKnow(t *testing.T) {
	t.Parallel()
	whole := domain.KnownOfClient{Document: domain.DocumentDNI, Identified: true, Address: true, Phone: true, Profile: domain.ClientProfile{
		BirthDate: domain.MustDate("1990-02-28"), Nationality: "PE", Occupation: "Contadora", OriginOfFunds: "Honorarios", Purpose: "Ahorro"}}
	company := domain.KnownOfClient{Document: domain.DocumentRUC}
	for name, example := range map[string]struct {
		regime domain.DueDiligence
		known  domain.KnownOfClient
		want   []domain.ProfileField
	}{
		"whole":           {domain.DueDiligenceBasic, whole, nil},
		"reinforced":      {domain.DueDiligenceReinforced, whole, []domain.ProfileField{domain.ProfileIncome}},
		"simplified, new": {domain.DueDiligenceSimplified, company, []domain.ProfileField{domain.ProfileIdentification}},
		"a company, even when": {domain.DueDiligenceReinforced, company, []domain.ProfileField{domain.ProfileIdentification, domain.ProfileOccupation,
			domain.ProfileOriginOfFunds, domain.ProfilePurpose, domain.ProfileAddress, domain.ProfilePhone, domain.ProfileRepresentative, domain.ProfileOwners}},
	} {
		if got := example.regime.Missing(example.known); !slices.Equal(got, example.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAListCheckIsChecked(t *testing.T) {
	t.Parallel()
	cleared := domain.RiskListResult{List: domain.RiskListUN, State: domain.RiskListClear}
	for name, example := range map[string]struct {
		check  domain.RiskListCheck
		fields []string
	}{
		"one list":                {domain.RiskListCheck{Results: []domain.RiskListResult{cleared}}, nil},
		"proceedings alone":       {domain.RiskListCheck{LegalIssues: true}, nil},
		"no list":                 {domain.RiskListCheck{}, []string{"results"}},
		"a list twice":            {domain.RiskListCheck{Results: []domain.RiskListResult{cleared, cleared}}, []string{"list"}},
		"a match without details": {domain.RiskListCheck{Results: []domain.RiskListResult{{List: domain.RiskListUN, State: domain.RiskListMatch}}}, []string{"details"}},
	} {
		var faults domain.Faults
		kept := example.check.Check(&faults)
		if got := fieldsOf(faults); !slices.Equal(got, example.fields) {
			t.Errorf("%s: refused at %v", name, got)
		}
		if len(kept.Results) != len(domain.RiskLists()) {
			t.Errorf("%s: kept as %v", name, kept.Results)
		}
	}
}

func TestAMatchOfEitherSourceIsOne(t *testing.T) {
	t.Parallel()
	none, cleared, match := domain.RiskListNotChecked, domain.RiskListClear, domain.RiskListMatch
	for _, example := range []struct{ a, b, want domain.RiskListState }{
		{none, none, none}, {none, cleared, cleared}, {cleared, none, cleared}, {cleared, match, match}, {match, cleared, match}, {match, none, match}, {"", cleared, cleared},
	} {
		a := map[domain.RiskList]domain.RiskListState{domain.RiskListUIF: example.a}
		b := map[domain.RiskList]domain.RiskListState{domain.RiskListUIF: example.b}
		if got := domain.MergeListStates(a, b)[domain.RiskListUIF]; got != example.want {
			t.Errorf("%s and %s are %s, want %s", example.a, example.b, got, example.want)
		}
	}
}

func TestWhoRecordedAMatchDoesNotClearItAlone(t *testing.T) {
	t.Parallel()
	check := func(state domain.RiskListState) domain.RiskListCheck {
		return domain.RiskListCheck{Results: []domain.RiskListResult{{List: domain.RiskListUN, State: state}}}
	}
	for state, want := range map[domain.RiskListState]int{domain.RiskListMatch: 0, domain.RiskListClear: 1, domain.RiskListNotChecked: 1} {
		if got := check(state).ClearsAlone(check(domain.RiskListMatch)); len(got) != want {
			t.Errorf("%s after a match clears %v", state, got)
		}
		if got := check(state).ClearsAlone(check(domain.RiskListClear)); len(got) != 0 {
			t.Errorf("%s after none clears %v", state, got)
		}
	}
}
