/**
 * Files: announced, sent straight to the store, confirmed.
 *
 * @module
 */
import { UploadConfirmDocument, UploadRequestDocument } from './documents/generated/graphql.js';
import { networkError } from './errors.js';
import { backOff, pause } from './request.js';
import { sha256 } from './runtime.js';
const attempts = 3;
/**
 * Sends a file and answers it: its id goes to `operationReportDeposit` and the like. Refusals are of the kind `person`; the content is checked
 * when it is confirmed. The hash is sent where the runtime can make it, and left out where it cannot.
 */
export async function upload(house, { content, purpose, mediaType, signal, onStep }) {
    const isBytes = content instanceof Uint8Array;
    const type = mediaType ?? (isBytes ? '' : content.type);
    onStep?.('announcing');
    const hash = await hashOf(content);
    const input = { purpose, mediaType: type, size: isBytes ? content.byteLength : content.size, ...(hash && { sha256: hash }) };
    const announced = await house.act(UploadRequestDocument, { input }, signal && { signal });
    if (!announced.ok)
        return { ...announced, data: null };
    const { upload: target } = announced.data;
    if (!target)
        return refused(announced.extensions);
    onStep?.('sending');
    const isSent = await send(house, target, content, type, signal);
    if (!isSent)
        return refused(announced.extensions, signal?.aborted);
    onStep?.('confirming');
    const confirmed = await house.act(UploadConfirmDocument, { input: { token: target.token } }, { repeatable: true, ...(signal && { signal }) });
    if (!confirmed.ok)
        return { ...confirmed, data: null };
    return confirmed.data.file ? { ...confirmed, data: confirmed.data.file } : refused(confirmed.extensions);
}
function refused(extensions, isCanceled = false) {
    const error = networkError(isCanceled ? 'CANCELED' : 'OFFLINE');
    return { ok: false, data: null, error, errors: [error], extensions };
}
async function hashOf(content) {
    if (content instanceof Uint8Array)
        return sha256(content);
    return content.arrayBuffer ? sha256(new Uint8Array(await content.arrayBuffer())) : null;
}
/** The address is the right, so no session goes along. Sending twice is sending once. */
async function send(house, target, content, type, signal) {
    const { fetch, timers, jitter } = house.runtime;
    const headers = Object.fromEntries(target.headers.map(({ name, value }) => [name, value]));
    const body = target.method === 'POST' ? formOf(target, content, type) : content;
    for (let attempt = 0; attempt < attempts && !signal?.aborted; attempt += 1) {
        try {
            const response = await fetch(target.url, { method: target.method, headers, body, credentials: 'omit', ...(signal && { signal }) });
            if (response.ok)
                return true;
            if (response.status < 500)
                return false;
        }
        catch {
            // The line is down: tried again below.
        }
        if (attempt < attempts - 1)
            await pause(timers, backOff(attempt, jitter()), signal);
    }
    return false;
}
function formOf(target, content, type) {
    const { FormData, Blob } = globalThis;
    const form = new FormData();
    for (const { name, value } of target.fields)
        form.append(name, value);
    form.append('file', content instanceof Uint8Array ? new Blob([content], { type }) : content);
    return form;
}
