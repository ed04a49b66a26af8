// The page in Chromium. PAGE is the page, MODEL its network, CHROMIUM the browser; IMAGES and STROKES say how many drawings,
// SCREENSHOTS names a folder for pictures of it.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";

import { Tab } from "./browser.mjs";
import { spread, testImages } from "./images.mjs";
import { classify, folder } from "./programs.mjs";
import { random } from "./random.mjs";
import { strokes } from "./skeleton.mjs";
import { openPage } from "./user.mjs";

const { CHROMIUM = "chromium", MODEL, PAGE, SCREENSHOTS } = process.env;
const [imageCount, strokeCount] = [process.env.IMAGES, process.env.STROKES].map((count) => Number(count ?? 20));
const address = pathToFileURL(resolve(PAGE)).href;
const images = testImages();
let browser, tab;
// What a user does, and what the page says.
let answer, isBlank, draw, clear;

before(async () => {
  ({ browser, tab, answer, isBlank, draw, clear } = await openPage(CHROMIUM, address));
});
after(() => browser.close());

test("a page without a drawing invites one", async () => {
  await tab.resize(1280, 900);
  assert.ok(await isBlank());
  assert.equal(await tab.call(() => document.title), "Draw a digit");
  assert.ok(await tab.call(() => !document.getElementById("invitation").hidden));
  assert.deepEqual((await answer()).bars, Array.from({ length: 10 }, (_, digit) => `${digit} `));
});

test(`${imageCount} test images drawn anywhere are read as 'mnist predict' reads the same drawings`, async () => {
  const next = random(17);
  // A place, a size, and strokes that are weaker, thinner or thicker than they were.
  const drawings = spread(images, imageCount).map(({ pixels, label }) => {
    const size = 0.35 + 0.65 * next();
    const [strength, thinness] = [0.4 + 0.6 * next(), 0.5 + next()];
    const changed = [...pixels].map((pixel) => Math.round(255 * strength * (pixel / 255) ** thinness));
    return { label, size, x: (1 - size) * next(), y: (1 - size) * next(), pixels: Buffer.from(changed).toString("base64") };
  });
  let [page, swift, same, sameImages] = [0, 0, 0, 0];
  for (let start = 0; start < drawings.length; start += 100) {
    const batch = drawings.slice(start, start + 100);
    const seen = await tab.call((batch) => {
      const text = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      return batch.map(({ pixels, x, y, size }) => {
        drawing.show(Uint8Array.from(atob(pixels), (character) => character.charCodeAt(0)), { x, y, size, isSmooth: true });
        const { answer, pixels: prepared } = look();
        const result = { answer, prepared: text(prepared), samples: text(samples()) };
        drawing.undo();
        return result;
      });
    }, batch);
    const bytes = (text) => Buffer.from(text, "base64");
    const side = Math.sqrt(bytes(seen[0].samples).length);
    const { digits, prepared } = classify(seen.map(({ samples }) => bytes(samples)), side, side, MODEL);
    seen.forEach((result, i) => {
      const { label } = batch[i];
      page += result.answer === label ? 1 : 0;
      swift += digits[i] === label ? 1 : 0;
      same += digits[i] === result.answer ? 1 : 0;
      sameImages += bytes(result.prepared).equals(prepared.subarray(784 * i, 784 * (i + 1))) ? 1 : 0;
    });
  }
  const share = (count) => `${(100 * count / drawings.length).toFixed(2)}%`;
  console.log(`page: ${share(page)} of ${drawings.length} drawings right, mnist predict: ${share(swift)}; the same digit: `
    + `${share(same)}, the same 28 x 28 pixels: ${share(sameImages)}`);
  assert.equal(sameImages, drawings.length);
  // 8 bits turn an answer where two digits are nearly as likely, one drawing in some hundred.
  assert.ok(page >= swift - Math.max(2, 0.003 * drawings.length), "more than 0.3 points less");
});

test(`${strokeCount} digits drawn with the mouse are read`, async () => {
  await tab.resize(1280, 900, { scale: 2 });
  let right = 0;
  const wrong = [];
  for (const { pixels, label } of spread(images, strokeCount)) {
    await draw(strokes(pixels));
    const { digit } = await answer();
    if (digit === String(label)) right += 1;
    else wrong.push(`${label} as ${digit}`);
    await clear();
  }
  console.log(`page: ${right} of ${strokeCount} traced digits right (${wrong.join(", ")})`);
  // A skeleton loses small loops, which turns some digits into others: of 200 the preset fast reads 95%, best 98%.
  assert.ok(right >= 0.9 * strokeCount, `${right} of ${strokeCount}`);
});

test("a finger draws on a phone, and does not scroll", async () => {
  await tab.resize(360, 740, { scale: 3, isPhone: true });
  // Upwards, as one scrolls down.
  await draw([Array.from({ length: 30 }, (_, i) => [0.5, 0.9 - 0.025 * i])], true);
  assert.equal((await answer()).digit, "1");
  assert.equal(await tab.call(() => drawing.visible.at(-1).points.length), 30);
  assert.equal(await tab.call(() => scrollY), 0);
  assert.ok(await tab.call(() => document.documentElement.scrollWidth <= 360));
  await clear();
});

test("undo, clear and their keys take back what was done", async () => {
  await tab.resize(1280, 900);
  const line = (x) => [[[x, 0.2], [x, 0.5], [x, 0.8]]];
  await draw(line(0.4));
  const one = await answer();
  await draw(line(0.6));
  const two = await answer();
  assert.notDeepEqual(one.bars, two.bars);
  await tab.press("z", { code: "KeyZ", modifiers: 2, keyCode: 90 });
  assert.deepEqual((await answer()).bars, one.bars);
  await draw(line(0.6));
  await tab.press("u", { code: "KeyU", keyCode: 85 });
  assert.deepEqual((await answer()).bars, one.bars);
  await tab.click("#clear");
  assert.ok(await isBlank());
  await tab.click("#undo");
  assert.deepEqual((await answer()).bars, one.bars);
  for (const digit of "0123456789") await tab.press(digit, { text: digit });
  assert.deepEqual((await answer()).bars, one.bars);
  await tab.press("Delete", { keyCode: 46 });
  assert.ok(await isBlank());
  assert.equal(await tab.call(() => document.getElementById("clear").getAttribute("aria-disabled")), "true");
});

test("the keyboard draws, and a screen reader hears the answer once it stands", async () => {
  await tab.go(address);
  await tab.press("Tab", { keyCode: 9 });
  assert.equal(await tab.call(() => document.activeElement.id), "paper");
  const space = { code: "Space", keyCode: 32, text: " " };
  await tab.press(" ", space);
  for (let i = 0; i < 20; i += 1) await tab.press("ArrowDown", { keyCode: 40 });
  await tab.press(" ", space);
  await tab.press("ArrowRight", { keyCode: 39 });
  const { digit } = await answer();
  assert.equal(digit, "1");
  assert.equal(await tab.call(() => drawing.visible.length), 1);
  assert.equal(await tab.call(() => scrollY), 0);
  await new Promise((done) => { setTimeout(done, 900); });
  assert.match((await answer()).status, /^Pen up, \d+% across, \d+% down\. 1, >?\d+\.\d%$/);
  const { nodes } = await tab.send("Accessibility.getFullAXTree");
  const nameless = nodes.filter(({ role, name, ignored }) => {
    return !ignored && ["button", "checkbox", "image", "application"].includes(role?.value) && !name?.value;
  });
  assert.deepEqual(nameless.map(({ role }) => role.value), []);
});

test("a resized paper shows the same drawing", async () => {
  await tab.call(() => { drawing.clear(); });
  await draw([[[0.3, 0.3], [0.5, 0.7], [0.7, 0.3]]]);
  const before = await answer();
  await tab.resize(500, 800, { scale: 1.5 });
  const { width, shown, ink } = await tab.call(() => {
    const paper = document.getElementById("paper");
    const { data } = copyOf(paper);
    const ink = data.filter((value, i) => i % 4 === 3 && value > 0).length;
    return { width: paper.width, shown: paper.clientWidth, ink };
  });
  assert.equal(width, Math.round(shown * 1.5));
  assert.ok(ink > 0.05 * width * width, `${ink}`);
  assert.deepEqual(await answer(), before);
});

test("a test image is read as it is, and its label is told", async () => {
  await tab.resize(1280, 900);
  const labels = await tab.call(() => [...document.querySelectorAll("#samples button")].map((button) => button.ariaLabel));
  assert.equal(labels.length, 20);
  labels.forEach((label, i) => assert.match(label, new RegExp(`^Test image \\d+, a ${Math.floor(i / 2)}$`)));
  await tab.click("#samples li:nth-child(8) button");
  assert.match((await answer()).verdict, /, labelled 3$/);
});

test("what spoke for and against the answer is shown on request", async () => {
  assert.ok(await tab.call(() => document.getElementById("legend").hidden));
  const colors = () => tab.call(() => {
    const { data } = copyOf(document.getElementById("seen"));
    const found = new Set();
    for (let i = 0; i < data.length; i += 4) {
      const redness = data[i] - data[i + 2];
      if (data[i + 3] > 100) found.add(redness > 40 ? "warm" : redness < -40 ? "cold" : "grey");
    }
    return [...found].sort();
  });
  assert.deepEqual(await colors(), ["grey"]);
  await tab.click("#why");
  const found = await colors();
  assert.ok(found.includes("cold") && found.includes("warm"), `${found}`);
  assert.match(await tab.call(() => document.getElementById("legend").textContent), /for the \d: \+\d+\.\d in all/);
  await tab.click("#why");
});

test("screens of every kind are photographed", { skip: !SCREENSHOTS }, async () => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const five = strokes(images.find(({ label }) => label === 5).pixels);
  for (const [name, width, height, scale] of [["phone", 360, 740, 2], ["desk", 1280, 900, 1]]) {
    for (const isDark of [false, true]) {
      await tab.resize(width, height, { scale, isPhone: name === "phone", isDark });
      await tab.go(address);
      const save = async (state) => {
        const file = `${name}-${isDark ? "dark" : "light"}-${state}.png`;
        writeFileSync(join(SCREENSHOTS, file), await tab.picture());
      };
      await tab.settle();
      await save("empty");
      await draw(five, name === "phone");
      await save("digit");
      await tab.click("#why");
      await tab.call(() => scrollTo(0, 0));
      await save("why");
      await tab.click("#why");
    }
  }
});

test("the page has asked for nothing but itself, and nobody complained", () => {
  assert.deepEqual([...new Set(tab.requests)].filter((request) => !request.startsWith("data:")), [address]);
  assert.deepEqual(tab.complaints, []);
});

test("a damaged page says so", async () => {
  const file = join(folder, "damaged.html");
  writeFileSync(file, readFileSync(PAGE, "utf8").replace(/(id="weights">.{100}).{50}/, "$1"));
  const damaged = await Tab.open(browser, pathToFileURL(file).href);
  const problem = await damaged.call(() => {
    const { hidden, textContent } = document.getElementById("problem");
    return hidden ? "" : textContent;
  });
  assert.match(problem, /^This file is damaged: \d+ of \d+ weights are there\.$/);
  assert.deepEqual(damaged.complaints, []);
});

test("the policy of the page lets nothing else run or load", async () => {
  const other = await Tab.open(browser, address);
  const outcome = await other.call(async () => {
    const script = document.createElement("script");
    script.textContent = "window.intruder = true";
    document.body.append(script);
    const isRefused = await fetch("data:,x").then(() => false, () => true);
    return { intruder: window.intruder ?? false, isRefused };
  });
  assert.deepEqual(outcome, { intruder: false, isRefused: true });
});
