// Package lists reads the lists of sanctioned and exposed people as their publishers write them: OFAC, the Security Council of
// the United Nations, the European Union, the United Kingdom, and the template of the house for lists that people load by hand.
//
// A reader takes the bytes and gives entries. It reads row by row, opens no file and asks no network, so that the same bytes
// always give the same entries. What cannot be read at all is an *Error with one of the faults below; a single row that cannot
// be read is counted and named in the list, and whether too many of them spoil it is for the guard of the versions to say.
package lists
