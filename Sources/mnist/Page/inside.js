"use strict";

// The inside of the network: its input, the pixels for and against the answer, and its hidden layers.

const seenCanvas = element("seen");
const why = element("why");
let layerViews = [];

function rgb(name) {
  const number = parseInt(colorOf(name).slice(1), 16);
  return [number >> 16, number >> 8 & 255, number & 255];
}

// Draws an image with the colour and the opacity, 0 to 1, of pixel i from `pixelOf(i)`.
function paintPixels(canvas, pixelOf) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(canvas.width, canvas.height);
  for (let i = 0; i < canvas.width * canvas.height; i += 1) {
    const [color, opacity] = pixelOf(i);
    image.data.set([...color, Math.round(255 * opacity)], 4 * i);
  }
  context.putImageData(image, 0, 0);
}

// Colours for numbers of both signs: none at 0, the full colour at the largest.
function diverging(values) {
  const [positive, negative] = [rgb("for"), rgb("against")];
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return (i) => [values[i] < 0 ? negative : positive, Math.abs(values[i] ?? 0) / largest];
}

// Draws one image over another.
function over(top, bottom) {
  return (i) => {
    const [[color, opacity], [below, rest]] = [top(i), bottom(i)];
    const total = opacity + rest * (1 - opacity);
    if (total === 0) return [color, 0];
    return [color.map((value, j) => (value * opacity + below[j] * rest * (1 - opacity)) / total), total];
  };
}

function showInside(seen) {
  const color = rgb("ink");
  const parts = seen && why.checked ? contributions(network, seen.pixels, seen.outputs, seen.answer) : null;
  const inkAt = (i) => (seen?.pixels[i] ?? 0) / 255;
  paintPixels(seenCanvas, parts ? over(diverging(parts), (i) => [color, inkAt(i) / 5]) : (i) => [color, inkAt(i)]);
  showLegend(seen, parts);
  layerViews.forEach(({ canvas, count, units }, index) => {
    const outputs = seen?.outputs[index] ?? [];
    paintPixels(canvas, diverging(outputs));
    const active = outputs.reduce((sum, output) => sum + (output > 0 ? 1 : 0), 0).toLocaleString("en");
    count.textContent = seen ? `${active} of ${units} above 0` : `${units} units`;
  });
}

function showLegend(seen, parts) {
  element("legend").hidden = !why.checked;
  const sum = (sign) => parts.reduce((total, part) => total + Math.max(0, sign * part), 0).toFixed(1);
  const answer = seen ? `the ${seen.answer}` : "the answer";
  element("for").textContent = `for ${answer}${parts ? `: +${sum(1)} in all` : ""}`;
  element("against").textContent = `against it${parts ? `: -${sum(-1)} in all` : ""}`;
}

// A view for each hidden layer, about twice as wide as high; surplus squares stay empty.
function makeLayerViews() {
  layerViews = network.layers.slice(0, -1).map(({ outputs: units }, index) => {
    const width = Math.ceil(Math.sqrt(2 * units));
    const canvas = Object.assign(document.createElement("canvas"), { width, height: Math.ceil(units / width) });
    canvas.setAttribute("aria-hidden", "true");
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    const count = document.createElement("span");
    caption.append(`Layer ${index + 1}`, document.createElement("br"), count);
    figure.append(canvas, caption);
    element("layers").append(figure);
    return { canvas, count, units: units.toLocaleString("en") };
  });
}

why.addEventListener("change", refresh);
