// The heat maps below are Plotly charts in the page: here they get the cursor, and a click on one
// moves the step and chooses the unit.

import { element } from "../shared/dom.js";
import { move } from "./store.js";

export function buildPlots(store) {
  store.parts.push(drawCursors);
}

function drawCursors(store) {
  if (!store.data?.plots) return;
  const plots = /** @type {NodeListOf<any>} */ (document.querySelectorAll(`[class*="st-key-${store.data.plots}"] .js-plotly-plot`));
  for (const plot of plots) {
    const layout = plot._fullLayout;
    if (!layout?.xaxis?._length) continue;
    if (plot.stepper !== store) adopt(store, plot);
    const { xaxis, _size } = layout;
    const left = xaxis._offset + xaxis.l2p(store.t - 0.5);
    const right = xaxis._offset + xaxis.l2p(store.t + 0.5);
    const [from, to] = [Math.max(left, xaxis._offset), Math.min(right, xaxis._offset + xaxis._length)];
    const cursor = plot.querySelector(":scope > .lstm-cursor");
    cursor.style.cssText =
      `position:absolute; pointer-events:none; box-sizing:border-box; border:2px solid var(--st-text-color, currentColor);` +
      `border-radius:3px; left:${from}px; width:${Math.max(0, to - from)}px; top:${_size.t}px; height:${_size.h}px;` +
      `visibility:${to > from ? "visible" : "hidden"}; z-index:2; mix-blend-mode:normal; color:inherit;`;
    const marks = plot.querySelectorAll(":scope > .lstm-unit");
    unitAxes(layout).forEach((yaxis, k) => {
      const y = yaxis._offset + yaxis.l2p(store.data.order.indexOf(store.unit));
      const visible = y >= yaxis._offset && y <= yaxis._offset + yaxis._length;
      marks[k].style.cssText =
        `position:absolute; pointer-events:none; left:${xaxis._offset - 8}px; top:${y - 5}px; font-size:9px; line-height:10px;` +
        `visibility:${visible ? "visible" : "hidden"}; z-index:2;`;
    });
  }
}

// The y axes whose rows are units. A chart with other rows, or several charts in one figure, names them
// in its layout: meta: {units: ["yaxis4", …]}.
function unitAxes(layout) {
  return (layout.meta?.units ?? ["yaxis"]).map((name) => layout[name]);
}

function adopt(store, plot) {
  for (const old of plot.querySelectorAll(":scope > .lstm-cursor, :scope > .lstm-unit")) old.remove();
  plot.append(element("div", { className: "lstm-cursor", ariaHidden: "true" }));
  plot.append(...unitAxes(plot._fullLayout).map(() => element("div", { className: "lstm-unit", ariaHidden: "true" }, "▶")));
  if (!plot.stepper) {
    plot.on("plotly_afterplot", () => drawCursors(plot.stepper));
    plot.addEventListener("click", (event) => choose(plot, event));
  }
  plot.stepper = store;
}

function choose(plot, event) {
  const { xaxis, _size } = plot._fullLayout;
  const box = plot.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left - xaxis._offset, event.clientY - box.top];
  if (x < 0 || x > xaxis._length || y < _size.t || y > _size.t + _size.h) return;
  const { order } = plot.stepper.data;
  const yaxis = unitAxes(plot._fullLayout).find((axis) => y >= axis._offset && y <= axis._offset + axis._length);
  const row = yaxis && Math.max(0, Math.min(order.length - 1, Math.round(yaxis.p2l(y - yaxis._offset))));
  move(plot.stepper, { t: Math.round(xaxis.p2l(x)), ...(yaxis ? { unit: order[row] } : {}) });
}

// Charts come, go and come back in the page's own time: whenever the page changes, look for new ones.
export function watchPlots(store) {
  drawCursors(store);
  if (store.plotWatcher) return;
  let frame;
  store.plotWatcher = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => drawCursors(store));
  });
  store.plotWatcher.observe(document.body, { childList: true, subtree: true });
}

export function unwatchPlots(store) {
  store.plotWatcher?.disconnect();
  store.plotWatcher = null;
}
