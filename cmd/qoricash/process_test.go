package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// process is a program that goes on until it is told to stop.
type process struct {
	*exec.Cmd
	place place
	// url is where it listens, as it said; lines is everything that it said until then.
	url   string
	lines []string
	ended <-chan error
}

// start starts the program and waits until it has said where it listens, after the given words.
func (p place) start(t *testing.T, after string, arguments ...string) *process {
	t.Helper()
	command := p.command(t, arguments...)
	command.Stderr = t.Output()
	said, err := command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	ended := make(chan error, 1)
	started := &process{Cmd: command, place: p, ended: ended}
	found := make(chan bool, 1)
	go func() {
		scanner := bufio.NewScanner(said)
		for scanner.Scan() {
			started.lines = append(started.lines, scanner.Text())
			if _, address, ok := strings.Cut(scanner.Text(), after); ok {
				address = strings.TrimPrefix(strings.TrimSpace(address), "http://")
				started.url = "http://" + strings.TrimSuffix(address, "/explorer/")
				break
			}
		}
		found <- started.url != ""
		for scanner.Scan() {
			continue // a full pipe would stop the program
		}
		ended <- command.Wait()
	}()
	t.Cleanup(func() { _ = command.Process.Kill() }) // it has ended if all went well
	if !<-found {
		t.Fatalf("%v ended: %v\n%s", arguments, <-ended, strings.Join(started.lines, "\n"))
	}
	return started
}

func (p place) serve(t *testing.T) *process {
	t.Helper()
	return p.start(t, "listens on ", "serve")
}

func (p place) demo(t *testing.T, arguments ...string) *process {
	t.Helper()
	return p.start(t, "Explorador ", append([]string{"demo"}, arguments...)...)
}

// stop asks the program to leave, and holds it to leaving well.
func (p *process) stop(t *testing.T) {
	t.Helper()
	must(t, p.Process.Signal(syscall.SIGTERM))
	must(t, <-p.ended)
	if pid := p.place.postmaster(t); pid != 0 {
		t.Errorf("PostgreSQL (process %d) goes on", pid)
	}
}

// kill kills the program at once.
func (p *process) kill(t *testing.T) {
	t.Helper()
	must(t, p.Process.Kill())
	var exit *exec.ExitError
	if err := <-p.ended; !errors.As(err, &exit) {
		t.Fatalf("the killed program ended with %v", err)
	}
}

// postmaster is the number of the process of the private PostgreSQL; 0 when there is none.
func (p place) postmaster(t *testing.T) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(p.dir, ".data", "postgres", "data", "postmaster.pid"))
	if errors.Is(err, os.ErrNotExist) {
		return 0
	}
	must(t, err)
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(first)
	must(t, err)
	return pid
}

// get asks an address until it answers with a status, and reads the answer's JSON if that is asked for.
func (p *process) get(t *testing.T, path string, status int, into any) {
	t.Helper()
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	limit := time.After(patience)
	for !p.answers(t, path, status, into) {
		select {
		case <-ticker.C:
		case <-limit:
			t.Fatalf("%s does not answer with %d", path, status)
		}
	}
}

// leadsTo answers where a path redirects to; empty for one that does not.
func (p *process) leadsTo(t *testing.T, path string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+path, nil)
	must(t, err)
	response, err := http.DefaultTransport.RoundTrip(request)
	must(t, err)
	must(t, response.Body.Close())
	return response.Header.Get("Location")
}

func (p *process) answers(t *testing.T, path string, status int, into any) bool {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+path, nil)
	must(t, err)
	request.Close = true
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	if response.StatusCode == status && into != nil {
		must(t, json.NewDecoder(response.Body).Decode(into))
	}
	return response.StatusCode == status
}
