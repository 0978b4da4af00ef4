// Small pieces of HTML that every page of the reference is made of.

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it stands between tags and in attributes. */
export const escape = (text) => String(text).replaceAll(/[&<>"']/g, (character) => entities[character]);

/** The anchor of a heading as GitHub makes it, so that links inside the documents lead to the same places here. */
export const slug = (text) =>
  text
    .toLowerCase()
    .trim()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');

/** A whole page. `nav` are the sections of the reference, the one with `current` is marked. */
export function page({ title, nav, current, outline, body }) {
  const link = ({ href, name }) => `<a href="${href}"${href === current ? ' aria-current="page"' : ''}>${escape(name)}</a>`;
  const groups = nav.map(({ name, links }) => `<h2>${escape(name)}</h2>\n<ul>${links.map((one) => `<li>${link(one)}</li>`).join('')}</ul>`);
  const contents = outline.length > 1 ? `<nav class="outline" aria-label="On this page"><ul>${outline.map(entry).join('')}</ul></nav>` : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · QoriCash</title>
<link rel="icon" href="/docs/favicon.svg">
<link rel="stylesheet" href="/docs/style.css">
<script src="/docs/search.js" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header><a class="mark" href="/docs/">QoriCash</a>
<form role="search"><label for="search">Search</label><input id="search" type="search" autocomplete="off" placeholder="operationCreate, QUOTE_EXPIRED …"
 role="combobox" aria-expanded="false" aria-controls="found" aria-autocomplete="list"><ul id="found" role="listbox" aria-label="Found" hidden></ul></form><a class="more" href="#sections">Pages</a></header>
<nav class="sections" id="sections" aria-label="Reference">${groups.join('\n')}</nav>
<main id="content" tabindex="-1">
<h1>${escape(title)}</h1>
${body}
</main>
${contents}
</body>
</html>
`;
}

const entry = ({ id, name, depth }) => `<li class="depth-${depth}"><a href="#${id}">${escape(name)}</a></li>`;
