import { Marked } from 'marked';
import { posix } from 'node:path';

import { escape, slug } from './html.mjs';

/**
 * A document of docs/ as the body of a page, and the headings in it. `pages` maps the path of each document that has a page to its
 * address; a link to another file of the repository stays as its name, since a served reference has no repository beside it.
 */
export function render(text, path, pages) {
  const outline = [];
  const taken = new Map();
  const anchor = (name) => {
    const base = slug(name);
    const times = taken.get(base) ?? 0;
    taken.set(base, times + 1);
    return times === 0 ? base : `${base}-${times}`;
  };
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      heading({ tokens, depth, text: plain }) {
        const id = anchor(plain.replaceAll('`', ''));
        if (depth > 1) outline.push({ id, name: plain.replaceAll('`', ''), depth });
        // The title of the page is its first heading.
        return depth === 1 ? '' : `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const shown = this.parser.parseInline(tokens);
        const to = target(href, path, pages);
        return to === null ? `<span class="file">${shown}</span>` : `<a href="${escape(to)}">${shown}</a>`;
      },
      code({ text: code, lang }) {
        return `<pre tabindex="0"${lang ? ` data-language="${escape(lang)}"` : ''}><code>${escape(code)}</code></pre>\n`;
      },
      // Documents of the house hold no markup; what looks like it is text.
      html({ text: raw }) {
        return escape(raw);
      },
    },
  });
  const body = marked.parse(text).replaceAll(/<table>[\s\S]*?<\/table>/g, (table) => `<div class="wide" tabindex="0">${table}</div>`);
  return { body, outline };
}

/** A short text such as a description of the schema, with its code and paragraphs. */
export function describe(text) {
  if (!text) return '';
  return new Marked({ gfm: true, renderer: undefined }).use({ renderer: { html: ({ text: raw }) => escape(raw) } }).parse(text);
}

function target(href, path, pages) {
  if (/^https?:/.test(href) || href.startsWith('#')) return href;
  const [file, fragment] = href.split('#');
  const address = pages.get(posix.normalize(posix.join(posix.dirname(path), file)));
  if (address === undefined) return null;
  return fragment ? `${address}#${fragment}` : address;
}

/** The first heading of a document, or its file's name. */
export const titleOf = (text, path) => /^# (.+)$/m.exec(text)?.[1].replaceAll('`', '') ?? posix.basename(path, '.md');
