/** The text of a document. A parsed one without its source is refused: nothing here prints a tree. */
export function textOf(document) {
    if (typeof document === 'string')
        return document;
    const { loc } = document;
    if (loc)
        return loc.source.body;
    const text = String(document);
    if (!/[{]/.test(text))
        throw new Error('The document has no text: make documents as strings, or parse them with their source.');
    return text;
}
/** Finds the operation of a document that has exactly one; fragments may stand before it. */
export function operationOf(text) {
    const bare = text.replace(/#[^\n\r]*/g, ' ').replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"/g, '""');
    let depth = 0;
    for (const { 0: part, index } of bare.matchAll(/[{}()]|[A-Za-z_]\w*/g)) {
        if (part === '{' && depth === 0 && !/\w+\s+on\s+\w+[^{]*$/.test(bare.slice(0, index)))
            return { kind: 'query', name: null };
        if (part === '{' || part === '(')
            depth += 1;
        else if (part === '}' || part === ')')
            depth -= 1;
        else if (depth === 0 && (part === 'query' || part === 'mutation' || part === 'subscription')) {
            const name = /^\w+\s+([A-Za-z_]\w*)/.exec(bare.slice(index))?.[1];
            return { kind: part, name: name ?? null };
        }
    }
    throw new Error('The document has no operation.');
}
/** Reads the one root field of an answer. */
export function rootOf(data) {
    for (const [name, value] of Object.entries(data)) {
        if (name !== '__typename')
            return (value ?? null);
    }
    return null;
}
