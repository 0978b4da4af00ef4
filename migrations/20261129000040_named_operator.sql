-- A trader names the operator also after creating an operation, and the naming of somebody who leaves passes on.

-- +goose Up

GRANT UPDATE (named_operator_id) ON operations TO qoricash_app;

-- +goose Down
