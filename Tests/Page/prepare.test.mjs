import assert from "node:assert/strict";
import test from "node:test";

import { spread, testImages } from "./images.mjs";
import { classify } from "./programs.mjs";
import { random } from "./random.mjs";
import { prepare } from "./scripts.mjs";

/** A digit somewhere on noisy paper, of any contrast and polarity, sometimes beyond the edge. */
function drawing(digit, width, height, next) {
  const side = (0.2 + next()) * Math.min(width, height);
  const [left, top] = [(width - side) * (1.2 * next() - 0.1), (height - side) * (1.2 * next() - 0.1)];
  const aspect = 0.6 + 0.8 * next();
  const [noise, strength, isDark] = [Math.floor(12 * next()), 0.1 + 0.9 * next(), next() < 0.5];
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const x = Math.floor(28 * (i % width - left) / (side * aspect));
    const y = Math.floor(28 * (Math.floor(i / width) - top) / side);
    const isInside = x >= 0 && x < 28 && y >= 0 && y < 28;
    const level = Math.min(255, (isInside ? strength * digit[28 * y + x] : 0) + noise * next());
    return Math.floor(isDark ? 255 - level : level);
  });
}

for (const [width, height, count] of [[140, 140, 400], [28, 28, 200], [97, 60, 200], [31, 83, 200], [3, 2, 50]]) {
  test(`${count} drawings of ${width} x ${height} are prepared byte for byte as DigitImage does it`, () => {
    const next = random(width * 1000 + height);
    const drawings = spread(testImages(), count).map(({ pixels }) => drawing(pixels, width, height, next));
    const { prepared } = classify(drawings, width, height);
    drawings.forEach((samples, i) => {
      const expected = prepared.subarray(784 * i, 784 * (i + 1));
      assert.deepEqual(Buffer.from(prepare(samples, width, height) ?? new Uint8Array(784)), expected, `drawing ${i}`);
    });
  });
}

test("samples of one level and a faint grain are no drawing", () => {
  assert.equal(prepare(new Uint8Array(100), 10, 10), null);
  assert.equal(prepare(new Uint8Array(100).fill(255), 10, 10), null);
  assert.equal(prepare(Uint8Array.of(7), 1, 1), null);
});

test("an image of MNIST on the whole paper stays as it is", () => {
  const same = spread(testImages(), 500).filter(({ pixels }) => {
    const samples = Uint8Array.from({ length: 140 * 140 }, (_, i) => {
      return pixels[28 * Math.floor(i / 140 / 5) + Math.floor((i % 140) / 5)];
    });
    return prepare(samples, 140, 140).every((pixel, i) => Math.abs(pixel - pixels[i]) <= 8);
  });
  // 254 and the like become 255; one in twenty has a faint tip that the box leaves out.
  assert.ok(same.length >= 470, `${same.length} of 500`);
});
