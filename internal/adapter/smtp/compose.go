package smtp

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"mime"
	netmail "net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	gomail "github.com/wneessen/go-mail"

	"github.com/qoricash/qoricash/internal/notify"
)

// referenceHeader tells mailboxes that two mails are about one thing, or one mail twice.
const referenceHeader = "X-Entity-Ref-ID"

// longestKey keeps a key within one line of a header (RFC 5322, 2.1.1: 998 characters).
const longestKey = 256

// compose makes the message and its Message-ID. An error tells what is wrong without quoting it.
func (m *Mailer) compose(mail notify.Mail) (message *gomail.Msg, id string, err error) {
	from := m.from
	if mail.From != "" {
		if from, err = sender(mail.From); err != nil {
			return nil, "", fmt.Errorf("the sender: %w", err)
		}
	}
	if mail.Key == "" || len(mail.Key) > longestKey || strings.ContainsFunc(mail.Key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, "", errors.New("the mail's key is missing or unfit for a header")
	}
	if unfit(mail.Subject) {
		return nil, "", errors.New("the subject has characters that a header must not have")
	}
	message = gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	message.FromMailAddress(from)
	if err := address(message, mail); err != nil {
		return nil, "", err
	}
	id = messageID(mail.Key, from)
	message.SetMessageIDWithValue(id)
	message.SetGenHeader(referenceHeader, mail.Key)
	// Programs that answer for people who are away leave such mail alone (RFC 3834, 5).
	message.SetGenHeader("Auto-Submitted", "auto-generated")
	message.SetDateWithValue(m.options.Clock.Now())
	message.Subject(mail.Subject)
	if err := fill(message, mail); err != nil {
		return nil, "", err
	}
	return message, id, attach(message, mail.Attachments)
}

// address gives the message its recipients.
func address(message *gomail.Msg, mail notify.Mail) error {
	if len(mail.To) == 0 {
		return errors.New("the mail has no recipient")
	}
	for i, to := range mail.To {
		recipient, err := parseAddress(to)
		if err != nil {
			return fmt.Errorf("recipient %d: %w", i+1, err)
		}
		message.AddToMailAddress(recipient)
	}
	if mail.ReplyTo == "" {
		return nil
	}
	reply, err := parseAddress(mail.ReplyTo)
	if err != nil {
		return fmt.Errorf("the address for replies: %w", err)
	}
	message.ReplyToMailAddress(reply)
	return nil
}

// fill gives the message its content: the plain text first, because a program shows the last form that it knows
// (RFC 2046, 5.1.4).
func fill(message *gomail.Msg, mail notify.Mail) error {
	switch {
	case mail.Text != "" && mail.HTML != "":
		message.SetBodyString(gomail.TypeTextPlain, mail.Text)
		message.AddAlternativeString(gomail.TypeTextHTML, mail.HTML)
	case mail.Text != "":
		message.SetBodyString(gomail.TypeTextPlain, mail.Text)
	case mail.HTML != "":
		message.SetBodyString(gomail.TypeTextHTML, mail.HTML)
	default:
		return errors.New("the mail is empty")
	}
	return nil
}

func attach(message *gomail.Msg, files []notify.Attachment) error {
	for i, file := range files {
		mediaType, _, err := mime.ParseMediaType(file.MediaType)
		if err != nil || unfit(file.MediaType) {
			return fmt.Errorf("attachment %d has no media type", i+1)
		}
		if file.Name == "" || unfit(file.Name) {
			return fmt.Errorf("attachment %d has no name that a header may have", i+1)
		}
		message.AttachReadSeeker(file.Name, bytes.NewReader(file.Content), gomail.WithFileContentType(gomail.ContentType(mediaType)))
	}
	return nil
}

// messageID is the same for the same key and sender, and tells neither (RFC 5322, 3.6.4).
func messageID(key string, from *netmail.Address) string {
	hash := sha256.Sum256([]byte(key))
	return hex.EncodeToString(hash[:16]) + "@" + domain(from)
}

func domain(of *netmail.Address) string { return of.Address[strings.LastIndexByte(of.Address, '@')+1:] }

// sender is an address whose domain a Message-ID may have.
func sender(text string) (*netmail.Address, error) {
	from, err := parseAddress(text)
	if err == nil && strings.ContainsFunc(domain(from), func(r rune) bool { return r > unicode.MaxASCII }) {
		return nil, errors.New("its domain is not in the form of the DNS")
	}
	return from, err
}

// parseAddress reads one address.
func parseAddress(text string) (*netmail.Address, error) {
	if unfit(text) {
		return nil, errors.New("it has characters that a header must not have")
	}
	parsed, err := netmail.ParseAddress(text)
	if err != nil || unfit(parsed.Name) || unfit(parsed.Address) {
		return nil, errors.New("it is no address")
	}
	return parsed, nil
}

// unfit tells a text that could end a line of a header, or is none.
func unfit(text string) bool {
	return !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl)
}
