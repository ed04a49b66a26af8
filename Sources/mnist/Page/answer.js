"use strict";

// The answer: a digit, ten bars, and a sentence for screen readers.

const bars = Array.from({ length: 10 }, (_, digit) => {
  const bar = document.createElement("li");
  const [name, track, fill, value] = ["b", "span", "span", "span"].map((tag) => document.createElement(tag));
  name.textContent = digit;
  track.className = "track";
  value.className = "value";
  track.append(fill);
  bar.append(name, " ", track, value);
  element("bars").append(bar);
  return { bar, fill, value };
});

// A probability as a percentage that never reads 0 or 100.
function percent(probability) {
  if (probability < 0.001) return "<0.1%";
  if (probability > 0.999) return ">99.9%";
  return `${(100 * probability).toFixed(1)}%`;
}

function showAnswer(seen) {
  bars.forEach(({ bar, fill, value }, digit) => {
    const probability = seen?.probabilities[digit] ?? 0;
    bar.classList.toggle("best", digit === seen?.answer);
    fill.style.transform = `scaleX(${probability})`;
    value.textContent = seen ? percent(probability) : "";
  });
  element("digit").textContent = seen?.answer ?? "–";
  element("verdict").textContent = verdictOf(seen);
  element("verdict").parentElement.classList.toggle("none", !seen);
}

function verdictOf(seen) {
  if (!seen) return drawing.isBlank ? "nothing is drawn yet" : "no digit can be told";
  const { label } = drawing.image ?? {};
  return percent(seen.probabilities[seen.answer]) + (label === undefined ? "" : `, labelled ${label}`);
}

// Announces the answer once it has not changed for a while.
let timer = 0;
function announce(seen) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const status = element("status");
    const text = keyboardPen.sentence + (seen ? `${seen.answer}, ${verdictOf(seen)}` : `${verdictOf(seen)}.`);
    // Nothing is announced on a page that was just opened.
    if (pointer || status.textContent === text || (!seen && !status.textContent)) return;
    status.textContent = text;
  }, 700);
}
