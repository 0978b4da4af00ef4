package view

import (
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
)

// OperationReceipt is the paper that says what was exchanged, or why there is none.
type OperationReceipt struct {
	operation *Operation
	refusal   *domain.Error
}

// Receipt is the operation's paper.
func (o *Operation) Receipt() *OperationReceipt {
	return &OperationReceipt{o, domain.CheckReceipt(o.Status, o.lens.Viewer.Reader())}
}

func (r *OperationReceipt) exists() bool { return r.refusal == nil }

// URL is a signed address to read it; nil where there is none.
func (r *OperationReceipt) URL() (*string, error) {
	if !r.exists() {
		return nil, nil
	}
	address, err := r.operation.lens.ReceiptURL(r.operation.Operation.ID)
	return textOrNil(address), err
}

// URLExpiresAt is until when the address is good, to the second; nil where there is none.
func (r *OperationReceipt) URLExpiresAt() *time.Time {
	if !r.exists() {
		return nil
	}
	until := r.operation.lens.Now.Add(files.ReadFor).Truncate(time.Second)
	return &until
}

// Code says why there is none, for programs; nil where there is one.
func (r *OperationReceipt) Code() *domain.Code {
	if r.exists() {
		return nil
	}
	return &r.refusal.Code
}

// Message says why there is none and what to do next, for people; nil where there is one.
func (r *OperationReceipt) Message() *string {
	if r.exists() {
		return nil
	}
	return &r.refusal.Message
}
