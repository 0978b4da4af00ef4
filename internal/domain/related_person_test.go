package domain_test

import (
	"slices"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

func TestARelatedPersonIsChecked(t *testing.T) {
	t.Parallel()
	person := func(kind domain.RelatedPersonKind, share money.BasisPoints) domain.RelatedPerson {
		return domain.RelatedPerson{Kind: kind, Name: " Ana  Quispe Rojas ", DocumentType: domain.DocumentDNI, DocumentNumber: "40000017", Share: share}
	}
	for name, example := range map[string]struct {
		person domain.RelatedPerson
		of     domain.DocumentType
		shared money.BasisPoints
		fields []string
	}{
		"an owner":                     {person(domain.RelatedOwner, 25_01), domain.DocumentRUC, 0, nil},
		"of a quarter":                 {person(domain.RelatedOwner, 25_00), domain.DocumentRUC, 0, []string{"share"}},
		"of the rest":                  {person(domain.RelatedOwner, 60_00), domain.DocumentRUC, 40_00, nil},
		"of more than is left":         {person(domain.RelatedOwner, 60_01), domain.DocumentRUC, 40_00, []string{"share"}},
		"a representative":             {person(domain.RelatedRepresentative, 0), domain.DocumentRUC, 0, nil},
		"a representative with shares": {person(domain.RelatedRepresentative, 30_00), domain.DocumentRUC, 0, []string{"share"}},
		"an attorney of a person":      {person(domain.RelatedAttorney, 0), domain.DocumentDNI, 0, nil},
		"a person's owner":             {person(domain.RelatedOwner, 30_00), domain.DocumentDNI, 0, []string{"kind"}},
		"nobody": {domain.RelatedPerson{Kind: domain.RelatedAttorney, DocumentType: domain.DocumentDNI, DocumentNumber: "1"}, domain.DocumentDNI, 0,
			[]string{"name", "documentNumber"}},
	} {
		var faults domain.Faults
		kept := example.person.Check(&faults, example.of, example.shared)
		var fields []string
		for _, refusal := range domain.Refusals(faults.Err()) {
			fields = append(fields, refusal.Field[0])
		}
		if !slices.Equal(fields, example.fields) {
			t.Errorf("%s: refused at %v", name, fields)
		}
		if fields == nil && kept.Name != "ANA QUISPE ROJAS" {
			t.Errorf("%s: kept as %q", name, kept.Name)
		}
	}
}

func TestAnExposureIsChecked(t *testing.T) {
	t.Parallel()
	today := domain.MustDate("2026-11-23")
	whole := domain.Exposure{Kind: domain.ExposureDirect, Position: "Alcaldesa", Entity: "Municipalidad de Lince"}
	for name, example := range map[string]struct {
		change func(*domain.Exposure)
		fields []string
	}{
		"whole":                      {func(*domain.Exposure) {}, nil},
		"without a post":             {func(e *domain.Exposure) { e.Position, e.Entity = " ", "" }, []string{"position", "entity"}},
		"designated tomorrow":        {func(e *domain.Exposure) { e.Designated = today.AddDays(1) }, []string{"designatedOn"}},
		"leaving tomorrow":           {func(e *domain.Exposure) { e.Left = today.AddDays(1) }, []string{"leftOn"}},
		"left before it was entered": {func(e *domain.Exposure) { e.Designated, e.Left = today, today.AddDays(-1) }, []string{"leftOn"}},
	} {
		exposure := whole
		example.change(&exposure)
		var faults domain.Faults
		exposure.Check(&faults, today)
		var fields []string
		for _, refusal := range domain.Refusals(faults.Err()) {
			fields = append(fields, refusal.Field[0])
		}
		if !slices.Equal(fields, example.fields) {
			t.Errorf("%s: refused at %v", name, fields)
		}
	}
}
