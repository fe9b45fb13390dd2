#include <fmt/format.h>

#include "core/exchange/losses_p.h"
#include "core/json_reader_p.h"

namespace snitt::exchange {

void sayLosses(const Annotation& annotation, const Holds& holds, Findings& findings) {
  const auto say = [&](bool isLost, std::string_view what) {
    if (isLost)
      findings.count(fmt::format("object loses its {}, for which {} has no place", what, holds.format),
                     fmt::format("objects lose their {}, for which {} has no place", what, holds.format));
  };
  say(!holds.name && !annotation.name.empty(), "name");
  say(!holds.note && !annotation.note.empty(), "note");
  say(!holds.locked && annotation.locked, "lock");
  say(!holds.author && !annotation.author.empty(), "author");
  say(!holds.created && !annotation.created.empty(), "time of making");
  say(!annotation.changed.empty(), "time of change");
  say(!holds.classColour && annotation.classColour.has_value(), "class colour");
  say(!holds.ownColour && annotation.colour.has_value(), "own colour");
  say(!annotation.measurements.empty(), "measurements");
  say(!annotation.parent.empty(), "parent");
  say(annotation.origin != Origin::human, "origin");
  say(annotation.kind != ObjectKind::annotation, "kind (detection, cell or tile)");
  say(annotation.shape == Shape::fieldFrame || (!holds.ellipse && annotation.shape == Shape::ellipse),
      "shape (ellipse or field frame; the outline stays)");
  if (annotation.foreign.empty()) return;
  bool isLost = true;
  if (const auto json = parseJson(annotation.foreign); json && json->is_object())
    isLost = json->size() > (json->contains(holds.section) ? 1U : 0U);
  say(isLost, "further facts of other programs");
}

}  // namespace snitt::exchange
