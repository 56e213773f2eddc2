//! Points of the sphere as unit vectors, and the great-circle arc between them.

pub type Vector = [f64; 3];
/// Degrees north and east.
pub type Degrees = (f64, f64);

/// The points of the great-circle arc between two points. Between antipodes, any of the arcs is
/// taken.
pub fn arc(from: Vector, to: Vector) -> Vec<Vector> {
    let angle = length(cross(from, to)).atan2(dot(from, to));
    let ahead = unit(plus(to, times(from, -dot(from, to))))
        .or_else(|| unit(cross(from, [0.0, 0.0, 1.0])))
        .unwrap_or([1.0, 0.0, 0.0]);
    (0..=48)
        .map(|i| angle * f64::from(i) / 48.0)
        .map(|turn| plus(times(from, turn.cos()), times(ahead, turn.sin())))
        .collect()
}

/// The unit vector of degrees north and east.
pub fn vector((latitude, longitude): Degrees) -> Vector {
    let (lat, lon) = (latitude.to_radians(), longitude.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

pub fn degrees([x, y, z]: Vector) -> Degrees {
    (z.clamp(-1.0, 1.0).asin().to_degrees(), y.atan2(x).to_degrees())
}

fn dot(a: Vector, b: Vector) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn cross(a: Vector, b: Vector) -> Vector {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

pub fn plus(a: Vector, b: Vector) -> Vector {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

fn times(a: Vector, by: f64) -> Vector {
    a.map(|it| it * by)
}

fn length(a: Vector) -> f64 {
    dot(a, a).sqrt()
}

/// The vector scaled to length 1; none where it is too short to have a direction.
pub fn unit(a: Vector) -> Option<Vector> {
    let length = length(a);
    (length > 1e-9).then(|| times(a, 1.0 / length))
}
