import fs from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Options = Parameters<NodeFS['init']>[1];
type PreRun = NonNullable<Options['preRun']>[number];

/** The part of emscripten's file system that is put right: the `fsync` of a file of the host. */
interface HostFiles {
  readonly filesystems: {
    readonly NODEFS: { readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number } };
  };
}

/**
 * PGlite's files on the host's disk, with an fsync that reaches it. As shipped, `fsync` is a stub there: a commit would
 * be lost with the power. It hooks PGlite's insides, so the version is pinned and a test counts the calls.
 */
export class DurableFs extends NodeFS {
  readonly #onSync: () => void;

  constructor(dataDir: string, onSync: () => void = () => {}) {
    super(dataDir);
    this.#onSync = onSync;
  }

  override async init(pg: PGlite, options: Options): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const mount = emscriptenOpts.preRun ?? [];
    const makeDurable: PreRun = (module) => {
      const files = (module as unknown as { readonly FS: HostFiles }).FS;
      files.filesystems.NODEFS.stream_ops.fsync = (stream) => {
        fs.fdatasyncSync(stream.nfd);
        this.#onSync();
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [makeDurable, ...mount] } };
  }
}
