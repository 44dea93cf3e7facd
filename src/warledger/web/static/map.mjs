// The map that moves, in the place of the one that the server drew; and one pick and one filter for all three views.
// The server draws everything anew for an address; this keeps the map alive while the rest of the page is swapped.

const EXTENT_KM = { near: 10, district: 25, province: 75 }; // as in maps.py: a sign of size, no border
const KM_A_DEGREE = 111.3;
const SHOWN = 20; // incidents listed for one place
let map = null;
let base = null;

export async function start(part) {
  listen();
  try {
    const maplibre = await import(part.dataset.maplibre);
    maplibre.setWorkerUrl(new URL(part.dataset.worker, location.href).href);
    const [world, letters, spots] = await Promise.all([part.dataset.base, "/incidents/countries.json", part.dataset.spots].map(json));
    base = countries(world, letters);
    open(maplibre, part, spots);
  } catch (error) {
    part.dataset.state = "failed";
    part.querySelector(".map-trouble").hidden = false;
    part.querySelector(".live-map").hidden = true;
    map = null;
    if (!/webgl/i.test(String(error?.message ?? error))) throw error;
  }
}

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

// ---- the base map: TopoJSON as GeoJSON

function countries(world, letters) {
  const called = new Intl.DisplayNames([document.documentElement.lang], { type: "region", fallback: "none" });
  const { scale, translate } = world.transform;
  const arcs = world.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
  const ring = (indices) => {
    let before = null; // a ring over the date line goes on beyond 180 degrees, and does not jump round the world
    return indices.flatMap((index) => (index < 0 ? arcs[~index].toReversed() : arcs[index])).map(([lon, lat]) => {
      const turns = before === null ? 0 : Math.round((lon - before) / 360);
      before = lon - 360 * turns;
      return [before, lat];
    });
  };
  const features = world.objects.countries.geometries.filter((one) => one.arcs).map((one) => ({
    type: "Feature",
    properties: { name: one.properties.name, shown: (letters[one.id] && called.of(letters[one.id])) || one.properties.name },
    geometry: {
      type: "MultiPolygon",
      coordinates: (one.type === "MultiPolygon" ? one.arcs : [one.arcs]).map((shape) => shape.map(ring)),
    },
  }));
  return { type: "FeatureCollection", features };
}

/** Each country's name once, in the middle of its largest part. */
function names() {
  return collection(base.features.map((one) => {
    const rings = one.geometry.coordinates.map((shape) => shape[0]);
    const boxes = rings.map((ring) => [Math.min(...ring.map((at) => at[0])), Math.min(...ring.map((at) => at[1])), Math.max(...ring.map((at) => at[0])), Math.max(...ring.map((at) => at[1]))]);
    const size = ([west, south, east, north]) => (east - west) * (north - south);
    const [west, south, east, north] = boxes.reduce((most, box) => (size(box) > size(most) ? box : most));
    const point = { type: "Point", coordinates: [(west + east) / 2, (south + north) / 2] };
    return { type: "Feature", properties: { ...one.properties, size: -size([west, south, east, north]) }, geometry: point };
  }));
}

const holds = (feature, [lon, lat]) => feature.geometry.coordinates.some((shape) => {
  let inside = false;
  for (const line of shape) {
    for (let k = 1; k < line.length; k++) {
      const [[x1, y1], [x2, y2]] = [line[k - 1], line[k]];
      if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
});

// ---- what is drawn

const collection = (features) => ({ type: "FeatureCollection", features });

function drawn(spots) {
  const points = [];
  const areas = [];
  const nations = new Map();
  for (const [lon, lat, precision, incidents, contested, name, first] of spots) {
    const at = [lon, lat];
    const properties = { precision, incidents, contested, name, first, lon, lat };
    if (precision === "country") {
      const home = base.features.find((one) => holds(one, at))?.properties.name ?? name;
      nations.set(home, (nations.get(home) ?? 0) + incidents);
    }
    points.push({ type: "Feature", properties, geometry: { type: "Point", coordinates: at } });
    if (EXTENT_KM[precision]) areas.push({ type: "Feature", properties, geometry: circle(at, EXTENT_KM[precision]) });
  }
  return { points: collection(points), areas: collection(areas), nations };
}

function circle([lon, lat], km) {
  const high = km / KM_A_DEGREE;
  const wide = high / Math.max(0.1, Math.cos((lat * Math.PI) / 180));
  const ring = Array.from({ length: 49 }, (_, k) => {
    const turn = (k / 48) * 2 * Math.PI;
    return [lon + wide * Math.cos(turn), lat + high * Math.sin(turn)];
  });
  return { type: "Polygon", coordinates: [ring] };
}

function style(part, spots) {
  const of = getComputedStyle(part);
  const colour = (name) => of.getPropertyValue(`--${name}`).trim();
  const { points, areas, nations } = drawn(spots);
  const told = ["in", ["get", "name"], ["literal", [...nations.keys()]]];
  const contested = [">", ["get", "contested"], 0];
  const broad = ["!", ["in", ["get", "precision"], ["literal", ["point", "place"]]]];
  const size = ["min", 22, ["+", 4, ["*", 2.1, ["sqrt", ["get", "incidents"]]]]];
  const many = ["all", [">", ["get", "incidents"], 1]];
  const label = {
    "text-field": ["to-string", ["get", "incidents"]],
    "text-size": 11,
    "text-font": ["sans-serif"],
    "text-allow-overlap": true,
  };
  const single = ["!", ["has", "point_count"]];
  return {
    version: 8,
    sources: {
      world: { type: "geojson", data: base },
      points: {
        type: "geojson",
        data: points,
        cluster: true,
        clusterRadius: 34,
        clusterMaxZoom: 12,
        clusterProperties: { incidents: ["+", ["get", "incidents"]], contested: ["+", ["get", "contested"]] },
      },
      areas: { type: "geojson", data: areas },
      names: { type: "geojson", data: names() },
      picked: { type: "geojson", data: pickedPoint() },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("accent-wash") } },
      { id: "land", type: "fill", source: "world", paint: { "fill-color": ["case", told, colour("line"), colour("paper")] } },
      { id: "borders", type: "line", source: "world", paint: { "line-color": ["case", told, colour("accent"), colour("line-strong")], "line-width": ["case", told, 1.2, 0.6] } },
      {
        id: "nations",
        type: "symbol",
        source: "names",
        layout: { "text-field": ["get", "shown"], "symbol-sort-key": ["get", "size"], "text-size": 10.5, "text-font": ["sans-serif"], "text-letter-spacing": 0.04, "text-max-width": 7, "text-padding": 8 },
        paint: { "text-color": colour("soft"), "text-halo-color": colour("paper"), "text-halo-width": 1 },
      },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": colour("accent"), "fill-opacity": 0.13 } },
      { id: "area-edges", type: "line", source: "areas", paint: { "line-color": colour("accent"), "line-dasharray": [3, 3] } },
      {
        id: "places",
        type: "circle",
        source: "points",
        paint: {
          "circle-radius": size,
          "circle-color": ["case", ["all", single, broad], colour("sheet"), colour("accent")],
          "circle-opacity": 0.9,
          "circle-stroke-width": ["case", contested, 2.4, ["all", single, broad], 1.8, 1.2],
          "circle-stroke-color": ["case", contested, colour("warn"), ["all", single, broad], colour("accent"), colour("sheet")],
        },
      },
      { id: "picked", type: "circle", source: "picked", paint: { "circle-radius": 12, "circle-color": "transparent", "circle-stroke-color": colour("ink"), "circle-stroke-width": 3 } },
      { id: "numbers", type: "symbol", source: "points", filter: many, layout: label, paint: { "text-color": ["case", ["all", single, broad], colour("accent"), colour("accent-ink")] } },
      {
        id: "names",
        type: "symbol",
        source: "points",
        filter: single,
        layout: { "text-field": ["get", "name"], "text-size": 11, "text-font": ["sans-serif"], "text-anchor": "left", "text-offset": [1.1, 0], "text-optional": true },
        paint: { "text-color": colour("ink"), "text-halo-color": colour("paper"), "text-halo-width": 1.5 },
      },
    ],
  };
}

function pickedPoint() {
  const words = document.querySelector("#picked [data-lon]");
  if (!words) return collection([]);
  const at = [Number(words.dataset.lon), Number(words.dataset.lat)];
  return collection([{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: at } }]);
}

// ---- the map itself

function open(maplibre, part, spots) {
  const [west, south, east, north] = part.dataset.bounds.split(",").map(Number);
  const holder = part.querySelector(".live-map");
  holder.hidden = false;
  map = new maplibre.Map({
    container: holder,
    style: style(part, spots),
    bounds: [[west, south], [east, north]],
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    cooperativeGestures: false,
  });
  map.touchZoomRotate.disableRotation();
  map.scrollZoom.setWheelZoomRate(1 / 300);
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "bottom-right");
  part.deskMap = map; // for the tests, which ask it what is drawn
  map.once("load", () => {
    part.dataset.state = "ready";
    part.querySelector(".map-tools").hidden = false;
  });
  map.on("click", (event) => clicked(part, event.point));
  map.on("mousemove", (event) => {
    const over = map.queryRenderedFeatures(event.point, { layers: ["places"] }).length;
    map.getCanvas().style.cursor = over ? "pointer" : "";
  });
  boxes(part);
}

async function clicked(part, point) {
  if (part.classList.contains("drawing")) return;
  close(part);
  const layers = map.getLayer("places") ? ["places", "areas"] : [];
  const found = map.queryRenderedFeatures(point, { layers })[0];
  if (!found) return;
  const told = found.properties;
  if (told.cluster) {
    const zoom = await map.getSource("points").getClusterExpansionZoom(told.cluster_id);
    map.easeTo({ center: found.geometry.coordinates, zoom });
  } else if (told.incidents === 1) {
    go(changed({ pick: told.first }));
  } else {
    list(part, told);
  }
}

const near = ({ lon, lat }) => [lon - 1e-4, lat - 1e-4, lon + 1e-4, lat + 1e-4].map((edge) => edge.toFixed(6)).join(",");

async function list(part, told) {
  const address = changed({ box: near(told), pick: "", page: "" });
  const page = await parsed(address);
  const box = part.querySelector(".map-list");
  const items = [...page.querySelectorAll("tr[data-incident]")].slice(0, SHOWN).map((row) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = changed({ pick: row.dataset.incident });
    link.textContent = `${row.querySelector(".go").textContent}, ${row.querySelector("td").textContent.trim()}`;
    link.dataset.pick = row.dataset.incident;
    item.append(link);
    return item;
  });
  box.querySelector(".map-list-name").textContent = `${told.name}: ${told.incidents}`;
  box.querySelector("ul").replaceChildren(...items);
  box.querySelector(".map-list-all").href = address;
  box.hidden = false;
}

function close(part) {
  part.querySelector(".map-list").hidden = true;
}

// ---- a box on the map

function boxes(part) {
  const button = part.querySelector("[data-tool=box]");
  const sheet = part.querySelector(".live-map");
  let from = null;
  let mark = null;
  const draw = (on) => {
    button.setAttribute("aria-pressed", String(on));
    part.classList.toggle("drawing", on);
    map.dragPan[on ? "disable" : "enable"]();
  };
  const at = (event) => {
    const edge = sheet.getBoundingClientRect();
    return [event.clientX - edge.left, event.clientY - edge.top];
  };
  button.addEventListener("click", () => draw(!part.classList.contains("drawing")));
  part.querySelector("[data-tool=seen]").addEventListener("click", () => {
    const seen = map.getBounds();
    go(changed({ box: edges(seen.getSouthWest(), seen.getNorthEast()), page: "", pick: "" }));
  });
  part.querySelector("[data-tool=close]").addEventListener("click", () => close(part));
  sheet.addEventListener("pointerdown", (event) => {
    if (!part.classList.contains("drawing") || event.target.closest("button")) return;
    from = at(event);
    mark = document.createElement("div");
    mark.className = "map-drawn";
    part.append(mark);
  });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = at(event);
    mark.style.left = `${Math.min(from[0], to[0])}px`;
    mark.style.top = `${Math.min(from[1], to[1])}px`;
    mark.style.width = `${Math.abs(from[0] - to[0])}px`;
    mark.style.height = `${Math.abs(from[1] - to[1])}px`;
  });
  addEventListener("pointerup", (event) => {
    if (!from) return;
    const to = at(event);
    mark.remove();
    draw(false);
    const corners = [[Math.min(from[0], to[0]), Math.max(from[1], to[1])], [Math.max(from[0], to[0]), Math.min(from[1], to[1])]];
    from = null;
    if (Math.abs(corners[0][0] - corners[1][0]) < 4) return;
    go(changed({ box: edges(...corners.map((one) => map.unproject(one))), page: "", pick: "" }));
  });
}

function edges(low, high) {
  const held = (degree, most) => Math.max(-most, Math.min(most, degree)).toFixed(4);
  return [held(low.lng, 180), held(low.lat, 85), held(high.lng, 180), held(high.lat, 85)].join(",");
}

// ---- one address for all three views

function changed(values) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  return `${location.pathname}?${query}`.replaceAll("%2C", ",");
}

async function parsed(address) {
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function go(address, { push = true } = {}) {
  const part = document.querySelector(".map");
  const page = await parsed(address);
  const fresh = page.querySelector(".results");
  if (!fresh || !part) return location.assign(address);
  const focused = document.activeElement?.closest("[data-pick]")?.dataset.pick;
  if (push) history.pushState(null, "", address);
  const place = fresh.querySelector(".map");
  const before = part.dataset.spots;
  const moved = place && place.dataset.spots !== before;
  if (place) {
    for (const name of ["spots", "bounds", "box"]) part.dataset[name] = place.dataset[name];
    part.querySelector(".static-map").replaceWith(place.querySelector(".static-map"));
    close(part);
    place.replaceWith(part);
  }
  document.querySelector(".results").replaceWith(fresh);
  const rail = page.querySelector(".filters");
  if (moved && rail) document.querySelector(".filters").replaceWith(rail);
  if (map && place) await refresh(part, moved);
  if (focused) document.querySelector(`[data-pick="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

async function refresh(part, moved) {
  map.resize();
  if (moved) {
    const { points, areas, nations } = drawn(await json(part.dataset.spots));
    map.getSource("points").setData(points);
    map.getSource("areas").setData(areas);
    const of = (name) => getComputedStyle(part).getPropertyValue(`--${name}`).trim();
    const told = ["in", ["get", "name"], ["literal", [...nations.keys()]]];
    map.setPaintProperty("land", "fill-color", ["case", told, of("line"), of("paper")]);
    const [west, south, east, north] = part.dataset.bounds.split(",").map(Number);
    map.fitBounds([[west, south], [east, north]], { duration: 0 });
  }
  const picked = pickedPoint();
  map.getSource("picked").setData(picked);
  const at = picked.features[0]?.geometry.coordinates;
  if (at && !map.getBounds().contains(at)) map.easeTo({ center: at });
}

let listening = false;

function listen() {
  if (listening) return;
  listening = true;
  addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a[data-pick], a[data-unpick], .time-view a, .view-note a, .static-map a, .map-list-all");
    if (!link) return;
    event.preventDefault();
    const address = link.href.baseVal ?? link.href; // of a link in SVG
    go(new URL(address, location.href).pathname + new URL(address, location.href).search);
  });
  addEventListener("popstate", () => go(location.pathname + location.search, { push: false }));
}
