package evidence

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// FileName is the name of the seal file in the data folder.
const FileName = "seals.log"

// The first word of a line tells its layout. Lines of the first one have neither the former seal nor the number of the key.
const (
	unlinkedFormat = "seal1"
	lineFormat     = "seal2"
)

// maxLine bounds what is read as one line.
const maxLine = 4096

// File is the second witness of the seals: a text file with one signed line per seal, only ever appended to. Several
// processes may append to one file. With several instances each has the seals that it made itself as the leader.
type File struct {
	path string
}

// NewFile returns the seal file in a data folder. The file is made by the first Append.
func NewFile(dataDir string) *File { return &File{path: filepath.Join(dataDir, FileName)} }

// Append adds a seal and returns when it is on the disk. The rest of a line that a crash cut off is removed first: its
// seal is in the database, and a line without its end is no evidence.
func (f *File) Append(seal Seal) (err error) {
	file, err := f.lock()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	end, err := endOfLines(file)
	if err != nil {
		return fmt.Errorf("read seal file: %w", err)
	}
	if err := file.Truncate(end); err != nil {
		return fmt.Errorf("repair seal file: %w", err)
	}
	if _, err := file.WriteAt([]byte(formatSeal(seal)), end); err != nil {
		return fmt.Errorf("write seal file: %w", err)
	}
	if err := file.Sync(); err != nil {
		return fmt.Errorf("sync seal file: %w", err)
	}
	if end == 0 {
		return syncFolder(filepath.Dir(f.path))
	}
	return nil
}

// lock opens the file, made where there is none, and locks it. The lock goes with the descriptor: closing the file, or dying,
// releases it.
func (f *File) lock() (*os.File, error) {
	for {
		file, err := os.OpenFile(f.path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, fmt.Errorf("open seal file: %w", err)
		}
		if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX); err != nil {
			return nil, errors.Join(fmt.Errorf("lock seal file: %w", err), file.Close())
		}
		if f.isAt(file) {
			return file, nil
		}
		// It was archived between the two; the next one has its name.
		if err := file.Close(); err != nil {
			return nil, fmt.Errorf("close seal file: %w", err)
		}
	}
}

// isAt tells whether an open file still has the seal file's name.
func (f *File) isAt(file *os.File) bool {
	opened, err := file.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(f.path)
	return err == nil && os.SameFile(opened, named)
}

// endOfLines answers the offset after the last complete line.
func endOfLines(file *os.File) (int64, error) {
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	tail := make([]byte, min(size, maxLine))
	if _, err := file.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	newline := bytes.LastIndexByte(tail, '\n')
	if newline < 0 && size > maxLine {
		return 0, errors.New("the last line is too long to be a seal")
	}
	return size - int64(len(tail)) + int64(newline) + 1, nil
}

// syncFolder makes a new file's name last.
func syncFolder(path string) (err error) {
	folder, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("sync data folder: %w", err)
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	if err := folder.Sync(); err != nil {
		return fmt.Errorf("sync data folder: %w", err)
	}
	return nil
}

func formatSeal(s Seal) string {
	format, link := lineFormat, fmt.Sprintf(" %d %d", s.Former, s.Signature.Key)
	if s.unlinked {
		format, link = unlinkedFormat, ""
	}
	return fmt.Sprintf("%s %s %d %d %d %d %d %d %s %x %x%s\n", format, s.Stream, s.Number, s.Last.Epoch, s.Last.Tx,
		s.Last.ID, s.Rows, s.Total, s.SealedAt.UTC().Format(time.RFC3339Nano), s.Chain, s.Signature.MAC, link)
}

var errLine = errors.New("not a seal")

func parseSeal(line string) (Seal, error) {
	words := strings.Split(line, " ")
	unlinked := words[0] == unlinkedFormat
	if !unlinked && words[0] != lineFormat || unlinked && len(words) != 11 || !unlinked && len(words) != 13 {
		return Seal{}, errLine
	}
	seal := Seal{Stream: words[1], unlinked: unlinked}
	var errs [11]error
	var epoch int64
	seal.Number, errs[0] = strconv.ParseInt(words[2], 10, 64)
	epoch, errs[1] = strconv.ParseInt(words[3], 10, 32)
	seal.Last.Epoch = int32(epoch)
	seal.Last.Tx, errs[2] = strconv.ParseUint(words[4], 10, 64)
	seal.Last.ID, errs[3] = strconv.ParseInt(words[5], 10, 64)
	seal.Rows, errs[4] = strconv.ParseInt(words[6], 10, 64)
	seal.Total, errs[5] = strconv.ParseInt(words[7], 10, 64)
	seal.SealedAt, errs[6] = time.Parse(time.RFC3339Nano, words[8])
	seal.Chain, errs[7] = hex.DecodeString(words[9])
	seal.Signature.MAC, errs[8] = hex.DecodeString(words[10])
	seal.Former = seal.Number - 1
	if !unlinked {
		var key int64
		seal.Former, errs[9] = strconv.ParseInt(words[11], 10, 64)
		key, errs[10] = strconv.ParseInt(words[12], 10, 16)
		seal.Signature.Key = KeyID(key)
	}
	_, unknown := table(seal.Stream)
	if unknown != nil || errors.Join(errs[:]...) != nil || formatSeal(seal) != line+"\n" {
		return Seal{}, errLine
	}
	return seal, nil
}

// lines reads the file's seals of one stream in order.
type lines struct {
	file   *os.File
	reader *bufio.Reader
	stream string
	number int
}

// size answers how long the file is, 0 where there is none.
func (f *File) size() (int64, error) {
	info, err := os.Stat(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read seal file: %w", err)
	}
	return info.Size(), nil
}

// open reads the first size bytes of the file. It answers no lines for a file that does not exist.
func (f *File) open(stream string, size int64) (*lines, error) {
	file, err := os.Open(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return &lines{stream: stream}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open seal file: %w", err)
	}
	return &lines{file: file, reader: bufio.NewReaderSize(io.LimitReader(file, size), maxLine), stream: stream}, nil
}

func (l *lines) close() error {
	if l.file == nil {
		return nil
	}
	return l.file.Close()
}

// next answers the next seal of the stream; errLine for a line that is no seal of any stream, and io.EOF at the end. A
// last line without its newline was cut off by a crash and is not there.
func (l *lines) next() (Seal, error) {
	if l.reader == nil {
		return Seal{}, io.EOF
	}
	for {
		line, err := l.reader.ReadSlice('\n')
		if errors.Is(err, io.EOF) {
			return Seal{}, io.EOF
		}
		l.number++
		if errors.Is(err, bufio.ErrBufferFull) {
			return Seal{}, l.skipLine()
		}
		if err != nil {
			return Seal{}, fmt.Errorf("read seal file: %w", err)
		}
		seal, err := parseSeal(string(line[:len(line)-1]))
		if err != nil {
			return Seal{}, err
		}
		if seal.Stream == l.stream {
			return seal, nil
		}
	}
}

// skipLine reads to the end of a line that is too long.
func (l *lines) skipLine() error {
	for {
		_, err := l.reader.ReadSlice('\n')
		switch {
		case err == nil, errors.Is(err, io.EOF):
			return errLine
		case !errors.Is(err, bufio.ErrBufferFull):
			return fmt.Errorf("read seal file: %w", err)
		}
	}
}
