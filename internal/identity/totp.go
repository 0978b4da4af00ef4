package identity

import (
	"context"
	"crypto/subtle"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// The form of the second factor is what every authenticator knows (RFC 6238): SHA-1, six digits, 30 seconds, 160 bits.
const (
	totpIssuer  = "QoriCash"
	totpPeriod  = 30
	totpSecrets = 20
	// totpSkew is how many steps a telephone's clock may be off, either way.
	totpSkew = 1
)

// secondFactor is what is known about the authenticator of a person of the house.
type secondFactor struct {
	// sealed is the secret at rest.
	sealed []byte
	// confirmed tells that a first code proved that the authenticator has it.
	confirmed bool
	// lastStep is the newest time step whose code was used.
	lastStep int64
}

func factorOf(row *ent.User) secondFactor {
	return secondFactor{sealed: row.TotpSecret, confirmed: row.TotpConfirmedAt != nil, lastStep: row.TotpLastStep}
}

// wrongFactor is the refusal of a code that does not fit: it counts as an attempt, where a missing one does not.
type wrongFactor struct{ error }

// Unwrap answers the refusal itself.
func (w wrongFactor) Unwrap() error { return w.error }

// isWrongFactor tells whether err came from a code that does not fit.
func isWrongFactor(err error) bool { return errors.As(err, new(wrongFactor)) }

func atFactor(refusal *domain.Error) *domain.Error {
	return refusal.At("credentials", "staff", "totpCode")
}

// prove asks who signs in for the second factor, where there is one, and uses the code up. The command holds the person's
// lock, so a code works once however many try it at once.
func (s *Service) prove(ctx context.Context, tx *store.Tx, person Person, factor secondFactor, code string) error {
	if !factor.confirmed {
		return nil
	}
	code = typed(code)
	if code == "" {
		return atFactor(domain.Refuse(domain.CodeTOTPRequired, "Escribe el código de tu aplicación de verificación, o un código de recuperación."))
	}
	fits, err := s.useCode(ctx, tx, person.ID, factor, code)
	if err != nil {
		return err
	}
	if !fits {
		if fits, err = useRecoveryCode(ctx, tx, person.ID, code); err != nil {
			return err
		}
	}
	if !fits {
		return wrongFactor{atFactor(domain.Refuse(domain.CodeTOTPRequired,
			"El código no es correcto o ya se usó. Espera al siguiente de tu aplicación y vuelve a intentarlo."))}
	}
	return nil
}

// typed is a code without what people put between its characters.
func typed(code string) string { return strings.ToLower(domain.TypedCode(domain.Clip(code, 64))) }

// useCode tells whether a code is that of a step around now that was not used yet, and uses it and all before it up. A secret
// that is sealed under the former key is sealed anew, so that the former key can go once everybody has signed in.
func (s *Service) useCode(ctx context.Context, tx *store.Tx, userID uuid.UUID, factor secondFactor, code string) (bool, error) {
	secret, former, err := s.unseal(userID, factor.sealed)
	if err != nil {
		return false, err
	}
	step, fits, err := stepOf(secret, code, tx.Now, factor.lastStep)
	if err != nil || !fits {
		return false, err
	}
	update := tx.User.Update().Where(user.ID(userID)).SetTotpLastStep(step)
	if former {
		sealed, err := s.seal(userID, secret)
		if err != nil {
			return false, err
		}
		update.SetTotpSecret(sealed)
	}
	if err := update.Exec(ctx); err != nil {
		return false, fmt.Errorf("use a code of the second factor up: %w", err)
	}
	return true, nil
}

// stepOf answers the time step of a code, if it is one around now and newer than the last that was used. It compares every
// step, in constant time.
func stepOf(secret []byte, code string, now time.Time, last int64) (step int64, fits bool, err error) {
	text := base32Text(secret)
	current := now.Unix() / totpPeriod
	for candidate := current - totpSkew; candidate <= current+totpSkew; candidate++ {
		options := totp.ValidateOpts{Period: totpPeriod, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}
		want, err := totp.GenerateCodeCustom(text, time.Unix(candidate*totpPeriod, 0), options)
		if err != nil {
			return 0, false, fmt.Errorf("make a code of the second factor: %w", err)
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 && candidate > last {
			step, fits = candidate, true
		}
	}
	return step, fits, nil
}

func base32Text(secret []byte) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
}
