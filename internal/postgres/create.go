package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// superuser is the role that owns a private cluster. Programs use it for
// Bootstrap alone.
const superuser = "postgres"

// accessRules replaces the rules that initdb writes: whoever can enter the
// socket folder may be any role, and there is no network.
const accessRules = "local all all trust\n"

// create makes the database files. They are made under another name and get
// theirs when they are complete, so that an initdb that was killed leaves
// nothing that could be taken for a database.
func (l layout) create(ctx context.Context, programs Programs, owner account, throwaway bool) error {
	if err := l.removeUnfinished(); err != nil {
		return err
	}
	if err := owner.own(l.root); err != nil {
		return err
	}
	if err := owner.checkReach(l.root); err != nil {
		return err
	}
	unfinished, err := os.MkdirTemp(l.root, unfinishedPrefix)
	if err != nil {
		return fmt.Errorf("make database folder: %w", err)
	}
	if err := owner.own(unfinished); err != nil {
		return err
	}
	if err := initialise(ctx, unfinished, programs, owner, throwaway); err != nil {
		return errors.Join(err, os.RemoveAll(unfinished))
	}
	rules := filepath.Join(unfinished, "pg_hba.conf")
	if err := os.WriteFile(rules, []byte(accessRules), 0o600); err != nil {
		return fmt.Errorf("write access rules: %w", err)
	}
	if err := os.Rename(unfinished, l.data()); err != nil {
		return fmt.Errorf("put database in place: %w", err)
	}
	if throwaway {
		return nil
	}
	return errors.Join(syncFile(filepath.Join(l.data(), "pg_hba.conf")), syncFile(l.root))
}

// removeUnfinished removes what an initdb that was killed left.
func (l layout) removeUnfinished() error {
	folders, err := filepath.Glob(filepath.Join(l.root, unfinishedPrefix+"*"))
	if err != nil {
		return fmt.Errorf("look for unfinished database: %w", err)
	}
	for _, folder := range folders {
		if err := os.RemoveAll(folder); err != nil {
			return fmt.Errorf("remove unfinished database: %w", err)
		}
	}
	return nil
}

// initialise runs initdb. Locale C makes the order of text independent of the
// machine's C library, whose updates silently break indexes.
func initialise(ctx context.Context, dir string, programs Programs, owner account, throwaway bool) error {
	arguments := []string{
		"--pgdata=" + dir, "--username=" + superuser, "--auth=trust",
		"--encoding=UTF8", "--locale=C", "--no-instructions",
	}
	if throwaway {
		arguments = append(arguments, "--no-sync")
	} else {
		arguments = append(arguments, "--data-checksums")
	}
	command := exec.Command(programs.path("initdb"), arguments...)
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	command.Env = environment(programs.Dir + ":" + os.Getenv("PATH"))
	command.Dir = dir
	command.SysProcAttr = owner.attributes(syscall.SIGKILL)
	made, err := run(command)
	if err != nil {
		return err
	}
	select {
	case <-made.ended:
	case <-ctx.Done():
		_ = syscall.Kill(-made.process.Pid, syscall.SIGKILL)
		<-made.ended
		return fmt.Errorf("make database: %w", ctx.Err())
	}
	if err := made.cause(); err != nil {
		return fmt.Errorf("make database with initdb: %w\n%s", err, bytes.TrimSpace(output.Bytes()))
	}
	return nil
}

// syncFile makes a file, or the names in a folder, durable.
func syncFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("make %s durable: %w", path, err)
	}
	if err := file.Sync(); err != nil {
		return fmt.Errorf("make %s durable: %w", path, errors.Join(err, file.Close()))
	}
	return file.Close()
}
