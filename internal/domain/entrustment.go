package domain

import (
	"time"

	"github.com/google/uuid"
)

// EntrustmentKind is what one person of the house gave another to act with.
type EntrustmentKind string

// The kinds.
const (
	// EntrustedRole: let in, let back in, or given a role.
	EntrustedRole EntrustmentKind = "ROLE"
	// EntrustedPermission: a permission beyond the role.
	EntrustedPermission EntrustmentKind = "PERMISSION"
	// EntrustedOffice: an office that one person gives. What two persons gave is neither's.
	EntrustedOffice EntrustmentKind = "OFFICE"
	// EntrustedSignIn: another e-mail, an invitation to choose the password again, or the end of a second factor. Whoever does that to an
	// account can be the one who signs in to it.
	EntrustedSignIn EntrustmentKind = "SIGN_IN"
)

// Values lists the kinds.
func (EntrustmentKind) Values() []string {
	return []string{string(EntrustedRole), string(EntrustedPermission), string(EntrustedOffice), string(EntrustedSignIn)}
}

// EntrustmentSettles is after how long somebody who was given something is no longer its giver's choice: the letters about it have reached
// whoever administers the house, and a week of theirs has passed.
const EntrustmentSettles = 7 * 24 * time.Hour

// Entrustment is one act of giving. By is uuid.Nil for nobody's hand.
type Entrustment struct {
	To, By uuid.UUID
	At     time.Time
}

// ChosenBy tells whether a person acts by what somebody gave less than [EntrustmentSettles] before an instant, or since, directly or through
// others whom that one chose so. Nobody chooses who decides on what they proposed, whatever way is taken to it.
func ChosenBy(given []Entrustment, giver, person uuid.UUID, at time.Time) bool {
	chosen := map[uuid.UUID]bool{giver: true}
	for grew := true; grew; {
		grew = false
		for _, act := range given {
			if chosen[act.By] && !chosen[act.To] && act.At.After(at.Add(-EntrustmentSettles)) {
				chosen[act.To], grew = true, true
			}
		}
	}
	return person != giver && chosen[person]
}
