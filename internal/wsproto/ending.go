package wsproto

import "github.com/gorilla/websocket"

// Close codes of the connection. What graphql-ws 6.4 makes of them decides which is used where (realtime.md 1.1): it
// retries 1012, 1013, 4403, 4408, 4410 and 4499, and treats 1002, 1009, 4400, 4401, 4406, 4409 and 4429 as fatal.
//
// A session that ended and credentials that are nobody's close with 4401: coming back with the same ones helps nobody, the
// peer signs in first. 4403 is for a session that is good and must do something else before it may open a connection: the
// same credentials work once that is done.
const (
	CodeInvalidMessage      = 4400
	CodeUnauthorized        = 4401
	CodeForbidden           = 4403
	CodeBadSubprotocol      = 4406
	CodeInitTimeout         = 4408
	CodeDuplicateOperation  = 4409
	CodeSlowConsumer        = 4410
	CodeTooManyRequests     = 4429
	CodeUnresponsive        = 4499
	CodeMessageTooBig       = websocket.CloseMessageTooBig
	CodeServiceRestart      = websocket.CloseServiceRestart
	CodeOverload            = websocket.CloseTryAgainLater
	codeProtocolError       = websocket.CloseProtocolError
	codeInvalidPayload      = websocket.CloseInvalidFramePayloadData
	codeInternalError       = websocket.CloseInternalServerErr
	codeNone                = 0 // the peer is gone: there is nobody to tell
	maxCloseReasonBytes     = 123
	resumeFromCursorMessage = "slow consumer: reconnect and resume from your last cursor"
)

// cause says why a connection ended; it labels the metric.
type cause uint8

const (
	causePeerClosed cause = iota
	causePeerLost
	causeProtocolError
	causeInvalidMessage
	causeMessageTooBig
	causeUnauthorized
	causeForbidden
	causeSessionEnded
	causeSessionExpired
	causeBadSubprotocol
	causeInitTimeout
	causeDuplicateOperation
	causeSecondInit
	causeTooManyMessages
	causeTooManySubscriptions
	causeTooManyConnections
	causeOverload
	causeSlowConsumer
	causeProcessBudget
	causeWriteTimeout
	causeUnresponsive
	causeDrain
	causeShutdown
	causeInternalError
	causeCompleted
	causeCount
)

// String is the label of the cause in metrics and logs.
func (c cause) String() string {
	names := [causeCount]string{
		causePeerClosed: "peer_closed", causePeerLost: "peer_lost", causeProtocolError: "protocol_error",
		causeInvalidMessage: "invalid_message", causeMessageTooBig: "message_too_big",
		causeUnauthorized: "unauthorized", causeForbidden: "forbidden",
		causeSessionEnded: "session_ended", causeSessionExpired: "session_expired",
		causeBadSubprotocol: "bad_subprotocol", causeInitTimeout: "init_timeout",
		causeDuplicateOperation: "duplicate_operation", causeSecondInit: "second_init",
		causeTooManyMessages: "too_many_messages", causeTooManySubscriptions: "too_many_subscriptions",
		causeTooManyConnections: "too_many_connections", causeOverload: "overload",
		causeSlowConsumer: "slow_consumer", causeProcessBudget: "process_budget",
		causeWriteTimeout: "write_timeout", causeUnresponsive: "unresponsive",
		causeDrain: "drain", causeShutdown: "shutdown", causeInternalError: "internal_error",
		causeCompleted: "completed",
	}
	return names[c]
}

// ending is how and why a connection ends: the close code and reason on the wire and the cause in the metrics.
type ending struct {
	code   int
	reason string
	cause  cause
}

// Reasons are diagnostics for the author of a client, so they are in the protocol's language.
func endInvalidMessage(detail string) ending {
	return ending{CodeInvalidMessage, "invalid message: " + detail, causeInvalidMessage}
}

func endUnauthorized() ending {
	return ending{CodeUnauthorized, "subscribe before connection_ack", causeUnauthorized}
}

func endRefused() ending { return ending{CodeUnauthorized, "sign in again", causeUnauthorized} }

func endForbidden() ending {
	return ending{CodeForbidden, "the session owes something first", causeForbidden}
}

func endSessionExpired() ending {
	return ending{CodeUnauthorized, "session expired", causeSessionExpired}
}

func endBadSubprotocol() ending {
	return ending{CodeBadSubprotocol, "subprotocol not acceptable", causeBadSubprotocol}
}

func endInitTimeout() ending {
	return ending{CodeInitTimeout, "connection initialisation timeout", causeInitTimeout}
}

func endDuplicateOperation() ending {
	return ending{CodeDuplicateOperation, "an operation with this id is live", causeDuplicateOperation}
}

func endSecondInit() ending {
	return ending{CodeTooManyRequests, "too many initialisation requests", causeSecondInit}
}

func endTooManyMessages() ending {
	return ending{CodeTooManyRequests, "too many messages", causeTooManyMessages}
}

func endTooManySubscriptions() ending {
	return ending{CodeTooManyRequests, "too many subscriptions", causeTooManySubscriptions}
}

// The limit of connections is retriable: sockets that died without a word still count until their pings are missed,
// and a client that was refused for them must come back.
func endTooManyConnections() ending {
	return ending{CodeOverload, "too many connections", causeTooManyConnections}
}

func endOverload() ending { return ending{CodeOverload, "overloaded, try again later", causeOverload} }

func endSlowConsumer() ending {
	return ending{CodeSlowConsumer, resumeFromCursorMessage, causeSlowConsumer}
}

func endProcessBudget() ending {
	return ending{CodeSlowConsumer, resumeFromCursorMessage, causeProcessBudget}
}

func endWriteTimeout() ending {
	return ending{codeNone, "write timeout", causeWriteTimeout}
}

func endUnresponsive() ending { return ending{CodeUnresponsive, "no pong", causeUnresponsive} }

func endDrain() ending { return ending{CodeServiceRestart, "service restart", causeDrain} }

func endShutdown() ending { return ending{CodeServiceRestart, "service restart", causeShutdown} }

func endInternalError() ending {
	return ending{codeInternalError, "internal error", causeInternalError}
}

func endMessageTooBig() ending {
	return ending{CodeMessageTooBig, "message too big", causeMessageTooBig}
}

func endInvalidText() ending {
	return ending{codeInvalidPayload, "text is not UTF-8", causeProtocolError}
}

func endProtocolError() ending {
	return ending{codeProtocolError, "websocket protocol error", causeProtocolError}
}

func endPeerLost() ending { return ending{codeNone, "", causePeerLost} }
