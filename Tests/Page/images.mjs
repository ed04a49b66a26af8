// The test images: those of MNIST_DIR, else the 1,000 of the embedded subset that are held out.

import { readFileSync } from "node:fs";

/** The images and labels of two IDX files, from image `first` on. */
function read(images, labels, first) {
  const pixels = readFileSync(images).subarray(16 + 784 * first);
  return [...readFileSync(labels).subarray(8 + first)].map((label, i) => ({
    label,
    pixels: new Uint8Array(pixels.subarray(784 * i, 784 * (i + 1))),
  }));
}

export function testImages() {
  const folder = process.env.MNIST_DIR;
  if (folder) return read(`${folder}/t10k-images-idx3-ubyte`, `${folder}/t10k-labels-idx1-ubyte`, 0);
  const subset = new URL("../../Sources/CMNISTSubset/subset-", import.meta.url).pathname;
  return read(`${subset}images-idx3-ubyte`, `${subset}labels-idx1-ubyte`, 4000);
}

/** `count` of a list, spread over all of it. */
export function spread(list, count) {
  const step = Math.max(1, list.length / count);
  return Array.from({ length: Math.min(count, list.length) }, (_, i) => list[Math.floor(i * step)]);
}
