package demo

import (
	"fmt"
	"strings"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// The sign-ins that are printed for people (decisions.md, "Addresses and settings"), and those of the bots.
const (
	MasterLogin       = "master@demo.pe"
	TraderLogin       = "trader@demo.pe"
	OperatorLogin     = "operator@demo.pe"
	MiddleOfficeLogin = "middle@demo.pe"
	AnalystLogin      = "analyst@demo.pe"

	botTraderLogin         = "bot.trader@demo.pe"
	botOperatorLogin       = "bot.operator@demo.pe"
	botSecondOperatorLogin = "bot.operator2@demo.pe"
	secondTraderLogin      = "trader2@demo.pe"
	thirdTraderLogin       = "trader3@demo.pe"
)

// member is a person of the house.
type member struct {
	login, name string
	role        domain.Role
	// grants are permissions beyond the role, sets the offices that one person gives.
	grants []domain.Permission
	sets   []domain.PermissionSet
}

// members is everybody of the house. The bots' operators come before the person's: of operators with equal loads the
// first is assigned, so an operation lands with a person who may be away only when both bots are busier.
func members() []member {
	publishes := []domain.Permission{domain.RatesPublish, domain.RatesBase}
	return []member{
		{login: botOperatorLogin, name: "Iris Telares (bot)", role: domain.RoleOperator},
		{login: botSecondOperatorLogin, name: "Tadeo Molinorio (bot)", role: domain.RoleOperator},
		{login: MasterLogin, name: "Aurora Cumbrealta", role: domain.RoleMaster},
		{login: TraderLogin, name: "Renzo Marealta", role: domain.RoleTrader, grants: publishes},
		{login: OperatorLogin, name: "Paloma Vallesol", role: domain.RoleOperator},
		{login: MiddleOfficeLogin, name: "Simón Nevadillo", role: domain.RoleMiddleOffice},
		{login: AnalystLogin, name: "Nayra Lunamarca", role: domain.RoleAnalyst, sets: []domain.PermissionSet{domain.SetAccountant}},
		{login: botTraderLogin, name: "Wayra Puenterio (bot)", role: domain.RoleTrader, grants: publishes},
		{login: secondTraderLogin, name: "Estela Rocaviva", role: domain.RoleTrader},
		{login: thirdTraderLogin, name: "Fabián Olivarmar", role: domain.RoleTrader},
	}
}

// operatorLogins are those who pay, in the order of the assignment rule.
var operatorLogins = []string{botOperatorLogin, botSecondOperatorLogin, OperatorLogin}

// portfolios are the owners that clients are dealt to in turn; "" is the house itself. The bots' clients are apart.
var portfolios = []string{TraderLogin, secondTraderLogin, TraderLogin, thirdTraderLogin, botTraderLogin, ""}

// person is a client to be. It has no telephone: every number of the right form may be somebody's.
type person struct {
	documentType   domain.DocumentType
	documentNumber string
	name, email    string
	// owner is the login of the trader; empty for the house's own clients.
	owner    string
	kyc      domain.KYCStatus
	parallel bool
	accounts []account
	// bot tells that a bot acts for this client; the history leaves it alone.
	bot bool
	// joins is the day of the history on which the client is registered, from 0.
	joins int
	// referrer is who recommended the house to the client, by its place in the cast; 0 for nobody: the first of the cast is a bot's.
	referrer int
}

func (p person) company() bool { return p.documentType == domain.DocumentRUC }

// fullName takes the name apart: every surname of the cast is one word.
func (p person) fullName() domain.ClientName {
	if p.company() {
		return domain.ClientName{Company: &domain.CompanyName{Legal: p.name}}
	}
	words := strings.SplitN(p.name, " ", 3)
	return domain.ClientName{Person: &domain.PersonName{Paternal: words[0], Maternal: words[1], Given: words[2]}}
}

// usualClients is how many clients a history of 90 days has besides the bots'.
const (
	usualClients = 150
	// usualPerDay is about how many operations a weekday has: thousands in 90 days, made within a minute.
	usualPerDay = 30
	botClients  = 8
)

// newCast invents the clients: the bots' first, so that they are the same for every length of the history.
func newCast(seed int64, clients, days int) []person {
	d := newDice(seed, "cast")
	cast := make([]person, 0, botClients+clients)
	for i := range botClients {
		p := newPerson(d, i)
		p.bot, p.owner, p.kyc, p.parallel, p.joins = true, botTraderLogin, domain.KYCApproved, p.company(), 0
		cast = append(cast, p)
	}
	for i := range clients {
		p := newPerson(d, botClients+i)
		p.owner = portfolios[i%len(portfolios)]
		// Two in three are there from the first day; the others come one by one.
		if i%3 == 2 {
			p.joins = i * days * 3 / 4 / max(1, clients)
		}
		cast = append(cast, p)
	}
	recommend(cast)
	return cast
}

// newPerson invents the n-th client: one in six a company, one in twelve a foreign resident.
func newPerson(d dice, n int) person {
	p := person{documentType: domain.DocumentDNI, documentNumber: dniNumber(n), name: personName(d), kyc: domain.KYCApproved}
	switch {
	case n%6 == 5:
		p.documentType, p.documentNumber, p.name, p.parallel = domain.DocumentRUC, rucNumber(n), companyName(d), true
	case n%12 == 3:
		p.documentType, p.documentNumber = domain.DocumentCE, ceNumber(n)
	}
	switch roll := d.IntN(100); {
	case roll < 8:
		p.kyc = domain.KYCPending
	case roll < 13:
		p.kyc = domain.KYCInReview
	}
	p.email = emailOf(p.name, n)
	kind := domain.AccountSavings
	if p.company() {
		kind = domain.AccountChecking
	}
	usd, pen := pick(d, clientBanks), pick(d, clientBanks)
	p.accounts = []account{newAccount(d, usd, money.USD, kind), newAccount(d, pen, money.PEN, kind)}
	return p
}

// emailOf makes an address that can receive nothing: the domain is reserved (RFC 2606).
func emailOf(name string, n int) string {
	words := strings.Fields(strings.ToLower(strings.NewReplacer("Ñ", "N", ".", "").Replace(name)))
	return fmt.Sprintf("%s.%s.%d@example.com", words[0], words[len(words)-1], n)
}

// SignIns are the sign-in names of the people of the house that are meant for whoever looks at the demonstration.
func SignIns() []string {
	return []string{MasterLogin, TraderLogin, OperatorLogin, MiddleOfficeLogin, AnalystLogin}
}
