// What can be done with areas: unions, differences, repairs. Built on GEOS (OverlayNG), whose results are snapped to a
// grid of 1/1024 pixel, so that no sequence of strokes can end in an area that cannot be worked with. Pure functions;
// any thread.
//
// An area is a list of polygons. Arguments may touch and overlap one another but must be valid, which `repaired` sees
// to; results are valid: rings do not cross themselves, holes lie inside, polygons touch in points at most.
#pragma once

#include <string>
#include <vector>

#include "core/polygon.h"
#include "core/result.h"

namespace snitt {

using Area = std::vector<Polygon>;

// Errors of the four: corrupt, where GEOS cannot do it.
[[nodiscard]] Result<Area> united(const Area& a, const Area& b);
[[nodiscard]] Result<Area> united(const std::vector<Area>& areas);
[[nodiscard]] Result<Area> without(const Area& area, const Area& taken);
[[nodiscard]] Result<Area> intersected(const Area& a, const Area& b);

// The pieces that a line cuts an area into, each an area of its own; one piece where it does not cut through.
[[nodiscard]] Result<std::vector<Area>> cut(const Area& area, const std::vector<Point>& line);

// What a round brush covers on its way along `path` (one point: a disc).
[[nodiscard]] Result<Area> swept(const std::vector<Point>& path, double radius);

// Fewer points, none further than `tolerance` from the line it stood for; the result does not cross itself.
[[nodiscard]] Result<Area> simplified(const Area& area, double tolerance);
// The same for an open line (Douglas and Peucker 1973).
[[nodiscard]] std::vector<Point> simplified(const std::vector<Point>& line, double tolerance);

// Empty where the area is valid, else what is wrong with it and where, as part of a sentence ("its ring crosses itself
// at 120, 340").
[[nodiscard]] std::string faultOf(const Area& area);
// A valid area that covers what the rings enclose, overlaps joined; self-crossing rings keep all they go round. What
// has no area is gone: the result may be empty.
// Corrupt, where it crosses itself in more places than can be mended.
[[nodiscard]] Result<Area> repaired(const Area& area);

}  // namespace snitt
