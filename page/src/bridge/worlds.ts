// SPDX-License-Identifier: MIT
import { exposeApi } from '../expose';
import type { Native } from '../native';
import { PrivateMap } from '../primordials';
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

  /** `hidden` is what crosses as an empty object. */
  constructor(
    private readonly cross: NonNullable<Native['cross']>,
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
    return new Membrane(borderOfPreload((bytes, length) => this.cross(bytes, length, world), this.hidden));
  }

  /** To this world itself, which gets the same copies, frozen, and proxies as any other. */
  private newMirror(): Membrane {
    const near: Membrane = new Membrane(borderOfPreload((bytes) => far.receive(bytes), this.hidden));
    const far = new Membrane({ cross: (bytes) => near.receive(bytes), hidden: undefined, onExpose: exposeApi, onPorts: refuse });
    return near;
  }
}

function borderOfPreload(cross: Border['cross'], hidden: object): Border {
  return { cross, hidden, onExpose: refuse, onPorts: refuse };
}

/** Nothing is exposed in the world of the preload script but by itself, and no port handed to it. */
function refuse(): never {
  throw new Error('Only a preload script exposes an API');
}
