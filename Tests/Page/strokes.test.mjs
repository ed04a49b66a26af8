import assert from "node:assert/strict";
import test from "node:test";

import { Drawing } from "./scripts.mjs";

const kinds = (drawing) => drawing.visible.map(({ kind }) => kind);

test("what is undone is what was done last, a clearing included", () => {
  const drawing = new Drawing();
  assert.ok(drawing.isBlank && !drawing.canUndo);
  drawing.begin(0.1, 0.1);
  drawing.begin(0.2, 0.2);
  drawing.clear();
  drawing.clear();
  assert.ok(drawing.isBlank && drawing.canUndo);
  drawing.begin(0.3, 0.3);
  assert.deepEqual(kinds(drawing), ["clearing", "stroke"]);
  drawing.undo();
  assert.ok(drawing.isBlank);
  drawing.undo();
  assert.deepEqual(drawing.visible.map(({ points }) => points[0].x), [0.1, 0.2]);
  for (let i = 0; i < 3; i += 1) drawing.undo();
  assert.ok(drawing.isBlank && !drawing.canUndo);
});

test("an image takes the place of what there was, and strokes go on it", () => {
  const drawing = new Drawing();
  drawing.begin(0.1, 0.1);
  drawing.show(new Uint8Array(784), { label: 3 });
  assert.equal(drawing.image.label, 3);
  drawing.begin(0.2, 0.2);
  assert.deepEqual(kinds(drawing), ["image", "stroke"]);
  // What has a stroke on it is no longer what the label is of.
  assert.equal(drawing.image, undefined);
  drawing.clear();
  assert.equal(drawing.image, undefined);
});

test("a stroke has a point for each place that a pen was led to, and stays undone", () => {
  const drawing = new Drawing();
  const stroke = drawing.begin(0.5, 0.5);
  drawing.lead(stroke, 0.5001, 0.5);
  drawing.lead(stroke, 0.6, 0.5);
  assert.deepEqual(stroke.points, [{ x: 0.5, y: 0.5 }, { x: 0.6, y: 0.5 }]);
  drawing.undo();
  drawing.lead(stroke, 0.7, 0.5);
  assert.ok(drawing.isBlank);
});
