// SPDX-License-Identifier: MIT
import { exposeApi } from '../expose';
import type { Native } from '../native';
import { byteRange, PrivateMap } from '../primordials';
import { type Border, Membrane } from './membrane';

/** The number of the page's own world, and that of an isolated preload script. */
export const kPageWorld = 0;
export const kPreloadWorld = 999;
const kHighestWorld = 536_870_911;

/** Whether a world can have that number. */
export function isWorld(value: unknown): value is number {
  return typeof value === 'number' && value >= kPageWorld && value <= kHighestWorld && value % 1 === 0;
}

/** The worlds of a document as the preload script's sees them: between it and each of the others lies a membrane. */
export class Worlds {
  private readonly membranes = new PrivateMap<number, Membrane>();

  /** `maxBytes`: how large what crosses at once may be. `hidden` crosses as an empty object. */
  constructor(
    private readonly cross: NonNullable<Native['cross']>,
    private readonly maxBytes: number,
    private readonly hidden: object,
  ) {}

  /** The membrane to that world. The world itself begins with the first message to it. */
  membraneTo(world: number): Membrane {
    const known = this.membranes.get(world);
    if (known) return known;
    const membrane = world === kPreloadWorld ? this.newMirror() : this.newMembrane(world);
    this.membranes.set(world, membrane);
    return membrane;
  }

  private newMembrane(world: number): Membrane {
    return new Membrane(this.newBorder((bytes, length) => this.cross(bytes, length, world)));
  }

  /** To this world itself, which gets the same copies, frozen, and proxies as any other. */
  private newMirror(): Membrane {
    const near: Membrane = new Membrane(this.newBorder((bytes, length) => far.receive(byteRange(bytes, 0, length))));
    const far = new Membrane({
      cross: (bytes, length) => near.receive(byteRange(bytes, 0, length)),
      maxBytes: this.maxBytes,
      hidden: undefined,
      onExpose: exposeApi,
      handed: refusing,
    });
    return near;
  }

  private newBorder(cross: Border['cross']): Border {
    return { cross, maxBytes: this.maxBytes, hidden: this.hidden, onExpose: refuse, handed: refusing };
  }
}

/** Nothing is exposed in the world of the preload script but by itself, and no port handed to it. */
function refuse(): never {
  throw new Error('Only a preload script exposes an API');
}
const refusing = { ports: refuse, ended: refuse };
