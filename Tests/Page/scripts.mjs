// The scripts of the page, as functions that node can call, and what a page that was written holds.

import { readFileSync } from "node:fs";

const source = (name) => readFileSync(new URL(`../../Sources/mnist/Page/${name}.js`, import.meta.url), "utf8");

/** What some scripts define, run one after the other as the page runs them. */
function definitions(names, exported) {
  return new Function(`${names.map(source).join("\n")}\nreturn { ${exported} };`)();
}

export const { prepare } = definitions(["prepare"], "prepare");
export const { readNetwork, forward, contributions } = definitions(["network"], "readNetwork, forward, contributions");
export const { Drawing } = definitions(["prepare", "strokes"], "Drawing");

/** The text of an element with an id in a page. */
function content(html, id) {
  const start = html.indexOf(`id="${id}">`) + `id="${id}">`.length;
  return html.slice(start, html.indexOf("</script>", start));
}

/** The description of the network in a page, its weights as text, and the test images. */
export function readPage(path) {
  const html = readFileSync(path, "utf8");
  return {
    description: JSON.parse(content(html, "network")),
    weights: content(html, "weights"),
    images: JSON.parse(content(html, "images")),
  };
}
