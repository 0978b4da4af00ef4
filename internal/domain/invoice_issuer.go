package domain

// InvoiceIssuer is the house as its documents name it.
type InvoiceIssuer struct {
	RUC     string `json:"ruc"`
	Name    string `json:"name"`
	Address string `json:"address,omitempty"`
}
