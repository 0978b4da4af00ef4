/** The state before anything is followed. */
export const idle = { status: 'idle', transport: 'socket', heardAt: null, recovered: 0, reason: null };
