package identity

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// TOTPKey is the secret of a second factor on its way to an authenticator. It is shown this once.
type TOTPKey struct {
	// Secret is for typing, URI for a QR code.
	Secret, URI string
}

// staffSession answers the caller when it is a person of the house with a session that may set the second factor up.
func staffSession(ctx context.Context) (access.Actor, error) {
	actor, err := access.RequireSession(ctx)
	switch {
	case err != nil:
		return actor, err
	case !actor.IsStaff():
		return actor, access.OutsideRole(actor, "La verificación en dos pasos es para el personal de la casa.")
	case actor.Restriction == domain.RestrictedToPassword:
		return actor, access.Denied(actor)
	}
	return actor, nil
}

// BeginTOTP makes a secret for the caller's authenticator; it counts from [Service.ConfirmTOTP] on. A second call replaces
// the first. ALREADY_EXISTS tells that there is a second factor, which must be given up before.
func (s *Service) BeginTOTP(ctx context.Context) (TOTPKey, error) {
	actor, err := staffSession(ctx)
	if err != nil {
		return TOTPKey{}, err
	}
	person := StaffMember(actor.ID)
	command := store.Command{Action: "totp.begin", Locks: []event.Aggregate{person.Lock()}}
	key, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (TOTPKey, error) {
		row, err := ownRow(ctx, tx, actor.ID)
		if err != nil {
			return TOTPKey{}, err
		}
		if row.TotpConfirmedAt != nil {
			return TOTPKey{}, domain.Refuse(domain.CodeAlreadyExists,
				"Ya tienes la verificación en dos pasos. Para cambiar de teléfono desactívala primero o pide a un administrador que la reinicie.")
		}
		secret := make([]byte, totpSecrets)
		// crypto/rand never fails: it ends the process instead.
		_, _ = rand.Read(secret)
		sealed, err := s.seal(actor.ID, secret)
		if err != nil {
			return TOTPKey{}, err
		}
		if err := tx.User.Update().Where(user.ID(actor.ID)).SetTotpSecret(sealed).SetTotpLastStep(0).SetUpdatedAt(tx.Now).Exec(ctx); err != nil {
			return TOTPKey{}, fmt.Errorf("keep the secret of a second factor: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: person.objectKind(), ObjectID: person.ID})
		return totpKey(secret, row.Email)
	})
	return key, err
}

func totpKey(secret []byte, account string) (TOTPKey, error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: totpIssuer, AccountName: account, Period: totpPeriod, Secret: secret,
		Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		return TOTPKey{}, fmt.Errorf("make the address of a second factor: %w", err)
	}
	return TOTPKey{Secret: key.Secret(), URI: key.URL()}, nil
}

// ownRow reads the caller's own row, also for a restricted session, which sees no rows.
func ownRow(ctx context.Context, tx *store.Tx, id uuid.UUID) (*ent.User, error) {
	row, err := tx.User.Query().Where(user.ID(id), user.StatusEQ(domain.UserActive)).Only(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read the caller's own row: %w", err)
	}
	return row, nil
}

// ConfirmTOTP ends setting the second factor up: the code proves that the authenticator has the secret. It answers the
// recovery codes, shown this once, and makes a session whole that was restricted to this. VERIFICATION_FAILED tells that the
// code does not fit, NOT_ALLOWED_IN_STATUS that nothing was begun.
func (s *Service) ConfirmTOTP(ctx context.Context, code string) ([]string, error) {
	actor, err := staffSession(ctx)
	if err != nil {
		return nil, err
	}
	return judged(ctx, s, "totp.confirm", actor, func() ([]string, error) { return s.confirmTOTP(ctx, actor, typed(code)) })
}

func (s *Service) confirmTOTP(ctx context.Context, actor access.Actor, code string) ([]string, error) {
	person := StaffMember(actor.ID)
	command := store.Command{Action: "totp.confirm", Locks: []event.Aggregate{person.Lock()}}
	codes, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) ([]string, error) {
		row, err := ownRow(ctx, tx, actor.ID)
		if err != nil {
			return nil, err
		}
		if row.TotpConfirmedAt != nil || len(row.TotpSecret) == 0 {
			return nil, domain.Refuse(domain.CodeNotAllowedInStatus, "No hay una verificación en dos pasos por confirmar. Empieza por generar la clave.")
		}
		fits, err := s.useCode(ctx, tx, actor.ID, factorOf(row), code)
		if err != nil {
			return nil, err
		}
		if !fits {
			return nil, wrongFactor{domain.Refuse(domain.CodeVerificationFailed,
				"El código no es correcto. Revisa que la hora de tu teléfono sea automática y escribe el código de ahora.").At("code")}
		}
		if err := tx.User.Update().Where(user.ID(actor.ID)).SetTotpConfirmedAt(tx.Now).SetUpdatedAt(tx.Now).Exec(ctx); err != nil {
			return nil, fmt.Errorf("confirm a second factor: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: person.objectKind(), ObjectID: person.ID, After: map[string]any{"totp": true}})
		if err := emitAbout(ctx, tx, person, domain.EventTOTPEnabled, nil); err != nil {
			return nil, err
		}
		if err := lift(ctx, tx, actor.SessionID, domain.RestrictedToTOTP, ""); err != nil {
			return nil, err
		}
		return newRecoveryCodes(ctx, tx, actor.ID)
	})
	if err == nil {
		s.Forget(actor.SessionID)
	}
	return codes, err
}

// DisableTOTP gives the caller's second factor up. It takes the password, because a session left open must not be enough;
// FORBIDDEN tells that the house asks the caller's role for a second factor, INVALID_CREDENTIALS that the password is wrong.
func (s *Service) DisableTOTP(ctx context.Context, password string) error {
	actor, err := staffSession(ctx)
	if err != nil {
		return err
	}
	if password == "" {
		return domain.Refuse(domain.CodeRequired, "Escribe tu contraseña.").At("password")
	}
	if s.asksForTOTP(actor.Role) {
		return domain.Refuse(domain.CodeForbidden,
			"Tu rol necesita la verificación en dos pasos. Si cambias de teléfono, pide a un administrador que la reinicie.")
	}
	_, err = judged(ctx, s, "password", actor, func() (struct{}, error) { return struct{}{}, s.disableTOTP(ctx, actor, password) })
	return err
}

func (s *Service) disableTOTP(ctx context.Context, actor access.Actor, password string) error {
	person := StaffMember(actor.ID)
	hash, err := s.verifyOwn(ctx, person, password, "password")
	if err != nil {
		return err
	}
	_, err = store.Do(ctx, s.store, store.Command{Action: "totp.disable", Locks: []event.Aggregate{person.Lock()}}, func(ctx context.Context, tx *store.Tx) error {
		row, err := ownRow(ctx, tx, actor.ID)
		switch {
		case err != nil:
			return err
		case row.PasswordHash != hash:
			return wrongPassword("password")
		case row.TotpConfirmedAt == nil:
			return domain.Refuse(domain.CodeNotAllowedInStatus, "No tienes la verificación en dos pasos activada.")
		}
		if err := DropSecondFactor(ctx, tx, actor.ID); err != nil {
			return err
		}
		tx.Audit(audit.Entry{ObjectKind: person.objectKind(), ObjectID: person.ID, After: map[string]any{"totp": false}})
		return emitAbout(ctx, tx, person, domain.EventTOTPDisabled, nil)
	})
	return err
}

// asksForTOTP tells whether the house asks a role for a second factor.
func (s *Service) asksForTOTP(role domain.Role) bool { return slices.Contains(s.totpRoles, role) }
