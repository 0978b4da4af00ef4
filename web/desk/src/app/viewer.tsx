import { createContext, type ReactNode, useContext } from 'react';
import type { ViewerQuery } from '../gql/graphql.ts';

export type Viewer = ViewerQuery['viewer'];
export type Ability = Exclude<keyof Viewer['can'], '__typename'>;

const Who = createContext<Viewer | null>(null);

/** Says who is signed in to all below it. */
export function ViewerProvider({ viewer, children }: { readonly viewer: Viewer; readonly children: ReactNode }) {
  return <Who value={viewer}>{children}</Who>;
}

/** Who is signed in. Screens stand below the sign-in, so there always is somebody. */
export function useViewer(): Viewer {
  const viewer = useContext(Who);
  if (!viewer) throw new Error('A screen stands outside of the session.');
  return viewer;
}
