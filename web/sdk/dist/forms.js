/**
 * Shows each refusal at its field, in one line: `toFormErrors(answer.errors, form.setError)`. What is about no single field, or about none of
 * this form, is shown at `root.server`. Paths are joined by dots, as react-hook-form spells them. Answers how many were shown at a field.
 */
export function toFormErrors(errors, setError, options = {}) {
    const show = setError;
    const below = (options.below ?? []).join('.');
    let atFields = 0;
    for (const { code, field, message } of errors) {
        const path = (field ?? []).join('.');
        const inside = below === '' ? path : path.startsWith(`${below}.`) ? path.slice(below.length + 1) : '';
        const name = options.names?.[path] ?? options.names?.[inside] ?? inside;
        if (name !== '')
            atFields += 1;
        show(name === '' ? 'root.server' : name, { type: code, message });
    }
    return atFields;
}
