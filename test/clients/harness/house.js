// The house that clients_test.go made for this file: its people, and the program that serves it.

function given(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: these tests are run by \`make clients\``);
  return value;
}

export const program = given('QORICASH');

const people = JSON.parse(given('HOUSE'));

const staff = (role) => ({ staff: { login: people.staff[role], password: people.password } });

/** Credentials of one person of each role. */
export const credentials = {
  client: { client: { ...people.client, password: people.password } },
  operator: staff('operator'),
  master: staff('master'),
  trader: staff('trader'),
};

/** For the journey: an instance of the same house that keeps its e-mails, to be read at /dev/mail. */
export const withMails = process.env.NEXT_PUBLIC_HOUSE;
