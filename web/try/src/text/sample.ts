/** Texts that anybody may try the demonstration with: of the right form, and of nobody. Letters of a random id choose among them. */
const surnames = ['QUISPE', 'ROJAS', 'FLORES', 'SALAZAR', 'HUAMAN', 'TORRES', 'CASTRO', 'VARGAS'] as const;
const names = ['ROSA', 'JUAN', 'CARMEN', 'LUIS', 'ELENA', 'PEDRO', 'LUCIA', 'JORGE'] as const;

/** Digits made of the letters of a random id. */
export const digitsOf = (id: string, count: number): string =>
  [...id.replaceAll('-', '')].map((letter) => String(Number.parseInt(letter, 16) % 10)).join('').slice(0, count);

/** A person to register, by the names of the form's fields. The address can receive nothing (RFC 2606). */
export function invent(id: string): Readonly<Record<string, string>> {
  const choose = (from: readonly string[], at: number) => from[Number.parseInt(id.replaceAll('-', '').charAt(at), 16) % from.length] ?? '';
  const given = choose(names, 20);
  return {
    number: `7${digitsOf(id, 7)}`,
    paternalSurname: choose(surnames, 21),
    maternalSurname: choose(surnames, 22),
    givenNames: given,
    email: `${given.toLowerCase()}.${id.slice(0, 8)}@example.com`,
    password: `prueba-${id.slice(0, 8)}-clave`,
  };
}

/** The number of a transfer, as a bank would give it. */
export const inventReference = (id: string): string => digitsOf(id, 8);
