package compliance

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/relatedperson"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/screening"
)

// known is what the house knows of somebody, as it is compared.
type known struct {
	kind     domain.ScreenedKind
	ref      uuid.UUID
	subject  screening.Subject
	snapshot json.RawMessage
	sha      string
}

func knownOf(kind domain.ScreenedKind, ref uuid.UUID, subject screening.Subject) (known, error) {
	snapshot, err := json.Marshal(subject)
	if err != nil {
		return known{}, fmt.Errorf("encode a subject: %w", err)
	}
	sum := sha256.Sum256(snapshot)
	return known{kind: kind, ref: ref, subject: subject, snapshot: snapshot, sha: hex.EncodeToString(sum[:])}, nil
}

// subjectOf decodes what was compared.
func subjectOf(snapshot json.RawMessage) (screening.Subject, error) {
	var subject screening.Subject
	if err := json.Unmarshal(snapshot, &subject); err != nil {
		return subject, fmt.Errorf("decode a subject: %w", err)
	}
	return subject, nil
}

// home is where the documents of a kind are given out; a passport says nothing of itself.
func home(kind domain.DocumentType, nationality string) string {
	if kind == domain.DocumentPassport {
		return nationality
	}
	return "PE"
}

// kindOf is what somebody with a document is searched as: a company, a person, or as both where the tax number is a person's.
func kindOf(kind domain.DocumentType, number string) screening.EntityKind {
	switch {
	case kind != domain.DocumentRUC:
		return screening.Person
	case strings.HasPrefix(number, "20"):
		return screening.Company
	}
	return ""
}

// ofClient is a client as it is compared.
func ofClient(row *ent.Customer) (known, error) {
	nationality := textOf(row.Nationality)
	subject := screening.Subject{Kind: kindOf(row.DocumentType, row.DocumentNumber), Nationality: nationality,
		Documents: []screening.Document{{Type: string(row.DocumentType), Country: home(row.DocumentType, nationality), Number: row.DocumentNumber}}}
	if row.PaternalSurname != nil {
		subject.Paternal, subject.Maternal, subject.Given = *row.PaternalSurname, textOf(row.MaternalSurname), textOf(row.GivenNames)
	} else {
		subject.Name = row.FullName
	}
	if row.BirthDate != nil {
		subject.BirthDate = time.Date(row.BirthDate.Year(), row.BirthDate.Month(), row.BirthDate.Day(), 0, 0, 0, 0, time.UTC)
	}
	if row.Gender != nil {
		subject.Gender = map[domain.Gender]string{domain.GenderFemale: "F", domain.GenderMale: "M"}[*row.Gender]
	}
	return knownOf(domain.ScreenedClient, row.ID, subject)
}

// ofPerson is somebody beside a client as it is compared.
func ofPerson(row *ent.RelatedPerson) (known, error) {
	return knownOf(row.Kind.Screened(), row.ID, screening.Subject{Kind: kindOf(row.DocumentType, row.DocumentNumber), Name: row.Name,
		Documents: []screening.Document{{Type: string(row.DocumentType), Country: home(row.DocumentType, ""), Number: row.DocumentNumber}}})
}

// file reads everybody in the file of a client as it is compared now.
func file(ctx context.Context, from *ent.Client, client uuid.UUID) ([]known, error) {
	files, err := filesOf(ctx, from, client)
	return files[client], err
}

// filesOf reads everybody in the files of clients as it is compared now, the client first.
func filesOf(ctx context.Context, from *ent.Client, clients ...uuid.UUID) (map[uuid.UUID][]known, error) {
	ctx = access.AsSystem(ctx)
	files := make(map[uuid.UUID][]known, len(clients))
	rows, err := from.Customer.Query().Where(customer.IDIn(clients...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read clients: %w", err)
	}
	for _, row := range rows {
		itself, err := ofClient(row)
		if err != nil {
			return nil, err
		}
		files[row.ID] = append(files[row.ID], itself)
	}
	people, err := from.RelatedPerson.Query().Where(relatedperson.ClientIDIn(clients...), relatedperson.RemovedAtIsNil()).Order(relatedperson.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read related persons: %w", err)
	}
	for _, row := range people {
		person, err := ofPerson(row)
		if err != nil {
			return nil, err
		}
		files[row.ClientID] = append(files[row.ClientID], person)
	}
	return files, nil
}

func textOf(optional *string) string {
	if optional == nil {
		return ""
	}
	return *optional
}
