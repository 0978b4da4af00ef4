-- +goose Up
-- create index "operation_pen_id" to table: "operations"
CREATE INDEX "operation_pen_id" ON "operations" ("pen", "id");
-- create index "payout_normal_reference" to table: "payouts"
CREATE INDEX "payout_normal_reference" ON "payouts" ("normal_reference");

-- +goose Down
