// Where the teacher stands travels to who follows: the page by Python, the stage by events in the page.
//
// The stage says where it stands ("lstm-state", with what stage/place.js gives) and takes a place in the same
// form ("lstm-take"); one that comes later asks for it ("lstm-here"). Who does something by hand leads, as a
// teacher, or is on their own, as a student; what a stage does because of the news does neither.

/** @typedef {import("./client.js").ClassClient} ClassClient */

const HAND = ["click", "keydown", "input", "pointerup"]; // scrolling is none of them
const PRESS_MS = 1000;
const DESK = "classroom"; // the page from which the class is led: nobody is sent there

/**
 * One for a client, which outlives the bars that Streamlit draws.
 * @typedef {object} Here
 * @property {string} page on screen
 * @property {(to: {page: string, model?: string, learned?: string}) => void} go open a page, with a model
 * @property {boolean} byHand whether somebody has done something here since the class was followed last
 * @property {any} stage what the stage said last
 * @property {number} movedAt ms, when it moved last without a hand that was seen
 * @property {string} taken the stage's state that was taken last, as JSON
 * @property {any} own the state of one's own that waits while one follows
 * @property {string} asked what `go` was asked last
 * @property {string} told the news that were followed last
 */

/** Begin to follow, or go on in a bar that was drawn anew. @param {ClassClient} client @param {string} page @param {Here["go"]} go */
export function followClass(client, page, go) {
  if (!client.here) watch(client);
  const { here } = client;
  here.go = go;
  if (here.page === page) return;
  [here.page, here.stage] = [page, null];
  if (!client.kept || page === DESK) return;
  if (here.byHand && client.teacher) publish(client, { page, stage: null });
  else if (here.byHand && leads(client) && client.following) client.follow(false);
  else place(client);
}

/** A student's button: on one's own, with what one had. @param {ClassClient} client */
export function goOwnWay(client) {
  client.follow(false);
  if (client.here.own) put(client.here, client.here.own);
  client.here.own = null;
}

/** And back to where the class is. @param {ClassClient} client */
export function comeBack(client) {
  client.here.asked = "";
  client.follow(true);
  place(client);
}

function watch(client) {
  /** @type {Here} */
  const here = { page: "", go: () => undefined, byHand: false, stage: null, movedAt: 0, taken: "", own: null, asked: "", told: "" };
  client.here = here;
  const hand = (event) => {
    if (event.composedPath().some((node) => node.classList?.contains("class-bar"))) return;
    here.byHand = true;
    // what moves at the press of a finger has moved before the finger is lifted
    if (Date.now() - here.movedAt < PRESS_MS) heard(client, here.stage);
  };
  for (const name of HAND) document.addEventListener(name, hand, { capture: true, passive: true });
  document.addEventListener("lstm-state", (/** @type {CustomEvent} */ event) => heard(client, event.detail));
  document.addEventListener("lstm-here", () => {
    client.changed(); // a stage that has just come hears what is covered
    place(client);
  });
  client.listen(() => {
    const told = JSON.stringify([client.kept?.code, client.news?.state]);
    if (told === here.told) return;
    here.told = told;
    place(client);
  });
}

// The class's place, if it is led now.
const leads = ({ news }) => (news?.state?.leading && !news.over ? news.state : null);

function publish(client, place) {
  if (client.news?.state?.leading !== false) client.publish(place);
}

// The stage of this view has moved.
function heard(client, stage) {
  const { here } = client;
  const other = here.stage?.model !== stage.model || here.stage?.learned !== stage.learned;
  here.stage = stage;
  if (!client.kept || JSON.stringify(stage) === here.taken) return;
  if (!here.byHand) {
    here.movedAt = Date.now();
    if (other) place(client); // the model that it waited for
  } else if (client.teacher) publish(client, { page: here.page, stage });
  else if (client.following && leads(client)) {
    here.own = null; // who plays with it goes on from what they see
    client.follow(false);
  }
}

// Go where the class is, if this view follows it.
function place(client) {
  const { here } = client;
  const state = leads(client);
  if (!client.kept || !state) return;
  if (client.teacher ? state.from === client.view : !client.following) return;
  if (here.page === DESK && client.teacher) return; // the desk stays a desk
  const { page, stage } = state;
  const to = { page, model: stage?.model, learned: stage?.learned };
  const elsewhere = page !== here.page || (stage && here.stage && (stage.model !== here.stage.model || stage.learned !== here.stage.learned));
  if (!client.teacher && here.stage && !here.taken) here.own = here.stage;
  here.byHand = false;
  if (!elsewhere) {
    if (stage) put(here, stage);
  } else if (page && here.asked !== JSON.stringify(to)) {
    here.asked = JSON.stringify(to);
    here.go(to);
  }
}

function put(here, stage) {
  here.taken = JSON.stringify(stage);
  document.dispatchEvent(new CustomEvent("lstm-take", { detail: stage }));
}
