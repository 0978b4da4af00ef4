package domain

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

// ParameterKey names one thing that people of the house change while it runs.
type ParameterKey string

// The parameters. Where the settings of the program have a value, it is the first one, and the setting has this name.
const (
	ParameterBusinessHours   ParameterKey = "BUSINESS_HOURS"
	ParameterSpread          ParameterKey = "SPREAD_PIPS"
	ParameterBand            ParameterKey = "NEGOTIATION_BAND_PIPS"
	ParameterRateWarn        ParameterKey = "RATE_WARN_BASIS_POINTS"
	ParameterRateReject      ParameterKey = "RATE_REJECT_BASIS_POINTS"
	ParameterRateMaxAge      ParameterKey = "RATE_MAX_AGE"
	ParameterPricingPaused   ParameterKey = "PRICING_PAUSED"
	ParameterQuoteTTL        ParameterKey = "QUOTE_TTL"
	ParameterDepositWindow   ParameterKey = "DEPOSIT_WINDOW"
	ParameterPartGrace       ParameterKey = "DEPOSIT_PART_GRACE"
	ParameterUnproven        ParameterKey = "DEPOSIT_UNPROVEN"
	ParameterSelfServiceMin  ParameterKey = "SELF_SERVICE_MIN_USD"
	ParameterSelfServiceMax  ParameterKey = "SELF_SERVICE_MAX_USD"
	ParameterDeskMin         ParameterKey = "DESK_MIN_USD"
	ParameterPersonLimit     ParameterKey = "PERSON_LIMIT_USD"
	ParameterPersonCount     ParameterKey = "PERSON_LIMIT_OPERATIONS"
	ParameterCompanyLimit    ParameterKey = "COMPANY_LIMIT_USD"
	ParameterCompanyCount    ParameterKey = "COMPANY_LIMIT_OPERATIONS"
	ParameterKYCStrict       ParameterKey = "KYC_STRICT"
	ParameterKYCFourEyes     ParameterKey = "KYC_FOUR_EYES"
	ParameterRewardEarn      ParameterKey = "REWARD_EARN_PIPS"
	ParameterRewardRedeem    ParameterKey = "REWARD_REDEEM_PIPS"
	ParameterRewardMin       ParameterKey = "REWARD_MIN_USD"
	ParameterCoupon          ParameterKey = "COUPON_PIPS"
	ParameterCouponMax       ParameterKey = "COUPON_MAX_USD"
	ParameterDiscountCap     ParameterKey = "DISCOUNT_CAP_PIPS"
	ParameterTier1           ParameterKey = "TIER_1_USD"
	ParameterTier1Pips       ParameterKey = "TIER_1_PIPS"
	ParameterTier2           ParameterKey = "TIER_2_USD"
	ParameterTier2Pips       ParameterKey = "TIER_2_PIPS"
	ParameterTier3           ParameterKey = "TIER_3_USD"
	ParameterTier3Pips       ParameterKey = "TIER_3_PIPS"
	ParameterInvoicingFrom   ParameterKey = "INVOICING_FROM"
	ParameterRiskMedium      ParameterKey = "RISK_MEDIUM_FROM"
	ParameterRiskHigh        ParameterKey = "RISK_HIGH_FROM"
	ParameterRiskCritical    ParameterKey = "RISK_CRITICAL_FROM"
	ParameterSimplified      ParameterKey = "SIMPLIFIED_DUE_DILIGENCE"
	ParameterExposure        ParameterKey = "EXPOSURE_YEARS"
	ParameterTraderExposure  ParameterKey = "TRADER_EXPOSURE_USD"
	ParameterAlertTriage     ParameterKey = "ALERT_TRIAGE_DAYS"
	ParameterAlertAnalysis   ParameterKey = "ALERT_ANALYSIS_DAYS"
	ParameterReportTerm      ParameterKey = "SUSPICIOUS_REPORT_TERM"
	ParameterRegisterSingle  ParameterKey = "REGISTER_SINGLE_USD"
	ParameterRegisterMonth   ParameterKey = "REGISTER_MONTH_USD"
	longestParameterSource                = 200
	parameterYearsAhead                   = 1
	longestParameterDuration              = 24 * time.Hour
)

// parameterSpace is the space of the ids of parameters.
var parameterSpace = uuid.MustParse("00000000-0000-7000-8000-0000000fa2a3")

// ParameterID is the id by which events, locks and the audit trail know a parameter: the same in every house.
func ParameterID(key ParameterKey) uuid.UUID { return uuid.NewSHA1(parameterSpace, []byte(key)) }

// Parameters are what people of the house change while it runs, as it stands at one instant. The zero value is no house's.
type Parameters struct {
	// Week is when the house is open; holidays are the calendar's.
	Week Week
	// Pricing are the guards, the spread and the band of negotiation.
	Pricing PricingRules
	// RateMaxAge is how old the public pair may be to quote from it; zero is any age.
	RateMaxAge time.Duration
	// PricingPaused stops every new price of the house; what was promised holds.
	PricingPaused bool
	// QuoteTTL is how long a quote holds.
	QuoteTTL time.Duration
	// DepositWindow is how long a client has to report its deposit, PartGrace how much longer while a part of it counts, and Unproven how
	// long a whole report without a file is believed (areas.md F1, F2).
	DepositWindow, PartGrace, Unproven time.Duration
	// SelfService bounds what clients operate without an adviser, in USD.
	SelfService AmountRange
	// DeskMinimum is the least that the desk quotes, in USD.
	DeskMinimum money.Amount
	// Limits is what clients may operate before their documents are approved.
	Limits LimitPreset
	// KYCStrict lets only clients with approved identification operate.
	KYCStrict bool
	// KYCFourEyes asks for a second person to decide identifications, and to accept what a person of the house sent.
	KYCFourEyes bool
	// Rewards are what the house gives for recommendations, codes and amounts.
	Rewards RewardRules
	// InvoicingFrom is the first day, in Lima, whose completed operations get an electronic document; the zero day while nobody set one.
	InvoicingFrom Date
	// Risk is how the risk of clients is assessed.
	Risk RiskRules
	// TraderExposure is what the open operations that the desk made for the clients of one trader may come to, in USD; zero is no bound.
	TraderExposure money.Amount
	// Casework are the terms of alerts and reports, and what goes into the register of operations.
	Casework CaseworkRules
}

// DefaultParameters are the defaults of decisions.md ("Values where the seeds ... disagree").
func DefaultParameters() Parameters {
	return Parameters{Week: DefaultWeek(), Pricing: DefaultPricingRules(), QuoteTTL: 15 * time.Minute, DepositWindow: DefaultWindow,
		PartGrace: DefaultPartGrace, Unproven: DefaultUnproven, SelfService: SelfServiceRange(), DeskMinimum: DeskMinimum(),
		Limits: DefaultLimits(), KYCFourEyes: true, Rewards: DefaultRewardRules(), Risk: DefaultRiskRules(),
		Casework: DefaultCaseworkRules()}
}

// Deadlines are the rules of a client's time, by a calendar.
func (p Parameters) Deadlines(calendar Calendar) DeadlineRules {
	return DeadlineRules{Window: p.DepositWindow, PartGrace: p.PartGrace, Unproven: p.Unproven, Calendar: calendar}
}

// Desk bounds what the desk quotes, in USD: below its least, rounding to the cent is more than the price.
func (p Parameters) Desk() AmountRange { return AmountRange{Min: p.DeskMinimum} }

// ParametersAt answers the parameters in force at an instant.
type ParametersAt func(time.Time) Parameters

// Always are parameters that nobody changes.
func (p Parameters) Always() ParametersAt { return func(time.Time) Parameters { return p } }

// ParameterSetting is the value that a parameter has from an instant on.
type ParameterSetting struct {
	// ID is the key of its row.
	ID    uuid.UUID
	Key   ParameterKey
	Value ParameterValue
	// ValidFrom is when it comes to hold; Set is when somebody said so, and never later.
	ValidFrom, Set time.Time
}

// SortSettings puts settings in the order in which they come to hold: by ValidFrom, and of the same instant the one that was said last
// holds.
func SortSettings(settings []ParameterSetting) {
	slices.SortStableFunc(settings, func(a, b ParameterSetting) int {
		if order := a.ValidFrom.Compare(b.ValidFrom); order != 0 {
			return order
		}
		return a.Set.Compare(b.Set)
	})
}

// At answers the parameters at an instant: these, changed by the sorted settings that hold by then.
func (p Parameters) At(at time.Time, settings []ParameterSetting) Parameters {
	held, _ := SettingsBy(at, settings)
	for _, setting := range held {
		row, _ := ParameterOf(setting.Key)
		row.write(&p, setting.Value)
	}
	return p
}

// SettingsBy parts sorted settings at an instant: those that hold by then, and those that come to hold later. What was in force at an
// instant never changes afterwards, because nobody sets the past. A setting that this program cannot read, of a newer one, is in neither.
func SettingsBy(at time.Time, settings []ParameterSetting) (held, coming []ParameterSetting) {
	for _, setting := range settings {
		switch row, known := ParameterOf(setting.Key); {
		case !known || row.Check(setting.Value) != nil:
		case setting.ValidFrom.After(at):
			coming = append(coming, setting)
		default:
			held = append(held, setting)
		}
	}
	return held, coming
}

// CheckValidFrom refuses with INVALID at the field validFrom an instant that is over, or so far ahead that nobody remembers it.
func CheckValidFrom(from, now time.Time) *Error {
	last := now.AddDate(parameterYearsAhead, 0, 0)
	switch {
	case from.Before(now):
		return Refuse(CodeInvalid, "Ese momento ya pasó: lo que rigió no cambia. Elige uno desde ahora.").At("validFrom").With("first", now.UTC().Format(time.RFC3339))
	case from.After(last):
		return Refuse(CodeInvalid, "Ese momento está muy lejos. Elige uno dentro de un año.").At("validFrom").With("last", last.UTC().Format(time.RFC3339))
	}
	return nil
}

// ParameterSource is how the source of a value is read: a law, a minute, an e-mail.
func ParameterSource() Text { return Text{Longest: longestParameterSource} }
