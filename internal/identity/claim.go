package identity

import (
	"context"
	"fmt"
	"strings"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/permissiongrant"
	"github.com/qoricash/qoricash/ent/permissionsetgrant"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// claim is what somebody says who wants to sign in.
type claim struct {
	// person has the kind alone; who it is, if anybody, is found out.
	person   Person
	kind     domain.SessionKind
	document domain.DocumentType
	// name is the e-mail in lower case, or the number of the document.
	name, password string
	// code is that of the second factor; empty for none.
	code string
	// device is the secret of the device, as it was sent; empty for none.
	device string
}

// claim reads the credentials, and refuses empty ones, all faults at once.
func (c Credentials) claim() (claim, error) {
	var faults domain.Faults
	required := func(value, message string, path ...string) {
		if value == "" {
			faults.Add(domain.Refuse(domain.CodeRequired, "%s", message).At(path...))
		}
	}
	switch {
	case (c.Staff == nil) == (c.Client == nil):
		faults.Add(domain.Refuse(domain.CodeRequired, "Indica los datos de acceso del personal o los de un cliente.").At("credentials"))
		return claim{}, faults.Err()
	case c.Staff != nil:
		name := loginName(c.Staff.Login)
		required(name, "Escribe tu correo o tu DNI.", "credentials", "staff", "login")
		required(c.Staff.Password, "Escribe tu contraseña.", "credentials", "staff", "password")
		return claim{person: Person{Kind: domain.ActorStaff}, kind: domain.SessionStaff, name: name, password: c.Staff.Password,
			code: c.Staff.TOTPCode}, faults.Err()
	}
	read := claim{person: Person{Kind: domain.ActorClient}, kind: domain.SessionClientWeb, document: c.Client.DocumentType,
		name: documentName(c.Client.DocumentType, c.Client.DocumentNumber), password: c.Client.Password}
	if c.Client.App {
		read.kind = domain.SessionClientApp
	}
	required(read.name, "Escribe el número de tu documento.", "credentials", "client", "documentNumber")
	required(c.Client.Password, "Escribe tu contraseña.", "credentials", "client", "password")
	return read, faults.Err()
}

// longestName is more than any name has; what is longer fits nobody.
const longestName = 150

// loginName is an e-mail in lower case or a DNI without separators.
func loginName(login string) string {
	if email, ok := domain.NormalizeEmail(login); ok {
		return email
	}
	if login = strings.TrimSpace(login); strings.Contains(login, "@") {
		return domain.Clip(strings.ToLower(login), longestName)
	}
	return documentName(domain.DocumentDNI, login)
}

// documentName is the number as it is stored, or as typed when it can be nobody's: a mistyped number is answered like a
// wrong one.
func documentName(kind domain.DocumentType, number string) string {
	if stored, found := domain.CheckDocument(kind, number); found.Accepted() {
		return stored
	}
	return domain.Clip(strings.TrimSpace(number), longestName)
}

// subject is the name under which attempts upon the claimed person are counted.
func (c claim) subject() string {
	return strings.Join([]string{string(c.person.Kind), string(c.document), c.name}, "\x1f")
}

// subjectFrom is the name under which those from one network are counted.
func (c claim) subjectFrom(network string) string { return c.subject() + "\x1f" + network }

// candidate is the person that a claim names. The zero value is nobody.
type candidate struct {
	person       Person
	actor        access.Actor
	passwordHash string
	// mustChange and factor are of a person of the house.
	mustChange bool
	factor     secondFactor
}

// find answers the person of a claim that may sign in at all: deactivated people, clients whose e-mail is not proved, and
// the house itself are nobody. A client that could sign in unproved would tell, by registering a document and trying,
// whether it was known before. It looks as the system, because nobody is signed in yet.
func (s *Service) find(ctx context.Context, client *ent.Client, c claim) (candidate, error) {
	ctx = access.AsSystem(ctx)
	var found candidate
	var err error
	if c.person.Kind == domain.ActorStaff {
		found, err = findStaff(ctx, client, c.name)
	} else {
		found, err = findClient(ctx, client, c.document, c.name)
	}
	if ent.IsNotFound(err) {
		return candidate{}, nil
	}
	if err != nil {
		return candidate{}, fmt.Errorf("find who signs in: %w", err)
	}
	return found, nil
}

func findStaff(ctx context.Context, client *ent.Client, name string) (candidate, error) {
	named := user.Dni(name)
	if strings.Contains(name, "@") {
		named = user.Email(name)
	}
	row, err := client.User.Query().Where(named, user.StatusEQ(domain.UserActive), user.IsHouse(false)).Only(ctx)
	if err != nil {
		return candidate{}, err
	}
	return candidate{person: StaffMember(row.ID), passwordHash: row.PasswordHash, mustChange: row.MustChangePassword, factor: factorOf(row),
		actor: access.Actor{Kind: domain.ActorStaff, ID: row.ID, Role: row.Role}}, nil
}

// grant reads into an actor what the person was given beyond the role. It is read once somebody has proved to be that person:
// before, a known name must cost what an unknown one costs.
func grant(ctx context.Context, client *ent.Client, person Person, actor *access.Actor) error {
	if person.Kind != domain.ActorStaff {
		return nil
	}
	ctx = access.AsSystem(ctx)
	rows, err := client.PermissionGrant.Query().Where(permissiongrant.UserID(person.ID)).Order(permissiongrant.ByPermission()).All(ctx)
	if err != nil {
		return fmt.Errorf("read grants: %w", err)
	}
	actor.Granted, actor.Sets = nil, nil
	for _, row := range rows {
		actor.Granted = append(actor.Granted, row.Permission)
	}
	sets, err := client.PermissionSetGrant.Query().Where(permissionsetgrant.UserID(person.ID)).Order(permissionsetgrant.ByPermissionSet()).All(ctx)
	if err != nil {
		return fmt.Errorf("read sets: %w", err)
	}
	for _, row := range sets {
		actor.Sets = append(actor.Sets, row.PermissionSet)
	}
	return nil
}

func findClient(ctx context.Context, client *ent.Client, document domain.DocumentType, number string) (candidate, error) {
	row, err := client.Customer.Query().Where(customer.DocumentTypeEQ(document), customer.DocumentNumber(number),
		customer.StatusEQ(domain.ClientActive)).Only(ctx)
	if err != nil {
		return candidate{}, err
	}
	return candidate{person: ClientOf(row.ID), passwordHash: row.PasswordHash,
		actor: access.Actor{Kind: domain.ActorClient, ID: row.ID, Role: domain.RoleClient}}, nil
}
