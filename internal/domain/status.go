package domain

import "slices"

// Status is the state of an operation (decisions.md, Lifecycle). Words for people are presentation, not state.
type Status string

const (
	// Pending is "Pendiente": created, waiting for the client's deposit.
	Pending Status = "PENDING"
	// InProcess is "En proceso": the deposit is reported in full and an operator checks and pays.
	InProcess Status = "IN_PROCESS"
	// Completed is "Completada": deposits confirmed and payouts made, to the cent. Terminal.
	Completed Status = "COMPLETED"
	// Canceled is "Cancelado". Terminal.
	Canceled Status = "CANCELED"
	// Expired is "Expirada": the deadline passed without a deposit. Terminal.
	Expired Status = "EXPIRED"
)

// Statuses lists every state in the order of the lifecycle.
func Statuses() []Status { return []Status{Pending, InProcess, Completed, Canceled, Expired} }

// Valid tells whether s is a state.
func (s Status) Valid() bool { return slices.Contains(Statuses(), s) }

// Live tells whether the operation still occupies its client: one live operation per client.
func (s Status) Live() bool { return s == Pending || s == InProcess }

// Terminal tells whether nothing can follow.
func (s Status) Terminal() bool { return s == Completed || s == Canceled || s == Expired }

// Values lists the states for the database's enum check.
func (Status) Values() []string { return valuesOf(Statuses()) }

// Label is the word that people of the house read (Spanish, Peru).
func (s Status) Label() string {
	switch s {
	case Pending:
		return "Pendiente"
	case InProcess:
		return "En proceso"
	case Completed:
		return "Completada"
	case Canceled:
		return "Cancelado"
	case Expired:
		return "Expirada"
	}
	return ""
}

// Channel is where an operation was made ("origen" in the seeds).
type Channel string

// The channels of the seeds, and API for the integration interface.
const (
	ChannelDesk     Channel = "DESK"
	ChannelPlatform Channel = "PLATFORM"
	ChannelApp      Channel = "APP"
	ChannelWeb      Channel = "WEB"
	ChannelAPI      Channel = "API"
)

// Channels lists every channel.
func Channels() []Channel {
	return []Channel{ChannelDesk, ChannelPlatform, ChannelApp, ChannelWeb, ChannelAPI}
}

// Values lists the channels for the database's enum check.
func (Channel) Values() []string { return valuesOf(Channels()) }

// CancelReason says why an operation ended without money changing hands.
type CancelReason string

const (
	// CanceledByClient means that the client gave up.
	CanceledByClient CancelReason = "CLIENT_REQUEST"
	// CanceledByHouse means that somebody of the house canceled it.
	CanceledByHouse CancelReason = "HOUSE_DECISION"
	// CanceledByDeadline means that the deadline passed without a deposit.
	CanceledByDeadline CancelReason = "DEPOSIT_TIMEOUT"
	// CanceledByEndOfDay means that the day of the house ended without a deposit.
	CanceledByEndOfDay CancelReason = "END_OF_DAY"
)

// CancelReasons lists every reason.
func CancelReasons() []CancelReason {
	return []CancelReason{CanceledByClient, CanceledByHouse, CanceledByDeadline, CanceledByEndOfDay}
}

// Label says the reason to whoever reads of it (Spanish, Peru).
func (r CancelReason) Label() string {
	switch r {
	case CanceledByClient:
		return "A pedido del cliente"
	case CanceledByHouse:
		return "Por decisión de QoriCash"
	case CanceledByDeadline:
		return "No recibimos el depósito a tiempo"
	case CanceledByEndOfDay:
		return "Terminó el día sin depósito"
	}
	return ""
}

// Values lists the reasons for the database's enum check.
func (CancelReason) Values() []string { return valuesOf(CancelReasons()) }

// ReturnReason says who handed an operation back.
type ReturnReason string

// An operator hands back what did not arrive, the system what nobody saw in time.
const (
	ReturnedByOperator ReturnReason = "NOT_ARRIVED"
	ReturnedUnseen     ReturnReason = "NOT_SEEN_IN_TIME"
)
