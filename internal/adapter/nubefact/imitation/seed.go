package imitation

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// Seed is where chance begins. Everything that it answers follows from it alone.
type Seed uint64

// Judge is SUNAT as a house without an account meets it: one document in twenty waits for ten minutes, one in sixty is refused, one in
// thirty observed (areas.md 4.2).
func (s Seed) Judge(number domain.InvoiceNumber) Verdict {
	switch draw := s.draw(string(number.Kind)+number.String()) % 60; {
	case draw == 0:
		return Verdict{Code: "2335", Description: "El documento electrónico ha sido alterado"}
	case draw <= 3:
		late := accept
		late.After = 10 * time.Minute
		return late
	case draw <= 5:
		return Verdict{Accepted: true, Code: "4233", Description: "Ha sido aceptado con observaciones", Note: "La dirección no figura en el padrón"}
	}
	return accept
}

// Disturb lets one call in four go wrong, in every way that the provider knows.
func (s Seed) Disturb(call int) Fault {
	faults := []Fault{
		{Cut: true}, {Lost: true}, {Lost: true}, {Code: codeInner, Message: "Error interno"}, {Status: 503, Body: "<html>Service Unavailable</html>"},
		{Code: codeToken, Message: "El token no es correcto"}, {Status: 502, Body: "<html>Bad Gateway</html>"}, {Status: 429, Body: "{}", RetryAfter: 2},
		{Status: 200, Body: "<html>"}, {Code: 50, Message: "Su cuenta se encuentra suspendida"},
	}
	draw := s.draw(fmt.Sprintf("call %d", call))
	if draw%4 != 0 {
		return Fault{}
	}
	return faults[draw/4%uint64(len(faults))]
}

func (s Seed) draw(of string) uint64 {
	hash := fnv.New64a()
	_ = binary.Write(hash, binary.BigEndian, uint64(s)) // a hash takes everything
	_, _ = hash.Write([]byte(of))                       // likewise
	return mixed(hash.Sum64())
}

// mixed spreads the bits of a hash whose last bytes weigh little (the finaliser of SplitMix64).
func mixed(n uint64) uint64 {
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}
