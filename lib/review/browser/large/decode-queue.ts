export type Picture = HTMLImageElement;

export type DecodeQueue = {
  /** The picture if it is decoded and at hand. */
  ready(url: string): Picture | undefined;
  /**
   * Decodes `url` before anything that is only fetched ahead. A place of the screen wants one picture at a time: what
   * it wanted before and did not get is dropped. Rejects when the picture cannot be had.
   */
  want(url: string, place?: string): Promise<Picture>;
  /** Replaces what is fetched ahead: in this order, one at a time, after what is wanted now. */
  ahead(urls: readonly string[]): void;
};

type Load = (url: string) => Promise<Picture>;

/**
 * Decodes pictures one after the other: several at once share the line and the processor, so that the one being
 * waited for comes last. Keeps the `keep` most recently used.
 */
export function createDecodeQueue(load: Load = loadPicture, keep = 16): DecodeQueue {
  const done = new Map<string, Picture>();
  const waiting = new Map<
    string,
    { resolve: (picture: Picture) => void; reject: (error: unknown) => void }[]
  >();
  const urgent = new Map<string, string>();
  let later: readonly string[] = [];
  let busy = false;

  function touch(url: string, picture: Picture): void {
    done.delete(url);
    done.set(url, picture);
    for (const oldest of done.keys()) {
      if (done.size <= keep) break;
      done.delete(oldest);
    }
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let url = take(); url !== undefined; url = take()) {
      const callers = () => waiting.get(url as string) ?? [];
      try {
        const picture = await load(url);
        touch(url, picture);
        for (const caller of callers()) caller.resolve(picture);
      } catch (error) {
        for (const caller of callers()) caller.reject(error);
      }
      waiting.delete(url);
    }
    busy = false;
  }

  function take(): string | undefined {
    for (const [place, url] of urgent) {
      urgent.delete(place);
      if (!done.has(url)) return url;
      // Another place got it in the meantime.
      for (const caller of waiting.get(url) ?? []) caller.resolve(done.get(url) as Picture);
      waiting.delete(url);
    }
    const index = later.findIndex((candidate) => !done.has(candidate));
    if (index === -1) {
      later = [];
      return undefined;
    }
    const next = later[index];
    later = later.slice(index + 1);
    return next;
  }

  return {
    ready(url) {
      const picture = done.get(url);
      if (picture !== undefined) touch(url, picture);
      return picture;
    },
    want(url, place = "stage") {
      const picture = done.get(url);
      if (picture !== undefined) return Promise.resolve(picture);
      return new Promise((resolve, reject) => {
        waiting.set(url, [...(waiting.get(url) ?? []), { resolve, reject }]);
        // Only the stop of a held key is wanted: what was passed on the way is dropped.
        const passed = urgent.get(place);
        urgent.set(place, url);
        if (passed !== undefined && ![...urgent.values()].includes(passed)) waiting.delete(passed);
        void work();
      });
    },
    ahead(urls) {
      later = urls;
      void work();
    },
  };
}

async function loadPicture(url: string): Promise<Picture> {
  const picture = new Image();
  picture.decoding = "async";
  picture.src = url;
  await picture.decode();
  return picture;
}
