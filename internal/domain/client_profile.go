package domain

import (
	"slices"
	"strings"
)

// IncomeBand is what a client says to earn in a month, in soles.
type IncomeBand string

// The bands; each ends, included, at its number.
const (
	IncomeTo2000  IncomeBand = "UP_TO_2000"
	IncomeTo5000  IncomeBand = "UP_TO_5000"
	IncomeTo10000 IncomeBand = "UP_TO_10000"
	IncomeTo20000 IncomeBand = "UP_TO_20000"
	IncomeTo50000 IncomeBand = "UP_TO_50000"
	IncomeMore    IncomeBand = "ABOVE_50000"
)

// IncomeBands lists the bands, lowest first.
func IncomeBands() []IncomeBand {
	return []IncomeBand{IncomeTo2000, IncomeTo5000, IncomeTo10000, IncomeTo20000, IncomeTo50000, IncomeMore}
}

// Values lists the bands for the database's enum check.
func (IncomeBand) Values() []string { return valuesOf(IncomeBands()) }

// Gender is what a person's document says, or nothing.
type Gender string

// The values.
const (
	GenderFemale Gender = "FEMALE"
	GenderMale   Gender = "MALE"
	GenderOther  Gender = "OTHER"
)

// Genders lists the values.
func Genders() []Gender { return []Gender{GenderFemale, GenderMale, GenderOther} }

// Values lists the values for the database's enum check.
func (Gender) Values() []string { return valuesOf(Genders()) }

// ClientProfile is what due diligence asks of a client beside its name and papers (compliance.md 3.2). What is zero is not known.
type ClientProfile struct {
	BirthDate Date
	// Nationality is a country in two letters, ISO 3166-1.
	Nationality string
	// Occupation is a person's, or what a company does; OriginOfFunds is where the money comes from, Purpose what it is exchanged for.
	Occupation, OriginOfFunds, Purpose string
	Income                             IncomeBand
	Gender                             Gender
}

// The longest texts of a profile, and how old a client is at least and at most.
const (
	longestOccupation = 100
	longestFunds      = 200
	adultYears        = 18
	mostYears         = 120
)

// Check answers the profile as it is stored, or adds all its faults. A company has no day of birth, no nationality and no gender.
func (p ClientProfile) Check(faults *Faults, document DocumentType, today Date, path ...string) ClientProfile {
	at := func(field string) []string { return append(slices.Clone(path), field) }
	p.Nationality = strings.ToUpper(strings.TrimSpace(p.Nationality))
	if p.Nationality != "" && !IsCountry(p.Nationality) {
		faults.Add(Refuse(CodeInvalid, "No existe ese país. Usa el código de dos letras de ISO 3166, por ejemplo PE.").At(at("nationality")...))
	}
	p.Occupation = Text{Longest: longestOccupation}.Check(faults, p.Occupation, at("occupation")...)
	p.OriginOfFunds = Text{Longest: longestFunds}.Check(faults, p.OriginOfFunds, at("originOfFunds")...)
	p.Purpose = Text{Longest: longestFunds}.Check(faults, p.Purpose, at("purpose")...)
	if !p.BirthDate.IsZero() {
		if refusal := checkBirth(p.BirthDate, today); refusal != nil {
			faults.Add(refusal.At(at("birthDate")...))
		}
	}
	if document == DocumentRUC {
		for field, there := range map[string]bool{"birthDate": !p.BirthDate.IsZero(), "nationality": p.Nationality != "", "gender": p.Gender != ""} {
			if there {
				faults.Add(Refuse(CodeInvalid, "Una empresa no lleva este dato.").At(at(field)...))
			}
		}
	}
	return p
}

// checkBirth refuses a day of birth of nobody who may be a client.
func checkBirth(birth, today Date) *Error {
	switch adult := NewDate(birth.Year()+adultYears, birth.Month(), birth.Day()); {
	case today.Before(adult):
		return Refuse(CodeInvalid, "El cliente debe tener %d años.", adultYears).With("minimumAge", adultYears)
	case birth.Before(NewDate(today.Year()-mostYears, today.Month(), today.Day())):
		return Refuse(CodeInvalid, "La fecha de nacimiento es demasiado antigua: revisa el año.")
	}
	return nil
}

// ProfileField names what due diligence asks of a client and the house does not know.
type ProfileField string

// The fields.
const (
	ProfileIdentification ProfileField = "IDENTIFICATION"
	ProfileBirthDate      ProfileField = "BIRTH_DATE"
	ProfileNationality    ProfileField = "NATIONALITY"
	ProfileOccupation     ProfileField = "OCCUPATION"
	ProfileOriginOfFunds  ProfileField = "ORIGIN_OF_FUNDS"
	ProfilePurpose        ProfileField = "PURPOSE"
	ProfileIncome         ProfileField = "MONTHLY_INCOME"
	ProfileAddress        ProfileField = "ADDRESS"
	ProfilePhone          ProfileField = "PHONE"
	ProfileRepresentative ProfileField = "REPRESENTATIVE"
	ProfileOwners         ProfileField = "BENEFICIAL_OWNERS"
)

// KnownOfClient is what the house knows of a client when it is asked what is missing.
type KnownOfClient struct {
	Document DocumentType
	Profile  ClientProfile
	// Identified tells that the identification is approved, Address and Phone that there is one, Representatives and Owners that the house
	// knows some of a company.
	Identified, Address, Phone, Representatives, Owners bool
}

// Missing lists what a regime asks of a client and the house does not know, in the order of the form (compliance.md 3.2). The simplified
// regime asks for the identification alone; the reinforced one also for the income of a person.
func (d DueDiligence) Missing(known KnownOfClient) []ProfileField {
	company := known.Document == DocumentRUC
	general, reinforced := d.AtLeast(DueDiligenceBasic) == d, d.AtLeast(DueDiligenceReinforced) == d
	var missing []ProfileField
	for _, one := range []struct {
		field       ProfileField
		asked, have bool
	}{
		{ProfileIdentification, true, known.Identified},
		{ProfileBirthDate, general && !company, !known.Profile.BirthDate.IsZero()},
		{ProfileNationality, general && !company, known.Profile.Nationality != ""},
		{ProfileOccupation, general, known.Profile.Occupation != ""},
		{ProfileOriginOfFunds, general, known.Profile.OriginOfFunds != ""},
		{ProfilePurpose, general, known.Profile.Purpose != ""},
		{ProfileAddress, general, known.Address},
		{ProfilePhone, general, known.Phone},
		{ProfileIncome, reinforced && !company, known.Profile.Income != ""},
		{ProfileRepresentative, general && company, known.Representatives},
		{ProfileOwners, general && company, known.Owners},
	} {
		if one.asked && !one.have {
			missing = append(missing, one.field)
		}
	}
	return missing
}
