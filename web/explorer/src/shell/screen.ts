/** True on a screen with no room for a pane beside the editors; the width is that of editor.css. */
export function narrowScreen(): boolean {
  return window.matchMedia('(max-width: 700px)').matches;
}
