-- Since when an operation is in its state: one that went back to its client says when. Its events of until now tell it.

-- +goose Up
-- What ended does not change any more; that it went back once is only written down.
ALTER TABLE operations DISABLE TRIGGER operations_end_is_final;
UPDATE operations o SET handed_back_at = e.occurred_at FROM (
    SELECT aggregate_id, max(occurred_at) AS occurred_at FROM events
    WHERE aggregate = 'operation' AND facts ->> 'from' = 'IN_PROCESS' AND facts ->> 'to' = 'PENDING' GROUP BY aggregate_id) e
WHERE e.aggregate_id = o.id;
ALTER TABLE operations ENABLE ALWAYS TRIGGER operations_end_is_final;

GRANT UPDATE (handed_back_at) ON operations TO qoricash_app;

-- The list in the order of the clocks: the client's while it runs, the house's while reported money is to be seen.
CREATE INDEX operations_by_clock ON operations (coalesce(expires_at, seen_by), id);

-- +goose Down
