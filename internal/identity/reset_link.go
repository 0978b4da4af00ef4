package identity

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/challenge"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// ResetInput chooses a password by a link.
type ResetInput struct {
	// Token is from the link of a forgotten password or of an invitation.
	Token, NewPassword string
	// Device is the secret of the device; empty where there is none.
	Device string
}

// Link is one that was sent and is still good.
type Link struct {
	id uuid.UUID
	// Kind says what it is good for, Person whose it is.
	Kind   domain.ChallengeKind
	Person Person
}

// ResetByLink gives the owner of a link the password that it chooses, once. All its sessions end, and what it owed in
// attempts is forgiven; a forced change is done by it. An invitation proves the e-mail that it was sent to: a client that
// waits for that becomes active. A forgotten password does not: the rules of a client's status stay. It refuses with
// VERIFICATION_FAILED a link that is wrong, used or too old, and with INVALID a password that is not good enough, for which
// the link stays good. Only links that are not good are counted against the network that they come from. All devices are
// forgotten but this one, which is known from now on: the answer is its secret. So whoever has the mailbox can sign in however
// many strangers try.
func (s *Service) ResetByLink(ctx context.Context, in ResetInput) (device string, err error) {
	var faults domain.Faults
	in.Token = domain.Clip(strings.TrimSpace(in.Token), 100)
	if in.Token == "" {
		faults.Add(domain.Refuse(domain.CodeRequired, "Falta el código del enlace. Ábrelo de nuevo desde tu correo.").At("token"))
	}
	if in.NewPassword == "" {
		faults.Add(domain.Refuse(domain.CodeRequired, "Escribe tu contraseña nueva.").At("newPassword"))
	}
	if err := faults.Err(); err != nil {
		return "", err
	}
	found, owner, err := s.followLink(ctx, in.Token)
	if domain.CodeOf(err) == domain.CodeVerificationFailed {
		if limit := s.LimitByAddress(ctx, "password.reset"); limit != nil {
			return "", limit
		}
	}
	if err != nil {
		return "", err
	}
	if refusal := CheckChosenPassword(found.Person.Kind, in.NewPassword, owner.words...); refusal != nil {
		return "", refusal.At("newPassword")
	}
	same, err := s.hasher.verify(ctx, owner.passwordHash, in.NewPassword)
	if err != nil {
		return "", err
	}
	if same {
		return "", samePassword()
	}
	chosen, err := s.hasher.hash(ctx, in.NewPassword)
	if err != nil {
		return "", err
	}
	return s.chooseByLink(ctx, found, chosen, in.Device)
}

// followLink answers a link by which a password is chosen, and whose that is.
func (s *Service) followLink(ctx context.Context, token string) (Link, passwordOwner, error) {
	found, err := s.FollowLink(ctx, token, domain.ChallengePasswordReset, domain.ChallengeInvitation)
	if err != nil {
		return Link{}, passwordOwner{}, err
	}
	owner, err := s.ownerOf(ctx, s.store.Read(), found.Person)
	return found, owner, withoutOwner(err)
}

// FollowLink answers a link of one of the kinds by its token, or refuses with VERIFICATION_FAILED at token, whatever is wrong with
// it. It looks as the system: whoever comes by a link is not signed in. Only what is not good is to be counted: a good one cannot
// be guessed, and must work whatever others try.
func (s *Service) FollowLink(ctx context.Context, token string, kinds ...domain.ChallengeKind) (Link, error) {
	hash := sha256.Sum256([]byte(token))
	row, err := s.store.Read().Challenge.Query().
		Where(challenge.SecretHash(hash[:]), challenge.KindIn(kinds...),
			challenge.UsedAtIsNil(), challenge.EndedAtIsNil(), challenge.ExpiresAtGT(s.store.Clock().Now())).
		Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return Link{}, linkRefusal()
	}
	if err != nil {
		return Link{}, fmt.Errorf("find a link: %w", err)
	}
	found := Link{id: row.ID, Kind: row.Kind}
	if row.UserID != nil {
		found.Person = StaffMember(*row.UserID)
	} else if row.ClientID != nil {
		found.Person = ClientOf(*row.ClientID)
	}
	return found, nil
}

// UseLink uses a link up, in the transaction of what it does; VERIFICATION_FAILED tells that it is not good any more.
func (s *Service) UseLink(ctx context.Context, tx *store.Tx, link Link) error {
	used, err := useUp(ctx, tx, link.id, true)
	if err == nil && !used {
		return linkRefusal()
	}
	return err
}

// withoutOwner turns the absence of a link's owner into the refusal of the link: a deactivated person is nobody.
func withoutOwner(err error) error {
	if domain.CodeOf(err) == domain.CodeUnauthenticated {
		return linkRefusal()
	}
	return err
}

// linkRefusal is the one answer to a link that is not good, whatever is wrong with it.
func linkRefusal() *domain.Error {
	return domain.Refuse(domain.CodeVerificationFailed,
		"Este enlace ya se usó, venció o no es correcto. Pide uno nuevo.").At("token")
}

// chooseByLink uses a link up and keeps the password, in the name of the link's owner.
func (s *Service) chooseByLink(ctx context.Context, by Link, hash, secret string) (device string, err error) {
	command := store.Command{Action: "password.reset", Locks: []event.Aggregate{by.Person.Lock()}}
	if by.Person.Kind == domain.ActorClient {
		command.Locks = append(command.Locks, clientele.Lock(by.Person.ID))
	}
	ended, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) ([]uuid.UUID, error) {
		owner, err := s.ownerOf(ctx, tx.Client(), by.Person)
		if err != nil {
			return nil, withoutOwner(err)
		}
		if err := s.UseLink(ctx, tx, by); err != nil {
			return nil, err
		}
		if err := choose(ctx, tx, by.Person, hash, domain.PasswordChangedFacts{ByLink: true}); err != nil {
			return nil, err
		}
		if by.Kind == domain.ChallengeInvitation && owner.status == domain.ClientPendingVerification {
			if _, err := clientele.Activate(ctx, tx, by.Person.ID); err != nil {
				return nil, err
			}
		}
		if err := s.forgivePerson(ctx, tx, by.Person); err != nil {
			return nil, err
		}
		if err := forgetDevices(ctx, tx, by.Person, secret); err != nil {
			return nil, err
		}
		if device, err = remember(ctx, tx, by.Person, secret); err != nil {
			return nil, err
		}
		return endAll(ctx, tx, by.Person, domain.SessionRevoked)
	})
	for _, id := range ended {
		s.Forget(id)
	}
	return device, err
}
