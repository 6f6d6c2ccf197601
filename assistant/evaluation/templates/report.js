"use strict";
const search = document.getElementById("search");
const category = document.getElementById("category");
const verdict = document.getElementById("verdict");
const count = document.getElementById("count");
const rows = Array.from(document.querySelectorAll("#rows tbody tr"));
const words = rows.map((row) => row.textContent.toLowerCase());

function apply() {
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  rows.forEach((row, at) => {
    const fits =
      wanted.every((word) => words[at].includes(word)) &&
      (!category.value || row.dataset.category === category.value) &&
      (!verdict.value || row.classList.contains(verdict.value));
    row.hidden = !fits;
    shown += fits ? 1 : 0;
  });
  count.textContent = `${shown} von ${rows.length}`;
}

for (const field of [search, category, verdict]) field.addEventListener("input", apply);
document.getElementById("filter").addEventListener("submit", (event) => event.preventDefault());
document.getElementById("unfold").addEventListener("click", () => {
  const open = rows.filter((row) => !row.hidden).map((row) => row.querySelector("details")).filter(Boolean);
  const unfold = open.some((detail) => !detail.open);
  for (const detail of open) detail.open = unfold;
});
apply();
