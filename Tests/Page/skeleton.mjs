// The strokes of a digit: its skeleton, and a walk along it as a pen would take.

const SIDE = 28;
// The eight neighbours, clockwise from the one above.
const AROUND = [[0, -1], [1, -1], [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1]];

/** Thins ink to lines of one pixel (T. Y. Zhang and C. Y. Suen, 1984). */
export function thinned(pixels) {
  const ink = Uint8Array.from(pixels, (pixel) => (pixel > 110 ? 1 : 0));
  const at = (x, y) => (x >= 0 && x < SIDE && y >= 0 && y < SIDE ? ink[y * SIDE + x] : 0);
  const isRemovable = (x, y, isSecond) => {
    const p = AROUND.map(([dx, dy]) => at(x + dx, y + dy));
    const count = p.reduce((a, b) => a + b);
    const changes = p.filter((value, i) => value === 0 && p[(i + 1) % 8] === 1).length;
    if (count < 2 || count > 6 || changes !== 1) return false;
    const [up, right, down, left] = [p[0], p[2], p[4], p[6]];
    return isSecond ? !(up && left && (right || down)) : !(right && down && (up || left));
  };
  let isDone = false;
  while (!isDone) {
    isDone = true;
    for (const isSecond of [false, true]) {
      const removed = [];
      for (let y = 0; y < SIDE; y += 1) {
        for (let x = 0; x < SIDE; x += 1) if (at(x, y) && isRemovable(x, y, isSecond)) removed.push(y * SIDE + x);
      }
      for (const index of removed) ink[index] = 0;
      if (removed.length > 0) isDone = false;
    }
  }
  return ink;
}

/** The paths of a digit, each a list of points in 0...1: from the ends first, straight on at a crossing. */
export function strokes(pixels) {
  const ink = thinned(pixels);
  const left = new Set(ink.keys());
  for (const index of left) if (!ink[index]) left.delete(index);
  const neighbours = (index, among) => AROUND
    .map(([dx, dy]) => [index % SIDE + dx, Math.floor(index / SIDE) + dy])
    .filter(([x, y]) => x >= 0 && x < SIDE && y >= 0 && y < SIDE && among(y * SIDE + x))
    .map(([x, y]) => y * SIDE + x);
  const direction = (a, b) => [b % SIDE - a % SIDE, Math.floor(b / SIDE) - Math.floor(a / SIDE)];
  const paths = [];
  while (left.size > 0) {
    const degree = (index) => neighbours(index, (other) => left.has(other)).length;
    const start = [...left].reduce((best, index) => (degree(index) < degree(best) ? index : best));
    const path = [start];
    left.delete(start);
    for (;;) {
      const here = path.at(-1);
      const from = path.length > 2 ? direction(path.at(-3), here) : path.length > 1 ? direction(path.at(-2), here) : [0, 0];
      const turn = (index) => {
        const [x, y] = direction(here, index);
        return (x * from[0] + y * from[1]) / Math.hypot(x, y);
      };
      const next = neighbours(here, (index) => left.has(index)).sort((a, b) => turn(b) - turn(a))[0];
      if (next === undefined) break;
      path.push(next);
      left.delete(next);
    }
    // What touches an older line was cut off from it: it begins and ends there again.
    const touched = (index) => neighbours(index, (other) => ink[other] && !path.includes(other))[0];
    const [before, after] = [touched(path[0]), path.length > 2 ? touched(path.at(-1)) ?? closing(path) : undefined];
    const whole = [...(before === undefined ? [] : [before]), ...path, ...(after === undefined ? [] : [after])];
    // A spur of one or two pixels is the skeleton's, not the writer's.
    if (whole.length > 3 || paths.length === 0) paths.push(smooth(whole));
  }
  return paths;

  // The start of a loop that ends beside it.
  function closing(path) {
    return path.length > 6 && neighbours(path.at(-1), (index) => index === path[0]).length > 0 ? path[0] : undefined;
  }
}

/** Points in 0...1 without the stairs of pixels. */
function smooth(path) {
  const points = path.map((index) => [(index % SIDE + 0.5) / SIDE, (Math.floor(index / SIDE) + 0.5) / SIDE]);
  return points.map((point, i) => {
    if (i === 0 || i === points.length - 1) return point;
    return [0, 1].map((axis) => (points[i - 1][axis] + 2 * point[axis] + points[i + 1][axis]) / 4);
  });
}
