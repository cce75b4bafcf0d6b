## src/http/several.rs

several-and-next = { $all }, { $next }
several-both = { $all } and { $next }
