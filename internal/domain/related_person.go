package domain

import "github.com/qoricash/qoricash/internal/money"

// RelatedPersonKind is what somebody is to a client.
type RelatedPersonKind string

// The kinds: who represents a company, who owns more than a quarter of it or controls it, who acts for a client by a power of attorney.
const (
	RelatedRepresentative RelatedPersonKind = "REPRESENTATIVE"
	RelatedOwner          RelatedPersonKind = "BENEFICIAL_OWNER"
	RelatedAttorney       RelatedPersonKind = "ATTORNEY"
)

// RelatedPersonKinds lists the kinds.
func RelatedPersonKinds() []RelatedPersonKind {
	return []RelatedPersonKind{RelatedRepresentative, RelatedOwner, RelatedAttorney}
}

// Values lists the kinds for the database's enum check.
func (RelatedPersonKind) Values() []string { return valuesOf(RelatedPersonKinds()) }

// Shares of a company, in hundredths of a percent: who has more than OwnerShare is a beneficial owner (compliance.md 3.2).
const (
	OwnerShare money.BasisPoints = 25_00
	WholeShare money.BasisPoints = 100_00
)

// RelatedPerson is somebody whom the house knows beside a client.
type RelatedPerson struct {
	Kind           RelatedPersonKind
	Name           string
	DocumentType   DocumentType
	DocumentNumber string
	// Share is what an owner has of the company; zero for the others.
	Share money.BasisPoints
}

const longestRelatedName = 200

// Check answers the person as it is stored, or adds all faults; of is the document of the client, shared what the other owners of the
// company have together.
func (p RelatedPerson) Check(faults *Faults, of DocumentType, shared money.BasisPoints) RelatedPerson {
	name, refusal := readPersonal(p.Name, longestRelatedName, "Indica el nombre completo.")
	if refusal != nil {
		faults.Add(refusal.At("name"))
	}
	p.Name = name
	number, found := CheckDocument(p.DocumentType, p.DocumentNumber)
	found.RefuseIn(faults, "documentNumber")
	p.DocumentNumber = number
	if p.Kind != RelatedAttorney && of != DocumentRUC {
		faults.Add(Refuse(CodeInvalid, "Solo una empresa tiene representantes y beneficiarios finales.").At("kind"))
	}
	p.checkShare(faults, shared)
	return p
}

func (p RelatedPerson) checkShare(faults *Faults, shared money.BasisPoints) {
	switch {
	case p.Kind != RelatedOwner && p.Share != 0:
		faults.Add(Refuse(CodeInvalid, "Solo un beneficiario final lleva participación.").At("share"))
	case p.Kind != RelatedOwner:
	case p.Share <= OwnerShare:
		faults.Add(Refuse(CodeInvalid, "Es beneficiario final quien tiene más de %s %% de la empresa.", OwnerShare.Percent()).At("share").
			With("moreThan", OwnerShare.Percent()))
	case p.Share+shared > WholeShare:
		left := (WholeShare - shared).Percent()
		faults.Add(Refuse(CodeInvalid, "Los demás beneficiarios tienen %s %%: le queda %s %% como máximo.", shared.Percent(), left).At("share").
			With("others", shared.Percent()).With("left", left))
	}
}
