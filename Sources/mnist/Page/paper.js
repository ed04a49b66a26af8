"use strict";

// The paper: drawing on it, by a pointer or by the keyboard.

const paper = element("paper");

function showPaper() {
  const side = Math.max(1, Math.round(paper.clientWidth * devicePixelRatio));
  if (paper.width !== side) paper.width = paper.height = side;
  const context = paper.getContext("2d");
  drawing.paint(context, side, colorOf("ink"));
  if (keyboardPen.isShown) paintPen(context, side);
  element("invitation").hidden = !drawing.isBlank || keyboardPen.isShown;
  element("undo").setAttribute("aria-disabled", !drawing.canUndo);
  element("clear").setAttribute("aria-disabled", drawing.isBlank);
}

// The position of the keyboard's pen: a ring, filled while it is down.
function paintPen(context, side) {
  context.beginPath();
  context.arc(keyboardPen.x * side, keyboardPen.y * side, PEN * side / 2, 0, 2 * Math.PI);
  context.lineWidth = 2 * devicePixelRatio;
  context.strokeStyle = context.fillStyle = colorOf("test");
  context.stroke();
  if (keyboardPen.stroke) context.fill();
}

// One pointer draws at a time; a palm beside a pen is ignored.
let pointer = null;

function placeOf(event) {
  const box = paper.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
}

paper.addEventListener("pointerdown", (event) => {
  if (pointer || event.button !== 0) return;
  keyboardPen.lift();
  keyboardPen.isShown = false;
  paper.setPointerCapture(event.pointerId);
  pointer = { id: event.pointerId, stroke: drawing.begin(...placeOf(event)) };
  refresh();
});

paper.addEventListener("pointermove", (event) => {
  if (event.pointerId !== pointer?.id) return;
  const steps = event.getCoalescedEvents?.() ?? [];
  for (const step of steps.length > 0 ? steps : [event]) drawing.lead(pointer.stroke, ...placeOf(step));
  refresh();
});

for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) {
  paper.addEventListener(type, (event) => {
    if (event.pointerId !== pointer?.id) return;
    pointer = null;
    refresh();
  });
}

paper.addEventListener("contextmenu", (event) => event.preventDefault());

const keyboardPen = {
  x: 0.5,
  y: 0.25,
  // The stroke that it draws; null while it is lifted.
  stroke: null,
  isShown: false,
  // The text for a screen reader; empty while the pen is not used.
  get sentence() {
    if (!this.isShown) return "";
    const part = (share) => `${Math.round(100 * share)}%`;
    return `Pen ${this.stroke ? "down" : "up"}, ${part(this.x)} across, ${part(this.y)} down. `;
  },
  lift() { this.stroke = null; },
  turn() {
    this.isShown = true;
    this.stroke = this.stroke ? null : drawing.begin(this.x, this.y);
  },
  move(dx, dy) {
    this.isShown = true;
    this.x = Math.min(0.95, Math.max(0.05, this.x + dx));
    this.y = Math.min(0.95, Math.max(0.05, this.y + dy));
    if (this.stroke) drawing.lead(this.stroke, this.x, this.y);
  },
};

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function undo() {
  keyboardPen.lift();
  drawing.undo();
  refresh();
}

function clear() {
  keyboardPen.lift();
  drawing.clear();
  refresh();
}

// The action of a key; undefined if it has none.
function actionOf(event) {
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "z" && !event.shiftKey ? undo : undefined;
  if (event.altKey) return undefined;
  if (event.key === "u" || event.key === "U") return undo;
  if (event.key === "Escape" || event.key === "Delete") return clear;
  if (event.target !== paper) return undefined;
  const step = event.shiftKey ? 0.1 : 0.025;
  const arrow = ARROWS[event.key];
  if (arrow) return () => keyboardPen.move(arrow[0] * step, arrow[1] * step);
  return event.key === " " && !event.repeat ? () => keyboardPen.turn() : undefined;
}

document.addEventListener("keydown", (event) => {
  const action = actionOf(event);
  if (!action) return;
  event.preventDefault();
  action();
  refresh();
});

for (const type of ["focus", "blur"]) {
  paper.addEventListener(type, () => {
    keyboardPen.lift();
    keyboardPen.isShown = type === "focus" && paper.matches(":focus-visible");
    refresh();
  });
}

element("undo").addEventListener("click", undo);
element("clear").addEventListener("click", clear);
