import { Toasts } from '@qoricash/kit';

/** The toasts of the page: for one's own acts that can be taken back, never for what others do. */
export const toasts = new Toasts();
