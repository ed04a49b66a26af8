"use strict";

// The test images to click on, and the start of the page.

const sampleViews = [];

function makeSamples() {
  for (const { index, label, pixels: text } of JSON.parse(element("images").textContent)) {
    const pixels = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.setAttribute("aria-label", `Test image ${index}, a ${label}`);
    const canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE });
    button.append(canvas);
    button.addEventListener("click", () => {
      keyboardPen.lift();
      drawing.show(pixels, { label });
      refresh();
    });
    const item = document.createElement("li");
    item.append(button);
    element("samples").append(item);
    sampleViews.push((color) => paintPixels(canvas, (i) => [color, pixels[i] / 255]));
  }
}

function begin() {
  try {
    network = readNetwork(JSON.parse(element("network").textContent), element("weights").textContent);
  } catch (error) {
    element("problem").textContent = `This file is damaged: ${error.message}.`;
    element("problem").hidden = false;
    return;
  }
  // Its text is no longer needed: 8 MB for a large network.
  element("weights").remove();
  makeLayerViews();
  element("units").hidden = layerViews.length === 0;
  makeSamples();
  const paintAll = () => {
    const color = rgb("ink");
    for (const paint of sampleViews) paint(color);
    refresh();
  };
  isDark.addEventListener("change", paintAll);
  new ResizeObserver(refresh).observe(paper);
  addEventListener("resize", refresh);
  paintAll();
}

begin();
