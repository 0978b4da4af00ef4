package notify

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/accesstoken"
	"github.com/qoricash/qoricash/ent/permissionsetgrant"
	"github.com/qoricash/qoricash/ent/session"
	"github.com/qoricash/qoricash/internal/domain"
)

// What a person is told about its own access, client or staff.
const (
	KindNewDevice            Kind = "NEW_DEVICE"
	KindPasswordChanged      Kind = "PASSWORD_CHANGED"
	KindTOTPEnabled          Kind = "TOTP_ENABLED"
	KindTOTPDisabled         Kind = "TOTP_DISABLED"
	KindRoleChanged          Kind = "ROLE_CHANGED"
	KindPasswordChangeForced Kind = "PASSWORD_CHANGE_FORCED"
	KindTOTPReset            Kind = "TOTP_RESET"
	KindPermissionGranted    Kind = "PERMISSION_GRANTED"
	KindPermissionRevoked    Kind = "PERMISSION_REVOKED"
	KindSetGranted           Kind = "SET_GRANTED"
	KindSetWithdrawn         Kind = "SET_WITHDRAWN"
	KindTokenCreated         Kind = "TOKEN_CREATED"
	KindTokenRotated         Kind = "TOKEN_ROTATED"
	KindTokenRevoked         Kind = "TOKEN_REVOKED"
)

// What the house is told of who works here.
const (
	KindStaffJoined Kind = "STAFF_JOINED"
	KindStaffLeft   Kind = "STAFF_LEFT"
)

// What those are told who hold the offices of compliance: who holds them (areas.md E45).
const (
	KindOfficeGiven Kind = "OFFICE_GIVEN"
	KindOfficeTaken Kind = "OFFICE_TAKEN"
)

// What commands tell people themselves.
const (
	KindPasswordReset     Kind = "PASSWORD_RESET"
	KindClientInvitation  Kind = "CLIENT_INVITATION"
	KindStaffInvitation   Kind = "STAFF_INVITATION"
	KindStaffEmailChanged Kind = "STAFF_EMAIL_CHANGED"
)

func peopleChapter() *chapter {
	return &chapter{
		folder: "people",
		kinds: slices.Concat(
			about(domain.TopicSecurity, days, KindNewDevice, KindPasswordChanged, KindTOTPEnabled, KindTOTPDisabled, KindRoleChanged, KindPasswordChangeForced, KindTOTPReset,
				KindPermissionGranted, KindPermissionRevoked, KindSetGranted, KindSetWithdrawn, KindOfficeGiven, KindOfficeTaken,
				KindTokenCreated, KindTokenRotated, KindTokenRevoked),
			about(domain.TopicHouse, days, KindStaffJoined, KindStaffLeft),
			byCommand(carriesLink, KindPasswordReset, KindClientInvitation, KindStaffInvitation),
			byCommand(carriesNothing, KindStaffEmailChanged)),
		rules: peopleRules(),
		targets: map[Kind]domain.LinkTarget{KindPasswordChangeForced: domain.LinkSignIn, KindTOTPReset: domain.LinkSignIn,
			KindStaffEmailChanged: domain.LinkSignIn, KindOfficeGiven: domain.LinkTeam, KindOfficeTaken: domain.LinkTeam},
		staff: []Kind{KindStaffInvitation, KindStaffEmailChanged, KindRoleChanged, KindPasswordChangeForced, KindTOTPReset,
			KindPermissionGranted, KindPermissionRevoked, KindSetGranted, KindSetWithdrawn, KindOfficeGiven, KindOfficeTaken},
		read: readPeopleFacts, members: peopleMembers, words: peopleWords,
		sample: Data{ //nolint:gosec // made up: it opens nothing
			"byLink": true, "device": "Chrome en Windows", "person": "Diego Paz", "role": "Operador", "before": "Trader", "after": "Operador",
			"permission": "publicar tipos de cambio", "set": "Oficial de cumplimiento", "moved": "14", "movedOperations": "2", "leftOperations": "1",
			"token": "Power BI (qct_a1b2…)", "holder": "QoriCash S.A.C.", "until": "martes 24/11 a las 10:15",
		},
	}
}

var (
	newDevice    = when("from a device that was not seen before", func(f domain.SessionStartedFacts) bool { return f.NewDevice })
	byTwoPersons = when("of an office that two persons give", func(f domain.SetFacts) bool { return f.Set.FourEyes() })
)

func peopleRules() []Rule {
	of := func(object domain.ObjectKind, event domain.EventKind, when Condition, say Kind, over []domain.MessageChannel, to ...Audience) Rule {
		return Rule{Object: object, Event: event, When: when, Say: say, Over: over, To: to}
	}
	always := Condition{}
	return []Rule{
		of(domain.ObjectSession, domain.EventSessionStarted, newDevice, KindNewDevice, everywhere, ToPerson),
		of(domain.ObjectPerson, domain.EventPasswordChanged, always, KindPasswordChanged, everywhere, ToPerson),
		of(domain.ObjectPerson, domain.EventTOTPEnabled, always, KindTOTPEnabled, listed, ToPerson),
		of(domain.ObjectPerson, domain.EventTOTPDisabled, always, KindTOTPDisabled, everywhere, ToPerson),
		of(domain.ObjectUser, domain.EventUserCreated, always, KindStaffJoined, listed, ToMasters),
		of(domain.ObjectUser, domain.EventUserRehired, always, KindStaffJoined, listed, ToMasters),
		of(domain.ObjectUser, domain.EventUserDeactivated, always, KindStaffLeft, listed, ToMasters),
		of(domain.ObjectUser, domain.EventRoleChanged, always, KindRoleChanged, listed, ToPerson),
		of(domain.ObjectUser, domain.EventPasswordForced, always, KindPasswordChangeForced, listed, ToPerson),
		of(domain.ObjectUser, domain.EventSecondFactorReset, always, KindTOTPReset, listed, ToPerson),
		of(domain.ObjectUser, domain.EventPermissionGranted, always, KindPermissionGranted, listed, ToPerson),
		of(domain.ObjectUser, domain.EventPermissionWithdrawn, always, KindPermissionRevoked, listed, ToPerson),
		of(domain.ObjectUser, domain.EventSetGranted, always, KindSetGranted, listed, ToPerson),
		of(domain.ObjectUser, domain.EventSetWithdrawn, always, KindSetWithdrawn, listed, ToPerson),
		of(domain.ObjectUser, domain.EventSetGranted, byTwoPersons, KindOfficeGiven, listed, ToOfficers),
		of(domain.ObjectUser, domain.EventSetWithdrawn, byTwoPersons, KindOfficeTaken, listed, ToOfficers),
		of(domain.ObjectToken, domain.EventTokenCreated, always, KindTokenCreated, listed, ToHolder, ToMasters),
		of(domain.ObjectToken, domain.EventTokenRotated, always, KindTokenRotated, listed, ToHolder),
		of(domain.ObjectToken, domain.EventTokenRevoked, always, KindTokenRevoked, listed, ToHolder),
	}
}

// officers are who holds an office that two persons give.
type officers []uuid.UUID

// readOfficers reads who holds those offices now, where facts are about one.
func readOfficers(ctx context.Context, from *ent.Client, found []*occurrence, around *surroundings) error {
	about := slices.DeleteFunc(slices.Clone(found), func(o *occurrence) bool { return !o.speaksTo(ToOfficers) })
	if len(about) == 0 {
		return nil
	}
	rows, err := from.PermissionSetGrant.Query().Where(permissionsetgrant.PermissionSetIn(domain.FourEyesSets()...)).All(ctx)
	if err != nil {
		return fmt.Errorf("read who holds the offices: %w", err)
	}
	var holders officers
	for _, row := range rows {
		holders = append(holders, row.UserID)
	}
	around.wantUsers(holders...)
	for _, o := range about {
		around.keep(o.Aggregate.ID, holders)
	}
	return nil
}

// readPeopleFacts reads the sessions and tokens of facts, and names the people that they belong to.
func readPeopleFacts(ctx context.Context, from *ent.Client, found []*occurrence, around *surroundings) error {
	if err := readOfficers(ctx, from, found, around); err != nil {
		return err
	}
	sessions, err := keyed(ctx, aggregates(found, domain.ObjectSession), func(ctx context.Context, keys []uuid.UUID) ([]*ent.Session, error) {
		return from.Session.Query().Where(session.IDIn(keys...)).All(ctx)
	}, func(row *ent.Session) uuid.UUID { return row.ID })
	if err != nil {
		return err
	}
	tokens, err := keyed(ctx, aggregates(found, domain.ObjectToken), func(ctx context.Context, keys []uuid.UUID) ([]*ent.AccessToken, error) {
		return from.AccessToken.Query().Where(accesstoken.IDIn(keys...)).All(ctx)
	}, func(row *ent.AccessToken) uuid.UUID { return row.ID })
	for _, o := range found {
		id := o.Aggregate.ID
		if row := sessions[id]; row != nil {
			around.keep(id, row)
			around.wantOwner(row.UserID, row.ClientID)
		} else if row := tokens[id]; row != nil {
			around.keep(id, row)
			around.wantUsers(row.HolderID)
		} else {
			around.wantUsers(id)
		}
	}
	return err
}

// peopleMembers answers who an audience means where a fact is about somebody's own access.
func peopleMembers(a *surroundings, o *occurrence, to Audience) []person {
	switch to {
	case ToHolder:
		if row := rowOf[*ent.AccessToken](a, o.Aggregate.ID); row != nil {
			return a.staff(row.HolderID)
		}
	case ToOfficers:
		var people []person
		for _, id := range rowOf[officers](a, o.Aggregate.ID) {
			if id != o.Aggregate.ID { // that one has a message of its own
				people = append(people, a.staff(id)...)
			}
		}
		return people
	case ToPerson:
		switch row := rowOf[*ent.Session](a, o.Aggregate.ID); {
		case row != nil && row.UserID != nil:
			return a.staff(*row.UserID)
		case row != nil && row.ClientID != nil:
			return a.client(*row.ClientID)
		case o.ClientID != uuid.Nil:
			return a.client(o.ClientID)
		}
		return a.staff(o.Aggregate.ID)
	}
	return nil
}

// peopleWords are what a message says of somebody's access, and of who works here.
func peopleWords(w wording, data Data, o *occurrence) {
	switch o.Aggregate.Type {
	case domain.ObjectUser:
		w.addUser(data, o)
	case domain.ObjectToken:
		w.addToken(data, o)
	default:
		data[dataPath], data["device"] = pathOf(domain.LinkSecurity), w.device(o)
		data["byLink"] = factsOf[domain.PasswordChangedFacts](o).ByLink
	}
}

func (w wording) device(o *occurrence) string {
	if row := rowOf[*ent.Session](w.around, o.Aggregate.ID); row != nil && row.Device != "" {
		return row.Device
	}
	if device := factsOf[domain.SessionStartedFacts](o).Device; device != "" {
		return device
	}
	return "Dispositivo desconocido"
}

func (w wording) addUser(data Data, o *occurrence) {
	data[dataPath], data["person"], data["role"] = pathOf(domain.LinkSecurity), "", ""
	if row := w.around.users[o.Aggregate.ID]; row != nil {
		data["person"], data["role"] = row.Name, row.Role.Label()
	}
	changed, dismissed := factsOf[domain.RoleChangedFacts](o), factsOf[domain.DismissedFacts](o)
	data["before"], data["after"] = changed.From.Label(), changed.To.Label()
	data["permission"], data["set"] = factsOf[domain.GrantFacts](o).Permission.Label(), factsOf[domain.SetFacts](o).Set.Label()
	data["moved"] = some(dismissed.MovedClients)
	data["movedOperations"] = some(changed.MovedOperations + dismissed.MovedOperations)
	data["leftOperations"] = some(changed.LeftOperations + dismissed.LeftOperations)
	switch o.Kind {
	case domain.EventUserCreated, domain.EventUserRehired, domain.EventUserDeactivated:
		data[dataPath] = pathOf(domain.LinkTeam)
	}
}

func (w wording) addToken(data Data, o *occurrence) {
	data[dataPath], data["token"], data["holder"], data["until"] = pathOf(domain.LinkTokens), "", "", ""
	if row := rowOf[*ent.AccessToken](w.around, o.Aggregate.ID); row != nil {
		data["token"], data["holder"] = row.Name+" ("+row.Hint+"…)", w.userName(row.HolderID)
		if row.RetiresAt != nil {
			data["until"] = domain.SpokenInLima(*row.RetiresAt)
		}
	}
}
