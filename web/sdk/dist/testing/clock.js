/** Makes a clock that begins at an instant. */
export function createTestClock(start = '2026-11-23T15:00:00.000Z') {
    let now = Date.parse(start);
    let order = 0;
    let waiting = [];
    const { setTimeout } = globalThis;
    const settle = async () => {
        for (let turn = 0; turn < 4; turn += 1)
            await new Promise((done) => void setTimeout(done, 0));
    };
    return {
        now: () => now,
        settle,
        timers: {
            after(milliseconds, run) {
                const due = { at: now + milliseconds, order: (order += 1), run };
                waiting.push(due);
                return () => {
                    waiting = waiting.filter((each) => each !== due);
                };
            },
        },
        async advance(milliseconds) {
            const until = now + milliseconds;
            await settle();
            for (;;) {
                const next = waiting.filter(({ at }) => at <= until).sort((left, right) => left.at - right.at || left.order - right.order)[0];
                if (!next)
                    break;
                waiting = waiting.filter((each) => each !== next);
                now = Math.max(now, next.at);
                next.run();
                await settle();
            }
            now = until;
        },
    };
}
