package identity

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math/big"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/challenge"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/store"
)

// UndoPeriod is how long a changed first e-mail or telephone may be undone, and the link that undoes it is good. Until it is over no link
// for a forgotten password goes to the new e-mail, and the same one cannot be changed again.
const UndoPeriod = 72 * time.Hour

// How long a secret that was sent is good, and how often a code may be tried (decisions.md, Details).
const (
	codeLifetime       = 10 * time.Minute
	resetLifetime      = 30 * time.Minute
	invitationLifetime = 72 * time.Hour
	codeTries          = 5
)

// LinkValidity is how long the link of a forgotten password is good, for the answer that everybody gets.
const LinkValidity = resetLifetime

// Issued is a secret as it is sent to a person. The database keeps its hash alone, so this is the only time that it is
// known.
type Issued struct {
	ID uuid.UUID
	// Text is the six digits of a code, or the token of a link.
	Text      string
	ExpiresAt time.Time
}

// Try is a try of a code that was counted. The zero Try stands for a code that is not there; it fits nothing.
type Try struct {
	challenge uuid.UUID
	// telling is set where whoever tries hears how many tries are left.
	telling bool
}

// IssueCode makes a code of six digits for a person, and for one of its contacts unless contact is uuid.Nil. It is good for
// 10 minutes and 5 tries, and ends the person's older ones of the same kind and contact. The command holds a lock of the
// person or of its client row, and sends the text by what it tells in the same transaction.
func (s *Service) IssueCode(ctx context.Context, tx *store.Tx, kind domain.ChallengeKind, person Person, contact uuid.UUID) (Issued, error) {
	number, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return Issued{}, fmt.Errorf("make a code: %w", err)
	}
	issued := Issued{Text: fmt.Sprintf("%06d", number), ExpiresAt: tx.Now.Add(codeLifetime)}
	if issued.ID, err = uuid.NewV7(); err != nil {
		return Issued{}, fmt.Errorf("make the id of a code: %w", err)
	}
	hash := s.store.Keys().Sign(codeFields(issued.ID, issued.Text)...).MAC
	return issued, keepChallenge(ctx, tx, kind, person, contact, issued, hash)
}

// IssueLink makes the token of a link for a person: 256 random bits, good once, for 30 minutes where a password was
// forgotten and for 72 hours where somebody is invited or may undo a change. It ends the person's older ones of the same kind. The command
// holds the lock of the person or of its client row.
func (s *Service) IssueLink(ctx context.Context, tx *store.Tx, kind domain.ChallengeKind, person Person) (Issued, error) {
	lifetime := resetLifetime
	switch kind {
	case domain.ChallengeInvitation:
		lifetime = invitationLifetime
	case domain.ChallengeUndoEmail, domain.ChallengeUndoPhone:
		lifetime = UndoPeriod
	}
	var secret [tokenBytes]byte
	// crypto/rand never fails: it ends the process instead.
	_, _ = rand.Read(secret[:])
	issued := Issued{Text: base64.RawURLEncoding.EncodeToString(secret[:]), ExpiresAt: tx.Now.Add(lifetime)}
	var err error
	if issued.ID, err = uuid.NewV7(); err != nil {
		return Issued{}, fmt.Errorf("make the id of a link: %w", err)
	}
	hash := sha256.Sum256([]byte(issued.Text))
	return issued, keepChallenge(ctx, tx, kind, person, uuid.Nil, issued, hash[:])
}

// codeFields binds a code to its row: a code of six digits has a hash that could be searched for without the key, and must
// not fit another row.
func codeFields(id uuid.UUID, code string) []evidence.Field {
	return []evidence.Field{evidence.Text("challenge code"), evidence.UUID(id), evidence.Text(code)}
}

func keepChallenge(ctx context.Context, tx *store.Tx, kind domain.ChallengeKind, person Person, contact uuid.UUID, issued Issued, hash []byte) error {
	if err := endOpen(ctx, tx, openChallenges(kind, person, contact)...); err != nil {
		return err
	}
	insert := tx.Challenge.Create().SetID(issued.ID).SetCreatedAt(tx.Now).SetKind(kind).SetSecretHash(hash).SetExpiresAt(issued.ExpiresAt)
	if person.Kind == domain.ActorStaff {
		insert.SetUserID(person.ID)
	} else {
		insert.SetClientID(person.ID)
	}
	if contact != uuid.Nil {
		insert.SetContactID(contact)
	}
	if err := insert.Exec(ctx); err != nil {
		return fmt.Errorf("keep a %s: %w", kind, err)
	}
	return nil
}

// ofPerson are the challenges of a person that are neither used nor ended.
func ofPerson(person Person) []predicate.Challenge {
	owner := challenge.ClientID(person.ID)
	if person.Kind == domain.ActorStaff {
		owner = challenge.UserID(person.ID)
	}
	return []predicate.Challenge{owner, challenge.UsedAtIsNil(), challenge.EndedAtIsNil()}
}

func openChallenges(kind domain.ChallengeKind, person Person, contact uuid.UUID) []predicate.Challenge {
	about := challenge.ContactIDIsNil()
	if contact != uuid.Nil {
		about = challenge.ContactID(contact)
	}
	return append(ofPerson(person), challenge.KindEQ(kind), about)
}

func endOpen(ctx context.Context, tx *store.Tx, which ...predicate.Challenge) error {
	if err := tx.Challenge.Update().Where(which...).SetEndedAt(tx.Now).Exec(ctx); err != nil {
		return fmt.Errorf("end older challenges: %w", err)
	}
	return nil
}

// EndLinks ends the links of a person that were sent and not used, for example because a password was chosen another way.
func EndLinks(ctx context.Context, tx *store.Tx, person Person) error {
	links := challenge.KindIn(domain.ChallengePasswordReset, domain.ChallengeInvitation)
	return endOpen(ctx, tx, append(ofPerson(person), links)...)
}

// EndCodes ends the codes of a kind that were sent to a person and not used, for example because its mailbox is another now.
func EndCodes(ctx context.Context, tx *store.Tx, kind domain.ChallengeKind, person Person) error {
	return endOpen(ctx, tx, openChallenges(kind, person, uuid.Nil)...)
}

// TakeTry counts a try of the code of a person, in a transaction of its own that is committed before the code is judged:
// a thousand guesses at once are a thousand, and five of them are looked at. The caller judges it with [Service.Redeem]
// whatever TakeTry found; a person that does not exist, or a code that is over, fits nothing and costs the same. It fails only
// when the database does.
func (s *Service) TakeTry(ctx context.Context, kind domain.ChallengeKind, person Person, contact uuid.UUID) (Try, error) {
	try, _, err := store.Run(ctx, s.store, store.Command{Action: "challenge.try"}, func(ctx context.Context, tx *store.Tx) (Try, error) {
		tx.Audit(audit.Entry{ObjectKind: person.objectKind(), ObjectID: person.ID, After: map[string]any{"kind": kind}})
		open := append(openChallenges(kind, person, contact), challenge.ExpiresAtGT(tx.Now))
		// Challenges are nobody's to read; whoever tries a code is seldom signed in.
		ids, err := tx.Challenge.Query().Where(open...).Order(challenge.ByID(sql.OrderDesc())).Limit(1).IDs(access.AsSystem(ctx))
		if err != nil {
			return Try{}, fmt.Errorf("find a code: %w", err)
		}
		newest := append(ids, uuid.Nil)[0]
		counted, err := tx.Challenge.Update().Where(challenge.ID(newest), challenge.AttemptsLT(codeTries)).AddAttempts(1).Save(ctx)
		if err != nil {
			return Try{}, fmt.Errorf("count a try of a code: %w", err)
		}
		if counted == 0 {
			newest = uuid.Nil
		}
		return Try{challenge: newest, telling: kind != domain.ChallengeRegistration}, nil
	})
	return try, err
}

// Redeem uses a code up, in the transaction of what it proves. It refuses with VERIFICATION_FAILED where the code is wrong,
// used, too old or tried too often. Who tries the code of a contact of its own is also told attemptsLeft; who tries that of a
// registration is not, signed in or not: the figure would tell which documents are known.
func (s *Service) Redeem(ctx context.Context, tx *store.Tx, try Try, code string) error {
	row, err := tx.Challenge.Query().Where(challenge.ID(try.challenge)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		// The same work as for a code that is there.
		row = &ent.Challenge{SecretHash: make([]byte, sha256.Size), Attempts: codeTries}
	} else if err != nil {
		return fmt.Errorf("read a code: %w", err)
	}
	fits := s.store.Keys().ValidUnderAny(row.SecretHash, codeFields(row.ID, code)...)
	if used, err := useUp(ctx, tx, row.ID, fits); err != nil || used {
		return err
	}
	refusal := domain.Refuse(domain.CodeVerificationFailed,
		"El código no es correcto o ya venció. Revísalo; después de %d intentos o %d minutos pide uno nuevo.", codeTries, int(codeLifetime.Minutes())).At("code")
	if try.telling {
		refusal = refusal.With("attemptsLeft", max(codeTries-row.Attempts, 0))
	}
	return refusal
}

// useUp marks a challenge as used, once, while it is good; it does the same work, and nothing, where it does not fit.
func useUp(ctx context.Context, tx *store.Tx, id uuid.UUID, fits bool) (bool, error) {
	if !fits {
		id = uuid.Nil
	}
	used, err := tx.Challenge.Update().Where(challenge.ID(id), challenge.UsedAtIsNil(), challenge.EndedAtIsNil(),
		challenge.ExpiresAtGT(tx.Now)).SetUsedAt(tx.Now).Save(ctx)
	if err != nil {
		return false, fmt.Errorf("use a challenge up: %w", err)
	}
	return used == 1, nil
}

// challengeKeptFor is how long a secret that is over stays in the database, for who looks into what happened.
const challengeKeptFor = 7 * 24 * time.Hour

func (s *Service) sweepChallenges(ctx context.Context) error {
	past := challenge.ExpiresAtLT(s.store.Clock().Now().Add(-challengeKeptFor))
	if _, err := s.store.Read().Challenge.Delete().Where(past).Exec(ctx); err != nil {
		return fmt.Errorf("sweep challenges: %w", err)
	}
	return nil
}
