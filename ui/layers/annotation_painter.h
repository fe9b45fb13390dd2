// Draws annotations over a slide: bright lines with a halo that is seen on any tissue, the same whether a whole view is
// drawn at once or part by part. Any thread, as long as the painter is its own.
#pragma once

#include <QColor>
#include <QPainter>
#include <QRect>

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "ui/view/viewport.h"

namespace snitt {

struct AnnotationLook {
  bool filled = false;
  // Of classes that bring no colour of their own. Called in any thread, several at a time: it owns what it uses. Null:
  // the colour follows from the class's name.
  std::function<Colour(const std::string& className)> classColour;
};

// Its own, else its class's, yellow where it has none.
[[nodiscard]] QColor colourOf(const Annotation& annotation, const AnnotationLook& look);

struct ShownAnnotation {
  AnnotationPtr annotation;
  Box box;  // of its geometry
};

// By how many logical pixels what is drawn reaches beyond the box of what it belongs to: lines and marks, and the plate
// with the name.
constexpr double kAnnotationRimPx = 8;
constexpr double kAnnotationLabelPx = 100;
// What is smaller shows no name; logical pixels of its longer edge.
constexpr double kAnnotationLabelFromPx = 80;

// Whether the name is shown at the view's scale.
[[nodiscard]] bool showsLabel(const Annotation& annotation, const Box& box, const Viewport& view);

// About how many milliseconds one takes.
[[nodiscard]] double paintMs(const Annotation& annotation, const Box& box, const Viewport& view);

// The painter's coordinates are the viewport's device pixels; only what falls into `exposed` needs to be right. Later
// ones lie on top. May leave off when asked to stop.
void paintAnnotations(QPainter& painter, const QRect& exposed, const Viewport& view,
                      const std::vector<ShownAnnotation>& annotations, const AnnotationLook& look,
                      const std::stop_token& stop);

}  // namespace snitt
