import { operationOf } from '../document.js';
/** Makes a class that stands for `WebSocket` and leads to the house of a test. */
export function createTestWebSocket(house, opened) {
    const soon = (run) => void Promise.resolve().then(run);
    return class TestWebSocket {
        static CONNECTING = 0;
        static OPEN = 1;
        static CLOSING = 2;
        static CLOSED = 3;
        readyState = 0;
        onopen = null;
        onclose = null;
        onerror = null;
        onmessage = null;
        isFrozen = false;
        held = new Map();
        constructor() {
            soon(() => {
                if (!house.isReachable()) {
                    this.onerror?.({});
                    return this.close(1006);
                }
                this.readyState = 1;
                opened.add(this);
                this.onopen?.();
            });
        }
        send(text) {
            const message = JSON.parse(text);
            if (!this.isFrozen)
                soon(() => this.receive(message));
        }
        close(code = 1000) {
            if (this.readyState === 3)
                return;
            this.readyState = 3;
            opened.delete(this);
            for (const subscription of this.held.values())
                house.unsubscribed(subscription);
            this.held.clear();
            soon(() => this.onclose?.({ code, reason: '' }));
        }
        freeze() {
            this.isFrozen = true;
        }
        say(message) {
            if (this.readyState === 1 && !this.isFrozen)
                soon(() => this.onmessage?.({ data: JSON.stringify(message) }));
        }
        receive({ id = '', type, payload = {} }) {
            if (type === 'ping')
                this.say({ type: 'pong' });
            else if (type === 'connection_init') {
                const code = house.refuse(payload);
                if (code === null)
                    this.say({ type: 'connection_ack' });
                else
                    this.close(code);
            }
            else if (type === 'complete')
                this.drop(id);
            else if (type === 'subscribe')
                this.subscribe(id, payload.query ?? '', payload.variables ?? {});
        }
        subscribe(id, text, variables) {
            const subscription = {
                name: operationOf(text).name, text, variables,
                next: (result) => this.say({ id, type: 'next', payload: result }),
                error: (errors) => {
                    this.say({ id, type: 'error', payload: errors });
                    this.drop(id);
                },
                complete: () => {
                    this.say({ id, type: 'complete' });
                    this.drop(id);
                },
            };
            this.held.set(id, subscription);
            house.subscribed(subscription);
        }
        drop(id) {
            const subscription = this.held.get(id);
            if (subscription && this.held.delete(id))
                house.unsubscribed(subscription);
        }
    };
}
