"use strict";

// The drawing: strokes, images and clearings, in units of the paper's side, so that paper of any size can show them.

// The width of the pen. MNIST's strokes are about an eighth of a digit's height; most draw on three quarters of the paper.
const PEN = 0.08;

class Drawing {
  // All steps in order; undo removes the last.
  #steps = [];

  // The visible steps: those from the last clearing or image on.
  get visible() {
    return this.#steps.slice(Math.max(0, this.#steps.findLastIndex((step) => step.kind !== "stroke")));
  }

  get isBlank() { return this.visible.every((step) => step.kind === "clearing"); }
  get canUndo() { return this.#steps.length > 0; }
  // The image, if it is the only visible step; otherwise undefined.
  get image() { return this.visible.length === 1 && this.visible[0].kind === "image" ? this.visible[0] : undefined; }

  // Begins a stroke at a point; `lead` makes it longer.
  begin(x, y) {
    const stroke = { kind: "stroke", points: [{ x, y }] };
    this.#steps.push(stroke);
    return stroke;
  }

  // Extends a stroke to a point; a point close to the last one adds nothing. A stroke that was undone stays undone.
  lead({ points }, x, y) {
    const last = points.at(-1);
    if (Math.hypot(x - last.x, y - last.y) > 0.002) points.push({ x, y });
  }

  // Shows an image of SIDE x SIDE bytes instead of the drawing, with its upper left corner at (x, y). A smooth image is
  // blurred when enlarged; otherwise its pixels are squares.
  show(pixels, { x = 0, y = 0, size = 1, isSmooth = false, label } = {}) {
    this.#steps.push({ kind: "image", pixels, x, y, size, isSmooth, label });
  }

  clear() { if (!this.isBlank) this.#steps.push({ kind: "clearing" }); }
  undo() { this.#steps.pop(); }

  // Draws everything in one colour on an empty square of `side` pixels.
  paint(context, side, color) {
    context.clearRect(0, 0, side, side);
    for (const step of this.visible) {
      if (step.kind === "stroke") paintStroke(context, side, color, step.points);
      if (step.kind === "image") paintImage(context, side, color, step);
    }
  }
}

// Quadratic curves from the middle between two points to the next such middle: smooth, and never far from the points.
function paintStroke(context, side, color, points) {
  const [first, last] = [points[0], points.at(-1)];
  const place = ({ x, y }) => [x * side, y * side];
  const middle = (a, b) => [(a.x + b.x) / 2 * side, (a.y + b.y) / 2 * side];
  context.beginPath();
  if (points.length === 1) {
    context.fillStyle = color;
    context.arc(...place(first), PEN * side / 2, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  context.strokeStyle = color;
  context.lineWidth = PEN * side;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.moveTo(...place(first));
  for (let i = 1; i < points.length - 1; i += 1) {
    context.quadraticCurveTo(...place(points[i]), ...middle(points[i], points[i + 1]));
  }
  context.lineTo(...place(last));
  context.stroke();
}

function paintImage(context, side, color, { pixels, x, y, size, isSmooth }) {
  context.imageSmoothingEnabled = isSmooth;
  context.drawImage(bitmapOf(pixels, color), x * side, y * side, size * side, size * side);
}

// A canvas of SIDE x SIDE pixels of one colour, with the ink as opacity.
function bitmapOf(pixels, color) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext("2d");
  const image = new ImageData(SIDE, SIDE);
  pixels.forEach((pixel, i) => { image.data[4 * i + 3] = pixel; });
  context.putImageData(image, 0, 0);
  context.globalCompositeOperation = "source-in";
  context.fillStyle = color;
  context.fillRect(0, 0, SIDE, SIDE);
  return canvas;
}
