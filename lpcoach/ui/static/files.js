// Files that a person chooses: each is sent by itself, so that many do not make one message too large for the line.

const LARGEST = 5000000; // bytes, as the kernel reads at most; a larger file is named and not sent

/** Send the files of an input one by one, the last one marked; a file that cannot be read is sent without its bytes. */
async function sendFiles(model, input) {
  const chosen = [...input.files];
  for (const [number, file] of chosen.entries()) {
    const raw = file.size <= LARGEST ? await file.arrayBuffer().catch(() => null) : null;
    const last = number === chosen.length - 1;
    model.send({ file: file.name, size: file.size, whole: raw !== null, last }, undefined, raw === null ? [] : [raw]);
  }
  input.value = ""; // the same file may be chosen again
}

export { sendFiles };
