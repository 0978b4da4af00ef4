package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"syscall"
	"time"

	"github.com/qoricash/qoricash/internal/screening"
)

// clientCount and changedCount are the sizes of the goals: a book of clients, and a list's change.
const (
	clientCount  = 100_000
	changedCount = 500
)

func (h *house) speed() []row {
	out := h.loading()
	people := innocents(clientCount, rand.New(rand.NewPCG(31, 1)))
	mean, all := timeSearches(h.index, people[:5000])
	out = append(out,
		below("CPU of a search, mean of 5,000 innocents", mean, 500*time.Microsecond),
		below("search, p50 of its thread's CPU", percentile(all, 50), 0), below("search, p99 of its thread's CPU", percentile(all, 99), 5*time.Millisecond),
		row{"searches a second and core", fmt.Sprintf("%.0f", float64(time.Second)/float64(mean)), ">= 2000", mean <= 500*time.Microsecond})
	rich := h.aliasRich()
	mean, all = timeSearches(h.index, rich)
	out = append(out, below(fmt.Sprintf("listed people with thirty names or more (%d), CPU mean", len(rich)), mean, 0),
		below("  p99 of its thread's CPU", percentile(all, 99), 20*time.Millisecond))
	scan, of := h.fullScan(people[:8])
	out = append(out, row{what: fmt.Sprintf("plain full scan of %d entries, CPU of a subject (%d)", of, 8), figure: scan.Round(time.Microsecond).String()})
	return append(out, h.book(people)...)
}

// loading makes the index again from the files, and weighs it.
func (h *house) loading() []row {
	cpu, wall := processor(), time.Now()
	c, err := readCorpus()
	if err != nil {
		return []row{{what: "load: " + err.Error()}}
	}
	read := time.Since(wall)
	entries := c.searched()
	before := heap()
	start := time.Now()
	index := h.engine.Index(entries)
	indexed := time.Since(start)
	grown := heap() - before
	runtime.KeepAlive(index)
	runtime.KeepAlive(entries)
	return []row{
		{what: fmt.Sprintf("read four lists, and OFAC of an earlier year, wall (index %d entries)", len(entries)), figure: read.Round(time.Millisecond).String()},
		below("index, wall", indexed, 3*time.Second), below("read and index, CPU", processor()-cpu, 0),
		{"heap of the index", fmt.Sprintf("%d MB", grown>>20), "<= 120 MB", grown>>20 <= 120},
	}
}

// book screens a whole book of clients, and a list's change against it; the two must find the same.
func (h *house) book(people []screening.Subject) []row {
	start := time.Now()
	hits := h.screenAll(people)
	whole := time.Since(start)
	start = time.Now()
	subjects := h.engine.IndexSubjects(people)
	made := time.Since(start)
	changed := h.corpus.ofac[len(h.corpus.ofac)-changedCount:]
	start = time.Now()
	found := 0
	for _, e := range changed {
		found += len(subjects.Search(e))
	}
	delta := time.Since(start)
	return []row{
		below(fmt.Sprintf("%d clients screened anew, wall (%d hits)", len(people), hits), whole, 60*time.Second),
		below("index of the clients, wall", made, 0),
		below(fmt.Sprintf("%d changed entries against them, wall (%d hits)", len(changed), found), delta, 3*time.Second),
	}
}

func (h *house) screenAll(people []screening.Subject) int {
	parts := runtime.GOMAXPROCS(0)
	counts := make(chan int, parts)
	for part := range parts {
		go func() {
			n := 0
			for i := part; i < len(people); i += parts {
				n += len(h.index.Search(people[i]).Hits)
			}
			counts <- n
		}()
	}
	total := 0
	for range parts {
		total += <-counts
	}
	return total
}

func (h *house) aliasRich() []screening.Subject {
	var out []screening.Subject
	for _, e := range h.corpus.searched() {
		if e.Kind == screening.Person && len(e.Names) >= 30 {
			for _, n := range e.Names[:min(len(e.Names), 10)] {
				out = append(out, screening.Subject{Kind: screening.Person, Name: n.Text})
			}
		}
	}
	return out
}

// fullScan compares subjects with every entry, as one would without an index.
func (h *house) fullScan(people []screening.Subject) (each time.Duration, entries int) {
	start := processor()
	for _, p := range people {
		for _, e := range h.corpus.searched() {
			h.engine.Screen(p, e)
		}
	}
	return (processor() - start) / time.Duration(len(people)), len(h.corpus.searched())
}

func timeSearches(index *screening.Index, subjects []screening.Subject) (mean time.Duration, each []time.Duration) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	start := processor()
	for _, s := range subjects {
		from := thread()
		index.Search(s)
		each = append(each, thread()-from)
	}
	return (processor() - start) / time.Duration(max(1, len(subjects))), each
}

func percentile(all []time.Duration, p int) time.Duration {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[min(len(all)-1, len(all)*p/100)]
}

func below(what string, figure, goal time.Duration) row {
	r := row{what: what, figure: figure.Round(time.Microsecond).String()}
	if goal > 0 {
		r.goal, r.met = "<= "+goal.String(), figure <= goal
	}
	return r
}

// processor is the user and system time of the process.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// thread is the same of the thread that asks: what a search takes on an idle machine, also while others use this one.
func thread() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(rusageThread, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// rusageThread is RUSAGE_THREAD of Linux, which package syscall does not name.
const rusageThread = 1

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
