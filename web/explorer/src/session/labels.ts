import type { DocumentType, Role, Viewer } from './api';

const roles: Readonly<Record<Role, string>> = {
  MASTER: 'Master',
  TRADER: 'Trader',
  OPERATOR: 'Operador',
  MIDDLE_OFFICE: 'Middle Office',
  ANALYST: 'Analista',
  CLIENT: 'Cliente',
  ANONYMOUS: 'Sin sesión',
};

/** Kinds of document by which a client signs in, with their names. */
export const documentTypes: readonly (readonly [DocumentType, string])[] = [
  ['DNI', 'DNI'],
  ['CE', 'Carné de extranjería'],
  ['PASSPORT', 'Pasaporte'],
  ['RUC', 'RUC'],
];

export function roleLabel(role: Role): string {
  return roles[role];
}

export function nameOf(viewer: Viewer): string {
  return viewer.staffMember?.name ?? viewer.client?.fullName ?? roleLabel(viewer.role);
}

/** Tells one person from another. */
export function personOf(viewer: Viewer): string {
  return viewer.staffMember?.id ?? viewer.client?.id ?? viewer.role;
}
