// Chromium, driven by the DevTools protocol over two pipes: no driver and no library beside node and the browser.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A running browser. */
export class Browser {
  #process;
  #profile = mkdtempSync(join(tmpdir(), "chromium "));
  #answers = new Map();
  #listeners = new Set();
  #count = 0;

  constructor(executable) {
    const flags = [
      "--headless=new", "--remote-debugging-pipe", `--user-data-dir=${this.#profile}`, "--no-first-run", "--disable-gpu",
      "--hide-scrollbars", "--force-color-profile=srgb", "--disable-background-networking", "--disable-component-update",
      // Its sandbox refuses to run for the administrator, and in many containers.
      "--no-sandbox", "--disable-dev-shm-usage",
    ];
    // Its own complaints, about D-Bus and the like, are of no interest here.
    this.#process = spawn(executable, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    this.#process.on("exit", () => this.#fail(new Error(`${executable} has ended`)));
    this.#process.on("error", (error) => this.#fail(error));
    let rest = "";
    this.#process.stdio[4].setEncoding("utf8").on("data", (text) => {
      // Messages end with a zero.
      const messages = (rest + text).split("\0");
      rest = messages.pop();
      for (const message of messages) this.#receive(JSON.parse(message));
    });
  }

  #receive({ id, result, error, method, params, sessionId }) {
    if (id === undefined) {
      for (const listener of this.#listeners) listener(method, params, sessionId);
      return;
    }
    const { resolve, reject } = this.#answers.get(id);
    this.#answers.delete(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
  }

  #fail(error) {
    for (const { reject } of this.#answers.values()) reject(error);
    this.#answers.clear();
  }

  /** Calls a method of the protocol. */
  send(method, params = {}, sessionId = undefined) {
    this.#count += 1;
    const id = this.#count;
    return new Promise((resolve, reject) => {
      this.#answers.set(id, { resolve, reject });
      this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** Calls `listener` with every event. */
  listen(listener) { this.#listeners.add(listener); }

  async close() {
    const ended = new Promise((resolve) => { this.#process.once("exit", resolve); });
    await this.send("Browser.close").catch(() => {});
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A page in the browser: its console, its requests and its keys. */
export class Tab {
  /** What the console, exceptions and the browser said about the page. */
  complaints = [];
  /** The addresses that the page asked for. */
  requests = [];
  #browser;
  #session;
  #events = new Map();

  static async open(browser, address) {
    const tab = new Tab();
    tab.#browser = browser;
    const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
    tab.#session = sessionId;
    browser.listen((method, params, session) => { if (session === sessionId) tab.#notice(method, params); });
    for (const domain of ["Page", "Runtime", "Network", "Log"]) await tab.send(`${domain}.enable`);
    await tab.go(address);
    return tab;
  }

  #notice(method, params) {
    if (method === "Runtime.exceptionThrown") {
      this.complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    }
    if (method === "Runtime.consoleAPICalled") this.complaints.push(params.args.map(({ value }) => value).join(" "));
    if (method === "Log.entryAdded") this.complaints.push(params.entry.text);
    if (method === "Network.requestWillBeSent") this.requests.push(params.request.url);
    this.#events.get(method)?.(params);
    this.#events.delete(method);
  }

  send(method, params) { return this.#browser.send(method, params, this.#session); }

  async go(address) {
    const loaded = new Promise((resolve) => { this.#events.set("Page.loadEventFired", resolve); });
    await this.send("Page.navigate", { url: address });
    await loaded;
  }

  /** The value of a function of the page's world for an argument that JSON can hold. */
  async call(body, argument = null) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression: `(${body})(${JSON.stringify(argument)})`, returnByValue: true, awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Waits until what was asked for is painted. */
  settle() {
    return this.call(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => done())); }));
  }

  /** Another screen. */
  async resize(width, height, { scale = 1, isPhone = false, isDark = false } = {}) {
    await this.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: scale, mobile: isPhone });
    await this.send("Emulation.setTouchEmulationEnabled", { enabled: isPhone });
    await this.send("Emulation.setEmulatedMedia", {
      features: [{ name: "prefers-color-scheme", value: isDark ? "dark" : "light" }],
    });
    await this.settle();
  }

  /** Presses and releases a key. */
  async press(key, { code = key, modifiers = 0, keyCode = 0, text } = {}) {
    const event = { key, code, modifiers, windowsVirtualKeyCode: keyCode, text };
    await this.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", ...event });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
    await this.settle();
  }

  /** Clicks in the middle of an element. */
  async click(selector) {
    const [x, y] = await this.call((selector) => {
      const element = document.querySelector(selector);
      element.scrollIntoView({ block: "nearest" });
      const { left, top, width, height } = element.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    }, selector);
    const event = { x, y, button: "left", clickCount: 1 };
    await this.send("Input.dispatchMouseEvent", { type: "mousePressed", ...event });
    await this.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...event });
    await this.settle();
  }

  /** A picture of the page as a PNG, all of it or what is on the screen. */
  async picture(isWhole = true) {
    const { data } = await this.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: isWhole });
    return Buffer.from(data, "base64");
  }
}
