package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// child is another process of this program that plays a part.
type child struct {
	bench   *bench
	command *exec.Cmd
	// alive is closed to end the process.
	alive io.Closer
	addresses
}

// start runs a part over a database until stop.
func (b *bench) start(ctx context.Context, kind partKind, over *database) (_ *child, err error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	folder, err := os.MkdirTemp(b.folder, "part-")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	text, err := json.Marshal(part{Kind: kind, DatabaseURL: over.url, OwnerURL: over.ownerURL, DataDir: folder})
	if err != nil {
		return nil, fmt.Errorf("encode a part: %w", err)
	}
	c := &child{bench: b, command: exec.CommandContext(ctx, program)}
	c.command.Env = append(os.Environ(), partVariable+"="+string(text))
	c.command.Stderr = os.Stderr
	if c.alive, err = c.command.StdinPipe(); err != nil {
		return nil, fmt.Errorf("hold a process: %w", err)
	}
	said, err := c.command.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("listen to a process: %w", err)
	}
	if err := c.command.Start(); err != nil {
		return nil, fmt.Errorf("start a process: %w", err)
	}
	line, err := bufio.NewReader(said).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &c.addresses)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the part %s did not start: %w", kind, err), c.stop())
	}
	return c, nil
}

// stop ends the process and waits for it.
func (c *child) stop() error {
	err := c.alive.Close()
	if waited := c.command.Wait(); waited != nil {
		err = errors.Join(err, fmt.Errorf("a part ended badly: %w", waited))
	}
	return err
}

// ask sends an order to the part and reads its answer.
func (c *child) ask(ctx context.Context, what string, order, answer any) error {
	body, err := json.Marshal(order)
	if err != nil {
		return fmt.Errorf("encode an order: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+c.Control+"/"+what, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("make a request: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("ask a part: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		told, err := io.ReadAll(response.Body)
		return errors.Join(fmt.Errorf("%s: %s", what, bytes.TrimSpace(told)), err)
	}
	if err := json.NewDecoder(response.Body).Decode(answer); err != nil {
		return fmt.Errorf("read the answer to %s: %w", what, err)
	}
	return nil
}

// usage reads what the part has used.
func (c *child) usage(ctx context.Context, settled bool) (usage, error) {
	var now usage
	return now, c.ask(ctx, "usage", usageOrder{Settled: settled}, &now)
}

// profile has the part begin a profile under a name, or write one of its heap. Without -profiles it does nothing.
func (c *child) profile(ctx context.Context, name string, heap bool) error {
	if c.bench.profiles == "" {
		return nil
	}
	path, err := filepath.Abs(filepath.Join(c.bench.profiles, name+".pprof"))
	if err != nil {
		return fmt.Errorf("name a profile: %w", err)
	}
	return c.ask(ctx, "profile", profileOrder{Path: path, Heap: heap}, &struct{}{})
}

// endProfile ends what profile began.
func (c *child) endProfile(ctx context.Context) error {
	if c.bench.profiles == "" {
		return nil
	}
	return c.ask(ctx, "profile", profileOrder{}, &struct{}{})
}

// processorOf answers the processor time that the part spends while do runs, and how long that took.
func (c *child) processorOf(ctx context.Context, name string, do func() error) (spent, took time.Duration, err error) {
	if err := c.profile(ctx, name, false); err != nil {
		return 0, 0, err
	}
	before, err := c.usage(ctx, false)
	if err != nil {
		return 0, 0, err
	}
	began := time.Now()
	if err := do(); err != nil {
		return 0, 0, err
	}
	took = time.Since(began)
	after, err := c.usage(ctx, false)
	return after.Processor - before.Processor, took, errors.Join(err, c.endProfile(ctx))
}
