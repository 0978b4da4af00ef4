// Package sandbox plays third parties that a house without contracts does not reach.
//
// Invariants: what it answers is invented, the same for the same question for ever, and says so by its source; it never
// leaves the process; some documents are unknown, as they are to the real ones.
package sandbox

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/qoricash/qoricash/internal/domain"
)

// Register plays RENIEC and SUNAT.
type Register struct{}

// Source says that nothing of it is real.
func (Register) Source() domain.LookupSource { return domain.SourceSandbox }

// PersonByDNI invents a name; one document in ten is unknown.
func (Register) PersonByDNI(ctx context.Context, dni string) (domain.PersonName, bool, error) {
	drawn := draw("dni", dni)
	if err := ctx.Err(); err != nil || drawn.unknown() {
		return domain.PersonName{}, false, err
	}
	return domain.PersonName{Paternal: drawn.one(surnames()), Maternal: drawn.one(surnames()), Given: drawn.one(givenNames())}, true, nil
}

// CompanyByRUC invents a taxpayer; one document in ten is unknown, and one in ten no longer active.
func (Register) CompanyByRUC(ctx context.Context, ruc string) (domain.TaxpayerRecord, bool, error) {
	drawn := draw("ruc", ruc)
	if err := ctx.Err(); err != nil || drawn.unknown() {
		return domain.TaxpayerRecord{}, false, err
	}
	state := "ACTIVO"
	if drawn.below(10) == 0 {
		state = "BAJA DE OFICIO"
	}
	place := places()[drawn.below(len(places()))]
	place.Line = fmt.Sprintf("JR. %s %d", drawn.one(surnames()), 100+drawn.below(900))
	return domain.TaxpayerRecord{LegalName: drawn.one(trades()) + " " + drawn.one(surnames()) + " S.A.C.", Address: place, State: state}, true, nil
}

// draws are numbers that follow from a document alone.
type draws struct {
	sum  [sha256.Size]byte
	next int
}

func draw(kind, document string) *draws {
	return &draws{sum: sha256.Sum256([]byte(kind + "\x1f" + document))}
}

// below answers the next number from 0 to n-1. A document has sixteen of them.
func (d *draws) below(n int) int {
	at := d.next % (sha256.Size / 2) * 2
	d.next++
	return int(binary.BigEndian.Uint16(d.sum[at:])) % n
}

func (d *draws) unknown() bool { return d.below(10) == 0 }

func (d *draws) one(list []string) string { return list[d.below(len(list))] }

// The words are no surnames of anybody.
func surnames() []string {
	return []string{"CUMBREALTA", "MAREALTA", "VALLESOL", "NEVADILLO", "LUNAMARCA", "PUENTERIO", "ROCAVIVA", "OLIVARMAR", "TELARES", "MOLINORIO",
		"CAMPOVERDE", "RIOALTO", "SOLVALLE", "PIEDRAMAR", "VIENTONORTE", "LAGUNAZUL"}
}

func givenNames() []string {
	return []string{"AURORA", "RENZO", "PALOMA", "SIMÓN", "NAYRA", "WAYRA", "ESTELA", "FABIÁN", "IRIS", "TADEO", "MARÍA LUZ", "JUAN INTI"}
}

func trades() []string {
	return []string{"TEXTILES", "AGROINDUSTRIAS", "TRANSPORTES", "COMERCIAL", "FERRETERÍA", "EXPORTADORA", "CONSULTORES", "LABORATORIOS"}
}

func places() []domain.Address {
	return []domain.Address{
		{District: "MIRAFLORES", Province: "LIMA", Department: "LIMA"},
		{District: "SAN ISIDRO", Province: "LIMA", Department: "LIMA"},
		{District: "YANAHUARA", Province: "AREQUIPA", Department: "AREQUIPA"},
		{District: "WANCHAQ", Province: "CUSCO", Department: "CUSCO"},
	}
}
