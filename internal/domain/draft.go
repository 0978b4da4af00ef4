package domain

// DraftField is a field of a form of registration that a draft keeps.
type DraftField string

// The fields that a draft keeps. Passwords and consents are not among them: those are given once, at the end.
const (
	DraftDocumentType    DraftField = "DOCUMENT_TYPE"
	DraftDocumentNumber  DraftField = "DOCUMENT_NUMBER"
	DraftPaternalSurname DraftField = "PATERNAL_SURNAME"
	DraftMaternalSurname DraftField = "MATERNAL_SURNAME"
	DraftGivenNames      DraftField = "GIVEN_NAMES"
	DraftSingleSurname   DraftField = "SINGLE_SURNAME"
	DraftLegalName       DraftField = "LEGAL_NAME"
	DraftContactName     DraftField = "CONTACT_NAME"
	DraftContactPosition DraftField = "CONTACT_POSITION"
	DraftEmail           DraftField = "EMAIL"
	DraftPhone           DraftField = "PHONE"
	DraftAddressLine     DraftField = "ADDRESS_LINE"
	DraftDistrict        DraftField = "DISTRICT"
	DraftProvince        DraftField = "PROVINCE"
	DraftDepartment      DraftField = "DEPARTMENT"
	DraftReferralCode    DraftField = "REFERRAL_CODE"
	// DraftStep is the screen on which the form was left, in the words of the front end.
	DraftStep DraftField = "STEP"
)

// DraftFields lists every field in the order of the form.
func DraftFields() []DraftField {
	return []DraftField{DraftDocumentType, DraftDocumentNumber, DraftPaternalSurname, DraftMaternalSurname, DraftGivenNames, DraftSingleSurname,
		DraftLegalName, DraftContactName, DraftContactPosition, DraftEmail, DraftPhone, DraftAddressLine, DraftDistrict, DraftProvince, DraftDepartment,
		DraftReferralCode, DraftStep}
}
