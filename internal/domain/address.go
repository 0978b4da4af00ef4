package domain

// Address is where somebody lives or a company is; the invoice needs it. Parts that are not known are empty.
type Address struct {
	// Line is street and number.
	Line       string `json:"line,omitempty"`
	District   string `json:"district,omitempty"`
	Province   string `json:"province,omitempty"`
	Department string `json:"department,omitempty"`
}

// CheckAddress answers an address as it is stored, and adds what is wrong with it to the faults of an
// input, below the path of its field.
func CheckAddress(faults *Faults, address Address, path ...string) Address {
	for _, part := range []struct {
		text    *string
		field   string
		longest int
	}{
		{&address.Line, "line", 200}, {&address.District, "district", 80}, {&address.Province, "province", 80}, {&address.Department, "department", 80},
	} {
		*part.text = Text{Longest: part.longest}.Check(faults, *part.text, append(append([]string{}, path...), part.field)...)
	}
	return address
}

// LookupSource is who speaks for a register.
type LookupSource string

// The registers: of persons, of taxpayers, and one in which nothing is real.
const (
	SourceRENIEC  LookupSource = "RENIEC"
	SourceSUNAT   LookupSource = "SUNAT"
	SourceSandbox LookupSource = "SANDBOX"
)

// LookupSources lists every source.
func LookupSources() []LookupSource {
	return []LookupSource{SourceRENIEC, SourceSUNAT, SourceSandbox}
}

// TaxpayerRecord is what SUNAT's register says about a RUC.
type TaxpayerRecord struct {
	LegalName string
	Address   Address
	// State is as SUNAT writes it, for example ACTIVO.
	State string
}
