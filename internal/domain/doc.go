// Package domain holds the rules of the exchange house as pure functions and tables: sides, the lifecycle of an
// operation, roles and permissions, check digits, calendars, limits and prices. Nothing here does I/O or reads a clock.
//
// Invariants: a side is always named from the house's view; every transition of an operation is a row of one table;
// code asks for a permission, never for a role; every refusal carries a code of a closed list.
package domain
