/** Draws a paper of some lines, to try with: it says of itself that it is a sample. */
export async function draw(name: string, title: string, lines: readonly string[]): Promise<File> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [900, 600];
  const paint = canvas.getContext('2d');
  if (!paint) throw new Error('This browser draws nothing.');
  paint.fillStyle = '#f4f1e8';
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.fillStyle = '#0f6b58';
  paint.fillRect(0, 0, canvas.width, 96);
  paint.fillStyle = '#ffffff';
  paint.font = '600 40px sans-serif';
  paint.fillText(title, 36, 62);
  paint.fillStyle = '#1b2420';
  paint.font = '32px sans-serif';
  lines.forEach((line, index) => paint.fillText(line, 36, 170 + index * 56));
  paint.fillStyle = '#a8201a';
  paint.font = '600 28px sans-serif';
  paint.fillText('MUESTRA: documento inventado, sin valor', 36, 560);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('This browser makes no picture.');
  return new File([blob], name, { type: 'image/png' });
}
