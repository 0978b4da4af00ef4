package config

import (
	"fmt"
	"log/slog"
	"net/url"
	"strings"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// masked stands where a secret would.
const masked = "********"

// Secret is a text that is not shown: not by fmt, not by slog, not as JSON.
type Secret string

// Reveal answers the text itself.
func (s Secret) Reveal() string { return string(s) }

// String hides the text; an empty one is shown as such.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return masked
}

// GoString hides the text from %#v.
func (s Secret) GoString() string { return fmt.Sprintf("%q", s.String()) }

// MarshalText hides the text from encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue hides the text from logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// shownURL answers an address without its password; one that is no URL is hidden whole.
func shownURL(address string) string {
	parsed, err := url.Parse(address)
	if address == "" {
		return ""
	}
	if err != nil || parsed.Host == "" && parsed.Path == "" || parsed.Scheme == "" {
		return masked
	}
	if parsed.RawQuery != "" {
		// lib/pq takes a password as a parameter too.
		parsed.RawQuery = "..."
	}
	return parsed.Redacted()
}

// DocumentsLimit is the limit without documents: an amount for everybody, or a preset by its name.
type DocumentsLimit struct {
	text string
	domain.LimitPreset
}

// liveSystem is the name of the preset of the system that QoriCash replaces.
const liveSystem = "live-system"

// UnmarshalText reads an amount in USD or the name of a preset.
func (l *DocumentsLimit) UnmarshalText(text []byte) error {
	typed := strings.TrimSpace(string(text))
	if typed == liveSystem {
		*l = DocumentsLimit{text: typed, LimitPreset: domain.LiveSystemLimits()}
		return nil
	}
	amount, err := money.ParseAmount(typed)
	if err != nil {
		return fmt.Errorf("neither %s nor an amount", liveSystem)
	}
	if amount.Sign() < 0 {
		return fmt.Errorf("must not be negative")
	}
	limit := domain.DocumentLimit{Amount: amount}
	*l = DocumentsLimit{text: typed, LimitPreset: domain.LimitPreset{Person: limit, Company: limit}}
	return nil
}

// String answers what was typed.
func (l DocumentsLimit) String() string { return l.text }

// RewardPreset names where the values of the rewards come from.
type RewardPreset string

// ownRewards is the preset of the settings as they stand.
const ownRewards = "house"

// UnmarshalText reads the name of a preset.
func (p *RewardPreset) UnmarshalText(text []byte) error {
	typed := strings.TrimSpace(string(text))
	if typed != ownRewards && typed != liveSystem {
		return fmt.Errorf("neither %s nor %s", ownRewards, liveSystem)
	}
	*p = RewardPreset(typed)
	return nil
}

// StaffRoles are roles of the house, or none.
type StaffRoles []domain.Role

// noRoles is how no role is written: an empty setting would be the default.
const noRoles = "none"

// UnmarshalText reads roles separated by commas, or none.
func (r *StaffRoles) UnmarshalText(text []byte) error {
	*r = nil
	if strings.TrimSpace(string(text)) == noRoles {
		return nil
	}
	for word := range strings.SplitSeq(string(text), ",") {
		role := domain.Role(strings.TrimSpace(word))
		if !role.Staff() {
			return fmt.Errorf("%q is no role of the house", role)
		}
		*r = append(*r, role)
	}
	return nil
}

// String is the form that UnmarshalText reads.
func (r StaffRoles) String() string {
	if len(r) == 0 {
		return noRoles
	}
	words := make([]string, len(r))
	for i, role := range r {
		words[i] = string(role)
	}
	return strings.Join(words, ",")
}
