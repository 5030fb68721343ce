// The heat maps below are Plotly charts in the page: here they get the cursor, and a click on one
// moves the step and chooses the unit.

function buildPlots(store) {
  store.parts.push(drawCursors);
}

function drawCursors(store) {
  if (!store.data.plots) return;
  for (const plot of document.querySelectorAll(`[class*="st-key-${store.data.plots}"] .js-plotly-plot`)) {
    const layout = plot._fullLayout;
    if (!layout?.xaxis?._length) continue;
    if (plot.stepper !== store) adopt(store, plot);
    const { xaxis, yaxis } = layout;
    const left = xaxis._offset + xaxis.l2p(store.t - 0.5);
    const right = xaxis._offset + xaxis.l2p(store.t + 0.5);
    const [from, to] = [Math.max(left, xaxis._offset), Math.min(right, xaxis._offset + xaxis._length)];
    const cursor = plot.querySelector(":scope > .lstm-cursor");
    cursor.style.cssText =
      `position:absolute; pointer-events:none; box-sizing:border-box; border:2px solid var(--st-text-color, currentColor);` +
      `border-radius:3px; left:${from}px; width:${Math.max(0, to - from)}px; top:${yaxis._offset}px; height:${yaxis._length}px;` +
      `visibility:${to > from ? "visible" : "hidden"}; z-index:2; mix-blend-mode:normal; color:inherit;`;
    const line = plot.querySelector(":scope > .lstm-unit");
    const y = yaxis._offset + yaxis.l2p(store.data.order.indexOf(store.unit));
    const visible = y >= yaxis._offset && y <= yaxis._offset + yaxis._length;
    line.style.cssText =
      `position:absolute; pointer-events:none; left:${xaxis._offset - 8}px; top:${y - 5}px; font-size:9px; line-height:10px;` +
      `visibility:${visible ? "visible" : "hidden"}; z-index:2;`;
  }
}

function adopt(store, plot) {
  for (const name of ["lstm-cursor", "lstm-unit"]) {
    plot.querySelector(`:scope > .${name}`)?.remove();
    plot.append(element("div", { className: name, ariaHidden: "true" }, name === "lstm-unit" ? "▶" : ""));
  }
  if (!plot.stepper) {
    plot.on("plotly_afterplot", () => drawCursors(plot.stepper));
    plot.addEventListener("click", (event) => choose(plot, event));
  }
  plot.stepper = store;
}

function choose(plot, event) {
  const { xaxis, yaxis } = plot._fullLayout;
  const box = plot.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left - xaxis._offset, event.clientY - box.top - yaxis._offset];
  if (x < 0 || x > xaxis._length || y < 0 || y > yaxis._length) return;
  const { order } = plot.stepper.data;
  const unit = order[Math.max(0, Math.min(order.length - 1, Math.round(yaxis.p2l(y))))];
  move(plot.stepper, { t: Math.round(xaxis.p2l(x)), unit });
}

// Charts are drawn by the page in its own time: look for them until all are there.
function awaitPlots(store) {
  clearTimeout(store.plotTimer);
  const look = (left) => {
    drawCursors(store);
    const ready = [...document.querySelectorAll(`[class*="st-key-${store.data?.plots}"] .js-plotly-plot`)];
    const done = ready.length >= store.data.plotCount && ready.every((plot) => plot.stepper === store);
    if (!done && left) store.plotTimer = setTimeout(look, 100, left - 1);
  };
  if (store.data?.plots) look(100);
}
