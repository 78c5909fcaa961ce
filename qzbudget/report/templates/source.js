"use strict";
(() => {
  const data = JSON.parse(document.getElementById("qz-sources").textContent);
  const dialog = document.getElementById("qz-source");
  const sides = document.getElementById("qz-sides");
  const pages = document.getElementById("qz-pages");
  const relations = { "/": "share", "~": "difference", "=": "check" };

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  const words = (key, values = {}) =>
    data.words[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  const formula = (text) => {
    const at = text.search(/[/~=]/);
    const texts = at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
    const terms = (side) => side.replace(/(:\d+)-/g, "$1+-").split("+").filter(Boolean);
    return { relation: relations[text[at]], sides: texts.map(terms) };
  };

  const plain = (term) => term.replace(/^-/, "");

  const centre = (frame) => {
    const scroller = frame.closest(".page");
    scroller.scrollTop = frame.offsetTop + frame.offsetHeight / 2 - scroller.clientHeight / 2;
    scroller.scrollLeft = frame.offsetLeft + frame.offsetWidth / 2 - scroller.clientWidth / 2;
  };

  const told = (reference) => {
    const cell = data.cells[reference];
    if (!cell) return [element("span", "where", words("unknown", { text: reference }))];
    const where = [
      cell.document,
      cell.table,
      words("page", { n: cell.page }),
      cell.row && words("row", { text: cell.row }),
      cell.column && words("column", { text: cell.column }),
      cell.doubt && words(cell.doubt),
    ];
    const lines = [
      element("strong", "", cell.printed || words("blank")),
      element("bdi", "where", where.filter(Boolean).join(" · ")),
    ];
    return cell.missing ? [...lines, element("span", "missing", cell.missing)] : lines;
  };

  const framed = (cell, number, side) => {
    const page = data.pages[cell.picture];
    const [left, top, right, bottom] = cell.box;
    const frame = element("div", `frame ${side ? "right" : "left"}`, element("span", "", number));
    frame.style.left = `${(left / page.width) * 100}%`;
    frame.style.top = `${(top / page.height) * 100}%`;
    frame.style.width = `${((right - left) / page.width) * 100}%`;
    frame.style.height = `${((bottom - top) / page.height) * 100}%`;
    return frame;
  };

  const pictureOf = (cell) => {
    const page = data.pages[cell.picture];
    const image = document.createElement("img");
    image.src = page.src;
    image.alt = words("picture", { n: cell.page });
    const sheet = element("div", "sheet", image);
    sheet.style.minWidth = `max(52rem, ${page.width * 1.2}px)`;
    sheet.style.aspectRatio = `${page.width} / ${page.height}`;
    const scroller = element("div", "page", sheet);
    scroller.tabIndex = 0;
    const caption = [cell.document, words("page", { n: cell.page })].filter(Boolean).join(" · ");
    pages.append(element("figure", "", element("figcaption", "", caption), scroller));
    return sheet;
  };

  const jump = (printed, frame) => {
    const button = element("button", "number", printed.cloneNode(true));
    button.type = "button";
    button.addEventListener("click", () => {
      frame.closest("figure").scrollIntoView({ block: "nearest" });
      centre(frame);
    });
    return button;
  };

  const show = (number, text) => {
    const behind = formula(text);
    const sheets = new Map();
    const count = new Set(behind.sides.flat().map(plain)).size;
    let label = 0;
    document.getElementById("qz-number").textContent =
      count > 1 ? `${number} ← ${words("cells", { n: count })}` : number;
    sides.replaceChildren();
    pages.replaceChildren();
    behind.sides.forEach((side, order) => {
      if (behind.relation) {
        sides.append(element("h3", "", words(`${order ? "right" : "left"}.${behind.relation}`)));
      }
      const list = element("ol", order ? "right" : "left");
      list.start = label + 1;
      side.forEach((term) => {
        label += 1;
        const reference = plain(term);
        const item = element("li", "", ...told(reference));
        if (term !== reference) item.firstChild.prepend("− ");
        list.append(item);
        const cell = data.cells[reference];
        if (!cell?.picture) return;
        if (!sheets.has(cell.picture)) sheets.set(cell.picture, pictureOf(cell));
        if (!cell.box) return;
        const frame = framed(cell, count > 1 ? String(label) : "", order);
        sheets.get(cell.picture).append(frame);
        if (count > 1) item.firstChild.replaceWith(jump(item.firstChild, frame));
      });
      sides.append(list);
    });
    dialog.classList.toggle("several", sheets.size > 1);
    dialog.showModal();
    dialog.scrollTop = 0;
    for (const sheet of sheets.values()) {
      const first = sheet.querySelector(".frame");
      if (first) centre(first);
    }
  };

  for (const place of document.querySelectorAll("[data-cells]")) {
    // A real button is one block to the line breaker: the comma behind it would begin the next line.
    const button = element("span", "number", ...place.childNodes);
    button.setAttribute("role", "button");
    button.tabIndex = 0;
    button.setAttribute("aria-haspopup", "dialog");
    const open = () => show(button.textContent, place.dataset.cells);
    button.addEventListener("click", open);
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open();
    });
    place.append(button);
  }
  document.getElementById("qz-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.getElementById("qz-hint").hidden = false;
})();
