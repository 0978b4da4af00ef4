package invoicing

import (
	"maps"
	"sync"
)

// faults counts those of the provider on this instance, by code.
type faults struct {
	mu     sync.Mutex
	byCode map[int]int64
}

func (f *faults) add(code int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.byCode == nil {
		f.byCode = map[int]int64{}
	}
	f.byCode[code]++
}

// Faults answers the faults of the provider on this instance since it started, by code; 0 are those without one.
func (s *Service) Faults() map[int]int64 {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	return maps.Clone(s.faults.byCode)
}
