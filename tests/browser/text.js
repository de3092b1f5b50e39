// What is wrong with how the words of a page are laid out: a column so narrow that each word has a line of its own, and
// words that lie on other words. Words that cannot be broken, and what a box cuts off, are no fault.
() => {
  const inside = (rect, box) => ({
    left: Math.max(rect.left, box.left), right: Math.min(rect.right, box.right),
    top: Math.max(rect.top, box.top), bottom: Math.min(rect.bottom, box.bottom),
  });
  const shown = (rect, one) => {
    for (let above = one; above; above = above.parentElement)
      if (getComputedStyle(above).overflow !== "visible") rect = inside(rect, above.getBoundingClientRect());
    return rect;
  };
  const lines = [], squeezed = [], range = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = texts.currentNode.data.trim(), parent = texts.currentNode.parentElement;
    if (!words || !parent.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    range.selectNodeContents(texts.currentNode);
    const rects = [...range.getClientRects()];
    const rows = new Set(rects.map((rect) => Math.round(rect.top))).size;
    if (rows > 3 && words.split(/\s+/).length < 1.5 * rows && !/\S{40}/.test(words)) squeezed.push(words);
    for (const rect of rects) {
      const seen = shown(rect, parent);
      if (seen.right - seen.left > 2 && seen.bottom - seen.top > 2)
        lines.push({...seen, words, text: texts.currentNode});
    }
  }
  lines.sort((one, other) => one.top - other.top);
  const covered = [];
  lines.forEach((one, place) => {
    for (let next = place + 1; next < lines.length && lines[next].top < one.bottom - 6; next++)
      if (lines[next].text !== one.text
        && Math.min(one.right, lines[next].right) - Math.max(one.left, lines[next].left) > 3)
        covered.push(`${one.words.slice(0, 40)} / ${lines[next].words.slice(0, 40)}`);
  });
  return {squeezed, covered};
}
