package watchlist

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/screening/lists"
)

// File is one file of a list as it arrived.
type File struct {
	Name    string
	Content []byte
}

// The files of the list of OFAC.
const (
	ofacNames     = "sdn.csv"
	ofacAliases   = "alt.csv"
	ofacAddresses = "add.csv"
	ofacRemarks   = "sdn_comments.csv"
)

// FilesOf names the files of a published list, in the order in which they are hashed; any one file is the list of a person.
func FilesOf(source domain.ListSource) []string {
	switch source {
	case domain.ListOFAC:
		return []string{ofacNames, ofacAliases, ofacAddresses, ofacRemarks}
	case domain.ListUN:
		return []string{"un.xml"}
	case domain.ListEU:
		return []string{"eu.csv"}
	case domain.ListUK:
		return []string{"uk.csv"}
	default:
		return nil
	}
}

// Arrival is a list that came from its publisher or from a person.
type Arrival struct {
	Source domain.ListSource
	Files  []File
	// Origin says where from: an address without its query, a folder or the name of a file.
	Origin string
	// PublishedAt is what the transfer says; what the list itself says goes before it. Zero for nothing.
	PublishedAt time.Time
}

// read is an arrival with what came out of it.
type read struct {
	Arrival
	content domain.ListContent
	bytes   int64
	entries []entry
	// detail says in figures what could not be read, for the people of the house.
	detail string
}

// entry is an entry as it is stored.
type entry struct {
	id      string
	sha     string
	payload json.RawMessage
}

// hash is of the names and the bytes of all files, in order; of one file of its bytes alone.
func (a Arrival) hash() (sum string, size int64) {
	whole := sha256.New()
	for _, file := range a.Files {
		size += int64(len(file.Content))
		if len(a.Files) > 1 {
			part := sha256.Sum256(file.Content)
			fmt.Fprintf(whole, "%s %x\n", file.Name, part)
		} else {
			_, _ = whole.Write(file.Content) // a hash never fails
		}
	}
	return hex.EncodeToString(whole.Sum(nil)), size
}

// file answers the content of a file; nil for one that did not come.
func (a Arrival) file(name string) io.Reader {
	for _, file := range a.Files {
		if strings.EqualFold(file.Name, name) {
			return bytes.NewReader(file.Content)
		}
	}
	return nil
}

// readArrival reads a list. Bytes that are none are content with a fault, not an error.
func readArrival(arrival Arrival) (read, error) {
	done := read{Arrival: arrival}
	done.content.SHA256, done.bytes = arrival.hash()
	list, err := arrival.list()
	if fault, is := lists.FaultOf(err); is {
		done.content.Unreadable, done.detail = domain.ListFault(fault.Fault), strings.ToValidUTF8(fault.Error(), "?")
		return done, nil
	}
	if err != nil {
		return done, fmt.Errorf("read the list %s: %w", arrival.Source, err)
	}
	if done.PublishedAt = list.PublishedAt; done.PublishedAt.IsZero() {
		done.PublishedAt = arrival.PublishedAt
	}
	done.content.PublishedAt = done.PublishedAt
	done.content.Rows, done.content.BadRows, done.content.Entries = list.Rows, list.BadRows, len(list.Entries)
	if done.entries, err = entriesOf(list.Entries); err != nil {
		return done, err
	}
	seen := make(map[string]bool, len(done.entries))
	for _, one := range done.entries {
		if seen[one.id] {
			done.content.Duplicates++
			done.detail = fmt.Sprintf("the id %q stands more than once", one.id)
		}
		seen[one.id] = true
	}
	for _, bad := range list.Bad {
		done.detail += fmt.Sprintf("%s line %d %s; ", bad.File, bad.Line, bad.Reason)
	}
	return done, nil
}

// list reads the bytes by the format of their source.
func (a Arrival) list() (*lists.List, error) {
	if len(a.Files) == 0 {
		return nil, errors.New("no file came")
	}
	switch a.Source {
	case domain.ListOFAC:
		return lists.OFAC(lists.OFACFiles{Names: a.file(ofacNames), Aliases: a.file(ofacAliases), Addresses: a.file(ofacAddresses), MoreRemark: a.file(ofacRemarks)})
	case domain.ListUN:
		return lists.UN(bytes.NewReader(a.Files[0].Content))
	case domain.ListEU:
		return lists.EU(bytes.NewReader(a.Files[0].Content))
	case domain.ListUK:
		return lists.UK(bytes.NewReader(a.Files[0].Content))
	default:
		return lists.Template(string(a.Source), a.Files[0].Content)
	}
}

// entriesOf encodes entries as they are stored; the hash is of that encoding.
func entriesOf(of []screening.Entry) ([]entry, error) {
	entries := make([]entry, len(of))
	for i, one := range of {
		payload, err := json.Marshal(one)
		if err != nil {
			return nil, fmt.Errorf("encode the entry %s: %w", one.ID, err)
		}
		sum := sha256.Sum256(payload)
		entries[i] = entry{id: one.ID, sha: hex.EncodeToString(sum[:]), payload: payload}
	}
	return entries, nil
}
