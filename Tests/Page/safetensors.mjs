// Networks in safetensors, read and written to compare them with a page's.

import { readFileSync, writeFileSync } from "node:fs";

/** The tensors of a file of 32-bit numbers, and its metadata. */
export function readTensors(path) {
  const bytes = readFileSync(path);
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const { __metadata__: metadata, ...header } = JSON.parse(bytes.toString("utf8", 8, start));
  const tensors = Object.entries(header).map(([name, { shape, data_offsets: [from, to] }]) => {
    const values = new Float32Array(new Uint8Array(bytes.subarray(start + from, start + to)).buffer);
    return [name, { shape, values }];
  });
  return { metadata, tensors: Object.fromEntries(tensors) };
}

export function writeTensors(path, { metadata, tensors }) {
  let end = 0;
  const header = { __metadata__: metadata };
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    header[name] = { dtype: "F32", shape, data_offsets: [end, end += 4 * values.length] };
  }
  const text = JSON.stringify(header);
  const padded = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(padded.length));
  const bodies = Object.values(tensors).map(({ values }) => new Uint8Array(values.buffer));
  writeFileSync(path, Buffer.concat([size, padded, ...bodies]));
}
