// Package smtptest is a mail server for tests: it speaks SMTP as a relay does and keeps what it is given.
//
// Invariants: it listens on this machine only; its certificate is made anew for each server; it never delivers. Only
// tests import it.
package smtptest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"sync"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Options are what a [Server] offers and asks.
type Options struct {
	// StartTLS offers the change to TLS, and AUTH after it alone.
	StartTLS bool
	// ImplicitTLS begins with TLS.
	ImplicitTLS bool
	// User and Password are asked before a mail; an empty User asks nobody.
	User, Password string
	// Mechanism of AUTH, PLAIN or LOGIN; empty for PLAIN.
	Mechanism string
}

// Message is a mail that the server took.
type Message struct {
	From string
	To   []string
	// Content is headers and body as they came.
	Content []byte
	// User is who gave a password, and Encrypted whether TLS was on.
	User      string
	Encrypted bool
}

// Step is where the server can refuse.
type Step string

// The steps of a mail.
const (
	Sender    Step = "MAIL"
	Recipient Step = "RCPT"
	Content   Step = "DATA"
)

// Reply is a refusal, with its enhanced code (RFC 3463).
type Reply struct {
	Code     int
	Enhanced [3]int
	Text     string
}

// Server is a mail server that runs until [Server.Close].
type Server struct {
	Host string
	Port int
	// RootCAs verify its certificate.
	RootCAs *x509.CertPool

	options  Options
	inner    *smtp.Server
	listener net.Listener
	ended    chan error
	arrived  chan struct{}

	mu       sync.Mutex
	messages []Message
	handed   int
	replies  map[Step]Reply
}

// mostContent bounds a mail, in bytes.
const mostContent = 50 << 20

// New starts a server.
func New(options Options) (*Server, error) {
	certificate, roots, err := selfSigned()
	if err != nil {
		return nil, fmt.Errorf("make a certificate: %w", err)
	}
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	place, ok := listener.Addr().(*net.TCPAddr)
	if !ok {
		return nil, errors.Join(errors.New("listen: no port"), listener.Close())
	}
	s := &Server{
		Host: "127.0.0.1", Port: place.Port, RootCAs: roots,
		options: options, ended: make(chan error, 1), arrived: make(chan struct{}, 1), replies: map[Step]Reply{},
	}
	s.inner = smtp.NewServer(smtp.BackendFunc(s.session))
	s.inner.Domain = "relay.example"
	s.inner.MaxMessageBytes = mostContent
	s.inner.EnableSMTPUTF8 = true
	s.inner.ErrorLog = silent{}
	s.inner.AllowInsecureAuth = !options.StartTLS
	security := &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	if options.StartTLS {
		s.inner.TLSConfig = security
	}
	if options.ImplicitTLS {
		listener = tls.NewListener(listener, security)
	}
	s.listener = listener
	go func() { s.ended <- s.inner.Serve(listener) }()
	return s, nil
}

// Close hangs up on everybody and ends the server.
func (s *Server) Close() error {
	err := s.inner.Close()
	// The library forgets a listener that it has not begun to serve.
	if closeErr := s.listener.Close(); closeErr != nil && !errors.Is(closeErr, net.ErrClosed) {
		err = errors.Join(err, closeErr)
	}
	return errors.Join(err, <-s.ended)
}

// Messages answers the mails that were taken, in their order.
func (s *Server) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.messages)
}

// Next waits for the next mail that Next has not answered yet.
func (s *Server) Next(ctx context.Context) (Message, error) {
	for {
		s.mu.Lock()
		if s.handed < len(s.messages) {
			defer s.mu.Unlock()
			s.handed++
			return s.messages[s.handed-1], nil
		}
		s.mu.Unlock()
		select {
		case <-s.arrived:
		case <-ctx.Done():
			return Message{}, ctx.Err()
		}
	}
}

// Refuse answers a step with a reply from now on.
func (s *Server) Refuse(step Step, reply Reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.replies[step] = reply
}

// Accept ends what [Server.Refuse] began.
func (s *Server) Accept(step Step) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.replies, step)
}

func (s *Server) refusal(step Step) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	reply, ok := s.replies[step]
	if !ok {
		return nil
	}
	return &smtp.SMTPError{Code: reply.Code, EnhancedCode: reply.Enhanced, Message: reply.Text}
}

func (s *Server) session(connection *smtp.Conn) (smtp.Session, error) {
	return &session{server: s, connection: connection}, nil
}

func (s *Server) keep(message Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages = append(s.messages, message)
	select {
	case s.arrived <- struct{}{}:
	default: // somebody who waits is told already, and looks again
	}
}

// session is one connection.
type session struct {
	server     *Server
	connection *smtp.Conn
	user       string
	from       string
	to         []string
}

// AuthMechanisms implements [smtp.AuthSession].
func (s *session) AuthMechanisms() []string {
	if s.server.options.User == "" {
		return nil
	}
	if s.server.options.Mechanism != "" {
		return []string{s.server.options.Mechanism}
	}
	return []string{sasl.Plain}
}

// Auth implements [smtp.AuthSession].
func (s *session) Auth(mechanism string) (sasl.Server, error) {
	if !slices.Contains(s.AuthMechanisms(), mechanism) {
		return nil, smtp.ErrAuthUnknownMechanism
	}
	if mechanism == sasl.Login {
		return &login{check: s.admit}, nil
	}
	return sasl.NewPlainServer(func(_, user, password string) error { return s.admit(user, password) }), nil
}

func (s *session) admit(user, password string) error {
	if user != s.server.options.User || password != s.server.options.Password {
		return smtp.ErrAuthFailed
	}
	s.user = user
	return nil
}

// Mail implements [smtp.Session].
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.server.options.User != "" && s.user == "" {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "Authentication required"}
	}
	s.from = from
	return s.server.refusal(Sender)
}

// Rcpt implements [smtp.Session].
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = append(s.to, to)
	return s.server.refusal(Recipient)
}

// Data implements [smtp.Session].
func (s *session) Data(content io.Reader) error {
	text, err := io.ReadAll(content)
	if err != nil {
		return err
	}
	if err := s.server.refusal(Content); err != nil {
		return err
	}
	_, encrypted := s.connection.TLSConnectionState()
	s.server.keep(Message{From: s.from, To: s.to, Content: text, User: s.user, Encrypted: encrypted})
	return nil
}

// Reset implements [smtp.Session].
func (s *session) Reset() { s.from, s.to = "", nil }

// Logout implements [smtp.Session].
func (s *session) Logout() error { return nil }

// silent drops what the server says about connections that tests break on purpose.
type silent struct{}

// Printf implements [smtp.Logger].
func (silent) Printf(string, ...any) {}

// Println implements [smtp.Logger].
func (silent) Println(...any) {}
