"use strict";

// The network: 8-bit weights, one character of text each, and its computation for an image.

// The number of each character, by its unit in a string: `!` to `~` without `<` are -46 to 46, U+00A1 on are -127 to -47 and
// then 47 to 127. Other units have 128.
const NUMBERS = new Uint8Array(0x143).fill(128);
for (let number = -127; number <= 127; number += 1) {
  let unit = 0x21 + 46 + number;
  if (unit >= 0x3C) unit += 1;
  if (number < -46) unit = 0xA1 + 127 + number;
  if (number > 46) unit = 0xA1 + 81 - 47 + number;
  NUMBERS[unit] = number;
}

// The network from a description and its weights; an error if they do not fit together.
function readNetwork(description, text) {
  const count = description.layers.reduce((sum, layer) => sum + layer.inputs * layer.outputs, 0);
  if (text.length !== count) throw new Error(`${text.length} of ${count} weights are there`);
  let start = 0;
  const layers = description.layers.map((layer) => {
    const weights = new Int8Array(layer.inputs * layer.outputs);
    for (let i = 0; i < weights.length; i += 1) {
      const number = NUMBERS[text.charCodeAt(start + i)];
      if (number === undefined || number === 128) throw new Error(`the character of weight ${start + i} is none of theirs`);
      weights[i] = number;
    }
    start += weights.length;
    return { ...layer, weights, scales: Float32Array.from(layer.scales), bias: Float32Array.from(layer.bias) };
  });
  return { layers, standardizer: description.standardizer };
}

// Applies a layer's activation to its affine output z, in place.
const ACTIVATIONS = {
  identity: () => {},
  relu: (z) => replace(z, (value) => Math.max(value, 0)),
  "leaky-relu": (z) => replace(z, (value) => (value > 0 ? value : value * 0.01)),
  tanh: (z) => replace(z, Math.tanh),
  sigmoid: (z) => replace(z, (value) => 1 / (1 + Math.exp(-value))),
  softmax: (z) => {
    const largest = z.reduce((a, b) => Math.max(a, b), -Infinity);
    replace(z, (value) => Math.exp(value - largest));
    const sum = z.reduce((a, b) => a + b, 0);
    replace(z, (value) => value / sum);
  },
};

// Replaces the gradient after an activation by that before it, in place, given the activation's output a.
const PULLBACKS = {
  identity: () => {},
  relu: (gradient, a) => replace(gradient, (value, i) => (a[i] > 0 ? value : 0)),
  "leaky-relu": (gradient, a) => replace(gradient, (value, i) => (a[i] > 0 ? value : value * 0.01)),
  tanh: (gradient, a) => replace(gradient, (value, i) => value * (1 - a[i] * a[i])),
  sigmoid: (gradient, a) => replace(gradient, (value, i) => value * a[i] * (1 - a[i])),
  softmax: (gradient, a) => {
    const mean = gradient.reduce((sum, value, i) => sum + value * a[i], 0);
    replace(gradient, (value, i) => a[i] * (value - mean));
  },
};

function replace(values, change) {
  for (let i = 0; i < values.length; i += 1) values[i] = change(values[i], i);
}

// The output of every layer for an image of bytes; the last are the probabilities.
function forward(network, pixels) {
  const outputs = [];
  let values = Float64Array.from(pixels, (pixel) => pixel / 255);
  if (network.standardizer) {
    const { mean, scale } = network.standardizer;
    replace(values, (value, i) => (value - mean[i]) / scale[i]);
  }
  for (const layer of network.layers) {
    values = affine(layer, values);
    ACTIVATIONS[layer.activation](values);
    outputs.push(values);
  }
  return outputs;
}

// x W + b. The weights of inputs that are zero (paper, inactive units) are not read.
function affine({ inputs, outputs, weights, scales, bias }, x) {
  const z = new Float64Array(outputs);
  for (let i = 0; i < inputs; i += 1) {
    const value = x[i];
    if (value === 0) continue;
    const start = i * outputs;
    for (let j = 0; j < outputs; j += 1) z[j] += value * weights[start + j];
  }
  for (let j = 0; j < outputs; j += 1) z[j] = z[j] * scales[j] + bias[j];
  return z;
}

// The contribution of each pixel to a class: the pixel times the gradient, with respect to it, of the class's logit
// less the mean logit of all classes, which softmax ignores. With rectifiers the network is linear near an image, so
// these and the contribution of the biases add up to the whole difference.
function contributions(network, pixels, outputs, answer) {
  const { layers, standardizer } = network;
  const last = layers.length - 1;
  let gradient = new Float64Array(layers[last].outputs).fill(-1 / layers[last].outputs);
  gradient[answer] += 1;
  for (let index = last; index >= 0; index -= 1) {
    const layer = layers[index];
    if (index < last) PULLBACKS[layer.activation](gradient, outputs[index]);
    replace(gradient, (value, j) => value * layer.scales[j]);
    // The gradient for inputs that are zero is not needed: paper, and inactive rectifiers.
    const below = index === 0 ? pixels : layers[index - 1].activation === "relu" ? outputs[index - 1] : null;
    gradient = transposedProduct(layer, gradient, below);
  }
  return gradient.map((value, i) => value * (pixels[i] / 255) / (standardizer ? standardizer.scale[i] : 1));
}

// W g, for the inputs that are nonzero in `chosen`, if it is given; 0 for the others.
function transposedProduct({ inputs, outputs, weights }, gradient, chosen) {
  const result = new Float64Array(inputs);
  for (let i = 0; i < inputs; i += 1) {
    if (chosen && chosen[i] === 0) continue;
    const start = i * outputs;
    let sum = 0;
    for (let j = 0; j < outputs; j += 1) sum += weights[start + j] * gradient[j];
    result[i] = sum;
  }
  return result;
}
