package domain

import (
	"fmt"
	"slices"
	"strings"
)

// LinkTarget is a page that a message leads to, whatever its address is on the clients' site, at the desk and in the app.
type LinkTarget string

// The pages that messages lead to.
const (
	LinkOperation      LinkTarget = "OPERATION"
	LinkNewOperation   LinkTarget = "NEW_OPERATION"
	LinkAccounts       LinkTarget = "ACCOUNTS"
	LinkIdentification LinkTarget = "IDENTIFICATION"
	LinkProfile        LinkTarget = "PROFILE"
	LinkSecurity       LinkTarget = "SECURITY"
	LinkNotifications  LinkTarget = "NOTIFICATION_SETTINGS"
	LinkSignIn         LinkTarget = "SIGN_IN"
	LinkClient         LinkTarget = "CLIENT"
	LinkReview         LinkTarget = "REVIEW"
	LinkTeam           LinkTarget = "TEAM"
	LinkTokens         LinkTarget = "TOKENS"
	LinkRates          LinkTarget = "RATES"
	LinkRewards        LinkTarget = "REWARDS"
)

// LinkPage is a row of the table of deep links.
type LinkPage struct {
	Target LinkTarget
	// Path is where the page is below its home unless the site has another place for it; it has {id} where the page is about one
	// object.
	Path string
	// Desk tells that only people of the house are led there.
	Desk bool
	// Shows says what the page is for.
	Shows string
}

const linkID = "{id}"

// LinkPages is the table of deep links: every target once. The paths are what notifications keep, so a path never changes.
func LinkPages() []LinkPage {
	return []LinkPage{
		{Target: LinkOperation, Path: "operations/" + linkID, Shows: "one operation, with what to do next"},
		{Target: LinkNewOperation, Path: "operations/new", Shows: "a new quote and operation"},
		{Target: LinkAccounts, Path: "accounts", Shows: "the client's bank accounts"},
		{Target: LinkIdentification, Path: "identification", Shows: "the client's documents, and what is missing"},
		{Target: LinkProfile, Path: "profile", Shows: "the person's data and contacts"},
		{Target: LinkSecurity, Path: "security", Shows: "password, sessions and downloads of one's data"},
		{Target: LinkNotifications, Path: "settings/notifications", Shows: "which messages come by which way"},
		{Target: LinkSignIn, Path: "sign-in", Shows: "signing in"},
		{Target: LinkRewards, Path: "promotions", Shows: "the client's code, its pips and what they give"},
		{Target: LinkClient, Path: "clients/" + linkID, Desk: true, Shows: "one client"},
		{Target: LinkReview, Path: "review", Desk: true, Shows: "what waits for a review"},
		{Target: LinkTeam, Path: "team", Desk: true, Shows: "the people of the house"},
		{Target: LinkTokens, Path: "tokens", Desk: true, Shows: "access tokens"},
		{Target: LinkRates, Path: "rates", Desk: true, Shows: "the rates of the house, and what is scheduled"},
	}
}

// Link is a page, with the global id of what it is about; the id is empty for pages that are about nothing single.
type Link struct {
	Target LinkTarget
	ID     string
}

// Path is the link in the form that is kept; empty for a target that the table does not have.
func (l Link) Path() string {
	for _, page := range LinkPages() {
		if page.Target == l.Target {
			return strings.ReplaceAll(page.Path, linkID, l.ID)
		}
	}
	return ""
}

// ParseLink reads a link in the form that is kept; ok is false for a path that leads to no page of the table.
func ParseLink(path string) (link Link, ok bool) {
	for _, page := range LinkPages() {
		if page.Path == path {
			return Link{Target: page.Target}, true
		}
	}
	for _, page := range LinkPages() {
		before, hasID := strings.CutSuffix(page.Path, linkID)
		if id, found := strings.CutPrefix(path, before); hasID && found && id != "" && !strings.Contains(id, "/") {
			return Link{Target: page.Target, ID: id}, true
		}
	}
	return Link{}, false
}

// SitePaths are the places of pages on a clients' site that has another place for them than the table.
type SitePaths map[LinkTarget]string

// UnmarshalText reads TARGET=/path separated by commas. A page that is about one object has {id} in its path.
func (p *SitePaths) UnmarshalText(text []byte) error {
	read := SitePaths{}
	for pair := range strings.SplitSeq(string(text), ",") {
		if pair = strings.TrimSpace(pair); pair == "" {
			continue
		}
		name, path, _ := strings.Cut(pair, "=")
		target := LinkTarget(strings.TrimSpace(name))
		at := slices.IndexFunc(LinkPages(), func(page LinkPage) bool { return page.Target == target && !page.Desk })
		if at < 0 {
			return fmt.Errorf("%q is no page of the clients' site", target)
		}
		if path = strings.TrimSpace(path); !strings.HasPrefix(path, "/") || strings.ContainsAny(path, " \\") {
			return fmt.Errorf("the path of %s must begin with /", target)
		}
		if strings.Contains(LinkPages()[at].Path, linkID) != strings.Contains(path, linkID) {
			return fmt.Errorf("the path of %s must have %s exactly where the page is about one object", target, linkID)
		}
		if _, twice := read[target]; twice {
			return fmt.Errorf("%s is given twice", target)
		}
		read[target] = strings.TrimPrefix(path, "/")
	}
	*p = read
	return nil
}

// String writes what UnmarshalText reads, in the order of the table.
func (p SitePaths) String() string {
	var pairs []string
	for _, page := range LinkPages() {
		if path, set := p[page.Target]; set {
			pairs = append(pairs, string(page.Target)+"=/"+path)
		}
	}
	return strings.Join(pairs, ",")
}

// Pages is where the pages of a house are: on its clients' site, at its desk, and in its app.
type Pages struct {
	// Site and Desk are addresses without a slash at their end.
	Site, Desk string
	// Paths are the site's own.
	Paths SitePaths
}

// appScheme is how links into the app begin.
const appScheme = "qoricash://"

// Address answers the https address of a link for a person of the house or for a client; the home page for the zero link.
func (p Pages) Address(staff bool, link Link) string {
	path := link.Path()
	if own, set := p.Paths[link.Target]; set && !staff {
		path = strings.ReplaceAll(own, linkID, link.ID)
	}
	home := p.Site
	if staff {
		home = p.Desk
	}
	if path == "" {
		return home
	}
	return home + "/" + path
}

// AppAddress answers the address of a link in the app, whose paths are those of the table.
func (l Link) AppAddress() string { return appScheme + l.Path() }
