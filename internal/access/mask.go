package access

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"entgo.io/ent"
	"github.com/google/uuid"

	gen "github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
)

// maskResults hides personal data from masked roles in the rows themselves, before anybody can select a field. A masked
// row is never written back: masked roles may run no mutation.
func maskResults() ent.Interceptor {
	return ent.InterceptFunc(func(next ent.Querier) ent.Querier {
		return ent.QuerierFunc(func(ctx context.Context, query ent.Query) (ent.Value, error) {
			value, err := next.Query(ctx, query)
			if alerts, are := value.([]*gen.Alert); are && !knowsOfCases(Current(ctx)) {
				each(alerts, hideEscalation)
			}
			if err != nil || !Current(ctx).Masked() {
				return value, err
			}
			if !maskAll(value) && carriesText(reflect.TypeOf(value)) {
				return nil, fmt.Errorf("read columns of %T for a masked reader: text can only be masked in whole rows", query)
			}
			return value, nil
		})
	})
}

// maskAll masks rows of the types that hold personal data, and tells whether the value is whole rows at all.
func maskAll(value ent.Value) bool {
	switch rows := value.(type) {
	case []*gen.Customer:
		each(rows, maskCustomer)
	case []*gen.BankAccount:
		each(rows, maskBankAccount)
	case []*gen.Operation:
		each(rows, maskOperation)
	case []*gen.Deposit:
		each(rows, maskDeposit)
	case []*gen.Payout:
		each(rows, func(p *gen.Payout) {
			p.BankReference, p.NormalReference = Mask(p.BankReference), Mask(p.NormalReference)
		})
	case []*gen.Proof:
		each(rows, func(p *gen.Proof) { p.Comment = maskOptional(p.Comment) })
	case []*gen.Hold:
		each(rows, func(h *gen.Hold) { h.Note = Mask(h.Note) })
	case []*gen.User:
		each(rows, maskUser)
	case []*gen.Proposal:
		each(rows, func(p *gen.Proposal) { p.Note, p.DecisionNote = maskOptional(p.Note), maskOptional(p.DecisionNote) })
	case []*gen.Invoice:
		each(rows, maskInvoice)
	case []*gen.ClientContact:
		each(rows, func(c *gen.ClientContact) { c.Value, c.Label = Mask(c.Value), maskOptional(c.Label) })
	case []*gen.RewardCode:
		each(rows, func(c *gen.RewardCode) { c.Value = Mask(c.Value) })
	case []*gen.Referral:
		each(rows, func(r *gen.Referral) { r.DecisionReason = maskOptional(r.DecisionReason) })
	case []*gen.RelatedPerson:
		each(rows, func(p *gen.RelatedPerson) {
			p.Name, p.DocumentNumber, p.RemovalReason = MaskName(p.Name), Mask(p.DocumentNumber), maskOptional(p.RemovalReason)
		})
	case []*gen.Quote:
		each(rows, func(q *gen.Quote) { q.CouponCode = maskOptional(q.CouponCode) })
	default:
		kind := reflect.TypeOf(value)
		return kind != nil && kind.Kind() == reflect.Slice && kind.Elem().Kind() == reflect.Pointer
	}
	return true
}

// carriesText tells whether a scanned value could hold a name or a number of somebody: plain text, bytes or anything. What
// has a type of its own (enums, amounts, ids) could not.
func carriesText(kind reflect.Type) bool {
	if kind == nil || kind == reflect.TypeFor[uuid.UUID]() {
		return false
	}
	switch kind.Kind() {
	case reflect.String:
		return kind == reflect.TypeFor[string]()
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return kind.Elem().Kind() == reflect.Uint8 || carriesText(kind.Elem())
	case reflect.Map, reflect.Interface:
		return true
	case reflect.Struct:
		for field := range kind.Fields() {
			if field.IsExported() && carriesText(field.Type) {
				return true
			}
		}
	}
	return false
}

func each[T any](rows []*T, mask func(*T)) {
	for _, row := range rows {
		mask(row)
	}
}

func maskCustomer(c *gen.Customer) {
	c.FullName = MaskName(c.FullName)
	c.DocumentNumber = Mask(c.DocumentNumber)
	c.Email = Mask(c.Email)
	c.Phone = maskOptional(c.Phone)
	for _, name := range []**string{&c.PaternalSurname, &c.MaternalSurname, &c.GivenNames, &c.ContactName} {
		if *name != nil {
			masked := MaskName(**name)
			*name = &masked
		}
	}
	for _, text := range []**string{&c.ContactPosition, &c.Address, &c.District, &c.Province, &c.Department, &c.ReferralCodeUsed, &c.DeactivationReason,
		&c.Occupation, &c.OriginOfFunds, &c.Purpose, &c.Nationality} {
		*text = maskOptional(*text)
	}
	c.BirthDate, c.Gender, c.MonthlyIncomeBand = nil, nil, nil
}

func maskBankAccount(a *gen.BankAccount) { a.Number, a.Cci = Mask(a.Number), Mask(a.Cci) }

func maskOperation(o *gen.Operation) {
	for _, snapshot := range []*domain.AccountSnapshot{&o.SourceSnapshot, &o.DestinationSnapshot} {
		snapshot.Number, snapshot.CCI, snapshot.Holder = Mask(snapshot.Number), Mask(snapshot.CCI), MaskName(snapshot.Holder)
	}
	o.CancelNote, o.ReturnNote = maskOptional(o.CancelNote), maskOptional(o.ReturnNote)
}

func maskDeposit(d *gen.Deposit) {
	d.BankReference, d.NormalReference = Mask(d.BankReference), Mask(d.NormalReference)
	d.RefundReference = maskOptional(d.RefundReference)
	d.RejectReason, d.OverrideReason = maskOptional(d.RejectReason), maskOptional(d.OverrideReason)
}

func maskUser(u *gen.User) {
	u.Email = Mask(u.Email)
	u.Dni = maskOptional(u.Dni)
	u.DeactivationReason = maskOptional(u.DeactivationReason)
}

func maskOptional(text *string) *string {
	if text == nil {
		return nil
	}
	masked := Mask(*text)
	return &masked
}

// Mask keeps the last four characters of a number or address, and less of a short one.
func Mask(text string) string {
	runes := []rune(text)
	keep := min(4, len(runes)/3)
	return strings.Repeat("•", len(runes)-keep) + string(runes[len(runes)-keep:])
}

// MaskName keeps the first letter of each word.
func MaskName(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		runes := []rune(word)
		words[i] = string(runes[0]) + strings.Repeat("•", min(len(runes)-1, 5))
	}
	return strings.Join(words, " ")
}

// MaskEmail keeps the first letter of the name and the domain, so that a person recognises the address.
func MaskEmail(email string) string {
	name, host, found := strings.Cut(email, "@")
	if !found || name == "" {
		return Mask(email)
	}
	runes := []rune(name)
	return string(runes[0]) + strings.Repeat("•", len(runes)-1) + "@" + host
}

// maskInvoice hides whom a document names, also where its code repeats it, and what people wrote about it.
func maskInvoice(row *gen.Invoice) {
	if row.ClientSnapshot != nil {
		masked := *row.ClientSnapshot
		masked.DocumentNumber, masked.Name, masked.Address = Mask(masked.DocumentNumber), Mask(masked.Name), Mask(masked.Address)
		row.ClientSnapshot = &masked
	}
	row.Qr, row.CreditReason, row.VoidReason = maskOptional(row.Qr), maskOptional(row.CreditReason), maskOptional(row.VoidReason)
	row.FaultMessage, row.PdfLink, row.XMLLink, row.CdrLink = maskOptional(row.FaultMessage), maskOptional(row.PdfLink), maskOptional(row.XMLLink), maskOptional(row.CdrLink)
}
