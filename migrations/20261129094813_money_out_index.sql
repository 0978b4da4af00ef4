-- +goose Up
-- create index "payouts_out" to table: "payouts"
CREATE INDEX "payouts_out" ON "payouts" ("operation_id") WHERE (((void_reason)::text = 'WRONG_DATA'::text) AND (sent_back_at IS NULL));

-- +goose Down
-- reverse: create index "payouts_out" to table: "payouts"
DROP INDEX "payouts_out";
