package globalid

import (
	"encoding/binary"

	"github.com/google/uuid"
)

// FromNumber dresses the bigint key of an append-only table as an id, so that those rows have typed ids like all others.
func FromNumber(number int64) uuid.UUID {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[8:], uint64(number))
	return id
}

// Number answers the bigint key inside an id made by FromNumber; ok is false for any other id.
func Number(id uuid.UUID) (number int64, ok bool) {
	if binary.BigEndian.Uint64(id[:8]) != 0 {
		return 0, false
	}
	number = int64(binary.BigEndian.Uint64(id[8:]))
	return number, number > 0
}

// Numbers answers the keys inside those of the ids that FromNumber made.
func Numbers(ids []uuid.UUID) []int64 {
	numbers := make([]int64, 0, len(ids))
	for _, id := range ids {
		if number, ok := Number(id); ok {
			numbers = append(numbers, number)
		}
	}
	return numbers
}
