package domain

import (
	_ "embed" // the table of places is a file beside the code
	"strings"
	"sync"
)

// placesTable names the departments, provinces and districts of Peru by their codes of the INEI (ubigeo): two digits for a department, two
// more for its province, two more for the district. Each place follows the one that it is in.
// The names are those on which the tables of the packages peru-ubigeo 0.0.3 (MIT, Copyright 2019 jholarck@gmail.com), ubigeo 1.1.1 (MIT) and
// ubigeos 2.1.0 (ISC) agree, with the districts that laws made since.
//
//go:embed districts.csv
var placesTable string

// Department is a part of the country.
type Department struct {
	// Code is its two digits of the ubigeo.
	Code, Name string
	Provinces  []Province
}

// Province is a part of a department.
type Province struct {
	// Code is its four digits of the ubigeo.
	Code, Name string
	Districts  []District
}

// District is where an address is.
type District struct {
	// Code is its ubigeo, six digits.
	Code, Name string
}

var departments = sync.OnceValue(func() []Department {
	var all []Department
	for line := range strings.Lines(placesTable) {
		code, name, _ := strings.Cut(strings.TrimSpace(line), ",")
		switch len(code) {
		case 2:
			all = append(all, Department{Code: code, Name: name})
		case 4:
			in := &all[len(all)-1]
			in.Provinces = append(in.Provinces, Province{Code: code, Name: name})
		case 6:
			in := &all[len(all)-1].Provinces
			of := &(*in)[len(*in)-1]
			of.Districts = append(of.Districts, District{Code: code, Name: name})
		}
	}
	return all
})

// Departments answers the places of Peru in the order of their codes, for forms: an address may name others, since new districts are made by
// law. What it answers must not be changed.
func Departments() []Department { return departments() }
