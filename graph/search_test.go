package graph_test

import (
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestClientsAreFoundHoweverTheirNamesAreTyped(t *testing.T) {
	t.Parallel()
	a := open(t)
	register := func(paternal, maternal, given string) {
		fields := keyed(map[string]any{"documentType": "PASSPORT", "documentNumber": "P" + uuid.NewString()[:8], "email": "rosa@correo.pe",
			"name": map[string]any{"person": map[string]any{"paternalSurname": paternal, "maternalSurname": maternal, "givenNames": given}}})
		got := a.must(t, master, `mutation($input: ClientRegisterInput!) { clientRegister(input: $input) { client { id } userErrors { message field } } }`,
			map[string]any{"input": fields})
		if got.at(t, "clientRegister", "client") == nil {
			t.Fatalf("not registered: %s", got.raw)
		}
	}
	register("N\u0303ahuincopa", "Pérezgálvez", "José María")
	register("D´Angelo", "García–Ríos", "Ana")
	for search, want := range map[string]string{
		"Ñahuincopa": "ÑAHUINCOPA PÉREZGÁLVEZ JOSÉ MARÍA", "nahuincopa": "ÑAHUINCOPA PÉREZGÁLVEZ JOSÉ MARÍA",
		"N\u0303AHUINCOPA  perezgalvez": "ÑAHUINCOPA PÉREZGÁLVEZ JOSÉ MARÍA", "\u200bñahuincopa pérezgálvez\u00a0jose": "ÑAHUINCOPA PÉREZGÁLVEZ JOSÉ MARÍA",
		"d'angelo garcia-rios": "D'ANGELO GARCÍA-RÍOS ANA", "D’Angelo García‑Ríos": "D'ANGELO GARCÍA-RÍOS ANA", "nahuincopo": "",
		"pérez": "ÑAHUINCOPA PÉREZGÁLVEZ JOSÉ MARÍA", "jose  maria": "ÑAHUINCOPA PÉREZGÁLVEZ JOSÉ MARÍA", "maría ÑAHU": "ÑAHUINCOPA PÉREZGÁLVEZ JOSÉ MARÍA",
		"ana d'ang": "D'ANGELO GARCÍA-RÍOS ANA", "ahuincopa": "", "jose ana": "", `ana\`: "", "a & !b": "", "'ana' | b": "",
	} {
		got := a.must(t, master, `query($s: String) { clients(filter: { search: $s }) { nodes { fullName } } }`, map[string]any{"s": search})
		found := ""
		for _, node := range got.at(t, "clients", "nodes").([]any) {
			found += node.(map[string]any)["fullName"].(string)
		}
		if found != want {
			t.Errorf("%q finds %q, want %q", search, found, want)
		}
	}
}

// Rows of before the normal form, and rows that tools write, are found by the same key.
func TestTheDatabaseKeepsTheKeyThatSearchesAreMadeWith(t *testing.T) {
	t.Parallel()
	a := open(t)
	letters := []rune("AZÑÁÉÜÇØŁĐÐ'’‘´`′ʼ–‑−- .\u00a0\u0301\u0303\u0308\u200b\u202aªżňő")
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.SampledFrom(letters), 0, 30, -1).Draw(t, "name")
		var kept string
		if err := a.Store.DB().QueryRow(`SELECT search_key($1)`, name).Scan(&kept); err != nil {
			t.Fatal(err)
		}
		if want := domain.SearchKey(name); kept != want {
			t.Fatalf("the key of %q is %q in the database and %q here", name, kept, want)
		}
	})
}
