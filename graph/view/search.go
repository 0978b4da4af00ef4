package view

// SearchFound is what a search finds.
type SearchFound interface {
	Node
	isSearchFound()
}

func (*Operation) isSearchFound() {}
func (*Client) isSearchFound()    {}
