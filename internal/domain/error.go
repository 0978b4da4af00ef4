package domain

import (
	"errors"
	"fmt"
	"strings"
)

// Code names why something was refused. The list is closed: a program may branch on it, and docs/errors.md explains
// each one.
type Code string

// The codes that a person can act on. Codes of the whole request (UNAUTHENTICATED, FORBIDDEN, INTERNAL, ...) are
// below.
const (
	CodeRequired              Code = "REQUIRED"
	CodeInvalid               Code = "INVALID"
	CodeNotFound              Code = "NOT_FOUND"
	CodeQuoteExpired          Code = "QUOTE_EXPIRED"
	CodeQuoteUsed             Code = "QUOTE_USED"
	CodeLimitExceeded         Code = "LIMIT_EXCEEDED"
	CodeBelowMinimum          Code = "BELOW_MINIMUM"
	CodeAboveMaximum          Code = "ABOVE_MAXIMUM"
	CodeLiveOperationExists   Code = "LIVE_OPERATION_EXISTS"
	CodeStaleVersion          Code = "STALE_VERSION"
	CodeNotAllowedInStatus    Code = "NOT_ALLOWED_IN_STATUS"
	CodeFourEyesRequired      Code = "FOUR_EYES_REQUIRED"
	CodeIdempotencyKeyReused  Code = "IDEMPOTENCY_KEY_REUSED"
	CodeIdempotencyInProgress Code = "IDEMPOTENCY_IN_PROGRESS"
	CodeKYCIncomplete         Code = "KYC_INCOMPLETE"
	CodeOutsideHours          Code = "OUTSIDE_HOURS"
	CodeAccountNotOwned       Code = "ACCOUNT_NOT_OWNED"
	CodeAlreadyExists         Code = "ALREADY_EXISTS"
	CodeOutsideBand           Code = "OUTSIDE_BAND"
	CodeRateDeviation         Code = "RATE_DEVIATION"
	CodeAmountMismatch        Code = "AMOUNT_MISMATCH"
	CodeProofRequired         Code = "PROOF_REQUIRED"
	CodeTooMany               Code = "TOO_MANY"
	CodeOnHold                Code = "ON_HOLD"
	CodeClientInactive        Code = "CLIENT_INACTIVE"
	CodePricingUnavailable    Code = "PRICING_UNAVAILABLE"
	CodeInvalidCredentials    Code = "INVALID_CREDENTIALS"
	CodeDuplicateReference    Code = "DUPLICATE_REFERENCE"
	CodeVerificationFailed    Code = "VERIFICATION_FAILED"
	CodeTOTPRequired          Code = "TOTP_REQUIRED"
	CodeInUse                 Code = "IN_USE"
	CodeForbidden             Code = "FORBIDDEN"
	CodeCouponNotUsable       Code = "COUPON_NOT_USABLE"
	CodeTooFewPips            Code = "TOO_FEW_PIPS"
)

// Codes that end a whole request; they travel as top-level GraphQL errors.
const (
	CodeUnauthenticated        Code = "UNAUTHENTICATED"
	CodePasswordChangeRequired Code = "PASSWORD_CHANGE_REQUIRED"
	CodeTOTPSetupRequired      Code = "TOTP_SETUP_REQUIRED"
	CodeBadRequest             Code = "BAD_REQUEST"
	CodeCostExceeded           Code = "COST_EXCEEDED"
	CodeRateLimited            Code = "RATE_LIMITED"
	CodeTimeout                Code = "TIMEOUT"
	CodeUnavailable            Code = "UNAVAILABLE"
	CodeInternal               Code = "INTERNAL"
)

// Retryable tells whether the same request may go through later.
func (c Code) Retryable() bool {
	return c == CodeRateLimited || c == CodeTimeout || c == CodeUnavailable
}

// UserCodes lists the codes that userErrors may carry.
func UserCodes() []Code {
	return []Code{CodeRequired, CodeInvalid, CodeNotFound, CodeQuoteExpired, CodeQuoteUsed, CodeLimitExceeded,
		CodeBelowMinimum, CodeAboveMaximum, CodeLiveOperationExists, CodeStaleVersion, CodeNotAllowedInStatus,
		CodeFourEyesRequired, CodeIdempotencyKeyReused, CodeIdempotencyInProgress, CodeKYCIncomplete, CodeOutsideHours,
		CodeAccountNotOwned, CodeAlreadyExists, CodeOutsideBand, CodeRateDeviation, CodeAmountMismatch, CodeProofRequired,
		CodeTooMany, CodeOnHold, CodeClientInactive, CodePricingUnavailable, CodeInvalidCredentials, CodeDuplicateReference,
		CodeVerificationFailed, CodeTOTPRequired, CodeInUse, CodeForbidden, CodeCouponNotUsable, CodeTooFewPips}
}

// Param is one figure of a refusal, so that a front end can write its own text.
type Param struct{ Name, Value string }

// Error is a refusal: what was refused (Code), where (Field, the path in the input), why and what to do next (Message,
// Spanish), and the figures behind it.
type Error struct {
	Code    Code
	Field   []string
	Message string
	Params  []Param
}

// Refuse makes a refusal with a Spanish message that says why and what to do next.
func Refuse(code Code, message string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(message, args...)}
}

// At names the input field that the refusal is about.
func (e *Error) At(path ...string) *Error {
	e.Field = path
	return e
}

// With adds a figure.
func (e *Error) With(name string, value any) *Error {
	e.Params = append(e.Params, Param{Name: name, Value: fmt.Sprint(value)})
	return e
}

// Error is for logs and tests; people read Message.
func (e *Error) Error() string {
	if len(e.Field) == 0 {
		return string(e.Code) + ": " + e.Message
	}
	return string(e.Code) + " at " + strings.Join(e.Field, ".") + ": " + e.Message
}

// Faults collects every refusal of an input, so that a person mends them all at once. The zero value is ready.
type Faults struct{ list []*Error }

// Add keeps a refusal; nil is ignored.
func (f *Faults) Add(e *Error) {
	if e != nil {
		f.list = append(f.list, e)
	}
}

// Err is nil when nothing was refused.
func (f *Faults) Err() error {
	if len(f.list) == 0 {
		return nil
	}
	return Errors(f.list)
}

// Errors is a list of refusals that travels as one error.
type Errors []*Error

// Error joins the refusals for logs and tests.
func (list Errors) Error() string {
	texts := make([]string, len(list))
	for i, e := range list {
		texts[i] = e.Error()
	}
	return strings.Join(texts, "; ")
}

// Refusals answers the refusals inside err, or nil when err is something else.
func Refusals(err error) []*Error {
	var many Errors
	if errors.As(err, &many) {
		return many
	}
	var one *Error
	if errors.As(err, &one) {
		return []*Error{one}
	}
	return nil
}

// CodeOf answers the code of the first refusal inside err, or "" when err is something else.
func CodeOf(err error) Code {
	if list := Refusals(err); len(list) > 0 {
		return list[0].Code
	}
	return ""
}
