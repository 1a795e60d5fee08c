import type { Mode } from '../../contract/shapes.ts';

/** By which way each participant plays each other one, as they reported under the mode that is wanted now. */
export class Pairs {
  private reports = new Map<string, Map<string, Mode>>();

  /** Another mode is wanted: what was said before counts no more. */
  clear(): void {
    this.reports.clear();
  }

  /** Someone plays somebody by this way. True when that makes the pair settled on `wanted`. */
  report(from: string, about: string, path: Mode, wanted: Mode): boolean {
    const before = this.isSettled(from, about, wanted);
    const own = this.reports.get(from) ?? new Map<string, Mode>();
    this.reports.set(from, own.set(about, path));
    return !before && this.isSettled(from, about, wanted);
  }

  /** With whom someone is settled on `wanted`. */
  settledWith(id: string, wanted: Mode): string[] {
    return [...(this.reports.get(id)?.keys() ?? [])].filter((other) => this.isSettled(id, other, wanted));
  }

  forget(id: string): void {
    this.reports.delete(id);
    for (const own of this.reports.values()) own.delete(id);
  }

  private isSettled(a: string, b: string, wanted: Mode): boolean {
    return this.reports.get(a)?.get(b) === wanted && this.reports.get(b)?.get(a) === wanted;
  }
}
