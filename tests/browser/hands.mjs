// Whoever has a keyboard and nothing else: what is wanted is reached by Tab, and pressed, typed into or left alone.

// As many as any page of ours has, and some.
const FARTHEST = 200;

export function hands(page) {
  const press = (key) => page.keyboard.press(key);

  // To what fits a selector; to what says these words where they begin with «=».
  async function reach(what) {
    for (let presses = 0; presses < FARTHEST; presses += 1) {
      const isThere = await page.evaluate((sought) => {
        const one = document.activeElement;
        if (!one || one === document.body) return false;
        return sought.startsWith("=") ? one.textContent.trim().startsWith(sought.slice(1)) : one.matches(sought);
      }, what);
      if (isThere) return;
      await press("Tab");
    }
    throw new Error(`Tab does not reach ${what}`);
  }

  // What is long is pasted.
  async function type(what, text) {
    await reach(what);
    await press("Control+A");
    if (text.length > 16) await page.keyboard.insertText(text);
    else await page.keyboard.type(text);
  }

  // Several fields, by their ids, in the order of the page.
  async function typeAll(fields) {
    for (const [id, text] of Object.entries(fields)) await type(`#${id}`, text);
  }

  // Waits for the page that a key leads to.
  async function leads(act) {
    const arrived = page.waitForEvent("framenavigated", (frame) => frame === page.mainFrame());
    await act();
    await arrived;
    await page.waitForLoadState();
  }

  // A link or a button, by Enter; in a field, Enter sends the form.
  const enter = (what) => leads(async () => { await reach(what); await press("Enter"); });
  const send = () => leads(() => press("Enter"));

  // A box, a choice or a button that leads nowhere.
  async function space(what) {
    await reach(what);
    await press("Space");
  }

  return { press, reach, type, typeAll, enter, send, space, leads };
}
