package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// usage is what a process has used so far and holds now.
type usage struct {
	// Processor is user and system time together.
	Processor time.Duration
	// Resident is the memory that the kernel counts for the process; 0 where there is no /proc.
	Resident int64
	// Heap and Stacks are what Go has in use.
	Heap, Stacks int64
	Goroutines   int
}

// measureUsage reads the usage of this process. settled gives free memory back first, so that two readings compare what is
// kept and not what waits for the collector.
func measureUsage(settled bool) (usage, error) {
	if settled {
		// Twice: pools are emptied by the second collection.
		debug.FreeOSMemory()
		debug.FreeOSMemory()
	}
	var spent syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &spent); err != nil {
		return usage{}, fmt.Errorf("getrusage: %w", err)
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return usage{Processor: time.Duration(spent.Utime.Nano() + spent.Stime.Nano()), Resident: resident(), Heap: int64(memory.HeapAlloc),
		Stacks: int64(memory.StackInuse), Goroutines: runtime.NumGoroutine()}, nil
}

func resident() int64 {
	status, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(status))
	if len(fields) < 2 {
		return 0
	}
	pages, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}
