#include "ui/marks/drawn_notes.h"

#include <utility>

#include "ui/draw/frame_tool.h"

namespace snitt {

AnnotationEdit asAnnotations(const SlideNotes& notes, const Mpp& scale, const AnnotationSet& drawn) {
  AnnotationEdit edit;
  const auto add = [&](const auto& note, Geometry geometry, Shape shape) {
    if (drawn.find(note.id)) return;
    auto one = std::make_shared<Annotation>();
    one->id = note.id;
    one->name = note.name;
    one->author = note.author;
    one->created = note.created;
    one->geometry = std::move(geometry);
    one->shape = shape;
    edit.push_back({nullptr, std::move(one)});
  };
  for (const FieldFrame& frame : notes.frames)
    add(frame,
        frameOf(frame.shape == FrameShape::circle ? FrameForm::circle : FrameForm::square, frame.areaMm2, frame.centre,
                scale),
        Shape::fieldFrame);
  for (const Ruler& ruler : notes.rulers) add(ruler, {{}, {{ruler.from, ruler.to}}, {}}, Shape::line);
  return edit;
}

}  // namespace snitt
