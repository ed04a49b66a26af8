import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";

import { spread, testImages } from "./images.mjs";
import { classify, folder, mnist } from "./programs.mjs";
import { random } from "./random.mjs";
import { readTensors, writeTensors } from "./safetensors.mjs";
import { contributions, forward, readNetwork, readPage } from "./scripts.mjs";

const images = spread(testImages(), 300);

/** The network that a page of this model holds, read by the script. */
function page(model) {
  const file = join(folder, "draw.html");
  mnist("page", "--data", "embedded", "--load", model, "--output", file);
  const { description, weights } = readPage(file);
  return readNetwork(description, weights);
}

/** A model that learned for a moment, so that no unit is like another. */
function trained(activation, ...hidden) {
  const output = join(folder, activation);
  mnist(
    "train", "--data", "embedded", "--epochs", "1", "--learning-rate", "0.1", "--activation", activation,
    "--hidden", ...hidden, "--output", output, "--overwrite", "--quiet");
  return join(output, "model.safetensors");
}

/** The same model with the weights that the script read, after they were seen to be the model's, rounded. */
function rounded(model, network) {
  const file = readTensors(model);
  network.layers.forEach(({ inputs, outputs, weights, scales, bias }, index) => {
    const { shape, values } = file.tensors[`layers.${index}.kernel`];
    assert.deepEqual(shape, [inputs, outputs]);
    assert.deepEqual(bias, file.tensors[`layers.${index}.bias`].values);
    values.forEach((value, i) => {
      const weight = Math.fround(weights[i] * scales[i % outputs]);
      assert.ok(Math.abs(weight - value) <= 0.5001 * scales[i % outputs], `layer ${index}, weight ${i}`);
      values[i] = weight;
    });
  });
  const path = join(folder, "rounded");
  writeTensors(path, file);
  return path;
}

/** Holds the probabilities that the script computes to those of Swift with the same weights. */
function compare(model) {
  const network = page(model);
  const { prepared, probabilities } = classify(images.map(({ pixels }) => pixels), 28, 28, rounded(model, network));
  let largest = 0;
  for (let i = 0; i < images.length; i += 1) {
    forward(network, prepared.subarray(784 * i, 784 * (i + 1))).at(-1).forEach((probability, digit) => {
      const distance = Math.abs(probability - probabilities[10 * i + digit]);
      assert.ok(distance <= 1e-5, `image ${i}, ${digit}: off by ${distance}`);
      largest = Math.max(largest, distance);
    });
  }
  assert.ok(largest > 0);
}

for (const activation of ["identity", "relu", "leaky-relu", "tanh", "sigmoid", "softmax"]) {
  test(`the script predicts as Swift does with ${activation}`, () => compare(trained(activation, 24, 17)));
}

test("the script standardizes as Swift does", () => {
  const model = trained("relu", 20);
  const file = readTensors(model);
  const next = random(3);
  const numbers = (least) => ({ shape: [784], values: Float32Array.from({ length: 784 }, () => least + next()) });
  Object.assign(file.tensors, { "standardizer.mean": numbers(0), "standardizer.scale": numbers(0.5) });
  const standardized = join(folder, "standardized");
  writeTensors(standardized, file);
  compare(standardized);
});

for (const activation of ["identity", "relu", "leaky-relu", "tanh", "sigmoid", "softmax"]) {
  test(`contributions are gradients times pixels with ${activation}`, () => {
    const network = page(trained(activation, 24, 17));
    for (const { pixels, label } of images.slice(0, 3)) {
      // Less their mean, the logarithms of probabilities are logits less theirs.
      const logitOf = (values) => {
        const logarithms = forward(network, values).at(-1).map(Math.log);
        return logarithms[label] - logarithms.reduce((sum, value) => sum + value, 0) / 10;
      };
      const parts = contributions(network, pixels, forward(network, pixels), label);
      parts.forEach((part, i) => {
        if (pixels[i] === 0) return assert.equal(part, 0);
        const moved = (step) => Float64Array.from(pixels, (pixel, j) => pixel + (i === j ? step : 0));
        const [more, less] = [1e-4, -1e-4].map((step) => logitOf(moved(step)));
        const expected = pixels[i] * (more - less) / 2e-4;
        assert.ok(Math.abs(part - expected) <= 1e-4 * (1 + Math.abs(expected)), `pixel ${i}: ${part}, not ${expected}`);
        return undefined;
      });
    }
  });
}

test("damaged weights are told", () => {
  const description = { layers: [{ inputs: 2, outputs: 1, activation: "softmax", scales: [1], bias: [0] }] };
  assert.deepEqual([...readNetwork(description, "!~").layers[0].weights], [-46, 46]);
  assert.throws(() => readNetwork(description, "!"), /1 of 2 weights are there/);
  for (const text of ["!<", "! ", "!\u0143", "!\u00a0", "!\uffff"]) {
    assert.throws(() => readNetwork(description, text), /the character of weight 1 is none of theirs/);
  }
});
