package identity

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/recoverycode"
	"github.com/qoricash/qoricash/internal/store"
)

// How many recovery codes there are, and how random each is: 80 bits, so that a hash without a key is enough at rest.
const (
	recoveryCodes     = 10
	recoveryCodeBytes = 10
)

// newRecoveryCodes replaces the recovery codes of a person and answers them as they are shown, this once: four groups of four.
func newRecoveryCodes(ctx context.Context, tx *store.Tx, userID uuid.UUID) ([]string, error) {
	if err := deleteRecoveryCodes(ctx, tx, userID); err != nil {
		return nil, err
	}
	shown := make([]string, recoveryCodes)
	for i := range shown {
		var secret [recoveryCodeBytes]byte
		// crypto/rand never fails: it ends the process instead.
		_, _ = rand.Read(secret[:])
		text := strings.ToLower(base32.StdEncoding.EncodeToString(secret[:]))
		hash := recoveryHash(userID, text)
		if err := tx.RecoveryCode.Create().SetCreatedAt(tx.Now).SetUserID(userID).SetCodeHash(hash[:]).Exec(ctx); err != nil {
			return nil, fmt.Errorf("keep a recovery code: %w", err)
		}
		shown[i] = text[0:4] + "-" + text[4:8] + "-" + text[8:12] + "-" + text[12:16]
	}
	return shown, nil
}

func deleteRecoveryCodes(ctx context.Context, tx *store.Tx, userID uuid.UUID) error {
	if _, err := tx.RecoveryCode.Delete().Where(recoverycode.UserID(userID)).Exec(ctx); err != nil {
		return fmt.Errorf("remove recovery codes: %w", err)
	}
	return nil
}

// useRecoveryCode tells whether a code is one of the person's that was not used, and uses it up.
func useRecoveryCode(ctx context.Context, tx *store.Tx, userID uuid.UUID, code string) (bool, error) {
	hash := recoveryHash(userID, code)
	used, err := tx.RecoveryCode.Update().Where(recoverycode.UserID(userID), recoverycode.CodeHash(hash[:]), recoverycode.UsedAtIsNil()).
		SetUsedAt(tx.Now).Save(ctx)
	if err != nil {
		return false, fmt.Errorf("use a recovery code up: %w", err)
	}
	return used == 1, nil
}

// recoveryHash is what the database keeps of a code. The person is part of it, so that equal hashes say nothing.
func recoveryHash(userID uuid.UUID, code string) [sha256.Size]byte {
	return sha256.Sum256(append(userID[:], code...))
}
