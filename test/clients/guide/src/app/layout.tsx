import type { ReactNode } from 'react';

export default function Layout({ children }: { children: ReactNode }) {
  return <html lang="es-PE"><body>{children}</body></html>;
}
