import type { HostApi } from '../host-api.ts';
import type { Company } from './company.ts';
import type { Pictures } from './pictures.ts';
import type { Visitor } from './visitor.ts';

/** What a scene has at hand. */
export interface Stage {
  readonly origin: string;
  readonly host: HostApi;
  readonly company: Company;
  readonly pictures: Pictures;
  /** Signed in as the host. */
  readonly owner: Visitor;
  /** Somebody with a link. */
  readonly guest: Visitor;
  /** As the file's name begins: the language. */
  readonly prefix: string;
}

export type Scene = { readonly name: string; readonly play: (stage: Stage) => Promise<void> };
