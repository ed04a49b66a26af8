"use strict";

// Normalizes a drawing in the way of MNIST's images: 28 x 28 pixels, in a box of 20 x 20, centred by mass. `mnist
// predict` does the same with a file (DigitImage and Ink of MNISTData), in the same order and precision, so that the
// bytes are the same.

const SIDE = 28;
const BOX = 20;
const float = Math.fround;

// The 784 bytes that a network reads, 0 is paper and 255 the full stroke; null for an image without a stroke.
function prepare(samples, columns, rows) {
  const ink = inkOf(samples, columns, rows);
  const bounds = ink && boundsOf(ink);
  if (!bounds) return null;
  const all = { top: 0, bottom: rows, left: 0, right: columns };
  const whole = resampled(ink, all, SIDE, SIDE);
  return bytesOf(isNormal(whole, ink) ? whole : centred(ink, bounds));
}

// The amount of ink in each pixel: 0 is paper, 1 the full stroke. The median of the border is the paper, differences
// below the border's noise are paper, too, and the full stroke is the 90th percentile of the strokes. Null if
// everything is paper.
function inkOf(samples, columns, rows) {
  const border = borderOf(samples, columns, rows);
  const paper = median(border);
  let darkest = paper;
  let lightest = paper;
  for (const sample of samples) {
    if (sample < darkest) darkest = sample;
    if (sample > lightest) lightest = sample;
  }
  const isDarkOnLight = paper - darkest > lightest - paper;
  const range = isDarkOnLight ? paper - darkest : lightest - paper;
  // Four standard deviations; one is 1.4826 median deviations.
  const deviation = median(border.map((sample) => Math.abs(sample - paper)));
  const noise = Math.min(6 * deviation, Math.floor(range / 2));
  if (range <= noise) return null;

  const sign = isDarkOnLight ? -1 : 1;
  const amountOf = (sample) => Math.max(0, sign * (sample - paper) - noise);
  const histogram = new Uint32Array(range - noise + 1);
  for (const sample of samples) histogram[amountOf(sample)] += 1;
  const full = fullStroke(histogram);
  // Stored in 32 bits, which rounds them.
  const amounts = new Float32Array(samples.length);
  for (let i = 0; i < amounts.length; i += 1) amounts[i] = Math.min(1, amountOf(samples[i]) / full);
  return { rows, columns, amounts };
}

// The 90th percentile of the pixels with more than half of the largest amount.
function fullStroke(histogram) {
  const most = histogram.length - 1;
  const least = Math.floor(most / 2) + 1;
  let strokes = 0;
  for (let amount = least; amount <= most; amount += 1) strokes += histogram[amount];
  let left = Math.floor((strokes - 1) / 10);
  for (let amount = most; amount >= least; amount -= 1) {
    if (left < histogram[amount]) return amount;
    left -= histogram[amount];
  }
  return most;
}

// The outermost pixels, each once.
function borderOf(samples, columns, rows) {
  const border = [...samples.slice(0, columns)];
  if (rows > 1) border.push(...samples.slice((rows - 1) * columns));
  for (let row = 1; row < rows - 1; row += 1) {
    border.push(samples[row * columns]);
    if (columns > 1) border.push(samples[row * columns + columns - 1]);
  }
  return border;
}

function median(values) {
  return Uint16Array.from(values).sort()[Math.floor(values.length / 2)];
}

// The smallest box around all pixels with more than a quarter of the full stroke; null if there are none.
function boundsOf({ rows, columns, amounts }) {
  let [top, bottom, left, right] = [rows, 0, columns, 0];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (amounts[row * columns + column] <= 0.25) continue;
      [top, bottom] = [Math.min(top, row), row + 1];
      [left, right] = [Math.min(left, column), Math.max(right, column + 1)];
    }
  }
  return bottom === 0 ? null : { top, bottom, left, right };
}

// The centre of mass; the centre of the first pixel is (0.5, 0.5).
function centreOf({ columns, amounts }) {
  let [mass, row, column] = [0, 0, 0];
  amounts.forEach((amount, index) => {
    mass += amount;
    row += amount * (Math.floor(index / columns) + 0.5);
    column += amount * ((index % columns) + 0.5);
  });
  return { row: float(row / mass), column: float(column / mass) };
}

// A part of the image, resampled; every new pixel is the mean over the area that it covers.
function resampled(ink, part, rows, columns) {
  const vertical = overlaps(rows, part.top, part.bottom - part.top);
  const horizontal = overlaps(columns, part.left, part.right - part.left);
  const amounts = new Float32Array(rows * columns);
  const line = new Float32Array(ink.columns);
  vertical.forEach((rowParts, row) => {
    line.fill(0);
    for (const [index, share] of rowParts) {
      const start = index * ink.columns;
      for (let x = part.left; x < part.right; x += 1) line[x] += float(share * ink.amounts[start + x]);
    }
    horizontal.forEach((columnParts, column) => {
      let sum = 0;
      for (const [index, share] of columnParts) sum = float(sum + float(share * line[index]));
      amounts[row * columns + column] = sum;
    });
  });
  return { rows, columns, amounts };
}

// The pixels, of `length` from `first` on, that each of `count` equal parts covers, with their shares of the part.
function overlaps(count, first, length) {
  // In units of 1 / count of a pixel all edges are integers.
  return Array.from({ length: count }, (_, part) => {
    const [start, end] = [part * length, (part + 1) * length];
    const pixels = [];
    for (let pixel = Math.floor(start / count); pixel <= Math.floor((end - 1) / count); pixel += 1) {
      const covered = Math.min(end, (pixel + 1) * count) - Math.max(start, pixel * count);
      pixels.push([first + pixel, float(covered / length)]);
    }
    return pixels;
  });
}

// Whether an image that was shrunk as a whole is in MNIST's form: as high as the box, and centred by mass.
function isNormal(whole, original) {
  const bounds = boundsOf(whole);
  if (!bounds) return false;
  const height = bounds.bottom - bounds.top;
  const isInTheMiddle = (place) => place >= 13.75 && place < 15.25;
  const centre = centreOf(whole);
  return height >= 19 && height <= 21 && (original.columns <= original.rows || bounds.right - bounds.left >= 12)
    && isInTheMiddle(centre.row) && isInTheMiddle(centre.column);
}

// The digit in `bounds`, scaled to the box and shifted until its centre of mass is in the middle pixel.
function centred(ink, bounds) {
  const [height, width] = [bounds.bottom - bounds.top, bounds.right - bounds.left];
  const longer = Math.max(height, width);
  const scaled = (length) => Math.max(1, Math.floor((length * BOX + Math.floor(longer / 2)) / longer));
  const digit = resampled(ink, bounds, scaled(height), scaled(width));
  const centre = centreOf(digit);
  const start = (length, middle) => Math.min(Math.max(SIDE / 2 - Math.trunc(middle), 0), SIDE - length);
  const [top, left] = [start(digit.rows, centre.row), start(digit.columns, centre.column)];
  const amounts = new Float32Array(SIDE * SIDE);
  for (let row = 0; row < digit.rows; row += 1) {
    const line = digit.amounts.subarray(row * digit.columns, (row + 1) * digit.columns);
    amounts.set(line, (top + row) * SIDE + left);
  }
  return { rows: SIDE, columns: SIDE, amounts };
}

// One byte a pixel: 255 is the full stroke.
function bytesOf({ amounts }) {
  return Uint8Array.from(amounts, (amount) => Math.round(float(Math.min(1, Math.max(0, amount)) * 255)));
}
