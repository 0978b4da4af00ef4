package clients

import (
	"slices"
	"strconv"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
)

// mostFurther is how many further e-mails, and how many further telephones, a registration may name.
const mostFurther = 5

// RegisterInput is a client to be.
type RegisterInput struct {
	IdempotencyKey string
	DocumentType   domain.DocumentType
	DocumentNumber string
	Name           domain.ClientName
	Email          string
	// Phone is empty for none.
	Phone                        string
	FurtherEmails, FurtherPhones []string
	Address                      domain.Address
	// PoliticallyExposed is what the client declares; nil where it was not asked.
	PoliticallyExposed *bool
	// ReferralCode is empty for none. It is kept as it was typed, whoever's it is.
	ReferralCode string
	// Password is for clients that register themselves; staff leave it empty.
	Password string
	// Consent is needed from clients that register themselves.
	Consent *ConsentInput
	// App tells that the app registers.
	App bool
	// DraftToken names the draft that the registration ends; empty for none.
	DraftToken string
}

// registration is the input as it is stored, without the password and the draft's token; it is also what the idempotency key
// stands for.
type registration struct {
	DocumentType       domain.DocumentType `json:"documentType"`
	DocumentNumber     string              `json:"documentNumber"`
	Name               domain.ClientName   `json:"name"`
	Email              string              `json:"email"`
	Phone              string              `json:"phone,omitempty"`
	Contacts           []contact           `json:"contacts,omitempty"`
	Address            domain.Address      `json:"address"`
	PoliticallyExposed *bool               `json:"politicallyExposed,omitempty"`
	ReferralCode       string              `json:"referralCode,omitempty"`
	Consents           []acceptance        `json:"consents,omitempty"`
	Channel            domain.Channel      `json:"channel"`
}

// checked answers the input as it is stored, or all its faults. self tells that the caller registers itself.
func (s *Service) checked(in RegisterInput, self bool) (registration, error) {
	var faults domain.Faults
	checked := registration{DocumentType: in.DocumentType, PoliticallyExposed: in.PoliticallyExposed}
	checked.DocumentNumber = checkDocument(&faults, in.DocumentType, in.DocumentNumber)
	if in.DocumentType.Valid() {
		checked.Name = domain.CheckClientName(&faults, in.DocumentType, in.Name, self, "name")
	}
	checked.Email = s.options.Emails.Check(&faults, in.Email, "email")
	if !domain.ShowsNothing(in.Phone) {
		checked.Phone = checkPhone(&faults, in.Phone, "phone")
	}
	checked.Contacts = in.contacts(&faults, checked, s.options.Emails)
	checked.Address = domain.CheckAddress(&faults, in.Address, "address")
	if !domain.ShowsNothing(in.ReferralCode) {
		code, ok := domain.NormalizeReferralCode(in.ReferralCode)
		if !ok {
			faults.Add(domain.Refuse(domain.CodeInvalid, "El código de referido tiene 6 letras o dígitos, sin I, O, 0 ni 1.").At("referralCode"))
		}
		checked.ReferralCode = code
	}
	checked.Consents = s.checkConsent(&faults, in.Consent, self)
	if refusal := checked.checkPassword(in.Password, self); refusal != nil {
		faults.Add(refusal.At("password"))
	}
	return checked, faults.Err()
}

// checkDocument answers the number as it is stored.
func checkDocument(faults *domain.Faults, kind domain.DocumentType, text string) string {
	number, found := domain.CheckDocument(kind, text)
	field := "documentNumber"
	if found.Has(domain.FaultDocumentType) {
		field = "documentType"
	}
	found.RefuseIn(faults, field)
	return number
}

func checkPhone(faults *domain.Faults, text string, path ...string) string {
	phone, found := domain.CheckPhone(text)
	found.RefuseIn(faults, path...)
	return phone.E164
}

// contacts answers the further e-mails and telephones, each once and without the first ones.
func (in RegisterInput) contacts(faults *domain.Faults, checked registration, emails domain.Emails) []contact {
	var list []contact
	read := func(kind domain.ContactKind, field, first string, texts []string, check func(*domain.Faults, string, ...string) string) {
		if len(texts) > mostFurther {
			faults.Add(domain.Refuse(domain.CodeTooMany, "Puedes indicar hasta %d aquí; agrega otros después.", mostFurther).At(field).
				With("maximum", mostFurther))
			return
		}
		for i, text := range texts {
			value := check(faults, text, field, strconv.Itoa(i))
			further := contact{Kind: kind, Value: value}
			if value != "" && value != first && !slices.Contains(list, further) {
				list = append(list, further)
			}
		}
	}
	read(domain.ContactEmail, "furtherEmails", checked.Email, in.FurtherEmails, emails.Check)
	read(domain.ContactPhone, "furtherPhones", checked.Phone, in.FurtherPhones, checkPhone)
	return list
}

// checkPassword asks who registers itself for a password, and staff for none: nobody chooses another's.
func (r registration) checkPassword(password string, self bool) *domain.Error {
	switch {
	case !self && password != "":
		return domain.Refuse(domain.CodeInvalid, "La contraseña la elige el cliente: déjala vacía.")
	case !self:
		return nil
	case password == "":
		return domain.Refuse(domain.CodeRequired, "Elige una contraseña.")
	}
	return identity.CheckChosenPassword(domain.ActorClient, password, r.Name.Full(), r.DocumentNumber, r.Email)
}
