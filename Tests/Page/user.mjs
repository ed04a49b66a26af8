// What a user does with the page, and what it says.

import assert from "node:assert/strict";

import { Browser, Tab } from "./browser.mjs";

const blank = { digit: "–", verdict: "nothing is drawn yet" };

/** The pixels of a canvas. */
function copyOf(canvas) {
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  return context.getImageData(0, 0, copy.width, copy.height);
}

/** The page in a tab of a new browser. */
export async function openPage(chromium, address) {
  const browser = new Browser(chromium);
  const tab = await Tab.open(browser, address);
  // Reading a canvas of the page often would make the browser complain.
  await tab.send("Page.addScriptToEvaluateOnNewDocument", { source: `const copyOf = ${copyOf};` });
  await tab.go(address);

  /** What the page says: the digit, the sentence beside it, the ten percentages. */
  const answer = () => tab.call(() => ({
    digit: document.getElementById("digit").textContent,
    verdict: document.getElementById("verdict").textContent,
    bars: [...document.querySelectorAll("#bars li")].map((bar) => bar.textContent),
    status: document.getElementById("status").textContent,
  }));

  const isBlank = async () => {
    const { digit, verdict } = await answer();
    return digit === blank.digit && verdict === blank.verdict;
  };

  /** Draws paths in 0...1 with the mouse, point by point, or with a finger. */
  async function draw(paths, isFinger = false) {
    const box = await tab.call(() => document.getElementById("paper").getBoundingClientRect().toJSON());
    const send = (type, [x, y]) => {
      const place = { x: box.x + x * box.width, y: box.y + y * box.height };
      if (!isFinger) {
        const button = { button: "left", buttons: 1, clickCount: 1 };
        return tab.send("Input.dispatchMouseEvent", { type: `mouse${type}`, ...place, ...button });
      }
      const types = { Pressed: "touchStart", Moved: "touchMove", Released: "touchEnd" };
      const touchPoints = type === "Released" ? [] : [place];
      return tab.send("Input.dispatchTouchEvent", { type: types[type], touchPoints });
    };
    for (const path of paths) {
      await Promise.all([
        send("Pressed", path[0]), ...path.slice(1).map((point) => send("Moved", point)), send("Released", path.at(-1)),
      ]);
    }
    await tab.settle();
  }

  async function clear() {
    await tab.press("Escape", { keyCode: 27 });
    assert.ok(await isBlank());
  }

  return { browser, tab, answer, isBlank, draw, clear };
}
