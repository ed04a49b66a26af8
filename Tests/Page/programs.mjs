// The programs that the tests compare the page with: MNIST and STRESS name them, .ci/page sets both.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that is gone when the process ends. */
export const folder = mkdtempSync(join(tmpdir(), "mnist page "));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

function run(variable, ...words) {
  const program = process.env[variable];
  if (!program) throw new Error(`${variable} names no program: run .ci/page`);
  return execFileSync(program, words.map(String), { encoding: "utf8", maxBuffer: 1 << 28 });
}

export const mnist = (...words) => run("MNIST", ...words);

/** What Swift makes of drawings of one size: the prepared images and, for a network, the digits and the probabilities. */
export function classify(drawings, width, height, model) {
  const [file, prepared, probabilities] = ["drawings", "prepared", "probabilities"].map((name) => join(folder, name));
  writeFileSync(file, Buffer.concat(drawings));
  const words = ["--file", file, "--width", width, "--height", height, "--prepared", prepared];
  if (model) words.push("--load", model, "--probabilities", probabilities);
  const digits = run("STRESS", "drawings", ...words).trim().split(" ").map(Number);
  const numbers = model ? readFileSync(probabilities) : Buffer.alloc(0);
  return {
    digits,
    prepared: readFileSync(prepared),
    probabilities: Float32Array.from({ length: numbers.length / 4 }, (_, i) => numbers.readFloatLE(4 * i)),
  };
}
