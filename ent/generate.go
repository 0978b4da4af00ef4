// Package ent is generated from ent/schema; the schema and the templates are written by hand.
package ent

//go:generate go run -mod=mod entc.go
