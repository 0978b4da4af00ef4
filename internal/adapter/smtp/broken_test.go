package smtp_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/adapter/smtp"
	"github.com/qoricash/qoricash/internal/notify"
)

// played is a relay that plays a part of its own on each connection, for what no proper relay does.
func played(t *testing.T, play func(net.Conn, *bufio.Reader)) *smtp.Mailer {
	t.Helper()
	return playedWithin(t, time.Minute, play)
}

func playedWithin(t *testing.T, timeout time.Duration, play func(net.Conn, *bufio.Reader)) *smtp.Mailer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var players sync.WaitGroup
	players.Go(func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			players.Go(func() {
				defer connection.Close()
				play(connection, bufio.NewReader(connection))
			})
		}
	})
	t.Cleanup(func() {
		listener.Close()
		players.Wait()
	})
	return open(t, smtp.Options{
		Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, Encryption: smtp.None, From: sender, Timeout: timeout,
	})
}

// takeUntilData answers everything up to the content.
func takeUntilData(relay net.Conn, lines *bufio.Reader) {
	io.WriteString(relay, "220 relay.example ESMTP\r\n")
	for {
		line, err := lines.ReadString('\n')
		switch {
		case err != nil:
			return
		case strings.HasPrefix(line, "DATA"):
			io.WriteString(relay, "354 go on\r\n")
			return
		default:
			io.WriteString(relay, "250 OK\r\n")
		}
	}
}

// takeContent reads up to the lonely dot.
func takeContent(lines *bufio.Reader) error {
	for {
		line, err := lines.ReadString('\n')
		if err != nil || line == ".\r\n" {
			return err
		}
	}
}

// untilHungUp waits for the other side to go.
func untilHungUp(lines *bufio.Reader) []byte {
	rest, _ := io.ReadAll(lines)
	return rest
}

func TestRelayThatHangsIsLeftAtTheDeadline(t *testing.T) {
	t.Parallel()
	for name, play := range map[string]func(net.Conn, *bufio.Reader){
		"before the greeting": func(_ net.Conn, lines *bufio.Reader) { untilHungUp(lines) },
		"after the greeting": func(relay net.Conn, lines *bufio.Reader) {
			io.WriteString(relay, "220 relay.example ESMTP\r\n")
			untilHungUp(lines)
		},
		"after the content": func(relay net.Conn, lines *bufio.Reader) {
			takeUntilData(relay, lines)
			untilHungUp(lines)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := playedWithin(t, 100*time.Millisecond, play).Send(t.Context(), completed())
			if !errors.Is(err, context.DeadlineExceeded) || notify.FailureOf(err).Permanent {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestSendEndsWithItsContext(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{})
	mailer := played(t, func(relay net.Conn, lines *bufio.Reader) {
		takeUntilData(relay, lines)
		close(arrived)
		untilHungUp(lines)
	})
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		<-arrived
		leave()
	}()
	if _, err := mailer.Send(ctx, completed()); !errors.Is(err, context.Canceled) || notify.FailureOf(err).Permanent {
		t.Errorf("got %v", err)
	}
}

func TestMailThatWasCutOffIsNotEndedAsIfItWereWhole(t *testing.T) {
	t.Parallel()
	arrived, left := make(chan struct{}), make(chan struct{})
	rest := make(chan []byte, 1)
	mailer := played(t, func(relay net.Conn, lines *bufio.Reader) {
		takeUntilData(relay, lines)
		close(arrived)
		<-left // meanwhile the sender fills the socket and waits
		rest <- untilHungUp(lines)
	})
	mail := completed()
	mail.Attachments[0].Content = bytes.Repeat([]byte{1}, 32<<20)
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		<-arrived
		leave()
	}()
	_, err := mailer.Send(ctx, mail)
	close(left)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if sent := <-rest; bytes.Contains(sent, []byte("\r\n.\r\n")) {
		t.Errorf("%d bytes are ended", len(sent))
	}
}

func TestMailThatWasTakenIsSentWhateverBreaksAfterwards(t *testing.T) {
	t.Parallel()
	mailer := played(t, func(relay net.Conn, lines *bufio.Reader) {
		takeUntilData(relay, lines)
		if takeContent(lines) == nil {
			io.WriteString(relay, "250 taken\r\n")
		}
	})
	if id, err := mailer.Send(t.Context(), completed()); err != nil || id == "" {
		t.Errorf("id %q, %v", id, err)
	}
}

func TestMailWithoutALastReplyIsTriedAgain(t *testing.T) {
	t.Parallel()
	mailer := played(t, func(relay net.Conn, lines *bufio.Reader) {
		takeUntilData(relay, lines)
		takeContent(lines)
	})
	if failure := refusal(t, mailer, completed()); failure.Permanent || failure.Reason != "smtp: send: no reply to content" {
		t.Errorf("got %+v", failure)
	}
}

func TestGreetingsAreJudged(t *testing.T) {
	t.Parallel()
	for name, given := range map[string]struct {
		greeting string
		want     notify.Failure
	}{
		"too many connections": {"421 4.7.0 maria.nahui@example.com\r\n", notify.Failure{Reason: "connection refused: 421 4.7.0"}},
		"no service":           {"554 no SMTP here\r\n", notify.Failure{Permanent: true, Reason: "connection refused: 554"}},
		"nothing":              {"", notify.Failure{Reason: "smtp: connect: the relay hung up"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mailer := played(t, func(relay net.Conn, _ *bufio.Reader) { io.WriteString(relay, given.greeting) })
			if got := refusal(t, mailer, completed()); *got != given.want {
				t.Errorf("got %+v, want %+v", *got, given.want)
			}
		})
	}
}

func TestRelayThatNeverStopsTalkingIsLeft(t *testing.T) {
	t.Parallel()
	mailer := played(t, func(relay net.Conn, _ *bufio.Reader) {
		for {
			if _, err := io.WriteString(relay, "220-"+strings.Repeat("bla ", 100)+"\r\n"); err != nil {
				return
			}
		}
	})
	if failure := refusal(t, mailer, completed()); failure.Permanent || failure.Reason != "smtp: connect: the relay says too much" {
		t.Errorf("got %+v", failure)
	}
}
