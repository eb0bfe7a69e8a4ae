export type Size = { width: number; height: number };

/** Where the picture lies: `scale` in CSS pixels per image pixel, `x` and `y` of its centre from the stage's centre. */
export type View = { scale: number; x: number; y: number };

const mostDevicePixels = 8;

/** Ground left around a fitted picture, so that its edge is seen: a share of the stage's width, in CSS pixels at most. */
const marginShare = 0.0125;
const mostMarginPx = 16;

/** The scale at which the whole picture shows; a small picture is not blown up beyond true pixels. */
export function fitScale(stage: Size, picture: Size, devicePixelRatio: number): number {
  if (picture.width === 0 || picture.height === 0) return 1;
  const margins = 2 * Math.min(mostMarginPx, stage.width * marginShare);
  return Math.min(
    Math.max(stage.width - margins, 1) / picture.width,
    Math.max(stage.height - margins, 1) / picture.height,
    1 / devicePixelRatio,
  );
}

/** One image pixel on one device pixel. */
export function trueScale(devicePixelRatio: number): number {
  return 1 / devicePixelRatio;
}

/** Changes the scale so that the point of the picture under `at` (from the stage's centre) stays under it. */
export function zoomAt(view: View, scale: number, at: { x: number; y: number }): View {
  const ratio = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
}

/** Holds the scale between fit and eight device pixels, and the picture's edge no further in than the stage's. */
export function clampView(view: View, stage: Size, picture: Size, devicePixelRatio: number): View {
  const least = fitScale(stage, picture, devicePixelRatio);
  const scale = Math.min(Math.max(view.scale, least), mostDevicePixels / devicePixelRatio);
  const roomX = Math.max(0, (picture.width * scale - stage.width) / 2);
  const roomY = Math.max(0, (picture.height * scale - stage.height) / 2);
  return { scale, x: clamp(view.x, roomX), y: clamp(view.y, roomY) };
}

/** The part of the picture in sight, in shares of its width and height; all of it while it fits. */
export function partInSight(view: View, stage: Size, picture: Size): Size & { x: number; y: number } {
  const across = inSight(view.x, stage.width, picture.width * view.scale);
  const down = inSight(view.y, stage.height, picture.height * view.scale);
  return { x: across.from, y: down.from, width: across.share, height: down.share };
}

/** The same scale with the point `at` of the picture (in shares of its sides) in the middle of the stage. */
export function centreOn(view: View, picture: Size, at: { x: number; y: number }): View {
  const { width, height } = picture;
  return {
    scale: view.scale,
    x: (0.5 - at.x) * width * view.scale,
    y: (0.5 - at.y) * height * view.scale,
  };
}

/** The scale in words: percent of true pixels. */
export function zoomPercent(scale: number, devicePixelRatio: number): number {
  return Math.round(scale * devicePixelRatio * 100);
}

function inSight(offset: number, room: number, length: number): { from: number; share: number } {
  const start = room / 2 + offset - length / 2;
  const from = Math.max(0, -start) / length;
  const to = Math.min(length, room - start) / length;
  return { from, share: to - from };
}

function clamp(value: number, room: number): number {
  return Math.min(Math.max(value, -room), room);
}
