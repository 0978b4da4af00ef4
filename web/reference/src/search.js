// Finds a field, type, error or heading by its name. Everything that can be found is in one file that is asked for at the first key.
const field = document.getElementById('search');
const list = document.getElementById('found');
let entries;
let chosen = -1;

async function load() {
  entries ??= fetch('/docs/search.json').then((answer) => (answer.ok ? answer.json() : []));
  return entries;
}

/** Names that begin with the text come before those that hold it, short ones before long ones. */
function rank(name, wanted) {
  const place = name.toLowerCase().indexOf(wanted);
  return place < 0 ? Infinity : (place === 0 ? 0 : 1000) + name.length;
}

async function look() {
  const wanted = field.value.trim().toLowerCase();
  const found = wanted === '' ? [] : (await load()).map((entry) => [rank(entry[0], wanted), entry]).filter(([order]) => order < Infinity);
  if (wanted !== field.value.trim().toLowerCase()) return;
  found.sort(([a], [b]) => a - b);
  show(found.slice(0, 12).map(([, entry]) => entry));
}

function show(found) {
  chosen = -1;
  list.replaceChildren(
    ...found.map(([name, kind, address], place) => {
      const item = document.createElement('li');
      item.role = 'option';
      item.id = `found-${place}`;
      const link = document.createElement('a');
      link.href = address;
      link.tabIndex = -1;
      const where = document.createElement('span');
      where.textContent = kind;
      link.append(name, where);
      item.append(link);
      return item;
    }),
  );
  list.hidden = found.length === 0;
  field.setAttribute('aria-expanded', String(found.length > 0));
  field.removeAttribute('aria-activedescendant');
}

function choose(place) {
  const items = [...list.children];
  if (items.length === 0) return;
  chosen = (place + items.length) % items.length;
  for (const [at, item] of items.entries()) item.setAttribute('aria-selected', String(at === chosen));
  field.setAttribute('aria-activedescendant', items[chosen].id);
}

field.addEventListener('input', look);
field.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    choose(chosen + (event.key === 'ArrowDown' ? 1 : -1));
  } else if (event.key === 'Escape') {
    field.value = '';
    show([]);
  }
});
field.form.addEventListener('submit', (event) => {
  event.preventDefault();
  const item = list.children[Math.max(chosen, 0)];
  if (item) location.assign(item.firstChild.href);
});
list.addEventListener('click', () => show([]));
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && document.activeElement !== field) {
    event.preventDefault();
    field.focus();
  }
});
