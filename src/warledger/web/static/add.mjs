// Files by drag and drop anywhere on the form, and their names before they are sent. Without this, the button picks them.

const MIB = 1024 * 1024;
const size = (bytes) => (bytes < MIB ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / MIB).toFixed(1)} MiB`);

export function start(form) {
  const drop = form.querySelector(".drop");
  const input = drop.querySelector("input");
  const picked = drop.querySelector(".picked");

  function show() {
    const list = document.createElement("ul");
    for (const file of input.files) {
      const item = document.createElement("li");
      const name = document.createElement("bdi");
      name.textContent = file.name;
      item.append(name, ` ${size(file.size)}`);
      list.append(item);
    }
    picked.replaceChildren(input.files.length ? list : picked.dataset.drop);
  }

  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) drop.classList.remove("over");
  });
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    drop.classList.remove("over");
    const all = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) all.items.add(file);
    input.files = all.files;
    show();
  });
  input.addEventListener("change", show);
  show();
}
