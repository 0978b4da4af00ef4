package capabilities_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/png"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/adapter/nubefact/imitation"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// fixtures are what a page may have given, by the words of its comment.
func fixtures() map[string]func(*testing.T, *house) {
	return map[string]func(*testing.T, *house){
		"an operation that waits for its deposit": func(t *testing.T, h *house) { h.name(t, h.Operation(t, domain.Pending)) },
		"an operation in process":                 func(t *testing.T, h *house) { h.name(t, h.Operation(t, domain.InProcess)) },
		"a completed operation":                   func(t *testing.T, h *house) { h.name(t, h.Operation(t, domain.Completed)) },
		"a proof of the deposit": func(t *testing.T, h *house) {
			h.values["file"] = globalid.Encode(ent.FileIDPrefix, h.File(t, testkit.Client, domain.FileDepositProof))
		},
		"a proof of the payout": func(t *testing.T, h *house) {
			h.values["file"] = globalid.Encode(ent.FileIDPrefix, h.File(t, testkit.Operator, domain.FilePayoutProof))
		},
		"a paper of the client": func(t *testing.T, h *house) {
			h.values["file"] = globalid.Encode(ent.FileIDPrefix, h.File(t, testkit.Client, domain.FileClientDocument))
			h.Clock.Advance(time.Minute)
		},
		"a client without documents": func(t *testing.T, h *house) {
			h.changeClient(t, func(u *ent.CustomerUpdateOne) { u.SetKycStatus(domain.KYCPending) })
		},
		"a person with a password": func(t *testing.T, h *house) {
			h.Hire(t, testkit.Hired{Name: "Teresa Luna", Email: "teresa.luna@qoricash.pe", Role: domain.RoleTrader, Password: "Una-clave-2026"})
		},
		"a client with a password": func(t *testing.T, h *house) { h.givePassword(t, "clients", testkit.Client) },
		"a trader with a password": func(t *testing.T, h *house) { h.givePassword(t, "users", testkit.Trader) },
		"the link that was sent": func(t *testing.T, h *house) {
			issued, _, err := store.Run(access.AsSystem(t.Context()), h.Store, store.Command{Action: "documentation"},
				func(ctx context.Context, tx *store.Tx) (identity.Issued, error) {
					return h.Identity.IssueLink(ctx, tx, domain.ChallengePasswordReset, identity.ClientOf(h.ID(testkit.Client)))
				})
			check(t, err)
			h.values["link.token"] = issued.Text
		},
		"the code of the registration": func(t *testing.T, h *house) {
			id, err := h.Store.Read().Customer.Query().Where(customer.DocumentNumber("45678912")).OnlyID(access.AsSystem(t.Context()))
			check(t, err)
			h.sendCode(t, domain.ChallengeRegistration, id, uuid.Nil)
		},
		"the code of the contact": func(t *testing.T, h *house) {
			_, contact, err := globalid.Decode(fmt.Sprint(h.values["contact"]))
			check(t, err)
			h.sendCode(t, domain.ChallengeContact, h.ID(testkit.Client), contact)
		},
		"what the authenticator shows": func(t *testing.T, h *house) {
			code, err := totp.GenerateCode(fmt.Sprint(h.values["totp.secret"]), h.Clock.Now())
			check(t, err)
			h.values["totp.code"] = code
		},
		"an operation whose deadline passed": func(t *testing.T, h *house) { h.name(t, h.Operation(t, domain.Expired)) },
		"twenty uploads that were not confirmed": func(t *testing.T, h *house) {
			for range domain.MaxPendingUploads {
				_, err := h.Files.RequestUpload(h.As(t, testkit.Client), files.RequestInput{Purpose: domain.FileDepositProof, MediaType: "image/png", Size: 1000})
				check(t, err)
			}
		},
		"a cursor of another history": func(_ *testing.T, h *house) {
			h.values["foreign"] = h.Cursors.Encode(event.Cursor{Epoch: h.Feed.Head().Epoch + 1})
		},
		"an operation that was told": func(t *testing.T, h *house) {
			h.values["before"] = h.Cursors.Encode(h.Feed.Head())
			h.name(t, h.Operation(t, domain.Pending))
			for range 2 { // it begins, and then tells
				h.Settle(t)
				_, err := h.Notify.Dispatch(t.Context())
				check(t, err)
			}
			h.Settle(t)
		},
		"an identification that waits for a decision": func(t *testing.T, h *house) {
			h.Settle(t)
			h.values["before"] = h.Cursors.Encode(h.Feed.Head())
			client := h.Newcomer(t, domain.DocumentDNI)
			h.Review(t, client)
			h.Propose(t, client, "")
			h.Settle(t)
		},
		"an e-mail that was given up": func(t *testing.T, h *house) {
			row, err := h.Store.Read().OutboxMessage.Create().SetCreatedAt(h.Clock.Now()).SetChannel(domain.ChannelEmail).SetFact(uuid.NewString()).
				SetKind("DATA_EXPORTED").SetTopic(domain.TopicSecurity).SetClientID(h.ID(testkit.Client)).SetRecipient("rosa@correo.pe").
				SetData(map[string]any{}).SetStatus(domain.MessageDead).SetAttempts(12).SetDueAt(h.Clock.Now()).SetFailure("503").
				Save(access.AsSystem(t.Context()))
			check(t, err)
			h.values["message"] = row.GlobalID()
		},
		"a completed operation whose document was accepted": func(t *testing.T, h *house) { h.name(t, h.issued(t, "invoice")) },
		"a document that the provider could not complete": func(t *testing.T, h *house) {
			h.provider.Script(imitation.Fault{Code: 21, Message: "El RUC del cliente no existe"})
			h.issued(t, "parked")
		},
		"a document that SUNAT refused": func(t *testing.T, h *house) {
			check(t, h.Invoicing.Work(t.Context())) // what waits goes out before
			h.provider.refuses.Store(true)
			h.issued(t, "refused")
		},
		"pips of the client, and somebody whom it referred": func(t *testing.T, h *house) {
			testkit.Exec(t, h.DB, `INSERT INTO reward_movements (id, created_at, client_id, pips, reason, business_date)
				VALUES (gen_random_uuid(), $1, $2, 45, 'ADJUSTED', $3)`, testkit.Opening, h.ID(testkit.Client), domain.BusinessDate(testkit.Opening).String())
			testkit.Exec(t, h.DB, `INSERT INTO referrals (id, created_at, referred_id, referrer_id, code_id, origin, bound_at, flags, flagged, suspended)
				SELECT $1, $2::timestamptz, $3, client_id, id, 'REGISTRATION', $2::timestamptz, '["SAME_PHONE"]', true, true
				FROM codes WHERE client_id = $4 AND kind = 'REFERRAL'`, uuid.Must(uuid.NewV7()), testkit.Opening, h.ID(testkit.OtherClient), h.ID(testkit.Client))
		},
		"clients that were assessed": func(t *testing.T, h *house) {
			h.Settle(t)
			check(t, h.Risk.Work(access.AsSystem(t.Context())))
		},
		"16 minutes later":  func(_ *testing.T, h *house) { h.Clock.Advance(16 * time.Minute) },
		"a day of business": func(t *testing.T, h *house) { h.Clock.Set(testkit.Opening) },
		"a Sunday":          func(t *testing.T, h *house) { h.Clock.Set(testkit.Opening.Add(-24 * time.Hour)) },
	}
}

// known are the values that every page begins with.
func (h *house) known() values {
	sum := sha256.Sum256(h.content)
	return values{
		"client":         globalid.Encode(ent.CustomerIDPrefix, h.ID(testkit.Client)),
		"operator":       globalid.Encode(ent.UserIDPrefix, h.ID(testkit.Operator)),
		"other.operator": globalid.Encode(ent.UserIDPrefix, h.ID(testkit.OtherOperator)),
		"middle.office":  globalid.Encode(ent.UserIDPrefix, h.ID(testkit.MiddleOffice)),
		"analyst":        globalid.Encode(ent.UserIDPrefix, h.ID(testkit.Analyst)),
		"account.usd":    globalid.Encode(ent.BankAccountIDPrefix, h.BankAccount(testkit.Client, money.USD)),
		"account.pen":    globalid.Encode(ent.BankAccountIDPrefix, h.BankAccount(testkit.Client, money.PEN)),
		"house.usd":      globalid.Encode(ent.HouseAccountIDPrefix, h.HouseAccount(money.USD)),
		"house.pen":      globalid.Encode(ent.HouseAccountIDPrefix, h.HouseAccount(money.PEN)),
		"picture.size":   len(h.content),
		"picture.sha256": hex.EncodeToString(sum[:]),
	}
}

// name lets {{operation}}, {{code}}, {{version}} and, where there is one, {{deposit}} stand for an operation.
func (h *house) name(t *testing.T, id uuid.UUID) {
	t.Helper()
	row := h.Row(t, id)
	h.values["operation"], h.values["code"], h.values["version"] = globalid.Encode(ent.OperationIDPrefix, id), row.Code, row.Version
	if len(row.Edges.Deposits) > 0 {
		h.values["deposit"] = globalid.Encode(ent.DepositIDPrefix, row.Edges.Deposits[0].ID)
	}
}

// changeClient makes the client one of another kind; no area has such a command.
func (h *house) changeClient(t *testing.T, change func(*ent.CustomerUpdateOne)) {
	t.Helper()
	_, err := store.Do(access.AsSystem(t.Context()), h.Store, store.Command{Action: "documentation"}, func(ctx context.Context, tx *store.Tx) error {
		update := tx.Customer.UpdateOneID(h.ID(testkit.Client))
		change(update)
		return update.Exec(ctx)
	})
	check(t, err)
}

// givePassword makes a password that the pages name the one of a caller.
func (h *house) givePassword(t *testing.T, table string, caller testkit.Caller) {
	t.Helper()
	hash, err := h.Identity.HashPassword(t.Context(), "Una-clave-2026")
	check(t, err)
	_, err = h.DB.Owner.ExecContext(t.Context(), `UPDATE `+table+` SET password_hash = $2 WHERE id = $1`, h.ID(caller), hash)
	check(t, err)
}

// sendCode lets {{sent.code}} stand for a code of a client.
func (h *house) sendCode(t *testing.T, kind domain.ChallengeKind, client, contact uuid.UUID) {
	t.Helper()
	issued, _, err := store.Run(access.AsSystem(t.Context()), h.Store, store.Command{Action: "documentation"},
		func(ctx context.Context, tx *store.Tx) (identity.Issued, error) {
			return h.Identity.IssueCode(ctx, tx, kind, identity.ClientOf(client), contact)
		})
	check(t, err)
	h.values["sent.code"] = issued.Text
}

// picture is a sound file of one pixel.
func picture(t *testing.T) []byte {
	t.Helper()
	var content bytes.Buffer
	check(t, png.Encode(&content, image.NewGray(image.Rect(0, 0, 1, 1))))
	return content.Bytes()
}
