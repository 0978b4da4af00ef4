package domain

import "strings"

// referralAlphabet leaves out what people confuse: I and 1, O and 0 (domain.md 1.2).
const referralAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"

const referralLength = 6

// NormalizeReferralCode answers a code of who recommended the house as it is stored, in upper case; ok is false for a text
// that cannot be one. Whose code it is, is for the rewards to say.
func NormalizeReferralCode(text string) (code string, ok bool) {
	code = strings.ToUpper(withoutSeparators(text))
	if len(code) != referralLength || strings.Trim(code, referralAlphabet) != "" {
		return "", false
	}
	return code, true
}
