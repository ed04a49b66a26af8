"use strict";

// The page: passes the drawing to the network, and shows the answer and the reasons.

// The side of the prepared paper in pixels, five for each of an image of 28 x 28, for any screen.
const PAPER = 140;

const element = (id) => document.getElementById(id);
const colorOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const isDark = matchMedia("(prefers-color-scheme: dark)");

const drawing = new Drawing();
const ink = Object.assign(document.createElement("canvas"), { width: PAPER, height: PAPER });
const inkContext = ink.getContext("2d", { willReadFrequently: true });
let network = null;

// The drawing as samples, 0 to 255, light on dark.
function samples() {
  drawing.paint(inkContext, PAPER, "#fff");
  const { data } = inkContext.getImageData(0, 0, PAPER, PAPER);
  return Uint8Array.from({ length: PAPER * PAPER }, (_, i) => data[4 * i + 3]);
}

// The network's view of the drawing: its 784 pixels, the output of every layer, and the answer; null if nothing is
// drawn.
function look() {
  const pixels = drawing.isBlank ? null : prepare(samples(), PAPER, PAPER);
  if (!pixels || !network) return null;
  const outputs = forward(network, pixels);
  const probabilities = outputs.at(-1);
  return { pixels, outputs, probabilities, answer: probabilities.indexOf(Math.max(...probabilities)) };
}

// Redraws everything in the next frame, however often it is called before.
let isWaiting = false;
function refresh() {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    showPaper();
    const seen = look();
    showAnswer(seen);
    showInside(seen);
    announce(seen);
  });
}
