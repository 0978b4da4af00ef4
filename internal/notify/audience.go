package notify

// Audience is who hears of a fact.
type Audience string

// The audiences. A person who stands in several hears once.
const (
	// ToClient is the client that the fact is about.
	ToClient Audience = "CLIENT"
	// ToPerson is the person that the fact is about, client or staff: who signed in, whose password changed.
	ToPerson Audience = "PERSON"
	// ToSharers are the other clients that have the same e-mail.
	ToSharers Audience = "CLIENTS_WITH_THE_SAME_EMAIL"
	// ToTrader is the trader of the operation, for good.
	ToTrader Audience = "TRADER"
	// ToOperator is who holds the operation now; ToFormerOperator who held it before.
	ToOperator       Audience = "OPERATOR"
	ToFormerOperator Audience = "FORMER_OPERATOR"
	// ToNamedOperator is who gets the operation once its deposit is complete.
	ToNamedOperator Audience = "NAMED_OPERATOR"
	// ToWhoeverPays is who holds the operation now, or every operator while nobody does.
	ToWhoeverPays Audience = "OPERATOR_OR_ALL"
	// ToOwner is in whose portfolio the client is; ToNewOwner and ToFormerOwner when it moves.
	ToOwner       Audience = "OWNER"
	ToNewOwner    Audience = "NEW_OWNER"
	ToFormerOwner Audience = "FORMER_OWNER"
	// ToMasters, ToOperators and ToMiddleOffice are all active people of a role.
	ToMasters      Audience = "MASTERS"
	ToOperators    Audience = "OPERATORS"
	ToMiddleOffice Audience = "MIDDLE_OFFICE"
	// ToOfficers are those who hold an office of compliance, the officer and the alternate, but for the person that the fact is about.
	ToOfficers Audience = "OFFICERS"
	// ToScheduler is who scheduled a rate.
	ToScheduler Audience = "SCHEDULER"
	// ToAccountants are those who keep the books.
	ToAccountants Audience = "ACCOUNTANTS"
	// ToHolder is who answers for an access token.
	ToHolder Audience = "HOLDER"
)

// ofTheHouse tells whether an audience is staff alone. Who did something itself is not told of it there; a client and a
// person are, because the message is their receipt.
func (a Audience) ofTheHouse() bool { return a != ToClient && a != ToPerson && a != ToSharers }
