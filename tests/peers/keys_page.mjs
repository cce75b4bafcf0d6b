// No service provider: a page with the script for pages, without a browser around it. One object a line: `{"script": text, "fragment":
// what the address has, "calls": [[name, argument], …]}` loads the page anew and is answered with what each call gave: null, `keys` and
// whose they are, `code` of what it threw, or the address for which the page `left`. What the page stores stays from load to load.
//
//   node keys_page.mjs <folder>

import { createInterface } from "node:readline";

// As much of IndexedDB as the script uses.
const kept = new Map();
const asked = {
  getAll: () => ({ result: [...kept.values()] }),
  put: (one) => void kept.set(one.state, one),
  delete: (state) => void kept.delete(state),
};
const transaction = () => {
  const begun = { objectStore: () => asked };
  queueMicrotask(() => begun.oncomplete());
  return begun;
};
const indexedDB = {
  open: () => {
    const opening = { result: { transaction, close: () => {}, createObjectStore: () => {} } };
    queueMicrotask(() => opening.onsuccess());
    return opening;
  },
};

async function load({ script, fragment, calls }) {
  let leave;
  const left = new Promise((resolve) => { leave = (address) => resolve({ left: String(address) }); });
  const location = { hash: fragment, pathname: "/note", search: "", assign: leave };
  const history = { state: null, replaceState: () => { location.hash = ""; } };
  const page = {};
  new Function("globalThis", "location", "history", "indexedDB", script)(page, location, history, indexedDB);
  const said = [];
  for (const [name, argument] of calls) {
    const gave = page.senzaKeys[name](argument).then(
      (answer) => answer && { subject: answer.subject, keys: answer.keys.map(({ id }) => id) },
      (error) => ({ code: error.code ?? String(error) }),
    );
    said.push(await Promise.race([gave, left]));
  }
  return { said, hash: location.hash };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await load(JSON.parse(line))));
}
