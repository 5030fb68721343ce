// A room of the stage: a frame elsewhere in the page, in which the stage puts some of its parts (rooms.js).

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".stepper");
  root.classList.add("stage", "room");
  root.dataset.room = data.room;
  document.dispatchEvent(new Event("stage-room"));
}
