package evidence

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"syscall"
	"time"
)

// Parting is a seal of the file that the database does not have: the two tell different histories from there on.
type Parting struct {
	Found  bool
	Stream string
	// Seal is the number of the file's seal, Epoch that of the last row that it covers.
	Seal  int64
	Epoch int32
	// Proved tells that the database was set back: it has another sound seal of that number, has never given out the transaction id
	// of the seal's last row, or is in a later epoch than that row. Else the seal may as well have been removed.
	Proved bool
}

// tailSize is how much of the seal file's end is looked at. Seals are written in order over all streams, so a database that has
// the newest ones has those before them.
const tailSize = 64 * 1024

// FindParting looks whether the newest seals of the file are in the database. A database that is ahead of the file is no parting:
// other instances seal into files of their own. Where there are several it answers one that is proved.
func FindParting(ctx context.Context, db *sql.DB, keys Keys, file *File) (Parting, error) {
	newestLines, err := file.tail(keys)
	if err != nil {
		return Parting{}, err
	}
	var found Parting
	for _, stream := range Streams() {
		line, ok := newestLines[stream]
		if !ok || found.Proved {
			continue
		}
		parted, err := partingAt(ctx, db, keys, line)
		if err != nil {
			return Parting{}, fmt.Errorf("compare the seal file with the database: %w", err)
		}
		if parted.Found {
			found = parted
		}
	}
	return found, nil
}

func partingAt(ctx context.Context, db *sql.DB, keys Keys, line Seal) (Parting, error) {
	parted := Parting{Found: true, Stream: line.Stream, Seal: line.Number, Epoch: line.Last.Epoch}
	rows, err := sealsAfter(ctx, db, line.Stream, line.Number-1, 1)
	if err != nil {
		return Parting{}, err
	}
	if len(rows) > 0 && rows[0].Number == line.Number && rows[0].valid(keys) {
		parted.Found = formatSeal(rows[0]) != formatSeal(line)
		parted.Proved = parted.Found
		return parted, nil
	}
	former, err := newestSeal(ctx, db, keys, line.Stream)
	if err != nil {
		return Parting{}, err
	}
	if former.Number > line.Number {
		// The chain went past it: a finding for the verification, and no sign of another history.
		return Parting{}, nil
	}
	err = db.QueryRowContext(ctx, `SELECT $1::integer <> max(epoch) OR $2::xid8 >= pg_snapshot_xmax(pg_current_snapshot()) FROM event_epochs`,
		line.Last.Epoch, strconv.FormatUint(line.Last.Tx, 10)).Scan(&parted.Proved)
	return parted, err
}

// tail answers the newest sound seal of each stream at the end of the file.
func (f *File) tail(keys Keys) (map[string]Seal, error) {
	content, err := f.readEnd()
	if err != nil {
		return nil, fmt.Errorf("read the end of the seal file: %w", err)
	}
	found := map[string]Seal{}
	for line := range bytes.Lines(content) {
		text, whole := bytes.CutSuffix(line, []byte("\n"))
		if !whole {
			continue
		}
		if seal, err := parseSeal(string(text)); err == nil && seal.valid(keys) {
			found[seal.Stream] = seal
		}
	}
	return found, nil
}

// readEnd reads the last bytes of the file; none where there is no file.
func (f *File) readEnd() (content []byte, err error) {
	file, err := os.Open(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	content = make([]byte, min(size, tailSize))
	if _, err := file.ReadAt(content, size-int64(len(content))); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return content, nil
}

// Archive puts the file aside as that of a former history, under its name and the instant, and answers where it lies. The next
// seal begins a new file. An archived file is never overwritten; without a file the answer is empty.
func (f *File) Archive(at time.Time) (archived string, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("archive the seal file: %w", err)
		}
	}()
	file, err := os.Open(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX); err != nil {
		return "", err
	}
	archived = f.path + "." + at.UTC().Format("20060102T150405.000Z")
	if _, err := os.Lstat(archived); !errors.Is(err, fs.ErrNotExist) {
		return "", errors.Join(fmt.Errorf("%s is there already", archived), err)
	}
	return archived, os.Rename(f.path, archived)
}
