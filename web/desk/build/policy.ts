/**
 * The policy of the built page (web/page), with what the dev server needs beside it: its socket, and the script that it
 * writes into the page under a nonce. What breaks the rules shows before anything is built.
 */
export const devNonce = 'desk-dev';

export const devPolicy = [
  "default-src 'none'",
  `script-src 'self' 'nonce-${devNonce}'`,
  `style-src 'self' 'nonce-${devNonce}'`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self' ws:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
