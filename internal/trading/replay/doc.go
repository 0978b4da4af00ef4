// Package replay proves operations by their signed events: it tells each operation's history again, writes down what every act
// must have left in the rows, and names each row that is missing, added or changed, with its column.
//
// Invariants: it reads one snapshot of the database, the same as the books', page by page; it believes an event only if its
// signature fits, and compares nothing of an operation of which one does not; every column of the tables of an operation is
// compared or stands in a list with the reason why not. Facts of the first version told less; of rows that only they tell of, so
// much is proved as they said, and the rest is left out.
package replay
