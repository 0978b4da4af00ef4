package smtp

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"regexp"

	gomail "github.com/wneessen/go-mail"

	"github.com/qoricash/qoricash/internal/notify"
)

// enhancedCode is the code that begins a reply's text (RFC 3463).
var enhancedCode = regexp.MustCompile(`^[245]\.\d{1,3}\.\d{1,3}\b`)

// refusal is a reply's meaning: of a 5xx, that the same will be refused again (RFC 5321, 4.2.1).
func refusal(step string, code int, enhanced string) error {
	reason := fmt.Sprintf("%s refused: %d", step, code)
	if enhanced != "" {
		reason += " " + enhanced
	}
	return &notify.Failure{Permanent: code >= 500, Reason: reason}
}

// connectFailure judges what went wrong before the mail: connection, greeting, TLS, AUTH. Only causes of the network
// and of TLS are told in their own words, which the relay has no part in.
func connectFailure(err error) error {
	var reply *textproto.Error
	if errors.As(err, &reply) && reply.Code >= 400 && reply.Code < 600 {
		return refusal("connection", reply.Code, enhancedCode.FindString(reply.Msg))
	}
	var (
		network     net.Error
		certificate *tls.CertificateVerificationError
	)
	switch {
	case errors.As(err, &network):
		return fmt.Errorf("smtp: connect: %w", network)
	case errors.As(err, &certificate):
		return fmt.Errorf("smtp: connect: %w", certificate)
	case errors.Is(err, errTalkative):
		return fmt.Errorf("smtp: connect: %w", errTalkative)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("smtp: connect: the relay hung up")
	default:
		return errors.New("smtp: connect: the relay does not offer the encryption or the AUTH of the settings")
	}
}

// sendFailure judges what went wrong with the mail. Where several recipients are refused, the last reply counts.
func sendFailure(err error) error {
	var failed *gomail.SendError
	if !errors.As(err, &failed) {
		return errors.New("smtp: send: the mail was not handed over")
	}
	step := stepOf(failed.Reason)
	if code := failed.ErrorCode(); code >= 400 && code < 600 {
		return refusal(step, code, failed.EnhancedStatusCode())
	}
	return fmt.Errorf("smtp: send: no reply to %s", step)
}

func stepOf(reason gomail.SendErrReason) string {
	switch reason {
	case gomail.ErrSMTPMailFrom:
		return "sender"
	case gomail.ErrSMTPRcptTo:
		return "recipient"
	default:
		return "content"
	}
}
