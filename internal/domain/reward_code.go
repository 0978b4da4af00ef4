package domain

import "strings"

// rewardAlphabet is what codes are made of. It leaves out what people confuse: I and 1, O and 0 (domain.md 1.2; areas.md D15).
const rewardAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"

// rewardCodeLength is how many of the alphabet make a code.
const rewardCodeLength = 6

// NormalizeReferralCode answers a code of any kind as it is stored, in upper case; ok is false for a text that cannot be one. Whose code
// it is, and what it gives, is for the rewards to say.
func NormalizeReferralCode(text string) (code string, ok bool) {
	code = strings.ToUpper(withoutSeparators(text))
	if len(code) != rewardCodeLength || strings.Trim(code, rewardAlphabet) != "" {
		return "", false
	}
	return code, true
}

// RewardCodeFrom makes a code of random bytes, each of which gives five bits: of 32^6 codes all are as likely.
func RewardCodeFrom(random [rewardCodeLength]byte) string {
	var code [rewardCodeLength]byte
	for i, b := range random {
		code[i] = rewardAlphabet[int(b)%len(rewardAlphabet)]
	}
	return string(code[:])
}

// RewardCodeKind is what a code is for.
type RewardCodeKind string

// The kinds.
const (
	// CodeReferral is a client's own, with which it recommends the house: for whoever has not completed an operation yet.
	CodeReferral RewardCodeKind = "REFERRAL"
	// CodeReward is what a client made of its pips: for anybody but its maker, once.
	CodeReward RewardCodeKind = "REWARD"
	// CodeCampaign is the house's own, for everybody, once each.
	CodeCampaign RewardCodeKind = "CAMPAIGN"
)

// Values lists the kinds for the database's enum check.
func (RewardCodeKind) Values() []string {
	return []string{string(CodeReferral), string(CodeReward), string(CodeCampaign)}
}

// CouponUseState is how an operation has a code.
type CouponUseState string

// The states: an operation reserves its code, and either consumes or releases it.
const (
	UseReserved CouponUseState = "RESERVED"
	UseConsumed CouponUseState = "CONSUMED"
	UseReleased CouponUseState = "RELEASED"
)

// Values lists the states for the database's enum check.
func (CouponUseState) Values() []string {
	return []string{string(UseReserved), string(UseConsumed), string(UseReleased)}
}

// RewardCodeState is how a code stands. It is derived from its uses and its dates, and stored nowhere.
type RewardCodeState string

// The states.
const (
	CodeFree      RewardCodeState = "FREE"
	CodeReserved  RewardCodeState = "RESERVED"
	CodeConsumed  RewardCodeState = "CONSUMED"
	CodeExpired   RewardCodeState = "EXPIRED"
	CodeWithdrawn RewardCodeState = "WITHDRAWN"
)

// Values lists the states.
func (RewardCodeState) Values() []string {
	return []string{string(CodeFree), string(CodeReserved), string(CodeConsumed), string(CodeExpired), string(CodeWithdrawn)}
}

// RewardReason is why a client's pips moved.
type RewardReason string

// The reasons.
const (
	// RewardEarned pips are for a completed operation of a client whom the earner referred.
	RewardEarned RewardReason = "EARNED"
	// RewardRedeemed pips became a code.
	RewardRedeemed RewardReason = "REDEEMED"
	// RewardReversed pips are taken back with the operation that they were earned by (areas.md D18).
	RewardReversed RewardReason = "REVERSED"
	// RewardAdjusted pips are set right by the house.
	RewardAdjusted RewardReason = "ADJUSTED"
)

// Values lists the reasons for the database's enum check.
func (RewardReason) Values() []string {
	return []string{string(RewardEarned), string(RewardRedeemed), string(RewardReversed), string(RewardAdjusted)}
}

// ReferralOrigin is where a client said who recommended the house.
type ReferralOrigin string

// The origins.
const (
	ReferredAtRegistration ReferralOrigin = "REGISTRATION"
	ReferredAtCreation     ReferralOrigin = "CREATION"
)

// Values lists the origins for the database's enum check.
func (ReferralOrigin) Values() []string {
	return []string{string(ReferredAtRegistration), string(ReferredAtCreation)}
}

// ReferralFlag is what a referred client has in common with its referrer, so that they may be one person (RULE-REF-4).
type ReferralFlag string

// The flags.
const (
	FlagSameDocument ReferralFlag = "SAME_DOCUMENT"
	FlagSamePhone    ReferralFlag = "SAME_PHONE"
	FlagSameEmail    ReferralFlag = "SAME_EMAIL"
	FlagSameAccount  ReferralFlag = "SAME_ACCOUNT"
	// FlagSameNetwork is one address of the network within [SameNetworkWithin].
	FlagSameNetwork ReferralFlag = "SAME_NETWORK"
)

// ReferralFlags lists the flags in the order in which they are told.
func ReferralFlags() []ReferralFlag {
	return []ReferralFlag{FlagSameDocument, FlagSamePhone, FlagSameEmail, FlagSameAccount, FlagSameNetwork}
}

// Values lists the flags.
func (ReferralFlag) Values() []string { return valuesOf(ReferralFlags()) }
