package domain

import (
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

// The bounds of a campaign.
const (
	longestCampaignName = 80
	mostCampaignUses    = 100_000
	longestCampaign     = 366 * 24 * time.Hour
)

// CampaignTerms are what a campaign gives, to how many, and when.
type CampaignTerms struct {
	Name string
	// Code is empty where one is to be made.
	Code string
	Pips money.Pips
	// From is zero for at once.
	From, Until time.Time
	MaxUses     int
}

// Check answers the terms as they are stored, or all their faults. A campaign gives no more than the cap of discounts.
func (t CampaignTerms) Check(now time.Time, limit money.Pips) (CampaignTerms, error) {
	var faults Faults
	name, refusal := Text{Longest: longestCampaignName, Missing: "Ponle un nombre a la campaña."}.Read(t.Name)
	if refusal != nil {
		faults.Add(refusal.At("name"))
	}
	t.Name = name
	if !ShowsNothing(t.Code) {
		code, ok := NormalizeReferralCode(t.Code)
		if !ok {
			faults.Add(Refuse(CodeInvalid, "Un código tiene 6 letras o dígitos, sin I, O, 0 ni 1.").At("code"))
		}
		t.Code = code
	} else {
		t.Code = ""
	}
	if t.Pips < 1 || t.Pips > limit {
		faults.Add(Refuse(CodeInvalid, "El descuento va de 1 a %d pips.", limit).At("pips").With("minimum", 1).With("maximum", limit))
	}
	if t.MaxUses < 1 || t.MaxUses > mostCampaignUses {
		faults.Add(Refuse(CodeInvalid, "Los usos van de 1 a %d.", mostCampaignUses).At("maxUses").With("minimum", 1).With("maximum", mostCampaignUses))
	}
	if t.From.IsZero() || t.From.Before(now) {
		t.From = now
	}
	switch {
	case !t.Until.After(t.From):
		faults.Add(Refuse(CodeInvalid, "La campaña debe terminar después de empezar.").At("validUntil"))
	case t.Until.Sub(t.From) > longestCampaign:
		faults.Add(Refuse(CodeInvalid, "Una campaña dura un año como máximo.").At("validUntil"))
	}
	return t, faults.Err()
}
