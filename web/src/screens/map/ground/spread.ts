/** Where the marks of events at one place go when they are spread, in pixels from it: on a ring, or on a spiral when they are many. */
export function offsets(count: number): { x: number; y: number }[] {
  return count <= 9 ? ring(count) : spiral(count);
}

function ring(count: number): { x: number; y: number }[] {
  const radius = Math.max(46, (count * 36) / (2 * Math.PI));
  return Array.from({ length: count }, (_, at) => around(radius, (at / count) * 2 * Math.PI - Math.PI / 2));
}

function spiral(count: number): { x: number; y: number }[] {
  let angle = -Math.PI / 2;
  let radius = 44;
  return Array.from({ length: count }, () => {
    const point = around(radius, angle);
    const step = 36 / radius;
    angle += step;
    radius += (step * 40) / (2 * Math.PI) + 0.6;
    return point;
  });
}

function around(radius: number, angle: number): { x: number; y: number } {
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}
