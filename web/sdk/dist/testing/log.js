/** Makes an empty log. */
export function createEventLog(now) {
    let history = 1;
    let last = 0;
    let rows = [];
    const instant = () => new Date(now()).toISOString();
    const cursorOf = (at) => `${history}.${at}`;
    const own = (name, at, more = {}) => {
        const cursor = cursorOf(at);
        return { __typename: name, cursor, id: `${name}_${cursor}`, at: instant(), ...more };
    };
    return {
        append(field, item) {
            last += 1;
            const cursor = cursorOf(last);
            rows.push({ at: last, field, item: { id: `evt_${cursor}`, at: instant(), ...item, cursor } });
            return cursor;
        },
        after(field, cursor, first = Number.MAX_SAFE_INTEGER) {
            const [epoch, at] = (cursor ?? `${history}.0`).split('.');
            if (Number(epoch) !== history)
                return [own('ResyncRequired', last, { reason: 'the cursor belongs to another history of the database' })];
            return rows.filter((row) => row.field === field && row.at > Number(at)).slice(0, first).map(({ item }) => item);
        },
        position: (after) => own('StreamPosition', after === null ? last : Number(after.split('.')[1])),
        forget() {
            history += 1;
            last = 0;
            rows = [];
        },
    };
}
